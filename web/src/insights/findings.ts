// What the figures say: weeks of days, levels, and the sentence above each picture. Pure.
import { addDays, dayName, dayNumber, daysBetween, dayShort, monthName, monthShort, weekdayOf } from "../model/clock";
import type { Insights } from "../model/types";
import * as dates from "../text/dates";
import * as say from "../text/insights";

export interface Cell {
  day: string;
  count: number;
}

/** Weeks of seven days from `first` to `today`; the last one may be shorter. */
export function weeks({ first, today, done }: Pick<Insights, "first" | "today" | "done">): Cell[][] {
  const counts = new Map(done.map(({ day, count }) => [day, count]));
  const days = Array.from({ length: daysBetween(first, today) + 1 }, (_, at) => addDays(first, at));
  const found: Cell[][] = [];
  for (const [at, day] of days.entries()) {
    if (at % 7 === 0) found.push([]);
    found.at(-1)?.push({ day, count: counts.get(day) ?? 0 });
  }
  return found;
}

/** 0 none, 1, 2, 3 for three or four, 4 for five or more. */
export const level = (count: number): 0 | 1 | 2 | 3 | 4 => (count >= 5 ? 4 : count >= 3 ? 3 : (Math.max(0, count) as 0 | 1 | 2));

/** The weeks over which a new month is named: those that hold its first day; none twice within three weeks. */
export function monthMarks(all: readonly (readonly Cell[])[]): { week: number; label: string }[] {
  const marks: { week: number; label: string }[] = [];
  for (const [week, cells] of all.entries()) {
    const begins = cells.find(({ day }) => dayNumber(day) === 1) ?? (week === 0 ? cells[0] : undefined);
    if (!begins) continue;
    const last = marks.at(-1);
    if (last && week - last.week < 3) marks.pop();
    marks.push({ week, label: monthShort(begins.day) });
  }
  return marks;
}

/** Enough to speak of a habit. */
const SPEAKS_FROM = 20;

export function doneSentence(found: Pick<Insights, "first" | "today" | "done" | "total">): { head: string; more: string } {
  const { total } = found;
  if (total === 0) return { head: say.nothingFinished, more: say.darkens };
  const head = say.inAYear(total);
  if (total < SPEAKS_FROM) return { head, more: "" };
  return { head, more: [bestDay(found), quietMonth(found)].filter(Boolean).join(" ") };
}

const [SUNDAY, SATURDAY] = [0, 6];

/** A weekday that stands out by a tenth from the next. */
function bestDay({ done }: Pick<Insights, "done">): string {
  const sums = new Map<number, number>();
  for (const { day, count } of done) sums.set(weekdayOf(day), (sums.get(weekdayOf(day)) ?? 0) + count);
  const [best, next] = [...sums].sort((one, other) => other[1] - one[1]);
  if (!best || (next && best[1] < next[1] * 1.1)) return "";
  const weekend = (sums.get(SATURDAY) ?? 0) + (sums.get(SUNDAY) ?? 0);
  const all = [...sums.values()].reduce((sum, count) => sum + count, 0);
  const name = dates.weekdays[best[0]] ?? "";
  return weekend < all * 0.1 && best[0] !== SATURDAY && best[0] !== SUNDAY ? say.bestDayAndWeekend(name) : say.bestDay(name);
}

/** A whole month in which far less was finished than in the others since the first completion. */
function quietMonth({ done, today }: Pick<Insights, "done" | "today">): string {
  const sums = new Map<string, number>();
  const begin = done[0]?.day.slice(0, 7) ?? "";
  for (let month = begin; month && month < today.slice(0, 7); month = nextMonth(month)) sums.set(month, 0);
  for (const { day, count } of done) if (sums.has(day.slice(0, 7))) sums.set(day.slice(0, 7), (sums.get(day.slice(0, 7)) ?? 0) + count);
  // The month in which it all began may have begun late.
  sums.delete(begin);
  if (sums.size < 3) return "";
  const average = [...sums.values()].reduce((sum, count) => sum + count, 0) / sums.size;
  const [least] = [...sums].sort((one, other) => one[1] - other[1]);
  return least && least[1] < average * 0.4 ? say.littleIn(monthName(`${least[0]}-01`)) : "";
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

export function slipSentence(slipping: Insights["slipping"]): { head: string; more: string } {
  if (slipping.length === 0) return { head: say.nothingSlips, more: say.nothingSlipsMore };
  const most = Math.max(...slipping.map((one) => one.times));
  const head = say.slips(slipping.length, most);
  const untimed = slipping.filter(({ task }) => !task.due?.time).length;
  return { head, more: untimed === 0 ? "" : say.untimed(untimed, slipping.length) };
}

/** How many tasks are finished on a day on which any is: the middle of the last eight weeks. */
export function usualDay({ done, today }: Pick<Insights, "done" | "today">): number | null {
  const recent = done.filter(({ day }) => daysBetween(day, today) <= 56 && day !== today).map(({ count }) => count);
  if (recent.length < 5) return null;
  recent.sort((one, other) => one - other);
  return recent[Math.floor(recent.length / 2)] ?? null;
}

export function loadSentence(found: Pick<Insights, "done" | "today" | "load" | "overdue">): { head: string; more: string } {
  const usual = usualDay(found);
  const [now, ...later] = found.load;
  const holds = (now?.tasks ?? 0) + (now?.repeats ?? 0) + found.overdue;
  const head = say.todayHolds(holds, found.overdue, usual);
  const size = (one: Insights["load"][number]) => one.tasks + one.repeats;
  if (later.length > 0 && later.every((one) => size(one) === 0)) return { head, more: say.twoWeeksFree };
  const room = later.filter((one) => size(one) <= Math.max(1, (usual ?? 3) - 2)).sort((one, other) => size(one) - size(other)).slice(0, 2);
  room.sort((one, other) => (one.day < other.day ? -1 : 1));
  const [first, second] = room;
  if (!first) return { head, more: say.noDayFree };
  if (!second) return { head, more: say.hasRoom(longDay(first.day)) };
  const isSameMonth = first.day.slice(0, 7) === second.day.slice(0, 7);
  const one = isSameMonth ? dates.dayNumbered(dayName(first.day), dayNumber(first.day)) : longDay(first.day);
  return { head, more: say.haveRoom(one, longDay(second.day)) };
}

/** `Friday 27 November` */
const longDay = (day: string) => dates.dayInMonth(dayName(day), dayNumber(day), monthName(day));

/** The three weekdays that are named beside the grid: every other one. */
export const namedRows = (first: string): { row: number; label: string }[] => [0, 2, 4].map((row) => ({ row, label: dayShort(addDays(first, row)) }));

