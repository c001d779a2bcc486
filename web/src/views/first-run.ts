// Whether nobody has a task yet; what then shows is fetched only when it does.
import { signal } from "@preact/signals";
import { isReady } from "../model/board";
import { me, tasks } from "../model/store";

/** This tab has seen the first run: the sentences stay for the first few tasks. */
export const wasFirstRun = signal(false);

/** What was undone is in the bin: it counts no more. */
export const living = () => [...tasks.value.values()].filter((task) => task.status !== "deleted");

/** Nothing stands here, and whether anything stands elsewhere is not known yet. */
export const mayBeFirstRun = () => living().length === 0 && me.value?.counts === undefined;

export function isFirstRun(): boolean {
  const person = me.value;
  const empty = living().length === 0 && person?.counts?.inbox === 0 && person.projects.every((project) => project.open === 0);
  if (empty && isReady.value) queueMicrotask(() => (wasFirstRun.value = true));
  return empty && isReady.value;
}
