// The address is the only memory of what is shown: it is read into one signal, changed by `go`.
import { computed, signal } from "@preact/signals";
import { navigate } from "wouter-preact/use-browser-location";

export type BoardRoute =
  | { view: "today" | "inbox" | "all" | "done" | "bin" | "changes" | "insights" | "settings" }
  /** Fourteen days from `from`, or from today. */
  | { view: "upcoming"; from: string | null }
  | { view: "tag" | "project"; name: string }
  | { view: "search"; query: string };

export interface Route {
  /** What the board shows; a task or a chat opens beside it and leaves it as it is. */
  board: BoardRoute;
  task: number | null;
  chat: string | null;
}

const PLAIN = new Set(["today", "inbox", "all", "done", "bin", "changes", "insights", "settings"]);

/** Reads an address; what it does not know is Today. `before` is the board that stays behind a sheet or a chat. */
export function readRoute(path: string, search: string, before: BoardRoute): Route {
  const [first = "", second = ""] = path.split("/").filter(Boolean).map(decode);
  const beside = { board: before, task: null, chat: null };
  if (first === "task" && /^\d+$/.test(second)) return { ...beside, task: Number(second) };
  if (first === "chat") return { ...beside, chat: second };
  return { board: readBoard(first, second, search), task: null, chat: null };
}

function readBoard(first: string, second: string, search: string): BoardRoute {
  if (PLAIN.has(first)) return { view: first as "today" };
  if (first === "upcoming") return { view: "upcoming", from: dayIn(new URLSearchParams(search).get("from")) };
  if ((first === "tag" || first === "project") && second) return { view: first, name: second };
  if (first === "search") return { view: "search", query: new URLSearchParams(search).get("q") ?? "" };
  return { view: "today" };
}

/** A day of the calendar, or nothing. */
function dayIn(text: string | null): string | null {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a board. */
export function pathOf(board: BoardRoute): string {
  if (board.view === "tag" || board.view === "project") return `/${board.view}/${encodeURIComponent(board.name)}`;
  if (board.view === "search") return board.query ? `/search?q=${encodeURIComponent(board.query)}` : "/search";
  if (board.view === "upcoming" && board.from) return `/upcoming?from=${board.from}`;
  return `/${board.view}`;
}

const TODAY: BoardRoute = { view: "today" };

export const route = signal<Route>({ board: TODAY, task: null, chat: null });
export const board = computed(() => route.value.board);
/** One text per board, to fetch and to remember filters by. */
export const boardKey = computed(() => (board.value.view === "search" ? "/search" : pathOf(board.value)));

function readHere(): void {
  route.value = readRoute(location.pathname, location.search, route.value.board);
}

/** Starts following the address bar. */
export function followAddress(): void {
  for (const event of ["popstate", "pushState", "replaceState"]) window.addEventListener(event, readHere);
  readHere();
}

let elsewhere: ((path: string) => void) | null = null;

/** Every address is opened elsewhere: this is not the page itself, but a board in a chat. */
export function leaveBy(open: (path: string) => void): void {
  elsewhere = open;
}

export function go(path: string, options: { replace?: boolean } = {}): void {
  if (elsewhere) return elsewhere(path);
  if (path !== location.pathname + location.search) navigate(path, options);
}

export const goBoard = (to: BoardRoute, options?: { replace?: boolean }) => go(pathOf(to), options);
export const openTask = (number: number) => go(`/task/${number}`, { replace: route.value.task !== null });

/** Closes the sheet or leaves the chat's address: back to the board's own. */
export function closeBeside(): void {
  if (route.value.task !== null || route.value.chat !== null) go(pathOf(route.value.board));
}
