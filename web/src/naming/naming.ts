// Renaming, merging and deleting a tag or project: each one change with one undo; the address follows the name.
import { sayFailed } from "../model/actions";
import { api, freshId } from "../model/api";
import { loadBoard, loadMe } from "../model/board";
import { isAway, kept } from "../model/kept";
import { board, go, goBoard } from "../model/route";
import { me } from "../model/store";
import { showToast } from "../model/toast";
import type { Named } from "../model/types";
import { remember, undoCode, type Undoable } from "../model/undo";
import * as say from "../text/naming";
import * as shared from "../text/shared";

export type Kind = "tag" | "project";

/** `#home`, `@Work` */
export const signed = (kind: Kind, name: string) => (kind === "tag" ? "#" : "@") + name;

/** What was typed as a name, without its sign and needless blanks; a tag has none inside. */
export function cleanName(kind: Kind, typed: string): string {
  const name = typed.trim().replace(kind === "tag" ? /^#+/ : /^@+/, "").trim();
  return kind === "tag" ? name.replace(/\s+/g, "-") : name.replace(/\s+/g, " ");
}

const same = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase();

/** The tag or project that already has this name, other than `own`: renaming into it merges. */
export function mergesInto(names: readonly string[], own: string, typed: string): string | null {
  return names.find((name) => same(name, typed) && !same(name, own)) ?? null;
}

export const namesOf = (kind: Kind): string[] => (me.value?.[kind === "tag" ? "tags" : "projects"] ?? []).map((one) => one.name);

/** The old name stands everywhere until somebody answers: its board could not be fetched under the new one. */
function sayItWaits(kind: Kind, name: string, next: string | null): void {
  if (!isAway.peek() && kept.peek() === 0) return;
  const [old, fresh] = [signed(kind, name), next === null ? null : signed(kind, next)];
  showToast(fresh === null ? say.dropWaits(old) : say.renameWaits(old, fresh));
}

export async function rename(kind: Kind, name: string, next: string, key = freshId()): Promise<void> {
  if (!next || next === name) return;
  sayItWaits(kind, name, next);
  try {
    const answer = await api.rename(kind, name, next, { key });
    const now = answer.name ?? next;
    const follow = (from: string, to: string) => isHere(kind, from) && goBoard({ view: kind, name: to }, { replace: true });
    follow(name, now);
    // A merge cannot tell whose board it is after the undo: the old one leads back.
    await after(answer, { back: () => void follow(now, name), again: () => void follow(name, now) });
  } catch (error) {
    sayFailed(error, () => void rename(kind, name, next, key));
  }
}

export async function drop(kind: Kind, name: string, key = freshId()): Promise<void> {
  sayItWaits(kind, name, null);
  try {
    const answer = await api.dropName(kind, name, { key });
    const leave = () => isHere(kind, name) && go("/all", { replace: true });
    const left = leave();
    await after(answer, { back: () => void (left !== false && goBoard({ view: kind, name })), again: () => void leave() });
  } catch (error) {
    sayFailed(error, () => void drop(kind, name, key));
  }
}

const isHere = (kind: Kind, name: string) => {
  const here = board.peek();
  return here.view === kind && "name" in here && same(here.name, name);
};

/** Gives a project another place in the list; 0 is the first. */
export async function place(name: string, rank: number, key = freshId()): Promise<void> {
  const person = me.peek();
  if (!person) return;
  const projects = placedAt(person.projects, name, rank);
  me.value = { ...person, projects };
  try {
    await after(await api.placeProject(name, rank, { key, person: { projects } }));
  } catch (error) {
    await loadMe().catch(() => undefined);
    sayFailed(error, () => void place(name, rank, key));
  }
}

/** The list with one name at another place. */
export function placedAt<T extends { name: string }>(list: readonly T[], name: string, rank: number): T[] {
  const moved = list.find((one) => one.name === name);
  const rest = list.filter((one) => one !== moved);
  return moved ? [...rest.slice(0, rank), moved, ...rest.slice(rank)] : rest;
}

/** Says it with its undo; Z and ⇧Z lead to the address that is right then. */
async function after(answer: Named, address?: Undoable["address"]): Promise<void> {
  const { undo } = answer;
  const led = { back: () => (address?.back(), void refresh()), again: () => (address?.again(), void refresh()) };
  if (undo) remember({ code: undo, said: answer.said, address: led });
  showToast(answer.said, undo ? { label: shared.undo, run: () => void undoCode(undo) } : null);
  await refresh();
}

const refresh = () => Promise.all([loadMe().catch(() => undefined), loadBoard()]);
