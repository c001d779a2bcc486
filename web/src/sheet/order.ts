// Order by hand: a rank between the new neighbours.
import type { Task } from "../model/types";

/** The rank that puts `rows[from]` at place `to`; null when that is where it stands. */
export function rankAt(rows: readonly Pick<Task, "rank">[], from: number, to: number): number | null {
  if (from === to || to < 0 || to >= rows.length) return null;
  const before = rows[to > from ? to : to - 1];
  const after = rows[to > from ? to + 1 : to];
  if (before && after) return (before.rank + after.rank) / 2;
  if (before) return before.rank + 1;
  return after ? after.rank - 1 : null;
}
