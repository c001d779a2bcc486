// Fetches what the board shows and keeps it current: by REST when the address changes or something was missed, live otherwise.
import { computed, effect, signal, untracked } from "@preact/signals";
import * as shared from "../text/shared";
import { api, Problem, Unreachable } from "./api";
import { fetchBoard, ids, PAGE, queryOf, type Choice, type Fetched } from "./board-pages";
import { dayPerson, setServerTime, today, wallNow } from "./clock";
import { personLook } from "./kept";
import { connect, type Connection, type Link } from "./live";
import { board, boardKey, route } from "./route";
import { NO_FILTERS, type Sort, type Today } from "./sections";
import { absorb, connection, isShownBeside, lingering, me, replaceTasks, sayNextTry, sequence, subtaskCounts } from "./store";
import type { Ghost, LiveMessage, Me, Notice, Task } from "./types";

export interface BoardState {
  key: string;
  status: "loading" | "ready" | "failed";
  /** The server's sentence when it failed. */
  problem: string;
  /** Row ids in the server's order, for boards that the server sorts. */
  order: readonly number[];
  /** How many there are in all, open and done. */
  total: number;
  doneTotal: number;
  /** On Today: how many the coming week has, and the day itself without the overdue (0: fewer than a page). */
  comingTotal: number;
  ownTotal: number;
  /** Coming occurrences of repeating tasks that have no row yet. */
  ghosts: readonly Ghost[];
  /** Cursor of the next page. */
  next: string | null;
  /** As it was last seen here: fetched again when somebody answers. */
  isOld?: boolean;
}

const EMPTY: BoardState = { key: "", status: "loading", problem: "", order: [], total: 0, doneTotal: 0, comingTotal: 0, ownTotal: 0, ghosts: [], next: null };

export const boardState = signal<BoardState>(EMPTY);
/** A board was painted, or it is said why none is: what is not of its first screen comes from now on. */
export const begun = signal(false);
effect(() => {
  if (boardState.value.status !== "loading" || isOutOfReach()) afterPaint(() => (begun.value = true));
});

/** A tab that nobody sees paints nothing: it waits no longer than this. */
const UNSEEN_MS = 300;

function afterPaint(run: () => void): void {
  globalThis.requestAnimationFrame?.(() => setTimeout(run));
  setTimeout(run, UNSEEN_MS);
}

/** Whether anything was ever fetched: the first-run screen waits for it. */
export const isReady = computed(() => boardState.value.key === boardKey.value && boardState.value.status === "ready");

const choices = signal<ReadonlyMap<string, Choice>>(new Map());
const DEFAULT_SORTS: Record<string, readonly Sort[]> = { search: [], upcoming: [], project: [{ key: "rank", descending: false }], inbox: [{ key: "created", descending: true }] };
const BY_DUE: readonly Sort[] = [{ key: "due", descending: false }];

export const choice = computed<Choice>(() => choices.value.get(boardKey.value) ?? { filters: NO_FILTERS, sorts: DEFAULT_SORTS[board.value.view] ?? BY_DUE });

export function choose(change: Partial<Choice>): void {
  choices.value = new Map(choices.value).set(boardKey.value, { ...choice.value, ...change });
}

/** The moment a section function is asked about. */
export const todayNow = computed<Today>(() => ({ day: today.value, wall: wallNow.value, person: dayPerson.value }));

function isOutOfReach(): boolean {
  return connection.value === "reconnecting" || connection.value === "offline";
}

/** Boards that fetch what they show by themselves. */
const OWN_FETCH = new Set(["settings", "changes", "insights"]);

let running: AbortController | null = null;

/** Fetches the board again; an answer that came too late is dropped. */
export async function loadBoard(): Promise<void> {
  const key = boardKey.peek();
  const to = board.peek();
  running?.abort();
  if (OWN_FETCH.has(to.view) || (to.view === "search" && !to.query.trim())) return void (boardState.value = { ...EMPTY, key, status: "ready" });
  running = new AbortController();
  const { signal } = running;
  if (boardState.peek().key !== key) {
    boardState.value = { ...EMPTY, key };
    // Nobody may answer for long: meanwhile the board as it was last seen here.
    if (isOutOfReach()) await memory.recall(key);
  }
  try {
    asked = askedNow();
    // A board that shows already waits for the whole: its folds would empty and fill again.
    const early = (part: Fetched) => !signal.aborted && boardState.peek().status !== "ready" && show(key, part);
    const fetched = await fetchBoard(to, choice.peek(), signal, early);
    if (!signal.aborted) show(key, fetched);
  } catch (error) {
    if (signal.aborted) return;
    const isShown = boardState.peek().key === key && boardState.peek().status === "ready";
    if (error instanceof Unreachable && isShown) return void (boardState.value = { ...boardState.peek(), isOld: true });
    if (error instanceof Unreachable && (await memory.recall(key))) return;
    const problem = error instanceof Problem ? error.message : shared.unreachable;
    boardState.value = { ...boardState.peek(), key, status: "failed", problem };
  }
}


/** Where boards are remembered while the server cannot be asked. */
export const memory = { recall: (_key: string): Promise<boolean> => Promise.resolve(false) };

/** The question that what is shown answers. */
let asked = "";
const askedNow = () => JSON.stringify(queryOf(board.peek(), choice.peek()));

/** A list of more than a page is narrowed by the server; a short one is narrowed here, at once. */
function isNarrowedElsewhere(): boolean {
  const wide = JSON.stringify(queryOf(board.peek(), { ...choice.peek(), filters: NO_FILTERS }));
  return asked !== askedNow() && (boardState.peek().next !== null || asked !== wide);
}

function show(key: string, { pages, order, ...totals }: Fetched): void {
  const [first] = pages;
  if (!first) return;
  setServerTime(first.now);
  // The oldest answer counts: what changed between the answers comes again over the live connection.
  sequence.fetched(Math.min(...pages.map((page) => page.seq)));
  replaceTasks(pages.flatMap((page) => page.tasks), (task) => lingering.peek().has(task.id) || task.number === route.peek().task || isShownBeside(task.id));
  subtaskCounts.value = new Map(pages.flatMap((page) => Object.entries(page.subtasks).map(([id, count]) => [Number(id), count] as const)));
  boardState.value = { key, status: "ready", problem: "", order, total: first.total, ...totals, ghosts: first.ghosts, next: first.next };
}

/** The next page of a long list. */
export async function loadMore(): Promise<void> {
  const state = boardState.peek();
  const to = board.peek();
  if (!state.next) return;
  const page = await api.tasks({ limit: PAGE, ...queryOf(to, choice.peek()), next: state.next });
  if (boardState.peek().key !== state.key) return;
  absorb(page.tasks);
  subtaskCounts.value = new Map([...subtaskCounts.peek(), ...Object.entries(page.subtasks).map(([id, count]) => [Number(id), count] as const)]);
  boardState.value = { ...boardState.peek(), order: [...state.order, ...ids(page)], next: page.next };
}

/** `rail` false: only who it is, which no number of tasks makes slower; what the rail counts stays as it was. */
export async function loadMe(rail = true): Promise<void> {
  const fresh = await api.me(rail);
  setServerTime(fresh.now);
  takePerson({ ...(me.peek() ?? { projects: [], tags: [] }), ...fresh });
}

export function takePerson(fresh: Me): void {
  dayPerson.value = { zone: fresh.zone, away: fresh.away, day_start: fresh.day_start, clock24: fresh.clock24 };
  // What was changed here and waits still shows.
  me.value = { ...fresh, ...personLook.peek() };
}

/** At most one call in `pause` milliseconds, the last one counts. */
function soon(run: () => void, pause: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, pause);
  };
}

const refreshBoard = soon(() => void loadBoard(), 250);
/** Counts, tags and projects of the rail after changes. A failed one is made good by the next. */
export const refreshMe = soon(() => void loadMe().catch(() => undefined), 400);

/** Who wants to hear of notices: reminders that rang, were seen or acted on. */
export const noticeListeners = new Set<(notice: Notice, fresh: boolean) => void>();
/** Who wants to hear of changes by others. */
export const changeListeners = new Set<(update: Extract<LiveMessage, { type: "update" }>) => void>();
/** Server's version at the first hello, to notice a new one. */
export const serverVersion = signal<{ first: string; latest: string } | null>(null);

export function receive(message: LiveMessage): void {
  if (message.type === "hello") greet(message);
  if (message.type === "update") takeUpdate(message);
  if (message.type === "notice") {
    if (message.notice.kind === "settings" || message.notice.kind === "projects") refreshMe();
    for (const listener of noticeListeners) listener(message.notice, true);
  }
}

function greet(message: Extract<LiveMessage, { type: "hello" }>): void {
  serverVersion.value = { first: serverVersion.peek()?.first ?? message.version, latest: message.version };
  if (me.peek() && me.peek()?.settings_version !== message.settings_version) refreshMe();
  for (const notice of message.unseen) for (const listener of noticeListeners) listener(notice, false);
}

function takeUpdate(update: Extract<LiveMessage, { type: "update" }>): void {
  const gone = update.op === "remove";
  absorb(gone ? [] : [update.task], gone ? [update.task.id] : []);
  refreshMe();
  if (needsServer(update.task)) refreshBoard();
  for (const listener of changeListeners) listener(update);
}

/** Boards whose order or counts only the server knows. */
function needsServer(task: Task): boolean {
  const { view } = board.peek();
  if (view === "upcoming" && task.repeat) return true;
  return view === "search" || view === "bin" || view === "done" || task.parent !== null || subtaskCounts.peek().has(task.id);
}

function takeState(state: Connection): void {
  connection.value = state;
  const { status, isOld } = boardState.peek();
  if (state === "live" && (status === "failed" || isOld)) refetch();
}

/** Everything again, after a hole. */
export function refetch(): void {
  refreshBoard();
  refreshMe();
}

let link: Link | null = null;

/** Reaches for the server at once; false: the page has not begun. */
export function reachNow(): boolean {
  link?.tryNow();
  return link !== null;
}

let loading: Promise<void> | null = null;

/** From now on each address, order and day fetches its board; the first one at once. */
export function followBoards(): Promise<void> {
  if (loading) return (loading = loadBoard());
  effect(() => {
    void boardKey.value;
    void choice.value.sorts;
    void today.value;
    untracked(() => (loading = loadBoard()));
  });
  effect(() => {
    void choice.value.filters;
    untracked(() => isNarrowedElsewhere() && void loadBoard());
  });
  return loading ?? Promise.resolve();
}

/** Starts: the person, then the board with each address, then the live connection. */
export async function start(): Promise<void> {
  await loadMe(false);
  // In this order: counting in a large account takes longer than finding what is due.
  await Promise.all([followBoards(), loadMe()]);
  // A board without tasks knows no sequence number; without one the server would send everything.
  if (sequence.seen === 0) sequence.fetched((await api.tasks({ view: "today", limit: 1 })).seq);
  link = connect(sequence, { onMessage: receive, onGap: refetch, onState: takeState, onPause: sayNextTry });
}
