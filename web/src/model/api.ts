// The only module that speaks HTTP to /api: typed calls, problems as errors, safe repeats of writes.
import * as say from "../text/saving";
import * as shared from "../text/shared";
import type { About, ChangesPage, Detail, Fields, Imported, Insights, Me, ModelSetting, Named, Parsed, Preview, Task, TaskPage, Written } from "./types";

/** The server refused: `message` is its one sentence, `hint` says what to do. */
export class Problem extends Error {
  readonly status: number;
  readonly hint: string;
  readonly conflicts: Record<string, { theirs: unknown; yours: unknown }>;
  readonly numbers: number[];

  constructor(status: number, body: { title?: string; detail?: string; hint?: string; conflicts?: Problem["conflicts"]; numbers?: number[] }) {
    super(body.detail || body.title || say.serverAnswered(status));
    this.name = "Problem";
    this.status = status;
    this.hint = body.hint ?? "";
    this.conflicts = body.conflicts ?? {};
    this.numbers = body.numbers ?? [];
  }
}

/** No answer came, or one that says "later": the same call may go through another time. */
export class Unreachable extends Error {
  constructor() {
    super(shared.unreachable);
    this.name = "Unreachable";
  }
}

/** Random text for request keys; `crypto.randomUUID` is missing on plain http over a network. */
export function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Names this tab to the server, so that its own changes are recognised; survives a reload. */
export const TAB = tabName();

const PAUSES_MS = [300, 1000, 3000];
/** A server that takes longer than this for a small call has lost it. */
const ANSWERS_WITHIN_MS = 20_000;
const LATER = new Set([429, 502, 503, 504]);

export interface Call {
  signal?: AbortSignal;
  /** The same key for the same wish: a repeat by hand must not act twice. */
  key?: string;
  /** How the rows that it changes look meanwhile, by row id. */
  shown?: ReadonlyMap<number, Partial<Task>>;
  /** How settings and the rail look meanwhile. */
  person?: Partial<Me>;
  /** How the words of an addition were read while they were typed. */
  reading?: Parsed["task"];
}

/** One request, once. Throws Problem or Unreachable; an aborted one throws the browser's AbortError. */
async function once<T>(method: string, path: string, body: unknown, key: string | undefined, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "X-Tasklark-Tab": TAB };
  const isFile = body instanceof Blob;
  if (body !== undefined && !isFile) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  const content = body === undefined || isFile ? body : JSON.stringify(body);
  let response: Response;
  const until = isFile ? signal : bounded(signal);
  try {
    response = await outlastingThePage(method, content, (keepalive) => fetch(path, { method, headers, body: content, signal: until, keepalive }));
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (LATER.has(response.status)) throw new Unreachable();
  const text = await bodyOf(response, signal);
  const answer = text ? readJson(text) : null;
  if (!response.ok) throw new Problem(response.status, (answer as object) ?? {});
  return answer as T;
}

/** An answer that breaks off is no answer. */
async function bodyOf(response: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
}

function bounded(signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  return signal ? AbortSignal.any([signal, late]) : late;
}

/** Browsers allow 64 KiB on their way in requests that go on when the page is left; headers and other tabs need room too. */
const OUTLASTING_LETTERS = 16_000;
let outlasting = 0;

/** A small write goes on when the person leaves the page right after it. */
async function outlastingThePage<T>(method: string, content: unknown, start: (keepalive: boolean) => Promise<T>): Promise<T> {
  const size = typeof content === "string" ? content.length : 0;
  const isFile = content !== undefined && typeof content !== "string";
  if (method === "GET" || isFile || outlasting + size > OUTLASTING_LETTERS) return start(false);
  outlasting += size;
  try {
    return await start(true);
  } finally {
    outlasting -= size;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One write as it goes over the wire. */
export interface Sent {
  method: string;
  path: string;
  body?: unknown;
  key: string;
}

/** Takes a write over, to send it now or later; null: it is not of its kind. */
export type Carrier = (sent: Sent, call: Call) => Promise<unknown> | null;

let carrier: Carrier = () => null;

export function setCarrier(given: Carrier): void {
  carrier = given;
}

/** A write keeps its key through the repeats, so a lost answer never acts twice. */
export function send<T>(method: string, path: string, body?: unknown, call: Call = {}): Promise<T> {
  const sent = { method, path, body, key: call.key ?? freshId() };
  return (carrier(sent, call) as Promise<T> | null) ?? repeated(() => transmit<T>(sent, call.signal));
}

/** One try. */
export const transmit = <T>({ method, path, body, key }: Sent, signal?: AbortSignal) => once<T>(method, path, body, key, signal);

async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return run();
}

export function read<T>(path: string, parameters: Query = {}, signal?: AbortSignal): Promise<T> {
  return once<T>("GET", path + asSearch(parameters), undefined, undefined, signal);
}

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** `?a=1&tag=x&tag=y`; empty values are left out. */
export function asSearch(parameters: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

function tabName(): string {
  try {
    const kept = sessionStorage.getItem("tab") ?? freshId().slice(0, 12);
    sessionStorage.setItem("tab", kept);
    return kept;
  } catch {
    return freshId().slice(0, 12);
  }
}

const task = (id: number) => `/api/tasks/${id}`;

export interface NewText {
  text: string;
  said_at?: string;
  zone?: string;
  context?: string;
  plain?: [number, number][];
}

/** Every call of the page, by what it does. */
export const api = {
  me: (rail = true) => read<Me>("/api/me", rail ? {} : { rail: "false" }),
  saveMe: (values: Partial<Me> | { words: string[] }, call?: Call) => send<Me & { undo: string | null; said: string }>("PATCH", "/api/me", values, call),
  tasks: (query: Query, signal?: AbortSignal) => read<TaskPage>("/api/tasks", query, signal),
  task: (id: number, signal?: AbortSignal) => read<Detail>(task(id), {}, signal),
  byNumber: (number: number) => read<TaskPage>("/api/tasks", { number }),
  parse: (q: string, context: string, plain: readonly [number, number][], signal?: AbortSignal) =>
    read<Parsed>("/api/parse", { q, context, plain: plain.map(([start, end]) => `${start}-${end}`) }, signal),
  changes: (query: Query, signal?: AbortSignal) => read<ChangesPage>("/api/changes", query, signal),
  insights: (signal?: AbortSignal) => read<Insights>("/api/insights", {}, signal),
  preview: (query: Query, signal?: AbortSignal) => read<Preview>("/api/preview", query, signal),
  add: (words: NewText, call?: Call) => send<Written>("POST", "/api/tasks", words, call),
  addFields: (fields: Fields, call?: Call) => send<Written>("POST", "/api/tasks", fields, call),
  edit: (id: number, fields: Fields, base: object, scope: "this" | "later" = "this", call?: Call) =>
    send<Written>("PATCH", task(id), { ...fields, base, scope }, call),
  /** `at`: when it was really done, in the person's wall clock; empty: now. */
  complete: (id: number, occurrence: string | null, missed = false, call?: Call, at = "") =>
    send<Written>("POST", `${task(id)}/complete`, at ? { occurrence, missed, at } : { occurrence, missed }, call),
  reopen: (id: number, call?: Call) => send<Written>("POST", `${task(id)}/reopen`, {}, call),
  remove: (id: number, call?: Call) => send<Written>("DELETE", task(id), undefined, call),
  restore: (id: number, call?: Call) => send<Written>("POST", `${task(id)}/restore`, {}, call),
  skip: (id: number, missed = false, call?: Call) => send<Written>("POST", `${task(id)}/skip`, { missed }, call),
  /** One coming occurrence is left out; the open row stays. */
  skipOne: (id: number, occurrence: string, call?: Call) => send<Written>("POST", `${task(id)}/skip`, { occurrence }, call),
  snooze: (id: number, when: string, call?: Call) => send<Written>("POST", `${task(id)}/snooze`, { when }, call),
  move: (id: number, rank: number, call?: Call) => send<Written>("POST", `${task(id)}/move`, { rank }, call),
  bulk: (ids: readonly number[], what: "complete" | "reopen" | "delete" | "restore" | "update", fields?: Fields, call?: Call) =>
    send<Written>("POST", "/api/tasks/bulk", { ids, do: what, fields }, call),
  undo: (code: string, call?: Call) => send<Written>("POST", `/api/undo/${code}`, {}, call),
  addProject: (name: string) => send<Written>("POST", "/api/projects", { name }),
  rename: (kind: "tag" | "project", name: string, next: string, call?: Call) => send<Named>("PATCH", `/api/${kind}s/${encodeURIComponent(name)}`, { name: next }, call),
  placeProject: (name: string, rank: number, call?: Call) => send<Named>("PATCH", `/api/projects/${encodeURIComponent(name)}`, { rank }, call),
  dropName: (kind: "tag" | "project", name: string, call?: Call) => send<Named>("DELETE", `/api/${kind}s/${encodeURIComponent(name)}`, undefined, call),
  importFile: (file: Blob, query: Query, call?: Call) => send<Imported>("POST", `/api/import${asSearch(query)}`, file, call),
  calendar: (signal?: AbortSignal) => read<{ path: string | null }>("/api/calendar", {}, signal),
  makeCalendar: () => send<{ path: string | null }>("POST", "/api/calendar", {}),
  endCalendar: () => send<{ path: string | null }>("DELETE", "/api/calendar"),
  about: () => read<About>("/api/about"),
  model: () => read<ModelSetting>("/api/model"),
  saveModel: (values: object) => send<ModelSetting>("PATCH", "/api/model", values),
  testModel: () => send<{ ok: boolean; said: string }>("POST", "/api/model/test"),
  receipt: (reminder: number, revision: number, state: "delivered" | "seen" | "acted", channel: "page" | "browser") =>
    send<null>("POST", "/api/receipts", { reminder, revision, state, channel }),
};
