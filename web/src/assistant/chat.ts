// The conversation of this page: one thread at a time, one run at a time; a run that loses its connection is picked up again.
import { effect, signal } from "@preact/signals";
import { freshId, Problem, Unreachable } from "../model/api";
import { considerRinging } from "../model/ring-ask";
import { assistantWaits } from "../model/side";
import { absorb } from "../model/store";
import { showToast } from "../model/toast";
import { forget, remember, sentence, undoCode, undos } from "../model/undo";
import * as say from "../text/assistant";
import { EMPTY, logOf, take, type Log } from "./log";
import { ensureTasks } from "./ticket-tasks";
import { follow, run, threads, type AgentEvent, type Answer, type TicketValue } from "./wire";

export const thread = signal<string>(freshId());
export const log = signal<Log>(EMPTY);
/** The stored conversation is on its way. */
export const loading = signal(false);
/** Codes that were taken back here. */
export const undone = signal<ReadonlySet<string>>(new Set());
/** The run was cut off on the server: it can be asked to go on. */
export const interrupted = signal(false);
/** What was sent last, for ↑ and Retry. */
export const lastSent = signal<{ text: string; selection: readonly number[] } | null>(null);

let running: AbortController | null = null;
/** Codes of this page's tickets that Z could take back. */
const mine = new Set<string>();

effect(() => void (assistantWaits.value = log.value.approval !== null));
// Z takes the newest code off the list: its ticket says so too.
effect(() => {
  const left = new Set(undos.value.map((one) => one.code));
  const gone = [...mine].filter((code) => !left.has(code));
  if (gone.length === 0) return;
  for (const code of gone) mine.delete(code);
  undone.value = new Set([...undone.peek(), ...gone]);
});

let opened = false;

/** The thread the address names, else the newest, once. */
export async function open(id: string | null): Promise<void> {
  if (id !== null && id !== thread.peek()) return load(id);
  if (opened || id === thread.peek()) return;
  opened = true;
  loading.value = log.peek().items.length === 0;
  try {
    const [newest] = (await threads.list()).threads;
    if (newest && log.peek().items.length === 0) await load(newest.id);
  } catch (error) {
    // Without a list one can still talk; the first answer will say what is wrong.
    console.warn(error);
  } finally {
    loading.value = false;
  }
}

/** Shows another thread; a run that goes on is followed. */
export async function load(id: string): Promise<void> {
  opened = true;
  running?.abort();
  thread.value = id;
  log.value = EMPTY;
  interrupted.value = false;
  loading.value = true;
  try {
    const stored = await threads.one(id);
    if (thread.peek() !== id) return;
    if (log.peek().items.length) {
      // Something was said while it was on its way: that comes after what is stored.
      log.value = { ...log.peek(), items: [...logOf(stored).items, ...log.peek().items] };
      return;
    }
    log.value = logOf(stored);
    interrupted.value = stored.interrupted;
    if (stored.run) void pickUp(0);
  } catch (error) {
    if (thread.peek() === id) fail(error);
  } finally {
    loading.value = false;
  }
}

export function startNew(): void {
  running?.abort();
  opened = true;
  thread.value = freshId();
  log.value = EMPTY;
  interrupted.value = false;
}

export function tell(text: string, selection: readonly number[] = []): void {
  const words = text.trim();
  if (!words || log.peek().running) return;
  const message = { id: freshId(), text: words };
  lastSent.value = { text: words, selection };
  interrupted.value = false;
  const items = log.peek().items.filter((item) => item.kind !== "problem");
  log.value = { items: [...items, { kind: "user", id: message.id, text: words, at: new Date().toISOString() }], approval: null, running: true };
  void start({ message, selection });
}

/** The last message once more, in the place of the one that failed. */
export function retry(): void {
  const last = lastSent.peek() ?? lastUser();
  if (!last) return;
  const items = log.peek().items.filter((item) => item.kind !== "problem");
  const at = items.findLastIndex((item) => item.kind === "user");
  // Only when nothing followed it; what was answered stays.
  log.value = { ...log.peek(), items: at === items.length - 1 ? items.slice(0, at) : items };
  tell(last.text, last.selection);
}

function lastUser(): { text: string; selection: readonly number[] } | null {
  const item = log.peek().items.findLast((one) => one.kind === "user");
  return item?.kind === "user" ? { text: item.text, selection: [] } : null;
}

/** The answers to an approval, all of its calls at once. */
export function answer(answers: Answer[]): void {
  log.value = { ...log.peek(), approval: null, running: true };
  void start({ message: null, selection: [], resume: answers });
}

export async function stop(): Promise<void> {
  try {
    await threads.stop(thread.peek());
  } catch (error) {
    fail(error);
  }
}

async function start(input: { message: { id: string; text: string } | null; selection: readonly number[]; resume?: Answer[] }): Promise<void> {
  running?.abort();
  const here = (running = new AbortController());
  let last = 0;
  const onEvent = (event: AgentEvent, number: number) => {
    if (here.signal.aborted) return;
    last = number || last;
    receive(event);
  };
  try {
    await run({ threadId: thread.peek(), runId: freshId(), ...input }, onEvent, here.signal);
    if (log.peek().running && !here.signal.aborted) await pickUp(last);
  } catch (error) {
    if (here.signal.aborted) return;
    if (error instanceof Unreachable && last > 0) await pickUp(last);
    else if (input.resume) await settle(error, true);
    else fail(error);
  }
}

const PAUSES_MS = [300, 1000, 2000, 4000, 8000];

/** Follows a run from where the connection was lost until it ends. */
async function pickUp(after: number): Promise<void> {
  running?.abort();
  const here = (running = new AbortController());
  let last = after;
  for (const pause of PAUSES_MS) {
    try {
      await follow(thread.peek(), last, (event, number) => {
        if (here.signal.aborted) return;
        last = number || last;
        receive(event);
      }, here.signal);
      if (here.signal.aborted || !log.peek().running) return;
    } catch (error) {
      if (here.signal.aborted) return;
      if (!(error instanceof Unreachable)) return void (await settle(error));
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (here.signal.aborted) return;
  }
  fail(new Unreachable());
}

/** The run is over and gone from the wire: what it came to stands in the stored thread. `say`: and what went wrong is said. */
async function settle(error: unknown, say = false): Promise<void> {
  try {
    const stored = await threads.one(thread.peek());
    log.value = { ...logOf(stored), running: false };
    interrupted.value = stored.interrupted || stored.run !== null;
    if (say) showToast(wordsOf(error), null, true);
  } catch {
    fail(error);
  }
}

function receive(event: AgentEvent): void {
  log.value = take(log.peek(), event, new Date().toISOString());
  if (event.type === "CUSTOM" && event.name === "ticket") receiveTicket(event.value);
}

function receiveTicket(ticket: TicketValue): void {
  absorb(ticket.tasks);
  if (!ticket.undo) return;
  mine.add(ticket.undo);
  remember({ code: ticket.undo, said: ticket.said });
  void ensureTasks(ticket).then(considerRinging);
}

function wordsOf(error: unknown): string {
  if (error instanceof Problem) return sentence(error);
  return error instanceof Unreachable ? say.unreachable : say.wentWrong;
}

function fail(error: unknown): void {
  if (!(error instanceof Problem) && !(error instanceof Unreachable)) console.error(error);
  log.value = take(log.peek(), { type: "RUN_ERROR", message: wordsOf(error) }, "");
}

/** Takes changes back, the newest first. */
export async function undoAll(codes: readonly string[]): Promise<void> {
  for (const code of [...codes].reverse()) {
    if (undone.peek().has(code)) continue;
    mine.delete(code);
    if (!(await undoCode(code))) return;
    forget(code);
    undone.value = new Set([...undone.peek(), code]);
  }
}
