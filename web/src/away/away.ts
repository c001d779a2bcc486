// Notices a return: after a while away, asks what others did since, once.
import { effect, signal } from "@preact/signals";
import { api } from "../model/api";
import { now } from "../model/clock";
import { showToast } from "../model/toast";
import { undoCode } from "../model/undo";
import * as say from "../text/away";
import { summary, type Away } from "./summary";

const KEY = "seen-until";
/** Shorter absences are no absence. */
const AWAY_MS = 5 * 60_000;
const MOST = 100;

export const away = signal<Away | null>(null);

function seenUntil(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

function noteSeen(): void {
  try {
    localStorage.setItem(KEY, String(now.peek()));
  } catch {
    // Storage refused: then no return is noticed.
  }
}

/** From now on; a first visit was never away. */
export function start(): void {
  void look();
  effect(() => {
    void now.value;
    if (document.visibilityState === "visible") noteSeen();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void look());
}

async function look(): Promise<void> {
  const since = seenUntil();
  if (!since || now.peek() - since < AWAY_MS) return;
  try {
    const page = await api.changes({ since: new Date(since).toISOString(), limit: MOST });
    away.value = summary(page.changes) ?? away.peek();
  } catch (error) {
    // It is all on the Changes screen anyway.
    console.warn(error);
  }
}

/** All of it, newest first; the first that cannot be undone ends it. */
export async function undoAway(codes: readonly string[]): Promise<void> {
  away.value = null;
  for (const code of codes) if (!(await undoCode(code))) return;
  showToast(codes.length === 1 ? say.undone : say.undid(codes.length));
}
