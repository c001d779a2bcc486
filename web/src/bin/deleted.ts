// What was deleted when, and how long it stays. Pure.
import { dayOf, daysBetween, wallOf, type DayPerson } from "../model/clock";
import type { Task } from "../model/types";

export const KEPT_DAYS = 30;

/** Deleted tasks by the person's day on which they were, newest first. */
export function byDeletedDay(rows: readonly Task[], person: DayPerson): { day: string; tasks: Task[] }[] {
  const days = new Map<string, Task[]>();
  for (const task of [...rows].sort((one, other) => (one.updated_at < other.updated_at ? 1 : -1))) {
    const day = dayOf(wallOf(Date.parse(task.updated_at), person), person);
    days.set(day, [...(days.get(day) ?? []), task]);
  }
  return [...days].map(([day, tasks]) => ({ day, tasks }));
}

/** Whole days until what was deleted on `day` is gone; never less than one. */
export function daysLeft(day: string, now: number): number {
  const today = new Date(now).toISOString().slice(0, 10);
  return Math.max(1, KEPT_DAYS - daysBetween(day, today));
}
