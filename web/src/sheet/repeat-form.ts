// The repeat as a form of choices, and back: what the choices cannot say stays RRULE text under "Advanced".
import { addDays, weekdayOf } from "../model/clock";
import type { Repeat } from "../model/types";

export type Unit = "hour" | "day" | "week" | "month" | "year";
/** Monthly: on the day's number, its weekday ("first Monday"), the last day, or the last workday. */
export type Monthly = "day" | "weekday" | "last-day" | "last-workday";

export interface RepeatForm {
  unit: Unit;
  every: number;
  /** RRULE names, Monday first. */
  days: string[];
  monthly: Monthly;
  /** -1 and 1 to 4, with `monthly` "weekday". */
  nth: number;
  monthDay: number;
  ends: "never" | "on" | "after";
  until: string;
  count: number;
  anchor: Repeat["anchor"];
  holidays: Repeat["holidays"];
}

export const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const WORKDAYS = "MO,TU,WE,TH,FR";
const UNITS: Record<string, Unit> = { HOURLY: "hour", DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };
const FREQS = Object.fromEntries(Object.entries(UNITS).map(([freq, unit]) => [unit, freq]));

const rruleDay = (date: string) => DAYS[(weekdayOf(date) + 6) % 7] ?? "MO";
const nthOf = (date: string) => Math.ceil(Number(date.slice(8)) / 7);

/** Days until the end that is offered first. */
const SEASON = 91;

/** What a new repeat starts from: weekly on the day it is due. */
export function freshForm(date: string): RepeatForm {
  return {
    unit: "week",
    every: 1,
    days: [rruleDay(date)],
    monthly: "day",
    nth: nthOf(date) > 4 ? -1 : nthOf(date),
    monthDay: Number(date.slice(8)),
    ends: "never",
    until: addDays(date, SEASON),
    count: 10,
    anchor: "schedule",
    holidays: "none",
  };
}

function partsOf(rule: string): Record<string, string> {
  const body = rule.replace(/^RRULE:/i, "").toUpperCase();
  return Object.fromEntries(body.split(";").filter(Boolean).map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

/** The form that means this rule, or null when the choices cannot say it. */
export function formOf(repeat: Pick<Repeat, "rule" | "anchor" | "holidays">, date: string): RepeatForm | null {
  const parts = partsOf(repeat.rule);
  const unit = UNITS[parts.FREQ ?? ""];
  if (!unit) return null;
  const form: RepeatForm = { ...freshForm(date), unit, every: Number(parts.INTERVAL ?? 1), anchor: repeat.anchor, holidays: repeat.holidays, ...endOf(parts, date) };
  const filled = unit === "week" ? weekly(form, parts) : unit === "month" ? monthly(form, parts) : form;
  // Whatever the choices left out would be lost by saving: then the text is the only editor.
  return filled && sameRule(ruleOf(filled), parts) ? filled : null;
}

function endOf(parts: Record<string, string>, date: string): Pick<RepeatForm, "ends" | "until" | "count"> {
  const until = parts.UNTIL ? parts.UNTIL.replace(/^(\d{4})(\d{2})(\d{2}).*$/, "$1-$2-$3") : addDays(date, SEASON);
  return { ends: parts.UNTIL ? "on" : parts.COUNT ? "after" : "never", until, count: Number(parts.COUNT ?? 10) };
}

function weekly(form: RepeatForm, parts: Record<string, string>): RepeatForm {
  return parts.BYDAY ? { ...form, days: parts.BYDAY.split(",") } : form;
}

function monthly(form: RepeatForm, parts: Record<string, string>): RepeatForm | null {
  if (parts.BYSETPOS === "-1" && parts.BYDAY && sorted(parts.BYDAY) === sorted(WORKDAYS)) return { ...form, monthly: "last-workday" };
  if (parts.BYMONTHDAY === "-1") return { ...form, monthly: "last-day" };
  if (parts.BYMONTHDAY) return /^\d+$/.test(parts.BYMONTHDAY) ? { ...form, monthDay: Number(parts.BYMONTHDAY) } : null;
  const ordinal = /^\+?(-?\d)([A-Z]{2})$/.exec(parts.BYDAY ?? "");
  if (ordinal) return { ...form, monthly: "weekday", nth: Number(ordinal[1]), days: [ordinal[2] ?? "MO"] };
  return parts.BYDAY ? null : form;
}

const sorted = (list: string) => list.split(",").sort().join(",");

const ASIDE = new Set(["INTERVAL", "WKST", "SKIP", "RSCALE"]);
const LISTS = new Set(["BYDAY", "BYMONTHDAY"]);

/** Whether every part that matters is the same on both sides; a default day may be left out. */
function sameRule(made: string, given: Record<string, string>): boolean {
  const mine = partsOf(made);
  for (const name of Object.keys(given)) {
    if (ASIDE.has(name) || name === "UNTIL") continue;
    const [one, other] = [mine[name] ?? "", given[name] ?? ""].map((value) => (LISTS.has(name) ? sorted(value.replace("+", "")) : value));
    if (one !== other) return false;
  }
  return Object.keys(mine).every((name) => name in given || ASIDE.has(name) || LISTS.has(name));
}

/** The rule as RRULE text. */
export function ruleOf(form: RepeatForm): string {
  const parts = [`FREQ=${FREQS[form.unit]}`];
  if (form.every > 1) parts.push(`INTERVAL=${form.every}`);
  if (form.unit === "week" && form.days.length) parts.push(`BYDAY=${DAYS.filter((day) => form.days.includes(day)).join(",")}`);
  if (form.unit === "month") parts.push(...monthlyParts(form));
  if (form.ends === "on") parts.push(`UNTIL=${form.until.replaceAll("-", "")}`);
  if (form.ends === "after") parts.push(`COUNT=${form.count}`);
  return parts.join(";");
}

function monthlyParts(form: RepeatForm): string[] {
  if (form.monthly === "last-day") return ["BYMONTHDAY=-1"];
  if (form.monthly === "last-workday") return [`BYDAY=${WORKDAYS}`, "BYSETPOS=-1"];
  if (form.monthly === "weekday") return [`BYDAY=${form.nth}${form.days[0] ?? "MO"}`];
  return [`BYMONTHDAY=${form.monthDay}`];
}
