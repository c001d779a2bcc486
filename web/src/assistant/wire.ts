// The conversation on the wire: AG-UI events over server-sent events, threads over plain JSON.
import { createParser } from "eventsource-parser";
import { Problem, TAB, Unreachable, read, send } from "../model/api";
import type { Task } from "../model/types";

/** What a tool call did, said for people. */
export interface TicketValue {
  toolCallId: string;
  tool: string;
  arguments: Record<string, unknown>;
  status: "done" | "refused" | "kept";
  said: string;
  text: string;
  undo: string | null;
  /** Numbers of the tasks it is about. */
  ids: number[];
  /** Their row ids: one number may have several rows. */
  rows?: number[];
  tasks: Task[];
  /** It looked, and changed nothing. */
  reads: boolean;
}

export interface ChipValue {
  label: string;
  text: string;
}

export interface ApprovalCall {
  toolCallId: string;
  tool: string;
  question: string;
  yes: string;
  no: string;
  tasks: Task[];
  total: number;
}

export interface ApprovalValue {
  id: string;
  until: string;
  calls: ApprovalCall[];
}

export type AgentEvent =
  | { type: "RUN_STARTED"; threadId: string; runId: string }
  | { type: "RUN_FINISHED"; outcome?: { type: string } }
  | { type: "RUN_ERROR"; message: string; code?: string }
  | { type: "TEXT_MESSAGE_START"; messageId: string }
  | { type: "TEXT_MESSAGE_CONTENT"; messageId: string; delta: string }
  | { type: "TEXT_MESSAGE_END"; messageId: string }
  | { type: "TOOL_CALL_START"; toolCallId: string; toolCallName: string }
  | { type: "TOOL_CALL_RESULT"; toolCallId: string; content: string }
  | { type: "CUSTOM"; name: "ticket"; value: TicketValue }
  | { type: "CUSTOM"; name: "chips"; value: { chips: ChipValue[] } }
  | { type: "CUSTOM"; name: "approval"; value: ApprovalValue }
  | { type: "TOOL_CALL_ARGS" | "TOOL_CALL_END" };

export interface StoredMessage {
  id: string;
  role: "user" | "assistant" | "tool";
  content: string;
  at?: string;
  ticket?: TicketValue | null;
  chips?: ChipValue[] | null;
}

export interface StoredThread {
  id: string;
  title: string;
  messages: StoredMessage[];
  run: { id: string; last: number } | null;
  approval: ApprovalValue | null;
  interrupted: boolean;
}

export interface ThreadLine {
  id: string;
  title: string;
  updated: string;
  waiting: boolean;
  running: boolean;
}

export interface Answer {
  interruptId: string;
  status: "resolved" | "cancelled";
  payload: { approved: boolean; unticked: number[] };
}

export interface RunInput {
  threadId: string;
  runId: string;
  message: { id: string; text: string } | null;
  selection: readonly number[];
  resume?: Answer[];
}

type OnEvent = (event: AgentEvent, number: number) => void;

/** Starts or resumes a run and hands over its events until it ends. */
export function run(input: RunInput, onEvent: OnEvent, signal: AbortSignal): Promise<void> {
  const body = {
    threadId: input.threadId,
    runId: input.runId,
    state: {},
    messages: input.message ? [{ id: input.message.id, role: "user", content: input.message.text }] : [],
    tools: [],
    context: [],
    forwardedProps: { selection: input.selection },
    ...(input.resume ? { resume: input.resume } : {}),
  };
  return stream("/agui", { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }, onEvent, signal);
}

/** The current run's events after number `after`, until it ends. */
export const follow = (thread: string, after: number, onEvent: OnEvent, signal: AbortSignal): Promise<void> =>
  stream(`${threadPath(thread)}/events?after=${after}`, {}, onEvent, signal);

const threadPath = (id: string) => `/agui/threads/${encodeURIComponent(id)}`;

export const threads = {
  list: (q = "") => read<{ threads: ThreadLine[] }>("/agui/threads", { q }),
  one: (id: string) => read<StoredThread>(threadPath(id)),
  rename: (id: string, title: string) => send<unknown>("PATCH", threadPath(id), { title }),
  remove: (id: string) => send<unknown>("DELETE", threadPath(id)),
  stop: (id: string) => send<unknown>("POST", `${threadPath(id)}/stop`, {}),
};

async function stream(path: string, init: RequestInit, onEvent: OnEvent, signal: AbortSignal): Promise<void> {
  const response = await open(path, init, signal);
  const parser = createParser({ onEvent: (message) => onEvent(JSON.parse(message.data) as AgentEvent, Number(message.id ?? 0)) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) parser.feed(part.value);
  } catch (error) {
    if (signal.aborted || error instanceof SyntaxError) throw error;
    throw new Unreachable();
  }
}

async function open(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal, headers: { Accept: "text/event-stream", "X-Tasklark-Tab": TAB, ...init.headers } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Unreachable();
  }
  if (response.ok) return response;
  if (response.status >= 502) throw new Unreachable();
  throw new Problem(response.status, ((await response.json().catch(() => null)) as object | null) ?? {});
}
