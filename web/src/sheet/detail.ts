// The task that the sheet shows: fetched with its subtasks and activity, kept current, saved field by field.
import { computed, signal } from "@preact/signals";
import { baseOf, write, type Write } from "../model/actions";
import { api, Problem, type Call } from "../model/api";
import { considerRinging } from "../model/ring-ask";
import { absorb, shownBeside, taskByNumber, tasks } from "../model/store";
import type { Activity, Detail, DueLabel, Fields, Task, Written } from "../model/types";
import * as say from "../text/sheet";

/** What only the sheet's own fetch brings. */
interface Extra {
  of: number;
  subtasks: readonly number[];
  activity: readonly Activity[];
  next: readonly DueLabel[];
}

const NOTHING: Extra = { of: 0, subtasks: [], activity: [], next: [] };

export const extra = signal<Extra>(NOTHING);
/** The sentence when the task could not be fetched. */
export const problem = signal("");
export const savedAt = signal<string | null>(null);
/** A moved date of a repeating task: "Only Tue 24 moved · Change all later". */
export const moved = signal<{ task: number; fields: Fields; label: string } | null>(null);

/** Subtasks as the page knows them now, in their own order. */
export const subtasks = computed<Task[]>(() => {
  const own = extra.value.subtasks.flatMap((id) => tasks.value.get(id) ?? []);
  return own.filter((task) => task.status !== "deleted").sort((one, other) => one.rank - other.rank || one.id - other.id);
});

/** Fields that someone else changed meanwhile, with both values: the person chooses. */
export const conflict = signal<{ task: number; fields: Fields; both: Problem["conflicts"] } | null>(null);

let running: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches the task of a number; a later call drops an earlier one. */
export async function load(number: number): Promise<void> {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  problem.value = "";
  try {
    const known = taskByNumber(number) ?? (await find(number));
    if (!known) return void (problem.value = say.noSuchTask(number));
    const detail = await api.task(known.id, signal);
    if (!signal.aborted) take(detail);
  } catch (error) {
    if (!signal.aborted) problem.value = error instanceof Error ? error.message : say.couldNotFetch;
  }
}

/** Fetches again soon: after a save, or when someone else changed it. */
export function reload(number: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void load(number), 150);
}

async function find(number: number): Promise<Task | undefined> {
  const page = await api.byNumber(number);
  absorb(page.tasks);
  return taskByNumber(number);
}

function take(detail: Detail): void {
  const { subtasks: own, activity, ...task } = detail;
  shownBeside.set("sheet", new Set(own.map((one) => one.id)));
  absorb([{ ...task, repeat: task.repeat && withoutNext(task.repeat) }, ...own]);
  extra.value = { of: detail.id, subtasks: own.map((one) => one.id), activity, next: detail.repeat?.next ?? [] };
}

function withoutNext({ next: _next, ...repeat }: NonNullable<Detail["repeat"]>): Task["repeat"] {
  return repeat;
}

/** A new subtask stands in the list before the next fetch does. */
export function showSubtask(fresh: readonly Task[]): void {
  shownBeside.set("sheet", new Set([...extra.peek().subtasks, ...fresh.map((task) => task.id)]));
  extra.value = { ...extra.peek(), subtasks: [...extra.peek().subtasks, ...fresh.map((task) => task.id)] };
}

/** Saves quietly: the sheet itself says "Saved"; a failure is a toast, and the field shows the old value again. */
export async function save(task: Task, fields: Fields, shown: Partial<Task> = {}, scope: "this" | "later" = "this"): Promise<Written | null> {
  const what: Write = {
    changes: new Map([[task.id, shown]]),
    quiet: true,
    run: (call) => edit(task, fields, scope, call),
  };
  const answer = after(task, await write(what));
  if (answer && ("reminders" in fields || "due" in fields)) considerRinging(answer.tasks);
  return answer;
}

async function edit(task: Task, fields: Fields, scope: "this" | "later", call: Call): Promise<Written> {
  try {
    const answer = await api.edit(task.id, fields, baseOf(task, fields), scope, call);
    conflict.value = null;
    return answer;
  } catch (error) {
    if (error instanceof Problem && error.status === 409 && Object.keys(error.conflicts).length) {
      conflict.value = { task: task.id, fields, both: error.conflicts };
      reload(task.number);
    }
    throw error;
  }
}

/** The person's own value, whatever stands there now. */
export async function useMine(task: Task, fields: Fields): Promise<void> {
  conflict.value = null;
  after(task, await write({ changes: new Map([[task.id, {}]]), quiet: true, run: (call) => api.edit(task.id, fields, {}, "this", call) }));
}

function after(task: Task, answer: Written | null): Written | null {
  if (!answer) return null;
  savedAt.value = new Date().toISOString();
  reload(task.number);
  return answer;
}

/** A due that was set here; a repeating task then offers to take all later ones along. */
export async function saveDue(task: Task, fields: Fields, shown: Partial<Task>, label: (saved: Task) => string): Promise<void> {
  const answer = await save(task, fields, shown);
  const saved = answer?.tasks.find((one) => one.id === task.id);
  if (saved?.repeat && saved.due) moved.value = { task: task.id, fields, label: label(saved) };
}
