// The day changes while the page is open: the list follows at once, or waits while someone is in the middle of something.
import { effect, signal, untracked } from "@preact/signals";
import { today } from "./clock";
import { route } from "./route";
import { me } from "./store";

/** The day the lists are made for. */
export const shownDay = signal(today.peek());
/** A new day that waits for "Show". */
export const nextDay = signal<string | null>(null);

function isBusy(): boolean {
  const typing = globalThis.document?.activeElement?.matches("input, textarea, [contenteditable]") ?? false;
  return typing || route.peek().task !== null;
}

export function showNextDay(): void {
  shownDay.value = today.peek();
  nextDay.value = null;
}

/** The first day comes from the server with the person; later ones may have to wait. */
export function followDays(): () => void {
  return effect(() => {
    const day = today.value;
    untracked(() => {
      if (me.peek() && day !== shownDay.peek() && isBusy()) nextDay.value = day;
      else showNextDay();
    });
  });
}
