// Undo and redo of this tab (and its assistant's) changes, by the codes the server gave.
import { signal } from "@preact/signals";
import * as say from "../text/saving";
import * as shared from "../text/shared";
import { api, Problem } from "./api";
import { settled } from "./in-flight";
import { kept, outgoing } from "./kept";
import { SetAside } from "./outgoing";
import { absorb, known, overlay, stopLingering } from "./store";
import { closeToast, showToast } from "./toast";
import type { Task, Written } from "./types";

type Shown = ReadonlyMap<number, Partial<Task>>;

export interface Undoable {
  code: string;
  said: string;
  /** How the rows look once it is taken back, and once it is done again: shown before the server has answered. */
  shows?: { back: Shown; again: Shown };
  /** Where the address follows: a renamed tag's board has another one after its undo, and again after its redo. */
  address?: { back: () => void; again: () => void };
}

const DEPTH = 100;
/** Newest last. */
export const undos = signal<readonly Undoable[]>([]);
export const redos = signal<readonly Undoable[]>([]);

/** Notes a change that Z takes back: call it for every write of this tab and of its assistant. */
export function remember(change: Undoable): void {
  undos.value = [...undos.value.filter((one) => one.code !== change.code), change].slice(-DEPTH);
  redos.value = [];
}

/** The values that a change replaces, as they are now. */
export function replaced(changes: Shown): Shown {
  const before = [...changes].flatMap(([id, change]): [number, Partial<Task>][] => {
    const task = known.peek().get(id);
    return task ? [[id, Object.fromEntries((Object.keys(change) as (keyof Task)[]).map((name) => [name, task[name]]))]] : [];
  });
  return new Map(before);
}

/** Something else took it back (a ticket, the sheet): Z must not try again. */
export function forget(code: string): void {
  undos.value = undos.value.filter((one) => one.code !== code);
}

/** Takes back one change by its code, wherever it stands in the list; the answer or null when it failed (said in a toast). */
export async function undoCode(code: string): Promise<Written | null> {
  const change = undos.value.find((one) => one.code === code);
  forget(code);
  return run(code, change?.shows?.back, (answer) => {
    change?.address?.back();
    if (answer.undo) redos.value = [...redos.value, { said: answer.said, ...change, code: answer.undo }];
  });
}

/** Z: the last change of this tab. */
export async function undoLast(): Promise<void> {
  if (kept.peek() > 0) return takeBackWaiting();
  await settled();
  const change = undos.value.at(-1);
  if (!change) return showToast(say.nothingToUndo);
  const answer = await undoCode(change.code);
  if (answer) showToast(answer.said, answer.undo ? { label: shared.redo, run: () => void redoLast() } : null);
}

/** ⇧Z: redo is the undo of the undo. */
export async function redoLast(): Promise<void> {
  if (kept.peek() > 0) return sayItWaits();
  await settled();
  const change = redos.value.at(-1);
  if (!change) return showToast(say.nothingToRedo);
  redos.value = redos.value.slice(0, -1);
  const answer = await run(change.code, change.shows?.again, (written) => {
    change.address?.again();
    if (written.undo) undos.value = [...undos.value, { ...change, code: written.undo }];
  });
  if (answer) showToast(shared.again(change.said), { label: shared.undo, run: () => void undoLast() });
}

/** What was never sent needs no undo on the server; anything else has to wait for its answer first. */
function takeBackWaiting(): void {
  if (outgoing.takeBack()) showToast(say.takenBack);
  else sayItWaits();
}

const sayItWaits = () => showToast(say.undoWaits);

async function run(code: string, shown: Shown = new Map(), then: (answer: Written) => void): Promise<Written | null> {
  const restore = overlay(shown);
  try {
    const answer = await api.undo(code);
    closeToast();
    stopLingering(answer.tasks.map((task) => task.id));
    absorb(answer.tasks);
    restore();
    then(answer);
    return answer;
  } catch (error) {
    restore();
    if (error instanceof SetAside) return null;
    showToast(error instanceof Problem ? sentence(error) : shared.couldNotUndo, { label: shared.retry, run: () => void run(code, shown, then) }, true);
    return null;
  }
}

/** A refusal with what to do about it. */
export function sentence(problem: Problem): string {
  return problem.hint ? `${problem.message} ${problem.hint}` : problem.message;
}
