// What stands where: which tasks a board shows, in which sections and order. Pure; the clock comes in as arguments.
import { addDays, dayOf, daysBetween, dueDay, dueWall, minutesOf, wallOf, type DayPerson, type Wall } from "./clock";
import type { BoardRoute } from "./route";
import type { Priority, Task } from "./types";

export type SortKey = "due" | "priority" | "created" | "title" | "rank" | "completed";

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export interface Filters {
  priorities: readonly Priority[];
  tags: readonly string[];
  projects: readonly string[];
  dated: "any" | "dated" | "undated";
}

export const NO_FILTERS: Filters = { priorities: [], tags: [], projects: [], dated: "any" };

export function filterCount(filters: Filters): number {
  return filters.priorities.length + filters.tags.length + filters.projects.length + (filters.dated === "any" ? 0 : 1);
}

/** All kinds of filter must hold; within one kind any value will do. */
export function passes(task: Pick<Task, "priority" | "tags" | "project" | "due">, filters: Filters): boolean {
  const { priorities, tags, projects, dated } = filters;
  if (priorities.length && !priorities.includes(task.priority)) return false;
  if (tags.length && !tags.some((tag) => task.tags.includes(tag))) return false;
  if (projects.length && !projects.includes(task.project ?? "")) return false;
  return dated === "any" || (dated === "dated") === (task.due !== null);
}

export interface Today {
  day: string;
  wall: Wall;
  person: DayPerson;
}

/** Whether a board that lists open tasks has room for this one. */
export function belongs(task: Task, board: BoardRoute, today: Today): boolean {
  if (board.view === "today") return task.due !== null && dueDay(task.due, today.person) <= today.day;
  if (board.view === "inbox") return task.project === null && task.due === null && task.parent === null;
  if (board.view === "upcoming") return task.due !== null && isWithin(dueDay(task.due, today.person), upcomingDays(board.from, today.day));
  if (board.view === "tag") return task.tags.some((tag) => sameName(tag, board.name));
  if (board.view === "project") return task.project !== null && sameName(task.project, board.name);
  return true;
}

/** How many days Upcoming shows at once. */
export const UPCOMING_DAYS = 14;

/** First and last day that Upcoming shows. */
export function upcomingDays(from: string | null, today: string): readonly [first: string, last: string] {
  const first = from ?? today;
  return [first, addDays(first, UPCOMING_DAYS - 1)];
}

const isWithin = (day: string, [first, last]: readonly [string, string]) => first <= day && day <= last;

const sameName = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase();

/** Where a task stands in time: whole days after the timed ones of that day, no date last. */
export function dueOrder(task: Task, person: DayPerson): string {
  if (!task.due) return "9999";
  const wall = dueWall(task.due, person);
  return wall.time ? `${wall.date}T${wall.time}` : `${dueDay(task.due, person)}T~`;
}

const WEIGHT: Record<Priority, number> = { high: 0, medium: 1, low: 2, none: 3 };

function compareBy(sort: Sort, person: DayPerson): (one: Task, other: Task) => number {
  const text = (value: (task: Task) => string) => (one: Task, other: Task) => compareText(value(one), value(other));
  const by: Record<SortKey, (one: Task, other: Task) => number> = {
    due: text((task) => dueOrder(task, person)),
    priority: (one, other) => WEIGHT[one.priority] - WEIGHT[other.priority],
    created: text((task) => task.created_at),
    completed: text((task) => task.completed_at ?? ""),
    title: (one, other) => one.title.localeCompare(other.title),
    rank: (one, other) => one.rank - other.rank,
  };
  const compare = by[sort.key];
  return sort.descending ? (one, other) => compare(other, one) : compare;
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Sorted by each key in turn; ties by rank and id, so that no order depends on chance. */
export function sorted(rows: readonly Task[], sorts: readonly Sort[], person: DayPerson): Task[] {
  const steps = sorts.map((sort) => compareBy(sort, person));
  return [...rows].sort((one, other) => {
    for (const step of steps) {
      const order = step(one, other);
      if (order) return order;
    }
    return one.rank - other.rank || one.id - other.id;
  });
}

export interface TodaySections {
  overdue: Task[];
  timed: Task[];
  anyTime: Task[];
  done: Task[];
}

/** The sections of Today. `stays`: ticked rows that keep their place for now. */
export function todaySections(rows: Iterable<Task>, today: Today, sorts: readonly Sort[], stays: ReadonlySet<number>): TodaySections {
  const found: TodaySections = { overdue: [], timed: [], anyTime: [], done: [] };
  for (const task of rows) placeToday(task, found, today, stays);
  const custom = sorts.length > 0 && sorts[0]?.key !== "due";
  return {
    overdue: sorted(found.overdue, sorts, today.person),
    // The line of the day is a clock: it keeps its order whatever else is sorted.
    timed: sorted(found.timed, [{ key: "due", descending: false }], today.person),
    anyTime: sorted(found.anyTime, custom ? sorts : [{ key: "rank", descending: false }], today.person),
    done: sorted(found.done, [{ key: "completed", descending: true }], today.person),
  };
}

function placeToday(task: Task, found: TodaySections, today: Today, stays: ReadonlySet<number>): void {
  if (task.status === "deleted") return;
  if (task.status === "done" && !stays.has(task.id)) {
    if (task.completed_at && dayOf(wallOf(Date.parse(task.completed_at), today.person), today.person) === today.day) found.done.push(task);
    return;
  }
  if (!task.due) return;
  const day = dueDay(task.due, today.person);
  if (day > today.day) return;
  if (day < today.day) found.overdue.push(task);
  else if (task.due.time) found.timed.push(task);
  else found.anyTime.push(task);
}

/** Minutes since the person's day began at midnight of its date: 01:30 of the next date is 25 h 30. */
export function minuteOfDay(wall: { date: string; time: string }, day: string): number {
  return daysBetween(day, wall.date) * 1440 + minutesOf(wall.time);
}

export interface NowSlot {
  /** How many rows stand above the now-line. */
  index: number;
  /** Minutes until the next open row, null when none is left today. */
  until: number | null;
  next: Task | null;
}

/** Where the now-line crosses the timed rows of today. */
export function nowSlot(timed: readonly Task[], today: Today): NowSlot {
  const here = minuteOfDay(today.wall, today.day);
  const at = timed.map((task) => startOf(task, today));
  const first = at.findIndex((minute) => minute > here);
  const index = first === -1 ? timed.length : first;
  const open = timed.findIndex((task, row) => row >= index && task.status === "open");
  const next = open === -1 ? null : (timed[open] ?? null);
  return { index, until: next ? (at[open] ?? here) - here : null, next };
}

function startOf(task: Task, today: Today): number {
  if (!task.due) return 0;
  const wall = dueWall(task.due, today.person);
  return wall.time ? minuteOfDay({ date: wall.date, time: wall.time }, today.day) : 0;
}

/** Minutes a timed task of today is late, 0 when it is not. */
export function lateBy(task: Task, today: Today): number {
  if (!task.due?.time || task.status !== "open") return 0;
  const late = minuteOfDay(today.wall, today.day) - startOf(task, today);
  return Math.max(0, late);
}

/** Days since the due day, for the time column of an overdue row. */
export function overdueDays(task: Task, today: Today): number {
  return task.due ? daysBetween(dueDay(task.due, today.person), today.day) : 0;
}

/** Tasks by the day they were completed on, newest day first. */
export function byDoneDay(rows: readonly Task[], person: DayPerson): { day: string; tasks: Task[] }[] {
  const days = new Map<string, Task[]>();
  for (const task of sorted(rows, [{ key: "completed", descending: true }], person)) {
    if (!task.completed_at) continue;
    const day = dayOf(wallOf(Date.parse(task.completed_at), person), person);
    days.set(day, [...(days.get(day) ?? []), task]);
  }
  return [...days].map(([day, tasks]) => ({ day, tasks }));
}

/** The word under which the now-line names the next row: its first real word. */
export function shortName(title: string): string {
  const word = title.trim().split(/\s+/)[0] ?? "";
  return word.length > 24 ? `${word.slice(0, 23)}…` : word;
}
