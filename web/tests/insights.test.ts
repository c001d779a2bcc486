import { expect, test } from "vitest";
import { doneSentence, level, loadSentence, monthMarks, slipSentence, usualDay, weeks } from "../src/insights/findings";
import { addDays } from "../src/model/clock";
import type { Insights } from "../src/model/types";
import { due, task } from "./task";

const FIRST = "2025-12-01";
const TODAY = "2026-11-28";
const run = (count: (day: string) => number): Insights["done"] =>
  Array.from({ length: 363 }, (_, at) => addDays(FIRST, at)).map((day) => ({ day, count: count(day) })).filter((one) => one.count > 0);
const whole = (done: Insights["done"]) => ({ first: FIRST, today: TODAY, done, total: done.reduce((sum, one) => sum + one.count, 0) });
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

test("a year is 52 weeks, the last as long as it has got", () => {
  const all = weeks({ first: FIRST, today: TODAY, done: [{ day: TODAY, count: 3 }] });
  expect(all).toHaveLength(52);
  expect(all[0]?.[0]).toEqual({ day: FIRST, count: 0 });
  expect(all.at(-1)).toHaveLength(6);
  expect(all.at(-1)?.at(-1)).toEqual({ day: TODAY, count: 3 });
});

test("five levels, the highest from five on", () => {
  expect([0, 1, 2, 3, 4, 5, 40].map(level)).toEqual([0, 1, 2, 3, 3, 4, 4]);
});

test("months are named once each, none so close that they would overlap", () => {
  const marks = monthMarks(weeks({ first: FIRST, today: TODAY, done: [] }));
  expect(marks.map((mark) => mark.label)).toEqual(["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]);
});

test("the sentence names the best day and a quiet month", () => {
  const done = run((day) => (day.startsWith("2026-08") ? 0 : weekday(day) === 2 ? 4 : [0, 6].includes(weekday(day)) ? 0 : 2));
  expect(doneSentence(whole(done)).more).toBe("Tuesday is your best day, the weekend is yours. Little in August.");
});

test("too few completions say no more than their number", () => {
  expect(doneSentence(whole([{ day: TODAY, count: 1 }]))).toEqual({ head: "1 task in 52 weeks.", more: "" });
  expect(doneSentence(whole([])).head).toBe("Nothing finished yet.");
});

test("slipping tasks are counted, and those without a time", () => {
  const slip = (time: string | null) => ({ task: task({ due: due("2026-12-01", time) }), times: 2, first: { date: "2026-11-20", time: null, zone: null, label: "" } });
  expect(slipSentence([slip(null), slip("09:00")])).toEqual({ head: "Two tasks were moved twice or more in 30 days.", more: "One of them has no time of day." });
  expect(slipSentence([slip(null), slip(null)]).more).toBe("None of them has a time of day.");
  expect(slipSentence([{ ...slip(null), times: 3 }])).toEqual({ head: "One task was moved three times in 30 days.", more: "It has no time of day." });
  expect(slipSentence([]).head).toBe("Nothing keeps slipping.");
});

test("a usual day is the middle of the last eight weeks; too few days have none", () => {
  expect(usualDay({ today: TODAY, done: run((day) => (day > "2026-11-01" ? 3 : 9)).filter((one) => one.day > "2026-10-20") })).toBe(3);
  expect(usualDay({ today: TODAY, done: [{ day: "2026-11-20", count: 3 }] })).toBeNull();
});

test("the load says what today holds and which days have room", () => {
  const load = Array.from({ length: 14 }, (_, at) => ({ day: addDays(TODAY, at), tasks: at === 6 || at === 8 ? 0 : 4, repeats: at === 8 ? 1 : 0 }));
  expect(loadSentence({ today: TODAY, done: run(() => 3), load, overdue: 2 })).toEqual({ head: "Today holds 6, 2 of them overdue; you usually finish 3.", more: "Friday 4 and Sunday 6 December have room." });
});
