// Insights: titles, tables, and the sentences above the pictures.
import { counted } from "./plural.ts";
import { countWords, tasksCounted } from "./shared.ts";

const spelled = (count: number): string => countWords[count] ?? String(count);
const times = (count: number) => (count === 2 ? "twice" : `${spelled(count).toLocaleLowerCase()} times`);

export const sub = "a year of finished tasks, and what is ahead";
export const asPicture = "As a picture";
export const asTable = "As a table";
export const tableOf = (title: string) => `${title}, as a table`;

export const finished = "What was finished when";
export const weekOf = "Week of";
export const sum = "Sum";
export const finishedPerDay = (weeks: number) => `Tasks finished per day over ${weeks} weeks`;
export const fiveOrMore = "five or more";
export const nothingFinished = "Nothing finished yet.";
export const darkens = "Each task you finish darkens its day.";
export const inAYear = (count: number) => `${tasksCounted(count)} in 52 weeks.`;
export const bestDay = (day: string) => `${day} is your best day.`;
export const bestDayAndWeekend = (day: string) => `${day} is your best day, the weekend is yours.`;
export const littleIn = (month: string) => `Little in ${month}.`;

export const slipping = "What keeps slipping";
export const moved = "Moved";
export const first = "First";
export const now = "Now";
export const nothingSlips = "Nothing keeps slipping.";
export const nothingSlipsMore = "No open task was moved to a later day twice in the last 30 days.";
export const slips = (count: number, most: number) => (count === 1 ? `One task was moved ${times(most)} in 30 days.` : `${spelled(count)} tasks were moved twice or more in 30 days.`);
/** How many of them have no time of day. */
export const untimed = (without: number, of: number) => {
  if (of === 1) return "It has no time of day.";
  if (without === of) return "None of them has a time of day.";
  return `${spelled(without)} of them ${without === 1 ? "has" : "have"} no time of day.`;
};
export const giveTime = "Give it a time";
export const breakUp = "Break it up";
export const breakUpWish = "break this into smaller steps";

export const load = "Load of the coming days";
export const planned = "Planned";
export const repeats = "Repeats";
export const perDay = (days: number) => `Tasks per day for ${counted(days, { one: "day", other: "days" })}`;
export const legendPlanned = "planned";
export const legendRepeats = "repeats";
export const usualDay = "a usual day";
export const todayHolds = (count: number, overdue: number, usual: number | null) =>
  `Today holds ${count || "nothing"}${overdue ? `, ${overdue} of them overdue` : ""}${usual === null ? "" : `; you usually finish ${usual}`}.`;
export const twoWeeksFree = "The coming two weeks are free.";
export const noDayFree = "No day of the coming two weeks is free.";
export const hasRoom = (day: string) => `${day} has room.`;
export const haveRoom = (one: string, other: string) => `${one} and ${other} have room.`;
