import { expect, test } from "vitest";
import { belongs, byDoneDay, lateBy, nowSlot, overdueDays, passes, shortName, sorted, todaySections, NO_FILTERS, type Today } from "../src/model/sections";
import { due, MADRID, task } from "./task";

const DAY = "2026-11-24";
const at = (time: string, date = DAY): Today => ({ day: DAY, wall: { date, time }, person: MADRID });
const NOW = at("14:20");
const none = new Set<number>();

test("overdue, timed and any time are told apart by the person's day", () => {
  const late = task({ due: due("2026-11-20") });
  const timed = task({ due: due(DAY, "15:00") });
  const whole = task({ due: due(DAY) });
  const coming = task({ due: due("2026-11-25") });
  const found = todaySections([late, timed, whole, coming], NOW, [], none);
  expect([found.overdue, found.timed, found.anyTime]).toEqual([[late], [timed], [whole]]);
});

test("a passed time of today stays in Today", () => {
  expect(todaySections([task({ due: due(DAY, "11:00") })], NOW, [], none).timed).toHaveLength(1);
});

test("a time after midnight stands last in this evening's list", () => {
  const night = task({ due: due("2026-11-25", "01:30") });
  const evening = task({ due: due(DAY, "23:00") });
  expect(todaySections([night, evening], at("22:00"), [], none).timed).toEqual([evening, night]);
});

test("a ticked row keeps its place for a while, then it is done today", () => {
  const done = task({ due: due(DAY, "11:00"), status: "done", completed_at: "2026-11-24T13:00:00Z" });
  expect(todaySections([done], NOW, [], new Set([done.id])).timed).toEqual([done]);
  expect(todaySections([done], NOW, [], none).done).toEqual([done]);
});

test("what was done before this day is not done today", () => {
  const done = task({ status: "done", completed_at: "2026-11-23T22:00:00Z" });
  expect(todaySections([done], NOW, [], none).done).toEqual([]);
});

test("the now-line stands between what has passed and what comes", () => {
  const rows = ["11:00", "15:00", "16:30"].map((time) => task({ due: due(DAY, time) }));
  const slot = nowSlot(rows, NOW);
  expect([slot.index, slot.until, slot.next]).toEqual([1, 40, rows[1]]);
});

test("before the first and after the last row the now-line has its slot too", () => {
  const rows = ["11:00", "15:00"].map((time) => task({ due: due(DAY, time) }));
  expect(nowSlot(rows, at("08:00")).index).toBe(0);
  expect(nowSlot(rows, at("20:00"))).toEqual({ index: 2, until: null, next: null });
});

test("at its very minute a task has begun", () => {
  const rows = [task({ due: due(DAY, "15:00") })];
  expect(nowSlot(rows, at("15:00")).index).toBe(1);
});

test("the now-line counts to the next open row, over ticked ones", () => {
  const done = task({ due: due(DAY, "15:00"), status: "done" });
  const open = task({ due: due(DAY, "16:30") });
  expect(nowSlot([done, open], NOW)).toEqual({ index: 1 - 1, until: 130, next: open });
});

test("after midnight the now-line is still in yesterday's evening", () => {
  const rows = [task({ due: due(DAY, "23:00") }), task({ due: due("2026-11-25", "01:30") })];
  const slot = nowSlot(rows, at("00:30", "2026-11-25"));
  expect([slot.index, slot.until]).toEqual([1, 60]);
});

test("late is counted in minutes of the day, overdue in days", () => {
  expect(lateBy(task({ due: due(DAY, "11:00") }), NOW)).toBe(200);
  expect(lateBy(task({ due: due(DAY, "15:00") }), NOW)).toBe(0);
  expect(lateBy(task({ due: due(DAY, "11:00"), status: "done" }), NOW)).toBe(0);
  expect(overdueDays(task({ due: due("2026-11-20") }), NOW)).toBe(4);
});

test("two sort keys make one order", () => {
  const rows = [
    task({ title: "b", priority: "low" }),
    task({ title: "a", priority: "high" }),
    task({ title: "a", priority: "low" }),
  ];
  const order = sorted(rows, [{ key: "priority", descending: false }, { key: "title", descending: false }], MADRID);
  expect(order.map((row) => row.priority + row.title)).toEqual(["higha", "lowa", "lowb"]);
});

test("a whole day sorts after the timed ones of that day, and no date last", () => {
  const [nothing, whole, timed] = [task(), task({ due: due(DAY) }), task({ due: due(DAY, "23:00") })];
  expect(sorted([nothing, whole, timed], [{ key: "due", descending: false }], MADRID)).toEqual([timed, whole, nothing]);
});

test("within one kind of filter any value will do, all kinds must hold", () => {
  const filters = { ...NO_FILTERS, priorities: ["high", "low"] as const, tags: ["home"] };
  expect(passes(task({ priority: "low", tags: ["home"] }), filters)).toBe(true);
  expect(passes(task({ priority: "low" }), filters)).toBe(false);
  expect(passes(task({ tags: ["home"] }), filters)).toBe(false);
});

test("each board knows what belongs to it", () => {
  expect(belongs(task(), { view: "inbox" }, NOW)).toBe(true);
  expect(belongs(task({ project: "Home" }), { view: "inbox" }, NOW)).toBe(false);
  expect(belongs(task({ parent: 1 }), { view: "inbox" }, NOW)).toBe(false);
  expect(belongs(task({ tags: ["Home"] }), { view: "tag", name: "home" }, NOW)).toBe(true);
  expect(belongs(task({ due: due("2026-11-25") }), { view: "today" }, NOW)).toBe(false);
});

test("done is grouped by the person's day, newest first", () => {
  const rows = [
    task({ status: "done", completed_at: "2026-11-24T02:30:00Z" }),
    task({ status: "done", completed_at: "2026-11-24T09:00:00Z" }),
  ];
  expect(byDoneDay(rows, MADRID).map((day) => day.day)).toEqual(["2026-11-24", "2026-11-23"]);
});

test("the now-line names the next row by its first word", () => {
  expect(shortName("Review the plan")).toBe("Review");
  expect(shortName("x".repeat(500))).toHaveLength(24);
});
