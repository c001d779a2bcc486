// Titles of parents whose row is not on the board, for "‹ Move house"; fetched once each.
import { signal } from "@preact/signals";
import { api } from "./api";
import { tasks } from "./store";

const titles = signal<ReadonlyMap<number, string>>(new Map());
const asked = new Set<number>();

/** The parent's title, or null until it is known. */
export function parentTitle(id: number): string | null {
  const here = tasks.value.get(id)?.title ?? titles.value.get(id) ?? null;
  if (here === null && !asked.has(id)) {
    asked.add(id);
    void api.task(id).then(
      (task) => (titles.value = new Map(titles.peek()).set(id, task.title)),
      () => asked.delete(id),
    );
  }
  return here;
}
