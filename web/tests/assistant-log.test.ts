// The conversation's items, from events and from storage.
import { expect, test } from "vitest";
import { EMPTY, logOf, shown, take, type Log } from "../src/assistant/log";
import type { AgentEvent, TicketValue } from "../src/assistant/wire";

const AT = "2026-11-24T13:20:00.000Z";
const ticket = (id: string, values: Partial<TicketValue> = {}): TicketValue => ({
  toolCallId: id,
  tool: "update_tasks",
  arguments: {},
  status: "done",
  said: `Moved ${id}`,
  text: "",
  undo: `u${id}`,
  ids: [id.charCodeAt(0)],
  tasks: [],
  reads: false,
  ...values,
});
const did = (id: string, values: Partial<TicketValue> = {}): AgentEvent => ({ type: "CUSTOM", name: "ticket", value: ticket(id, values) });
const play = (events: AgentEvent[], from: Log = EMPTY) => events.reduce((log, event) => take(log, event, AT), from);
const words = (id: string, ...deltas: string[]): AgentEvent[] => [
  { type: "TEXT_MESSAGE_START", messageId: id },
  ...deltas.map((delta): AgentEvent => ({ type: "TEXT_MESSAGE_CONTENT", messageId: id, delta })),
  { type: "TEXT_MESSAGE_END", messageId: id },
];
const kinds = (log: Log) => log.items.map((item) => item.kind);

test("words stream into one message", () => {
  const log = play([{ type: "RUN_STARTED", threadId: "t", runId: "r" }, ...words("m", "It is ", "done.")]);
  expect(log.items).toEqual([{ kind: "words", id: "m", text: "It is done.", ends: true }]);
  expect(log.running).toBe(true);
});

test("a tool call at work becomes its ticket", () => {
  const working = play([{ type: "TOOL_CALL_START", toolCallId: "a", toolCallName: "update_tasks" }]);
  expect(kinds(working)).toEqual(["working"]);
  expect(kinds(take(working, did("a"), AT))).toEqual(["ticket"]);
});

test("the same events again, after a lost connection, change nothing", () => {
  const events: AgentEvent[] = [{ type: "TOOL_CALL_START", toolCallId: "a", toolCallName: "update_tasks" }, did("a"), ...words("m", "Done", ".")];
  const once = play(events);
  expect(play(events, once)).toEqual(once);
});

test("a run that ends leaves nothing at work and no empty words", () => {
  const log = play([{ type: "RUN_STARTED", threadId: "t", runId: "r" }, { type: "TEXT_MESSAGE_START", messageId: "m" }, { type: "TOOL_CALL_START", toolCallId: "a", toolCallName: "x" }, { type: "RUN_FINISHED" }]);
  expect(log).toEqual(EMPTY);
});

test("an error is said once and ends the run", () => {
  const log = play([{ type: "RUN_STARTED", threadId: "t", runId: "r" }, { type: "RUN_ERROR", message: "The model did not answer." }]);
  expect(kinds(log)).toEqual(["problem"]);
  expect(log.running).toBe(false);
});

test("a question to approve waits after the run has ended", () => {
  const approval = { id: "a", until: AT, calls: [] };
  const log = play([{ type: "CUSTOM", name: "approval", value: approval }, { type: "RUN_FINISHED", outcome: { type: "interrupt" } }]);
  expect(log).toMatchObject({ approval, running: false });
});

test("three changes in a row fold into one line, two do not", () => {
  expect(shown(play([did("a"), did("b"), did("c")]).items).map((item) => item.kind)).toEqual(["fold"]);
  expect(shown(play([did("a"), did("b")]).items).map((item) => item.kind)).toEqual(["ticket", "ticket"]);
});

test("looking in between does not break the fold, a refusal does", () => {
  const look = did("l", { undo: null, reads: true });
  const refused = did("r", { undo: null, status: "refused" });
  expect(shown(play([did("a"), look, did("b"), did("c")]).items)).toHaveLength(1);
  expect(shown(play([did("a"), did("b"), refused, did("c")]).items)).toHaveLength(4);
});

test("chips are offered only while they are the last thing said", () => {
  const asked = play([{ type: "CUSTOM", name: "chips", value: { chips: [{ label: "Rent", text: "rent" }] } }]);
  expect(shown(asked.items)).toHaveLength(1);
  expect(shown(take(asked, did("a"), AT).items).map((item) => item.kind)).toEqual(["ticket"]);
});

test("a stored thread shows what the stream showed", () => {
  const log = logOf({
    id: "t",
    title: "",
    messages: [
      { id: "u", role: "user", content: "move rent", at: AT },
      { id: "x", role: "tool", content: "raw", at: AT, ticket: ticket("a") },
      { id: "m", role: "assistant", content: "Which?", at: AT, chips: [{ label: "Rent", text: "rent" }] },
    ],
    run: { id: "r", last: 4 },
    approval: null,
    interrupted: false,
  });
  expect(kinds(log)).toEqual(["user", "ticket", "words", "chips"]);
  expect(log.running).toBe(true);
});

test("calls on the same tasks in a row are told on one ticket, with one undo", () => {
  const rings = { type: "CUSTOM", name: "ticket", value: ticket("r", { tool: "set_reminder", ids: [97], said: "It rings Thu 26 at 18:00" }) } as const;
  const [only, ...others] = shown(play([did("a"), rings]).items);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ kind: "ticket", ticket: { said: "Moved a" }, more: [{ said: "It rings Thu 26 at 18:00", undo: "ur" }] });
  expect(shown(play([did("a"), rings, did("b")]).items)).toHaveLength(2);
});
