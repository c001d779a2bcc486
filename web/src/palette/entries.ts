// Everything the palette can lead to: commands with their keys, tags, projects, tasks.
import { COMMANDS, type Command } from "../model/commands";
import { dayLabel, dayPerson, daysBetween, dueDay, today } from "../model/clock";
import { dueWords } from "../model/due-words";
import { go, goBoard, openTask } from "../model/route";
import { me, selection, tasks } from "../model/store";
import type { Task } from "../model/types";
import * as dates from "../text/dates";
import * as say from "../text/palette";
import * as shared from "../text/shared";
import type { Entry } from "./find";

export interface Choice extends Entry {
  /** What it acts on, in grey after the label. */
  about?: string;
  /** At the right: keys in tinykeys notation, or words. */
  keys?: string;
  right?: string;
  late?: boolean;
  run: () => void;
}

const LEFT_OUT = new Set(["palette", "escape", "next", "previous", "extend-down", "extend-up", "open", "select"]);

export function choices(found: readonly Task[]): Choice[] {
  const rows = selection.value;
  const about = rows.length > 1 ? shared.tasksCounted(rows.length) : rows[0]?.title;
  return [...COMMANDS.filter((command) => !LEFT_OUT.has(command.id) && (command.when?.() ?? true)).map((command) => ofCommand(command, about)), ...MORE, ...ofTasks(found), ...ofPlaces()];
}

/** What has no key of its own. */
const MORE: readonly Choice[] = [
  { id: "import", label: say.importFile, also: say.also.import, kind: "command", run: () => void import("../files/files").then((files) => files.bring()) },
  { id: "data", label: say.exportAndLink, also: say.also.data, kind: "view", run: () => go("/settings#data") },
];

function ofCommand(command: Command, about: string | undefined): Choice {
  const isView = command.group === "go";
  return { id: command.id, label: command.label, also: say.also[command.id], kind: isView ? "view" : "command", about: command.group === "task" ? about : undefined, keys: command.keys, run: () => command.run() };
}

/** What the page knows and what the server found, each once, open ones only. */
function ofTasks(found: readonly Task[]): Choice[] {
  const all = new Map([...tasks.value.values(), ...found].map((task) => [task.id, tasks.value.get(task.id) ?? task]));
  return [...all.values()]
    .filter((task) => task.status === "open")
    .map((task) => ({ id: `task-${task.id}`, label: task.title, also: `#${task.number}`, kind: "task", ...rightOf(task), run: () => openTask(task.number) }));
}

function rightOf(task: Task): { right?: string; late?: boolean } {
  if (!task.due) return {};
  const late = daysBetween(dueDay(task.due, dayPerson.value), today.value);
  if (late > 0) return { right: shared.daysOverdue(late), late: true };
  return { right: late === 0 ? dueWords(task.due).replace(dayLabel(task.due.date, today.value), dates.today) : dueWords(task.due) };
}

function ofPlaces(): Choice[] {
  const person = me.value;
  const tags = (person?.tags ?? []).map((tag): Choice => ({ id: `tag-${tag.name}`, label: `#${tag.name}`, kind: "tag", right: say.tagCount(tag.open), run: () => goBoard({ view: "tag", name: tag.name }) }));
  const pinned = (person?.pinned ?? []).map((one): Choice => ({ id: `pin-${one.q}`, label: one.name, also: one.q, kind: "view", right: say.pinnedSearch, run: () => goBoard({ view: "search", query: one.q }) }));
  const projects = (person?.projects ?? []).map((project): Choice => ({ id: `project-${project.name}`, label: `@${project.name}`, kind: "project", right: say.projectCount(project.open), run: () => goBoard({ view: "project", name: project.name }) }));
  return [...pinned, ...tags, ...projects];
}
