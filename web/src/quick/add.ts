// Sends what was typed; what came of it and stands elsewhere is said in one line under the field.
import { signal } from "@preact/signals";
import { sayDone, sayFailed } from "../model/actions";
import { api, freshId, type NewText } from "../model/api";
import { refreshMe, todayNow } from "../model/board";
import { dayLabel, dayPerson, dueDay, dueWall, clock, serverMoment, today } from "../model/clock";
import { WITHOUT_QUICK } from "../model/commands";
import { SetAside, TakenBack } from "../model/outgoing";
import { considerRinging } from "../model/ring-ask";
import { board, openTask } from "../model/route";
import { belongs } from "../model/sections";
import { ask } from "../model/side";
import { absorb } from "../model/store";
import type { Parsed, Task, Written } from "../model/types";
import { remember } from "../model/undo";
import * as say from "../text/quick";
import * as shared from "../text/shared";
import * as state from "./state";

export interface JustAdded {
  task: Task;
  undo: string | null;
}

const MOST = 5;
/** What was added in this tab, word for word. */
export const sentTexts = signal<ReadonlySet<string>>(new Set());
/** New tasks that do not show in this view, newest first. */
export const justAdded = signal<readonly JustAdded[]>([]);

/** `Mon 30 Nov 09:00`, for a task that stands elsewhere. */
export function whenOf(task: Task): string {
  if (!task.due) return task.project ? `@${task.project}` : shared.noDate;
  const wall = dueWall(task.due, dayPerson.peek());
  const day = dayLabel(dueDay(task.due, dayPerson.peek()), today.peek());
  return wall.time ? `${day} ${clock(wall.time, dayPerson.peek())}` : day;
}

/** Enter. `open`: ⌘Enter, which also opens the sheet. */
export async function submit(open = false): Promise<void> {
  const words = state.text.peek().trim();
  if (!words) return;
  if (words.startsWith("?")) return askInstead(words.slice(1).trim());
  const call: NewText = {
    text: state.text.peek(),
    said_at: serverMoment(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    context: state.context(),
    plain: state.plainPoints(),
  };
  const read = state.isCurrent.peek() && state.lineCount.peek() === 1 ? state.parsed.peek()?.task : undefined;
  state.clear();
  await post(call, open, freshId(), read);
}

/** Adds words that were typed elsewhere (the palette), in the context of the view. */
export function addWords(text: string): Promise<void> {
  return post({ text, said_at: serverMoment(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, context: state.context(), plain: [] }, false, freshId());
}

/** The text is for the assistant: a question, or a command taken with Tab. */
export function askInstead(words: string): void {
  state.clear();
  ask(words, [], true);
}

async function post(words: NewText, open: boolean, key: string, reading?: Parsed["task"]): Promise<void> {
  try {
    const answer = await api.add(words, { key, reading });
    sentTexts.value = new Set([...sentTexts.peek(), words.text.trim()]);
    show(answer);
    const [first] = answer.tasks;
    if (open && first) openTask(first.number);
  } catch (error) {
    // Refused long after it was typed: it is kept where it can be read and copied.
    if (error instanceof SetAside && !(error instanceof TakenBack)) return;
    // Nothing that was typed is lost: it comes back, unless something new is being typed.
    if (!state.text.peek()) state.setText(words.text);
    sayFailed(error, () => {
      state.clear();
      void post(words, open, key);
    });
  }
}

/** Takes new tasks in and says where they went. */
export function show(answer: Written): void {
  absorb(answer.tasks);
  refreshMe();
  considerRinging(answer.tasks);
  const all = (status: Task["status"]) => new Map(answer.tasks.map((task) => [task.id, { status }]));
  if (answer.undo) remember({ code: answer.undo, said: answer.said, shows: { back: all("deleted"), again: all("open") } });
  const note = answer.notes.map((one) => one.text).join(" ");
  const [only] = answer.tasks;
  const here = answer.tasks.every((task) => shows(task));
  if (only && !here && answer.tasks.length === 1) {
    justAdded.value = [{ task: only, undo: answer.undo }, ...justAdded.value].slice(0, MOST);
    if (note) sayDone(say.saidWithNote(answer.said, note), answer.undo);
  } else sayDone(note ? say.saidWithNote(answer.said, note) : answer.said, answer.undo);
}

function shows(task: Task): boolean {
  const { view } = board.peek();
  return !WITHOUT_QUICK.has(view) && belongs(task, board.peek(), todayNow.peek());
}
