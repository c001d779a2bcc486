// What the conversation shows, made from stored messages and from a run's events: the same items either way.
import type { AgentEvent, ApprovalValue, ChipValue, StoredThread, TicketValue } from "./wire";

export type Item =
  | { kind: "user"; id: string; text: string; at: string | null }
  | { kind: "words"; id: string; text: string; ends: boolean }
  | { kind: "working"; id: string; tool: string }
  | { kind: "ticket"; id: string; ticket: TicketValue; at: string | null }
  | { kind: "chips"; id: string; chips: readonly ChipValue[] }
  | { kind: "problem"; id: string; text: string };

export interface Log {
  items: readonly Item[];
  approval: ApprovalValue | null;
  running: boolean;
}

export const EMPTY: Log = { items: [], approval: null, running: false };

/** A stored thread as items. */
export function logOf(thread: StoredThread): Log {
  const items = thread.messages.flatMap((message): Item[] => {
    const at = message.at ?? null;
    if (message.role === "user") return [{ kind: "user", id: message.id, text: message.content, at }];
    if (message.ticket) return [{ kind: "ticket", id: message.ticket.toolCallId, ticket: message.ticket, at }];
    if (message.role === "tool") return [];
    const words: Item[] = message.content ? [{ kind: "words", id: message.id, text: message.content, ends: true }] : [];
    return message.chips?.length ? [...words, { kind: "chips", id: `${message.id}-chips`, chips: message.chips }] : words;
  });
  return { items, approval: thread.approval, running: thread.run !== null };
}

/** The log after one event of a run; one that was seen before changes nothing. */
export function take(log: Log, event: AgentEvent, at: string): Log {
  switch (event.type) {
    case "RUN_STARTED":
      return { ...log, running: true };
    case "TEXT_MESSAGE_START":
      return has(log, event.messageId) ? change(log, event.messageId, () => ({ kind: "words", id: event.messageId, text: "", ends: false })) : add(log, { kind: "words", id: event.messageId, text: "", ends: false });
    case "TEXT_MESSAGE_CONTENT":
      return change(log, event.messageId, (item) => (item.kind === "words" ? { ...item, text: item.text + event.delta } : item));
    case "TEXT_MESSAGE_END":
      return change(log, event.messageId, (item) => (item.kind === "words" ? { ...item, ends: true } : item));
    case "TOOL_CALL_START":
      return has(log, event.toolCallId) ? log : add(log, { kind: "working", id: event.toolCallId, tool: event.toolCallName });
    case "TOOL_CALL_RESULT":
      return log;
    case "CUSTOM":
      return custom(log, event, at);
    case "RUN_ERROR":
      return ended(add(log, { kind: "problem", id: `problem-${log.items.length}`, text: event.message }));
    case "RUN_FINISHED":
      return ended(log);
    default:
      return log;
  }
}

function custom(log: Log, event: Extract<AgentEvent, { type: "CUSTOM" }>, at: string): Log {
  if (event.name === "approval") return { ...log, approval: event.value };
  if (event.name === "chips") return add(log, { kind: "chips", id: `chips-${log.items.length}`, chips: event.value.chips });
  if (event.name !== "ticket") return log;
  const item: Item = { kind: "ticket", id: event.value.toolCallId, ticket: event.value, at };
  return has(log, item.id) ? change(log, item.id, () => item) : add(log, item);
}

/** Nothing is at work any more, however it ended. */
function ended(log: Log): Log {
  return { ...log, running: false, items: log.items.filter((item) => item.kind !== "working" && !(item.kind === "words" && !item.text)) };
}

const has = (log: Log, id: string) => log.items.some((item) => item.id === id);
const add = (log: Log, item: Item): Log => ({ ...log, items: [...log.items, item] });
const change = (log: Log, id: string, how: (item: Item) => Item): Log => ({ ...log, items: log.items.map((item) => (item.id === id ? how(item) : item)) });

type TicketItem = Extract<Item, { kind: "ticket" }>;

/** A ticket as it is shown: `more` are later calls on the same tasks, told on the same ticket. */
export type ShownTicket = TicketItem & { more: readonly TicketValue[] };
export type Shown = Exclude<Item, TicketItem> | ShownTicket | { kind: "fold"; id: string; tickets: readonly ShownTicket[] };

/** This many changes in a row become one line. */
const FOLD_FROM = 3;

/** Calls on the same tasks in a row are one ticket, several such tickets fold into one line; chips show only while they are the last thing said. */
export function shown(items: readonly Item[]): Shown[] {
  const out: Shown[] = [];
  let run: ShownTicket[] = [];
  const flush = () => {
    const [first] = run;
    if (first && run.length >= FOLD_FROM) out.push({ kind: "fold", id: `fold-${first.id}`, tickets: run });
    else out.push(...run);
    run = [];
  };
  items.forEach((item, at) => {
    if (item.kind === "ticket" && item.ticket.undo) return void (run = joined(run, item));
    if (item.kind === "ticket" && item.ticket.reads && run.length) return;
    flush();
    if (item.kind === "ticket") out.push({ ...item, more: [] });
    else if (item.kind !== "chips" || at === items.length - 1) out.push(item);
  });
  flush();
  return out;
}

function joined(run: readonly ShownTicket[], item: TicketItem): ShownTicket[] {
  const last = run.at(-1);
  if (!last || !isSame(last.ticket, item.ticket)) return [...run, { ...item, more: [] }];
  return [...run.slice(0, -1), { ...last, at: item.at, more: [...last.more, item.ticket] }];
}

const isSame = (one: TicketValue, other: TicketValue) => one.ids.length > 0 && one.status === other.status && [...one.ids].sort().join() === [...other.ids].sort().join();
