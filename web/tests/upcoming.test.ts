import { expect, test } from "vitest";
import { NO_FILTERS } from "../src/model/sections";
import type { Ghost } from "../src/model/types";
import { isDaily, months, spanWords, unfolded, upcoming } from "../src/upcoming/days";
import { due, MADRID, task } from "./task";

const ghost = (values: Partial<Ghost> = {}): Ghost => ({ task: 900, number: 90, title: "Run", due: { date: "2026-11-26", time: "18:30", zone: null }, occurrence: "2026-11-26T18:30", priority: "none", tags: [], project: null, repeat_words: "every week on Tue, Thu, Sat", ...values });

const days = (values: Partial<Parameters<typeof upcoming>[0]> = {}) =>
  upcoming({ tasks: [], ghosts: [], filters: NO_FILTERS, first: "2026-11-24", person: MADRID, stays: new Set(), hidden: new Set(), ...values });

test("fourteen days stand there, those without anything too", () => {
  const found = days();
  expect(found).toHaveLength(14);
  expect(found.at(-1)?.date).toBe("2026-12-07");
});

test("timed ones come by the clock, tasks and ghosts together, whole days last", () => {
  const whole = task({ due: due("2026-11-26") });
  const late = task({ due: due("2026-11-26", "19:00") });
  const [, , thursday] = days({ tasks: [whole, late], ghosts: [ghost()] });
  expect(thursday?.entries.map((entry) => entry.task?.title ?? "ghost")).toEqual(["ghost", late.title, whole.title]);
});

test("a time before the day start stands on the evening before", () => {
  const [, wednesday] = days({ tasks: [task({ due: due("2026-11-26", "01:30") })] });
  expect(wednesday?.planned).toBe(1);
});

test("daily ghosts fold to a count", () => {
  const [, , thursday] = days({ ghosts: [ghost({ repeat_words: "every day" }), ghost({ number: 91 })] });
  expect(thursday?.daily).toHaveLength(1);
  expect(thursday?.entries).toHaveLength(1);
  expect(thursday?.repeats).toBe(2);
});

test("unfolded, daily ones stand at their time", () => {
  const found = days({ tasks: [task({ due: due("2026-11-26", "19:00") })], ghosts: [ghost({ repeat_words: "every day" })] })[2];
  expect(found && unfolded(found, MADRID).map((entry) => (entry.task ? "task" : "daily"))).toEqual(["daily", "task"]);
});

test("what comes on five days or more of a week is daily, three is not", () => {
  expect(["every day", "every weekday", "every 2 hours", "every day at 09:00, 18:00", "every week on Mon, Tue, Wed, Thu, Fri, Sat"].filter(isDaily)).toHaveLength(5);
  expect(["every 3 days", "every week on Tue, Thu, Sat", "every Friday", "last workday of every month"].filter(isDaily)).toEqual([]);
});

test("an occurrence that has a row, and one that is being skipped, is no ghost", () => {
  const row = task({ number: 90, occurrence: "2026-11-26T18:30", due: due("2026-11-27", "09:00") });
  expect(days({ tasks: [row], ghosts: [ghost()] })[2]?.repeats).toBe(0);
  expect(days({ ghosts: [ghost()], hidden: new Set(["90/2026-11-26T18:30"]) })[2]?.repeats).toBe(0);
});

test("filters hold for ghosts too", () => {
  const filters = { ...NO_FILTERS, tags: ["home"] };
  expect(days({ filters, ghosts: [ghost(), ghost({ number: 91, tags: ["home"] })] })[2]?.repeats).toBe(1);
});

test("a span names its months, one month once", () => {
  expect(spanWords("2026-11-24", "2026-12-07")).toBe("24 Nov – 7 Dec");
  expect(spanWords("2026-12-08", "2026-12-21")).toBe("8 – 21 Dec");
});

test("the months to jump to begin with this one and cross the year", () => {
  const found = months("2026-11-24");
  expect(found[0]).toEqual({ from: null, label: "November" });
  expect(found[2]).toEqual({ from: "2027-01-01", label: "January 2027" });
});
