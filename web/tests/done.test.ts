import { expect, test } from "vitest";
import { dayChoices } from "../src/model/actions";
import { grouped } from "../src/views/Done";
import { sampleDay } from "../src/views/sample-day";
import { task } from "./task";

test("occurrences of one series become one row with the others behind it", () => {
  const [a, b, c] = [task({ series: 7 }), task(), task({ series: 7 })];
  expect(grouped([a, b, c])).toEqual([{ task: a, others: [c] }, { task: b, others: [] }]);
});

test("days to choose from carry today, tomorrow, the weekend and next week", () => {
  expect(dayChoices("2026-11-24").map((choice) => choice.date)).toEqual(["2026-11-24", "2026-11-25", "2026-11-28", "2026-11-30"]);
});

test("a day that is two of them is offered once", () => {
  const dates = dayChoices("2026-11-27").map((choice) => choice.date);
  expect(dates).toEqual(["2026-11-27", "2026-11-28", "2026-11-30"]);
  expect(dayChoices("2026-11-28").map((choice) => choice.date)).toEqual(["2026-11-28", "2026-11-29", "2026-11-30", "2026-12-05"]);
});

test("the sample day has twelve tasks, and no time leaves the day", () => {
  for (const time of ["00:10", "08:00", "14:20", "23:50"]) {
    const lines = sampleDay({ date: "2026-11-24", time }, "2026-11-24");
    expect(lines).toHaveLength(12);
    for (const line of lines) expect(line).not.toMatch(/ (2[4-9]|3\d):|-\d:/);
  }
});
