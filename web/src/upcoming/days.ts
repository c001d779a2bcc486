// Fourteen days with what stands on each: tasks, coming occurrences, and how many daily ones are folded. Pure.
import { addDays, dayNumber, dueDay, dueWall, monthName, monthShort, type DayPerson } from "../model/clock";
import { passes, sorted, UPCOMING_DAYS, type Filters } from "../model/sections";
import type { Due, Ghost, Task } from "../model/types";
import * as dates from "../text/dates";

export type Entry = { task: Task; ghost?: undefined } | { ghost: Ghost; task?: undefined };

export interface Day {
  date: string;
  /** Tasks and ghosts in the order of the day: timed ones first. */
  entries: readonly Entry[];
  /** Ghosts of series that come nearly every day: folded to a count. */
  daily: readonly Ghost[];
  planned: number;
  repeats: number;
}

/** A series that would fill every day: "every day", "every weekday", six days a week, every two hours. */
export function isDaily(words: string): boolean {
  if (/^every (day|weekday|\d+ (hours|minutes)|hour|minute)\b/.test(words)) return true;
  const days = words.match(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g);
  return /^every week on\b/.test(words) && (days?.length ?? 0) >= 5;
}

export const fullDue = (due: Ghost["due"]): Due => ({ ...due, at: null, late_at: null });
export const ghostKey = (ghost: Pick<Ghost, "number" | "occurrence">) => `${ghost.number}/${ghost.occurrence}`;

/** When of its day an entry stands: whole days last. */
function timeOf(entry: Entry, person: DayPerson): string {
  const due = entry.task ? entry.task.due : fullDue(entry.ghost.due);
  return (due && dueWall(due, person).time) ?? "~";
}

interface What {
  tasks: Iterable<Task>;
  ghosts: readonly Ghost[];
  filters: Filters;
  first: string;
  person: DayPerson;
  /** Ticked rows that keep their place for now. */
  stays: ReadonlySet<number>;
  /** Ghosts that are being skipped. */
  hidden: ReadonlySet<string>;
}

/** The days from `first` on; a day without anything is there too, to add to and to drop on. */
export function upcoming({ tasks, ghosts, filters, first, person, stays, hidden }: What): Day[] {
  const shown = [...tasks].filter((task) => (task.status === "open" || (task.status === "done" && stays.has(task.id))) && task.due && passes(task, filters));
  // What has a row already is no ghost any more, even before the server says so.
  const here = new Set(shown.map((task) => `${task.number}/${task.occurrence}`));
  const coming = ghosts.filter((ghost) => !here.has(ghostKey(ghost)) && !hidden.has(ghostKey(ghost)) && passes({ ...ghost, due: fullDue(ghost.due) }, filters));
  const rows = sorted(shown, [{ key: "due", descending: false }], person);
  return Array.from({ length: UPCOMING_DAYS }, (_, at) => {
    const date = addDays(first, at);
    const own = rows.filter((task) => task.due && dueDay(task.due, person) === date);
    const all = coming.filter((ghost) => dueDay(fullDue(ghost.due), person) === date);
    const shownGhosts = all.filter((ghost) => !isDaily(ghost.repeat_words));
    const entries: Entry[] = [...own.map((task): Entry => ({ task })), ...shownGhosts.map((ghost): Entry => ({ ghost }))];
    return {
      date,
      entries: entries.sort((one, other) => compare(timeOf(one, person), timeOf(other, person))),
      daily: all.filter((ghost) => isDaily(ghost.repeat_words)),
      planned: own.filter((task) => task.status === "open").length,
      repeats: all.length,
    };
  });
}

/** The day's entries with its daily ones among them. */
export function unfolded({ entries, daily }: Day, person: DayPerson): Entry[] {
  const all: Entry[] = [...entries, ...daily.map((ghost): Entry => ({ ghost }))];
  return all.sort((one, other) => compare(timeOf(one, person), timeOf(other, person)));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** `24 Nov – 7 Dec`, `8 – 21 Dec` */
export function spanWords(first: string, last: string): string {
  const [from, to] = [monthShort(first), monthShort(last)];
  return from === to ? dates.spanWithin(dayNumber(first), dayNumber(last), to) : dates.spanAcross(dayNumber(first), from, dayNumber(last), to);
}

/** The months one can jump to: this one and the eleven after it, each by the day it begins with here. */
export function months(today: string): { from: string | null; label: string }[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: 12 }, (_, at) => {
    const date = new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 10);
    const label = date.slice(0, 4) === today.slice(0, 4) ? monthName(date) : dates.monthInYear(monthName(date), date.slice(0, 4));
    return { from: at === 0 ? null : date, label };
  });
}
