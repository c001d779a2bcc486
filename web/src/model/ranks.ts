// Order by hand: a rank between the new neighbours.
import { signal } from "@preact/signals";
import { write } from "./actions";
import { api } from "./api";
import type { Task } from "./types";

/** The rows on the screen that stand as they were put, in their order. */
export const byHand = signal<readonly Task[]>([]);

/** The rank that puts `rows[from]` at place `to`; null when that is where it stands. */
export function rankAt(rows: readonly Pick<Task, "rank">[], from: number, to: number): number | null {
  if (from === to || to < 0 || to >= rows.length) return null;
  const before = rows[to > from ? to : to - 1];
  const after = rows[to > from ? to + 1 : to];
  if (before && after) return (before.rank + after.rank) / 2;
  if (before) return before.rank + 1;
  return after ? after.rank - 1 : null;
}

/** Puts one row at another place of its list; one that stands there, or a place that is none, changes nothing. */
export function move(rows: readonly Task[], from: number, to: number): void {
  const task = rows[from];
  const rank = rankAt(rows, from, to);
  if (task && rank !== null) void write({ changes: new Map([[task.id, { rank }]]), quiet: true, run: (call) => api.move(task.id, rank, call) });
}
