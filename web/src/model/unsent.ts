// Tasks that were added here and that the server has not answered yet, as rows: read already, or word for word until it reads them.
import { computed } from "@preact/signals";
import { waiting, underway } from "./kept";
import { isAddition, type Entry } from "./outgoing";
import { board } from "./route";
import { belongs } from "./sections";
import { todayNow } from "./board";
import { tasks } from "./store";
import type { NewText } from "./api";
import type { Due, Task } from "./types";

/** Boards that show them as rows; elsewhere a line under quick add names what waits. */
const WITH_ROWS = new Set(["today", "inbox", "all", "tag", "project"]);

export const isUnsent = (task: Pick<Task, "id">) => task.id < 0;

/** All of them, in the order they were added, with the change each belongs to. */
const unsent = computed<readonly { entry: Entry; task: Task }[]>(() => {
  const entries = new Map([...underway.value, ...waiting.value].filter(isAddition).map((entry) => [entry.key, entry]));
  const waits = new Set(waiting.value.map((entry) => entry.key));
  return [...entries.values()].flatMap((entry) => {
    const { text } = (entry.body ?? {}) as Partial<NewText>;
    // Words that are being read this moment would stand in a wrong place for a blink.
    if (!text || (!entry.reading && !waits.has(entry.key))) return [];
    return text.split("\n").filter((line) => line.trim()).map((line, at) => ({ entry, task: asTask(entry, line.trim(), at) }));
  });
});

/** Those that the board on the screen shows as rows. */
export const unsentHere = computed<readonly Task[]>(() => {
  const { view } = board.value;
  // An account without any task shows how to begin instead of rows.
  if (!WITH_ROWS.has(view) || (view === "today" && tasks.value.size === 0)) return [];
  return unsent.value.flatMap(({ task }) => (belongs(task, board.value, todayNow.value) ? [task] : []));
});

/** The change of an unsent row while it waits for the connection. */
export const waitingOf = (id: number): Entry | undefined => {
  const entry = unsent.value.find(({ task }) => task.id === id)?.entry;
  return waiting.value.find((one) => one.key === entry?.key);
};

/** What waits and stands in no row here. */
export const waitingElsewhere = computed<readonly Entry[]>(() => {
  const here = new Set(unsentHere.value.map((task) => task.id));
  const shown = new Set(unsent.value.flatMap(({ entry, task }) => (here.has(task.id) ? [entry.key] : [])));
  return waiting.value.filter((entry) => isAddition(entry) && !shown.has(entry.key));
});

function asTask({ order, made, reading, body }: Entry, line: string, at: number): Task {
  const { due = null, repeat, reminders = [], ...read } = reading ?? { ...inContext((body as NewText).context ?? ""), title: line };
  return {
    ...BLANK,
    ...read,
    // A row of its own for each line, apart from all ids of the server.
    id: -order - at / 1000,
    rank: order + at / 1000,
    due: due && { ...due, at: null, late_at: null },
    repeat: repeat ? { ...REPEAT, ...repeat } : null,
    reminders: reminders.map((words, id) => ({ id, words, fire_at: null, state: "scheduled" })),
    created_at: made,
    updated_at: made,
  };
}

const REPEAT = { anchor: "schedule", month_end: "skip", holidays: "none", pile_up: "collapse", pause_until: null, missed: [] as string[] } as const;
const BLANK = { number: 0, notes: "", priority: "none", tags: [] as string[], project: null, parent: null, status: "open", series: null, occurrence: null, completed_at: null, version: 0, seq: 0 } as const;

type Context = Pick<Task, "tags" | "project"> & { due: Pick<Due, "date" | "time" | "zone"> | null; repeat?: undefined; reminders?: undefined };

/** What the view adds to words that nobody has read yet. */
function inContext(context: string): Context {
  const [kind = "", name = ""] = context.split(/:(.*)/s);
  const date = kind === "today" ? todayNow.value.day : kind === "day" ? name : null;
  return { due: date ? { date, time: null, zone: null } : null, tags: kind === "tag" ? [name] : [], project: kind === "project" ? name : null };
}
