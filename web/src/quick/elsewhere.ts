// What others changed while the page is open: gathered for a moment, then said in one line with its undo.
import { signal } from "@preact/signals";
import { api } from "../model/api";
import { changeListeners } from "../model/board";
import { showToast } from "../model/toast";
import type { LiveMessage, Task } from "../model/types";
import { undoCode } from "../model/undo";
import * as say from "../text/quick";
import * as shared from "../text/shared";

type Update = Extract<LiveMessage, { type: "update" }>;

export interface Elsewhere {
  /** `added by Claude Desktop` */
  words: string;
  client: string;
  change: number;
  tasks: readonly Task[];
}

const SHOWN_MS = 20_000;
/** This page, its assistant (which has tickets) and the background say what they do elsewhere. */
const OWN = /^(page|web|assistant|service|recurring|reminders|notifications)\b/;

export const elsewhere = signal<Elsewhere | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

function take(update: Update): void {
  if (!update.cause || OWN.test(update.client)) return;
  const words = update.cause.replace(/\s*·\s*Undo$/, "");
  const before = elsewhere.peek();
  const same = before?.change === update.change ? before.tasks.filter((task) => task.id !== update.task.id) : [];
  elsewhere.value = { words, client: update.client, change: update.change, tasks: [...same, update.task] };
  clearTimeout(timer);
  timer = setTimeout(() => (elsewhere.value = null), SHOWN_MS);
}

export function followElsewhere(): void {
  changeListeners.add(take);
}

/** The code of a change by someone else stands in the task's activity. */
export async function undoElsewhere({ tasks, client }: Elsewhere): Promise<void> {
  const [first] = tasks;
  if (!first) return;
  elsewhere.value = null;
  try {
    const { activity } = await api.task(first.id);
    const entry = activity.find((one) => one.client === client && one.code && !one.undone_by);
    if (entry?.code) await undoCode(entry.code);
    else showToast(say.undoneAlready);
  } catch {
    showToast(shared.couldNotUndo, { label: shared.retry, run: () => void undoElsewhere({ tasks, client, words: "", change: 0 }) }, true);
  }
}
