// Reminders that reach this browser: one ring per device, in a visible tab if there is one, else by the browser.
import { effect } from "@preact/signals";
import { noticeListeners } from "../model/board";
import { tasks } from "../model/store";
import type { Notice } from "../model/types";
import { permission, showInBrowser, worker } from "./browser";
import { bodyOf, drop, keyOf, ringOf, rings, tell, type Ring } from "./ring";

/** Visible tabs go first, so that a hidden one rings only when none is visible. */
const HIDDEN_WAITS_MS = 400;
/** How long a tab that let the browser ring keeps the others quiet. */
const BROWSER_HOLDS_MS = 30_000;

/** Rings this tab has taken up or left to another. */
const handled = new Set<string>();

/** Called once when the page has its person and its live connection. */
export function start(): void {
  noticeListeners.add(receive);
  if (permission.peek() === "on") void worker();
  effect(followTasks);
}

function receive(notice: Notice): void {
  if (notice.reminder !== undefined && (notice.kind === "reminder.acted" || notice.kind === "reminder.seen")) drop([notice.reminder]);
  if (notice.kind !== "reminder.fired") return;
  const ring = ringOf(notice);
  if (!ring || handled.has(keyOf(ring))) return;
  handled.add(keyOf(ring));
  void take(ring);
}

/** What is finished or gone needs no banner any more. */
function followTasks(): void {
  const over = rings.value.filter((ring) => (tasks.value.get(ring.taskId)?.status ?? "open") !== "open");
  if (over.length) queueMicrotask(() => drop(over.map((ring) => ring.reminder)));
}

async function take(ring: Ring): Promise<void> {
  if (document.visibilityState === "hidden") await new Promise((resolve) => setTimeout(resolve, HIDDEN_WAITS_MS));
  if (!("locks" in navigator)) return void (await ringHere(ring));
  await navigator.locks.request(`ring-${keyOf(ring)}`, { ifAvailable: true }, async (lock) => {
    // Another tab of this browser rings already.
    if (lock) await ringHere(ring);
  });
}

/** Rings, and comes back when no other tab needs to be kept quiet. */
async function ringHere(ring: Ring): Promise<void> {
  const hidden = document.visibilityState === "hidden";
  if (hidden && (await showInBrowser(ring, bodyOf(ring)))) {
    tell(ring, "delivered", "browser");
    await new Promise((resolve) => setTimeout(resolve, BROWSER_HOLDS_MS));
    return;
  }
  rings.value = [...rings.value.filter((one) => one.reminder !== ring.reminder), ring];
  tell(ring, "delivered");
  await untilGone(ring);
}

function untilGone(ring: Ring): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (rings.value.some((one) => keyOf(one) === keyOf(ring))) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
