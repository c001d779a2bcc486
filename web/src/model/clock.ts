// The person's wall clock and day: their zone, their day start, and how dates are written in a column.
import { computed, signal } from "@preact/signals";
import * as dates from "../text/dates";
import type { Due, Me } from "./types";

export interface Wall {
  /** `2026-11-24` */
  date: string;
  /** `14:20` */
  time: string;
}

export type DayPerson = Pick<Me, "zone" | "away" | "day_start" | "clock24">;

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...parts });
    formats.set(zone, format);
  }
  return format;
}

/** An instant on the wall clock of a zone. */
export function wallIn(zone: string, instant: number): Wall {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = value;
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

export function zoneOn(date: string, person: DayPerson): string {
  return person.away && date <= person.away.until ? person.away.zone : person.zone;
}

export function wallOf(instant: number, person: DayPerson): Wall {
  const here = wallIn(person.zone, instant);
  return person.away ? wallIn(zoneOn(here.date, person), instant) : here;
}

/** Plain dates are days since 1970: no zone can shift them. */
const toDays = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
const fromDays = (days: number) => new Date(days * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: string, days: number) => fromDays(toDays(date) + days);
export const daysBetween = (from: string, to: string) => toDays(to) - toDays(from);
/** Sunday is 0. */
export const weekdayOf = (date: string) => (toDays(date) + 4) % 7;

export const isWeekend = (date: string) => weekdayOf(date) % 6 === 0;

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The person's day that a wall clock moment belongs to: before the day start it is still yesterday. */
export function dayOf(wall: Wall, person: DayPerson): string {
  return wall.time < person.day_start ? addDays(wall.date, -1) : wall.date;
}

/** A due on the person's own clock; `time` null for a whole day. */
export function dueWall(due: Due, person: DayPerson): { date: string; time: string | null } {
  if (due.zone && due.time && due.at) return wallOf(Date.parse(due.at), person);
  return { date: due.date, time: due.time };
}

/** The person's day on which a due stands. */
export function dueDay(due: Due, person: DayPerson): string {
  const wall = dueWall(due, person);
  return wall.time ? dayOf({ date: wall.date, time: wall.time }, person) : wall.date;
}

/** `14:20`, or `2:20 pm` for those who read it so. */
export function clock(time: string, person: Pick<DayPerson, "clock24">): string {
  if (person.clock24) return time;
  const hour = Number(time.slice(0, 2));
  return dates.clock12(hour, time.slice(3));
}

export const dayName = (date: string) => dates.weekdays[weekdayOf(date)] ?? "";
export const dayShort = (date: string) => dates.weekdaysShort[weekdayOf(date)] ?? "";
export const dayNumber = (date: string) => Number(date.slice(8));
export const monthName = (date: string) => dates.months[Number(date.slice(5, 7)) - 1] ?? "";
export const monthShort = (date: string) => dates.monthsShort[Number(date.slice(5, 7)) - 1] ?? "";
/** `2 Dec` */
export const dateShort = (date: string) => dates.dateInMonth(dayNumber(date), monthShort(date));
/** `Fri 27` */
export const dayNumbered = (date: string) => dates.dayNumbered(dayShort(date), dayNumber(date));
/** `Wed 2 Dec` */
export const dayInMonth = (date: string) => dates.dayInMonth(dayShort(date), dayNumber(date), monthShort(date));

/** `Fri 27` this month or within a week, `Wed 2 Dec` otherwise, with the year when it is another one. */
export function dayLabel(date: string, today: string): string {
  const away = daysBetween(today, date);
  if (away >= -6 && away <= 6 && date.slice(0, 7) === today.slice(0, 7)) return dayNumbered(date);
  if (date.slice(0, 4) === today.slice(0, 4)) return dayInMonth(date);
  return dates.dayInYear(dayShort(date), dayNumber(date), monthShort(date), date.slice(0, 4));
}

/** As `dayLabel`, with the words people use for the three days around now. */
export function dayWord(date: string, today: string): string {
  return { "-1": dates.yesterday, "0": dates.today, "1": dates.tomorrow }[daysBetween(today, date)] ?? dayLabel(date, today);
}

/** `3 h`, `40 min`: how long, in the one unit that matters. */
export function span(minutes: number): string {
  if (minutes < 60) return dates.minutes(minutes);
  if (minutes < 1440) return dates.hours(Math.floor(minutes / 60));
  return dates.days(Math.floor(minutes / 1440));
}

/** Milliseconds the server's clock is ahead of this one. */
const skew = signal(0);
/** This minute, by the server's clock. Everything that depends on the time reads it. */
export const now = signal(Date.now());

export function setServerTime(iso: string): void {
  skew.value = Date.parse(iso) - Date.now();
  now.value = Date.now() + skew.value;
}

/** This moment by the server's clock, to the millisecond: what "now" means in words that are said here. */
export const serverMoment = () => new Date(Date.now() + skew.peek()).toISOString();

/** How far the server's clock is ahead, to be remembered while it cannot be asked. */
export const clockSkew = () => skew.peek();

/** The server's clock as it was known last, until it says so itself. */
export function assumeSkew(milliseconds: number): void {
  skew.value = milliseconds;
  now.value = Date.now() + milliseconds;
}

/** Later or earlier than a timer can be: somebody set this computer's clock, or it slept. */
const JUMP_MS = 5000;

/** Moves `now` with each minute; `onJump`: the server's clock has to be asked anew. Returns a function that stops it. */
export function startClock(onJump: () => void = () => undefined): () => void {
  let timer = 0;
  const tick = () => {
    now.value = Date.now() + skew.value;
    const pause = 60_000 - (now.value % 60_000) + 20;
    const expected = Date.now() + pause;
    timer = window.setTimeout(() => {
      if (Math.abs(Date.now() - expected) > JUMP_MS) onJump();
      tick();
    }, pause);
  };
  const look = () => {
    if (document.visibilityState !== "visible") return;
    window.clearTimeout(timer);
    tick();
  };
  tick();
  document.addEventListener("visibilitychange", look);
  return () => {
    window.clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

const NOWHERE: DayPerson = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC", away: null, day_start: "04:00", clock24: true };
/** Whose clock it is; set from /api/me. */
export const dayPerson = signal<DayPerson>(NOWHERE);
export const wallNow = computed(() => wallOf(now.value, dayPerson.value));
export const today = computed(() => dayOf(wallNow.value, dayPerson.value));
