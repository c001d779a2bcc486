// The side column: which tab, how wide, hidden or not; and what the assistant is asked from elsewhere.
import { computed, signal } from "@preact/signals";
import { route } from "./route";

export const WIDEST = 520;
export const NARROWEST = 320;
const USUAL = 392;

export type SideTab = "task" | "assistant";

const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows may refuse; the page then forgets its width, no more.
  }
};

export const sideTab = signal<SideTab>("assistant");
export const sideHidden = signal(kept("side-hidden") === "1");
export const sideWidth = signal(clampWidth(Number(kept("side-width")) || USUAL));
/** Narrow windows show one pane at a time. */
export const pane = signal<"tasks" | "assistant" | "views">("tasks");
/** The sheet's task, by number: from the address. */
export const sheetNumber = computed(() => route.value.task);

export function clampWidth(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

export function setSideWidth(width: number): void {
  sideWidth.value = clampWidth(width);
  keep("side-width", String(sideWidth.value));
}

export function hideSide(hidden: boolean): void {
  sideHidden.value = hidden;
  keep("side-hidden", hidden ? "1" : "0");
}

export function showSide(tab: SideTab): void {
  sideTab.value = tab;
  if (sideHidden.value) hideSide(false);
}

export interface Wish {
  /** Counts up, so that the same words twice are two wishes. */
  id: number;
  text: string;
  /** Selected task numbers it is about. */
  numbers: number[];
  /** Send at once, or only put the words into the composer. */
  send: boolean;
}

/** What the assistant is to take up next; it sets it back to null when it has. */
export const wish = signal<Wish | null>(null);
let wishes = 0;

/** Opens the assistant, focuses its composer and hands it words. */
export function ask(text = "", numbers: number[] = [], send = false): void {
  wishes += 1;
  wish.value = { id: wishes, text, numbers, send };
  showSide("assistant");
  pane.value = "assistant";
}

/** An answer waits for the person (an approval): a dot beside "Assistant". */
export const assistantWaits = signal(false);
