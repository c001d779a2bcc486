// Under which row the page asks "Ring on this computer?": set when the first reminder was made here.
import { signal } from "@preact/signals";
import type { Task } from "./types";

/** The task's row id, or null: not to be asked, or answered. */
export const ringAsk = signal<number | null>(null);

/** Whether this browser was never asked and could ring. */
function isUndecided(): boolean {
  try {
    return "Notification" in globalThis && Notification.permission === "default" && localStorage.getItem("ring-asked") === null;
  } catch {
    return false;
  }
}

/** Call with what was just added or changed here. */
export function considerRinging(tasks: readonly Task[]): void {
  const first = tasks.find((task) => task.status === "open" && task.reminders.length > 0);
  if (first && ringAsk.peek() === null && isUndecided()) ringAsk.value = first.id;
}

/** The person answered, one way or the other: never asked again in this browser. */
export function ringAnswered(): void {
  ringAsk.value = null;
  try {
    localStorage.setItem("ring-asked", "1");
  } catch {
    // Storage refused: the question may come again, which does no harm.
  }
}
