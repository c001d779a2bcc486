// Which questions a board asks the server, page by page.
import { api } from "./api";
import { addDays, today } from "./clock";
import type { BoardRoute } from "./route";
import { upcomingDays, type Filters, type Sort } from "./sections";
import type { TaskPage } from "./types";

/** Rows of one page. */
export const PAGE = 200;
/** Today is read from its top: the rest of a long overdue pile comes when it is asked for. */
const TODAY_PAGE = 100;
const WEEK = 7;

export interface Choice {
  filters: Filters;
  sorts: readonly Sort[];
}

export interface Fetched {
  /** The first one's cursor, total and ghosts are the board's. */
  pages: readonly TaskPage[];
  order: readonly number[];
  /** How many match in all: finished ones, those of the coming week, those of today without the overdue. */
  doneTotal: number;
  comingTotal: number;
  ownTotal: number;
}

type Query = Parameters<typeof api.tasks>[0];
type Get = (query: Query) => Promise<TaskPage>;

export const ids = (page: TaskPage) => page.tasks.map((task) => task.id);

const single = (page: TaskPage): Fetched => ({ pages: [page], order: ids(page), doneTotal: 0, comingTotal: 0, ownTotal: 0 });

/** The words the server sorts by. */
export const sortWords = (sorts: readonly Sort[]) => sorts.map((sort) => sort.key + (sort.descending ? " desc" : "")).join(", ");

/** `early` is told what can be shown before the rest is there. */
export async function fetchBoard(to: BoardRoute, choice: Choice, signal: AbortSignal, early: (part: Fetched) => void): Promise<Fetched> {
  const get: Get = (query) => api.tasks({ limit: PAGE, ...query }, signal);
  if (to.view === "today") return fetchToday(get, early);
  const query = queryOf(to, choice);
  if (to.view !== "search") return single(await get(query));
  const [open, done] = await Promise.all([get(query), get({ q: to.query, status: "done", limit: 50 })]);
  return { ...single(open), pages: [open, done], order: [...ids(open), ...ids(done)], doneTotal: done.total };
}

/** What stands folded at its end is asked for after what stands open. */
async function fetchToday(get: Get, early: (part: Fetched) => void): Promise<Fetched> {
  const day = today.peek();
  const open = await get(TODAY);
  // A pile of overdue tasks longer than a page would push the day itself out of it.
  const own = open.next ? await get({ view: "upcoming", from: day, to: day }) : null;
  const shown = { ...single(open), pages: own ? [open, own] : [open], ownTotal: own?.total ?? 0 };
  early(shown);
  const week = { from: addDays(day, 1), to: addDays(day, WEEK) };
  const [done, coming] = await Promise.all([get({ view: "done", limit: 50 }), get({ view: "upcoming", ...week })]);
  return { ...shown, pages: [...shown.pages, done, coming], doneTotal: done.total, comingTotal: coming.total };
}

const TODAY: Query = { view: "today", sort: "due", limit: TODAY_PAGE };

/** What a board asks for, and its further pages again. */
export function queryOf(to: BoardRoute, { sorts, filters }: Choice): Query {
  const sort = sortWords(sorts);
  if (to.view === "today") return TODAY;
  if (to.view === "search") return { q: to.query, status: "open", sort };
  if (to.view === "upcoming") {
    const [first, last] = upcomingDays(to.from, today.peek());
    return { view: "upcoming", from: first, to: last };
  }
  if (to.view === "done" || to.view === "bin") return { view: to.view, limit: 100 };
  const narrowed = { ...narrowing(filters), sort };
  if (to.view === "tag" || to.view === "project") return { ...narrowed, view: "all", [to.view]: to.name };
  return { ...narrowed, view: to.view };
}

/** The part of the filters that the server can do: a long list is narrowed before it is cut into pages. */
export function narrowing({ priorities, tags, projects }: Filters): Query {
  const only = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : undefined);
  return { priority: priorities, tag: only(tags), project: only(projects) };
}
