// What a person does to tasks from the board: shown at once, sent, undoable; put back and said when it fails.
import * as dates from "../text/dates";
import * as say from "../text/saving";
import * as shared from "../text/shared";
import { api, Problem, Unreachable, freshId, type Call } from "./api";
import { addDays, dayPerson, dueDay, minutesOf, serverMoment, today, wallNow, wallOf } from "./clock";
import { isAway, kept } from "./kept";
import { SetAside } from "./outgoing";
import { absorb, linger, overlay, picked, stopLingering } from "./store";
import { showToast } from "./toast";
import type { Fields, Priority, Task, Written } from "./types";
import { remember, replaced, sentence, undoCode } from "./undo";

export interface Write {
  /** What shows at once, by row id. */
  changes: ReadonlyMap<number, Partial<Task>>;
  run: (call: Call) => Promise<Written>;
  /** The rows keep their place while the toast lasts. */
  stays?: boolean;
  /** True: no toast (the caller says it elsewhere). */
  quiet?: boolean;
  /** Said instead of the server's sentence. */
  said?: (answer: Written) => string;
}

/** Runs a write; null when it failed. A repeat by "Retry" carries the same key, so it cannot act twice. */
export async function write(what: Write, key = freshId()): Promise<Written | null> {
  if (what.stays) linger([...what.changes.keys()]);
  const shows = { back: replaced(what.changes), again: what.changes };
  const restore = overlay(what.changes);
  try {
    const answer = await what.run({ key, shown: what.changes });
    absorb(answer.tasks);
    restore();
    if (answer.undo) remember({ code: answer.undo, said: answer.said, shows });
    if (!what.quiet) sayDone(what.said?.(answer) ?? answer.said, answer.undo);
    return answer;
  } catch (error) {
    restore();
    stopLingering([...what.changes.keys()]);
    sayFailed(error, () => void write(what, key));
    return null;
  }
}

export function sayDone(said: string, undo: string | null): void {
  showToast(said, undo ? { label: shared.undo, run: () => void undoCode(undo) } : null);
}

/** A refusal is the server's sentence; anything else may work another time. */
export function sayFailed(error: unknown, retry: () => void): void {
  // Whoever took it back, or keeps it to be read, has said so.
  if (error instanceof SetAside) return;
  if (error instanceof Problem && error.status < 500) showToast(sentence(error), null, true);
  else if (error instanceof Unreachable || error instanceof Problem) showToast(say.notSaved, { label: shared.retry, run: retry }, true);
  else throw error;
}

const each = (rows: readonly Task[], change: Partial<Task> | ((task: Task) => Partial<Task>)) =>
  new Map(rows.map((task) => [task.id, typeof change === "function" ? change(task) : change]));

const idsOf = (rows: readonly Task[]) => rows.map((task) => task.id);

/** On the person's wall clock: `2026-11-24 14:20`. */
function thisMinute(): string {
  const wall = wallOf(Date.parse(serverMoment()), dayPerson.peek());
  return `${wall.date} ${wall.time}`;
}

/** What is ticked while nobody answers was done then, not when it is sent. */
const mayWait = () => isAway.peek() || kept.peek() > 0;

/** Ticks one row or many; they keep their place while the toast lasts. */
export function complete(rows: readonly Task[], missed = false): Promise<Written | null> {
  const [only] = rows;
  if (!only) return Promise.resolve(null);
  const at = mayWait() ? thisMinute() : "";
  return write({
    stays: true,
    changes: each(rows, { status: "done", completed_at: serverMoment() }),
    run: (call) => (rows.length === 1 ? api.complete(only.id, only.occurrence, missed, call, at) : api.bulk(idsOf(rows), "complete", undefined, call)),
  });
}

export function reopen(rows: readonly Task[]): Promise<Written | null> {
  const [only] = rows;
  if (!only) return Promise.resolve(null);
  return write({
    changes: each(rows, { status: "open", completed_at: null }),
    run: (call) => (rows.length === 1 ? api.reopen(only.id, call) : api.bulk(idsOf(rows), "reopen", undefined, call)),
  });
}

/** The ring: ticks what is open, opens what is done. */
export function toggle(task: Task): Promise<Written | null> {
  return task.status === "open" ? complete([task]) : reopen([task]);
}

export function remove(rows: readonly Task[]): Promise<Written | null> {
  const [only] = rows;
  if (!only) return Promise.resolve(null);
  unpick(rows);
  return write({
    changes: each(rows, { status: "deleted" }),
    run: (call) => (rows.length === 1 ? api.remove(only.id, call) : api.bulk(idsOf(rows), "delete", undefined, call)),
  });
}

/** The next occurrence instead of this one; `missed`: past all that were missed. */
export function skip(task: Task, missed = false): Promise<Written | null> {
  return write({ changes: new Map([[task.id, {}]]), run: (call) => api.skip(task.id, missed, call) });
}

/** Fields of one task or many; `shown` is what the rows look like meanwhile. */
export function edit(rows: readonly Task[], fields: Fields, shown: Partial<Task> | ((task: Task) => Partial<Task>) = {}, quiet = false): Promise<Written | null> {
  const [only] = rows;
  if (!only) return Promise.resolve(null);
  return write({
    changes: each(rows, shown),
    quiet,
    run: (call) => (rows.length === 1 ? api.edit(only.id, fields, baseOf(only, fields), "this", call) : api.bulk(idsOf(rows), "update", fields, call)),
  });
}

/** What the person saw of the fields they change: the server refuses only when someone else changed the same ones. */
export function baseOf(task: Task, fields: Fields): object {
  const base: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (name in task) base[name] = task[name as keyof Task];
  return base;
}

export const setPriority = (rows: readonly Task[], priority: Priority) => edit(rows, { priority }, { priority });

/** `words` as a person says it ("tomorrow 9", "next fri", "no date"). */
export const reschedule = (rows: readonly Task[], words: string) => edit(rows, { due: { words } });

export const remind = (rows: readonly Task[], words: string) => edit(rows, { reminders: { words } });

/** To a day, each keeping its own time. */
export function moveToDay(rows: readonly Task[], date: string | null): Promise<Written | null> {
  const words = date ?? shared.noDate;
  const shown = (task: Task): Partial<Task> => (date === null ? { due: null } : task.due ? { due: { ...task.due, date, at: null } } : {});
  return edit(rows, { due: { words } }, shown);
}

/** To today: times still ahead stay, passed ones are dropped, and the toast says so. */
export function moveToToday(rows: readonly Task[]): Promise<Written | null> {
  const [only] = rows;
  if (!only) return Promise.resolve(null);
  const fields: Fields = { today: true };
  return write({
    changes: each(rows, onToday),
    run: (call) => (rows.length === 1 ? api.edit(only.id, fields, {}, "this", call) : api.bulk(idsOf(rows), "update", fields, call)),
  });
}

function onToday(task: Task): Partial<Task> {
  const date = today.value;
  const time = task.due?.time ?? null;
  const ahead = time !== null && minutesOf(time) > minutesOf(wallNow.value.time);
  return { due: { date, time: ahead ? time : null, zone: task.due?.zone ?? null, at: null, late_at: null } };
}

/** Each row keeps its other tags; one toast and one undo for all. */
export async function addTag(rows: readonly Task[], tag: string): Promise<void> {
  const without = rows.filter((task) => !task.tags.includes(tag));
  const answers = await Promise.all(without.map((task) => edit([task], { tags: [...task.tags, tag] }, { tags: [...task.tags, tag] }, true)));
  const codes = answers.flatMap((answer) => answer?.undo ?? []);
  if (codes.length === 0) return;
  const what = codes.length === 1 ? shared.quoted(without[0]?.title ?? "") : shared.tasksCounted(codes.length);
  showToast(say.tagged(what, tag), { label: shared.undo, run: () => void undoEach(codes) });
}

async function undoEach(codes: readonly string[]): Promise<void> {
  for (const code of [...codes].reverse()) if (!(await undoCode(code))) return;
}

export const setProject = (rows: readonly Task[], project: string | null) => edit(rows, { project }, { project });

function unpick(rows: readonly Task[]): void {
  const left = new Set(picked.value);
  for (const task of rows) left.delete(task.id);
  picked.value = left;
}

/** The dated choices of every reschedule menu: Today 24, Wed 25, Sat 28, Mon 30. */
export function dayChoices(from: string): { date: string; word: string | null }[] {
  const weekday = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
  const choices = [
    { date: from, word: dates.today },
    { date: addDays(from, 1), word: null },
    { date: addDays(from, (5 - weekday + 7) % 7 || 7), word: null },
    { date: addDays(from, 7 - weekday), word: null },
  ];
  const once = choices.filter((choice, at) => choices.findIndex((one) => one.date === choice.date) === at);
  return once.sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** Whether the task stands in today's list: overdue or today. */
export const isToday = (task: Task) => task.due !== null && dueDay(task.due, dayPerson.value) <= today.value;
