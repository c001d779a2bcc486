// Searches that stand in the rail: pinned and taken off again, each one undo.
import { loadMe } from "../model/board";
import { api } from "../model/api";
import { sayDone, sayFailed } from "../model/actions";
import { me } from "../model/store";
import type { Pinned } from "../model/types";
import { remember } from "../model/undo";
import * as say from "../text/lists";

const MOST = 50;
const LONGEST_NAME = 100;

const same = (one: string, other: string) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();

export const isPinned = (list: readonly Pinned[], query: string) => list.some((one) => same(one.q, query));

/** The list with the search put at its end, or taken off. */
export function turned(list: readonly Pinned[], query: string): Pinned[] {
  if (isPinned(list, query)) return list.filter((one) => !same(one.q, query));
  return [...list, { name: nameOf(query), q: query.trim() }].slice(-MOST);
}

/** What the rail says: the words themselves, the first letter large unless they begin with a sign. */
export function nameOf(query: string): string {
  const words = query.trim().replace(/\s+/g, " ");
  const name = /^[#@]/.test(words) ? words : words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

export async function turnPin(query: string): Promise<void> {
  if (!query.trim()) return;
  let before = me.peek();
  try {
    // Asked for before the page knows its person: then as soon as it does.
    if (!before) await loadMe();
    before = me.peek();
    if (!before) return;
    const pinned = turned(before.pinned ?? [], query);
    me.value = { ...before, pinned };
    const answer = await api.saveMe({ pinned }, { person: { pinned } });
    if (answer.undo) remember({ code: answer.undo, said: answer.said });
    sayDone(isPinned(pinned, query) ? say.didPin(nameOf(query)) : say.didUnpin(nameOf(query)), answer.undo);
    await loadMe();
  } catch (error) {
    me.value = before ?? me.peek();
    sayFailed(error, () => void turnPin(query));
  }
}
