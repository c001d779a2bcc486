// Changes made while Tasklark cannot be reached wait in this browser: what the page shows of them, and when they are sent.
import { computed, effect, signal } from "@preact/signals";
import { setCarrier, transmit, type Call, type Sent } from "./api";
import { serverMoment } from "./clock";
import { Outgoing, type Entry } from "./outgoing";
import { alone, livingPages, PAGE, stayAlive } from "./pages";
import { shelf } from "./shelf";
import { connection, linger, me, overlay } from "./store";
import type { Me } from "./types";
import { wordsOf } from "./waiting-words";

/** Changes that wait to be sent, in the order they were made. */
export const waiting = signal<readonly Entry[]>([]);
/** Changes of this page that have no answer yet, whether they wait or not. */
export const underway = signal<readonly Entry[]>([]);
/** Changes that waited and were then refused, until they are read. */
export const lost = signal<readonly Entry[]>([]);
/** How many changes wait. */
export const kept = computed(() => waiting.value.length);
/** Nobody answers, for longer than a restart takes. */
export const isAway = computed(() => connection.value === "offline");

/** What waits of settings and of the rail, on top of what the server says. */
export const personLook = computed<Partial<Me>>(() => Object.assign({}, ...waiting.value.map((entry) => entry.person ?? {})) as Partial<Me>);

/** Row ids that wait, and whether they were finished here. */
export const waitingRows = computed<ReadonlyMap<number, "done" | "changed">>(() => {
  const rows = new Map<number, "done" | "changed">();
  for (const { shown } of waiting.value) for (const [id, change] of shown) rows.set(id, change.status === "done" ? "done" : "changed");
  return rows;
});

/** Who wants to hear of answers to changes that an earlier page made. */
export const deliveryListeners = new Set<(answer: unknown) => void>();

const IS_CHANGE = /^\/api\/(tasks|undo|me|tags|projects)\b/;
/** A row that waits keeps its place; a day is longer than anyone waits. */
const A_DAY_MS = 86_400_000;

let last = 0;

/** Later than every one before, on this computer. */
function nextOrder(): number {
  last = Math.max(last + 1, Date.now() * 1000);
  return last;
}

function made(sent: Sent, call: Call): Entry {
  const shown = [...(call.shown ?? [])];
  return { ...sent, order: nextOrder(), page: PAGE, shown, person: call.person, reading: call.reading, made: serverMoment(), words: wordsOf({ ...sent, shown }) };
}

const entries = shelf<Entry>("outgoing");

export const outgoing = new Outgoing({
  page: PAGE,
  shelf: entries,
  transmit: (entry) => transmit(entry),
  livingPages,
  alone,
  isAway: () => isAway.peek(),
  onChange: follow,
  onDelivered: (_entry, answer) => deliveryListeners.forEach((listener) => listener(answer)),
});

/** Ends how the rows of a waiting change look. */
const looks = new Map<string, () => void>();
/** Changes of this page show through whoever made them. */
const own = new Set<string>();

function follow(now: readonly Entry[], refused: readonly Entry[]): void {
  const keys = new Set(now.map((entry) => entry.key));
  for (const [key, end] of looks) if (!keys.has(key)) looks.delete(key) && end();
  for (const entry of now) {
    if (looks.has(entry.key)) continue;
    const restore = own.has(entry.key) ? () => undefined : overlay(new Map(entry.shown));
    const done = entry.shown.flatMap(([id, change]) => (change.status === "done" ? [id] : []));
    if (done.length) linger(done, A_DAY_MS);
    looks.set(entry.key, () => {
      restore();
      // Once it is sent, the row stays for the usual time of one that was just ticked.
      if (done.length) linger(done);
    });
  }
  waiting.value = now;
  lost.value = refused;
  if (me.peek() && Object.keys(personLook.peek()).length) me.value = { ...(me.peek() as Me), ...personLook.peek() };
}

/** From now on a change of tasks, names and settings is kept in this browser until it is answered. */
export function keepChanges(): void {
  setCarrier((sent, call) => {
    if (!IS_CHANGE.test(sent.path) || call.signal) return null;
    own.add(sent.key);
    const entry = made(sent, call);
    underway.value = [...underway.peek(), entry];
    return outgoing.carry(entry).finally(() => {
      own.delete(sent.key);
      underway.value = underway.peek().filter((one) => one !== entry);
    });
  });
  void stayAlive();
  effect(() => {
    if (connection.value === "live") void outgoing.pump().then(() => outgoing.adopt());
  });
  const look = () => void (document.visibilityState === "visible" && outgoing.adopt());
  document.addEventListener("visibilitychange", look);
  void outgoing.adopt();
  void askBeforeLosing();
}

/** Where the browser keeps nothing, closing the page would lose what waits: it asks first. */
async function askBeforeLosing(): Promise<void> {
  if (await entries.lasts()) return;
  window.addEventListener("beforeunload", (event) => kept.peek() > 0 && event.preventDefault());
}
