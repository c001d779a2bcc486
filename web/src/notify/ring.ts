// What rings in this tab, and what one can do about it.
import { signal } from "@preact/signals";
import { complete, moveToDay, sayFailed, write } from "../model/actions";
import { api } from "../model/api";
import { addDays, clock, dayLabel, dayPerson, dueWall, today, wallOf } from "../model/clock";
import { absorb, tasks } from "../model/store";
import type { Notice, Task } from "../model/types";
import * as dates from "../text/dates";
import * as say from "../text/notify";
import { closeInBrowser } from "./browser";

export interface Ring {
  reminder: number;
  revision: number;
  taskId: number;
  number: number;
  title: string;
  occurrence: string | null;
  dueAt: string | null;
  /** It should have rung while nothing was running. */
  late: boolean;
}

/** Shown in this tab, newest last. */
export const rings = signal<readonly Ring[]>([]);

export const keyOf = (ring: Pick<Ring, "reminder" | "revision">) => `${ring.reminder}/${ring.revision}`;

/** A notice that a reminder fired, as a ring; null when it lacks what a ring needs. */
export function ringOf(notice: Notice): Ring | null {
  if (notice.reminder === undefined || notice.task_id === undefined) return null;
  const task = tasks.peek().get(notice.task_id);
  return {
    reminder: notice.reminder,
    revision: notice.revision ?? 0,
    taskId: notice.task_id,
    number: notice.task ?? task?.number ?? 0,
    title: notice.title ?? task?.title ?? "",
    occurrence: task?.occurrence ?? null,
    dueAt: notice.due_at ?? null,
    late: notice.late ?? false,
  };
}

/** `due 18:30 · #health` */
export function bodyOf(ring: Ring): string {
  const task = tasks.peek().get(ring.taskId);
  const due = dueText(ring, task);
  return [due, ...(task?.tags ?? []).map((tag) => `#${tag}`)].filter(Boolean).join(" · ");
}

function dueText(ring: Ring, task: Task | undefined): string {
  const wall = task?.due ? dueWall(task.due, dayPerson.peek()) : ring.dueAt ? wallOf(Date.parse(ring.dueAt), dayPerson.peek()) : null;
  if (!wall) return "";
  const day = wall.date === today.peek() ? "" : dayLabel(wall.date, today.peek());
  const time = wall.time ? clock(wall.time, dayPerson.peek()) : "";
  return say.dueOn([day, time].filter(Boolean).join(" ") || dates.todayInline);
}

export function drop(reminders: readonly number[]): void {
  rings.value = rings.value.filter((ring) => !reminders.includes(ring.reminder));
  for (const reminder of reminders) void closeInBrowser(reminder);
}

async function taskOf(ring: Ring): Promise<Task> {
  const known = tasks.peek().get(ring.taskId);
  if (known) return known;
  const { subtasks: _subtasks, activity: _activity, ...task } = await api.task(ring.taskId);
  absorb([task]);
  return task;
}

/** Runs what the person chose; the banner goes at once and the task says the rest. */
async function act(ring: Ring, run: (task: Task) => Promise<unknown>): Promise<void> {
  drop([ring.reminder]);
  try {
    await run(await taskOf(ring));
    tell(ring, "acted");
  } catch (error) {
    sayFailed(error, () => void act(ring, run));
  }
}

export const finish = (ring: Ring) => act(ring, (task) => (task.status === "open" ? complete([task]) : Promise.resolve()));

export const snooze = (ring: Ring, when: string) => act(ring, (task) => write({ changes: new Map([[task.id, {}]]), run: (call) => api.snooze(task.id, when, call) }));

/** Tomorrow moves the due, and the reminders with it. */
export const toTomorrow = (ring: Ring) => act(ring, (task) => moveToDay([task], addDays(today.peek(), 1)));

export function dismiss(shown: readonly Ring[]): void {
  drop(shown.map((ring) => ring.reminder));
  for (const ring of shown) tell(ring, "seen");
}

/** A lost receipt does no harm: the notice comes again with the next connection. */
export function tell(ring: Ring, state: "delivered" | "seen" | "acted", channel: "page" | "browser" = "page"): void {
  if (ring.reminder === 0) return;
  api.receipt(ring.reminder, ring.revision, state, channel).catch((error: unknown) => console.warn(error));
}
