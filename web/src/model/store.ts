// The one state of the page. Server answers come in through `absorb`, everything shown is read from signals.
import { batch, computed, signal } from "@preact/signals";
import { Sequence, type Connection } from "./live";
import type { Me, Task } from "./types";

export const me = signal<Me | null>(null);
export const connection = signal<Connection>("connecting");
/** When the server is tried again, by this computer's clock; null: now, or nobody waits. */
export const nextTry = signal<number | null>(null);
export const sayNextTry = (pause: number | null) => void (nextTry.value = pause === null ? null : Date.now() + pause);
export const sequence = new Sequence();

/** Tasks as the server last said them, by row id. */
export const known = signal<ReadonlyMap<number, Task>>(new Map());
/** Changes made here that the server has not confirmed yet, the latest last: each goes when it has its own answer. */
const pending = signal<readonly ReadonlyMap<number, Partial<Task>>[]>([]);

/** Every task the page knows, with unconfirmed changes on top. */
export const tasks = computed<ReadonlyMap<number, Task>>(() => {
  if (pending.value.length === 0) return known.value;
  const merged = new Map(known.value);
  for (const changes of pending.value) {
    for (const [id, change] of changes) {
      const task = merged.get(id);
      if (task) merged.set(id, { ...task, ...change });
    }
  }
  return merged;
});

/** Done and all subtasks by the parent's row id. */
export const subtaskCounts = signal<ReadonlyMap<number, readonly [number, number]>>(new Map());

/** Takes tasks in; one that is older than what is here changes nothing. */
export function absorb(fresh: readonly Task[], gone: readonly number[] = []): void {
  if (fresh.length === 0 && gone.length === 0) return;
  const next = new Map(known.value);
  for (const id of gone) next.delete(id);
  for (const task of fresh) {
    const old = next.get(task.id);
    if (!old || old.version <= task.version) next.set(task.id, task);
  }
  known.value = next;
}

/** Row ids that are shown beside the board, by who shows them (the sheet's subtasks). */
export const shownBeside = new Map<string, ReadonlySet<number>>();

export function isShownBeside(id: number): boolean {
  for (const ids of shownBeside.values()) if (ids.has(id)) return true;
  return false;
}

/** Forgets every task but these. */
export function replaceTasks(fresh: readonly Task[], keep: (task: Task) => boolean): void {
  const next = new Map<number, Task>();
  for (const task of known.value.values()) if (keep(task)) next.set(task.id, task);
  for (const task of fresh) {
    const old = known.value.get(task.id);
    next.set(task.id, old && old.version > task.version ? old : task);
  }
  known.value = next;
}

export function taskByNumber(number: number): Task | undefined {
  let best: Task | undefined;
  for (const task of tasks.value.values()) {
    if (task.number !== number) continue;
    if (!best || (task.status === "open" && best.status !== "open") || (task.status === best.status && task.id > best.id)) best = task;
  }
  return best;
}

/** Shows a change at once; the returned function takes it away again (confirmed or not), and nothing that came later. */
export function overlay(changes: ReadonlyMap<number, Partial<Task>>): () => void {
  const layer = new Map(changes);
  if (layer.size === 0) return () => undefined;
  pending.value = [...pending.value, layer];
  return () => {
    pending.value = pending.value.filter((one) => one !== layer);
  };
}

/** Rows that stay where they are for a while after they were ticked or moved here. */
export const lingering = signal<ReadonlySet<number>>(new Set());
export const LINGER_MS = 8000;

const leaving = new Map<number, ReturnType<typeof setTimeout>>();

/** A second call starts the time anew. */
export function linger(ids: readonly number[], time = LINGER_MS): void {
  lingering.value = new Set([...lingering.value, ...ids]);
  for (const id of ids) {
    clearTimeout(leaving.get(id));
    leaving.set(id, setTimeout(() => stopLingering([id]), time));
  }
}

export function stopLingering(ids: readonly number[]): void {
  for (const id of ids) {
    clearTimeout(leaving.get(id));
    leaving.delete(id);
  }
  if (!ids.some((id) => lingering.value.has(id))) return;
  const left = new Set(lingering.value);
  for (const id of ids) left.delete(id);
  lingering.value = left;
}

/** The row that j/k stand on, and the rows picked with X, by row id. */
export const cursor = signal<number | null>(null);
export const picked = signal<ReadonlySet<number>>(new Set());

export function pick(id: number, on = !picked.value.has(id)): void {
  const next = new Set(picked.value);
  if (on) next.add(id);
  else next.delete(id);
  picked.value = next;
}

/** What a command acts on: the picked rows, else the one under the cursor. */
export const selection = computed<Task[]>(() => {
  const ids = picked.value.size ? [...picked.value] : cursor.value === null ? [] : [cursor.value];
  return ids.flatMap((id) => tasks.value.get(id) ?? []);
});

export function clearSelection(): void {
  batch(() => {
    picked.value = new Set();
    cursor.value = null;
  });
}
