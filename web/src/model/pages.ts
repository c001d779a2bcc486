// Which pages of this browser are alive: each holds a lock of its own, which the browser gives up when the page ends.
import { freshId } from "./api";

/** Names this page; a reload is another page. */
export const PAGE = freshId().slice(0, 12);

const PREFIX = "tasklark-page-";
const LOCKS = () => (typeof navigator !== "undefined" && "locks" in navigator ? navigator.locks : null);

let held: Promise<void> | null = null;

/** Says that this page is alive, until it ends. */
export function stayAlive(): Promise<void> {
  held ??= new Promise((resolve) => {
    const locks = LOCKS();
    if (!locks) return resolve();
    void locks.request(PREFIX + PAGE, () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
  return held;
}

/** The names of the pages that are alive; without Web Locks only this one is known. */
export async function livingPages(): Promise<ReadonlySet<string>> {
  await stayAlive();
  const found = (await LOCKS()?.query())?.held ?? [];
  return new Set([PAGE, ...found.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))]);
}

/** Runs `work` while no other page of this browser runs work of that name. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = LOCKS();
  return locks ? ((await locks.request(`tasklark-${name}`, work)) as T) : work();
}
