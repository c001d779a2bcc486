// Toasts: one line at a time, eight seconds, with at most one thing to do.
import { signal } from "@preact/signals";

export interface Toast {
  id: number;
  text: string;
  /** What the button says and does; undo when not given otherwise. */
  action: { label: string; run: () => void } | null;
  /** A failure is announced at once, the rest politely. */
  urgent: boolean;
}

export const TOAST_MS = 8000;
export const toast = signal<Toast | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;

export function showToast(text: string, action: Toast["action"] = null, urgent = false): void {
  last += 1;
  toast.value = { id: last, text, action, urgent };
  restartToast();
}

/** A toast under the pointer or the focus stays; leaving it starts the time again. */
export function holdToast(): void {
  clearTimeout(timer);
}

export function restartToast(): void {
  clearTimeout(timer);
  timer = setTimeout(closeToast, TOAST_MS);
}

export function closeToast(): void {
  clearTimeout(timer);
  toast.value = null;
}
