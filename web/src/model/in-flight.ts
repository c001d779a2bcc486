// Writes on their way: a later one on the same task waits for the earlier, undo waits for all.

const running = new Map<number, Promise<unknown>>();
let all: Promise<unknown> = Promise.resolve();

/** Runs `start` after everything that is on its way for these row ids; none named: at once. */
export function inOrder<T>(ids: readonly number[], start: () => Promise<T>): Promise<T> {
  const before = ids.flatMap((id) => running.get(id) ?? []);
  const run = before.length ? Promise.allSettled(before).then(start) : start();
  for (const id of ids) running.set(id, run);
  all = Promise.allSettled([all, run]);
  const leave = () => {
    for (const id of ids) if (running.get(id) === run) running.delete(id);
  };
  run.then(leave, leave);
  return run;
}

/** When every write that is on its way now has its answer, and whoever wrote has read it. */
export const settled = (): Promise<unknown> => all.then(() => new Promise((resolve) => setTimeout(resolve)));
