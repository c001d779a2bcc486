// How days, months, times and spans are written; names come from the browser's own tables.
import { LANGUAGE } from "./plural.ts";

type Part = Pick<Intl.DateTimeFormatOptions, "weekday" | "month">;

const names = (count: number, part: Part, at: (index: number) => number) => {
  const format = new Intl.DateTimeFormat(LANGUAGE, { ...part, timeZone: "UTC" });
  return Array.from({ length: count }, (_, index) => format.format(at(index)));
};

/** 4 January 1970 was a Sunday. */
const sundayPlus = (days: number) => Date.UTC(1970, 0, 4 + days);
const monthsAfterJanuary = (months: number) => Date.UTC(1970, months, 1);

/** Sunday is the first. */
export const weekdays = names(7, { weekday: "long" }, sundayPlus);
export const weekdaysShort = names(7, { weekday: "short" }, sundayPlus);
export const months = names(12, { month: "long" }, monthsAfterJanuary);
export const monthsShort = names(12, { month: "short" }, monthsAfterJanuary);

export const today = "Today";
/** Inside a sentence. */
export const todayInline = "today";
export const tomorrow = "Tomorrow";
export const yesterday = "Yesterday";

/** `2 Dec` */
export const dateInMonth = (number: number, month: string) => `${number} ${month}`;
/** `Fri 27` */
export const dayNumbered = (weekday: string, number: number) => `${weekday} ${number}`;
/** `Wed 2 Dec` */
export const dayInMonth = (weekday: string, number: number, month: string) => `${weekday} ${number} ${month}`;
/** `Wed 2 Dec 2027` */
export const dayInYear = (weekday: string, number: number, month: string, year: string) => `${weekday} ${number} ${month} ${year}`;

/** `January 2027` */
export const monthInYear = (month: string, year: string) => `${month} ${year}`;
/** `8 – 21 Dec` */
export const spanWithin = (first: number, last: number, month: string) => `${first} – ${last} ${month}`;
/** `24 Nov – 7 Dec` */
export const spanAcross = (first: number, firstMonth: string, last: number, lastMonth: string) => `${first} ${firstMonth} – ${last} ${lastMonth}`;

/** `2:20 pm`, from hours of 24. */
export const clock12 = (hour: number, minute: string) => `${hour % 12 || 12}:${minute} ${hour < 12 ? "am" : "pm"}`;

export const minutes = (count: number) => `${count} min`;
export const hours = (count: number) => `${count} h`;
export const days = (count: number) => `${count} d`;

/** `+5:30 h`: how far a clock is ahead. */
export const clockDifference = (clock: string) => `${clock} h`;
