// What the figures say: weeks of days, levels, and the sentence above each picture. Pure.
import { addDays, dayName, dayNumber, daysBetween, monthName } from "../model/clock";
import type { Insights } from "../model/types";

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
    marks.push({ week, label: monthName(begins.day).slice(0, 3) });
  }
  return marks;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const spelled = (count: number) => NUMBERS[count] ?? String(count);

/** Enough to speak of a habit. */
const SPEAKS_FROM = 20;

export function doneSentence(found: Pick<Insights, "first" | "today" | "done" | "total">): { head: string; more: string } {
  const { total } = found;
  if (total === 0) return { head: "Nothing finished yet.", more: "Each task you finish darkens its day." };
  const head = `${total} ${total === 1 ? "task" : "tasks"} in 52 weeks.`;
  if (total < SPEAKS_FROM) return { head, more: "" };
  return { head, more: [bestDay(found), quietMonth(found)].filter(Boolean).join(" ") };
}

/** A weekday that stands out by a tenth from the next. */
function bestDay({ done }: Pick<Insights, "done">): string {
  const sums = new Map<string, number>();
  for (const { day, count } of done) sums.set(dayName(day), (sums.get(dayName(day)) ?? 0) + count);
  const [best, next] = [...sums].sort((one, other) => other[1] - one[1]);
  if (!best || (next && best[1] < next[1] * 1.1)) return "";
  const weekend = (sums.get("Saturday") ?? 0) + (sums.get("Sunday") ?? 0);
  const all = [...sums.values()].reduce((sum, count) => sum + count, 0);
  return `${best[0]} is your best day${weekend < all * 0.1 && !["Saturday", "Sunday"].includes(best[0]) ? ", the weekend is yours" : ""}.`;
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
  return least && least[1] < average * 0.4 ? `Little in ${monthName(`${least[0]}-01`)}.` : "";
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

export function slipSentence(slipping: Insights["slipping"]): { head: string; more: string } {
  if (slipping.length === 0) return { head: "Nothing keeps slipping.", more: "No open task was moved to a later day twice in the last 30 days." };
  const most = Math.max(...slipping.map((one) => one.times));
  const head = slipping.length === 1 ? `One task was moved ${timesWords(most)} in 30 days.` : `${spelled(slipping.length)} tasks were moved twice or more in 30 days.`;
  const untimed = slipping.filter(({ task }) => !task.due?.time).length;
  if (untimed === 0) return { head, more: "" };
  const who = slipping.length === 1 ? "It has" : untimed === slipping.length ? "None has a" : `${spelled(untimed)} of them ${untimed === 1 ? "has" : "have"}`;
  return { head, more: slipping.length > 1 && untimed === slipping.length ? "None of them has a time of day." : `${who} no time of day.` };
}

const timesWords = (times: number) => (times === 2 ? "twice" : `${spelled(times).toLocaleLowerCase()} times`);

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
  const head = `Today holds ${holds || "nothing"}${found.overdue ? `, ${found.overdue} of them overdue` : ""}${usual === null ? "." : `; you usually finish ${usual}.`}`;
  const size = (one: Insights["load"][number]) => one.tasks + one.repeats;
  if (later.length > 0 && later.every((one) => size(one) === 0)) return { head, more: "The coming two weeks are free." };
  const room = later.filter((one) => size(one) <= Math.max(1, (usual ?? 3) - 2)).sort((one, other) => size(one) - size(other)).slice(0, 2);
  room.sort((one, other) => (one.day < other.day ? -1 : 1));
  const [first, second] = room;
  if (!first) return { head, more: "No day of the coming two weeks is free." };
  const name = (day: string) => `${dayName(day)} ${dayNumber(day)}`;
  const month = (day: string) => ` ${monthName(day)}`;
  if (!second) return { head, more: `${name(first.day)}${month(first.day)} has room.` };
  const same = month(first.day) === month(second.day);
  return { head, more: `${name(first.day)}${same ? "" : month(first.day)} and ${name(second.day)}${month(second.day)} have room.` };
}

/** The three weekdays that are named beside the grid: every other one. */
export const namedRows = (first: string): { row: number; label: string }[] => [0, 2, 4].map((row) => ({ row, label: dayName(addDays(first, row)).slice(0, 3) }));

