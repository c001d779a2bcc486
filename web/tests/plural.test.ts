import { expect, test } from "vitest";
import { minutes } from "../src/text/board";
import { goneIn } from "../src/text/done";
import { linesLeft } from "../src/text/files";
import { slips, untimed } from "../src/text/insights";
import { counted, plural } from "../src/text/plural";
import { filters } from "../src/text/lists";

test("a word takes the form of its count", () => {
  const forms = { one: "task", other: "tasks" };
  expect([0, 1, 2, 21].map((count) => counted(count, forms))).toEqual(["0 tasks", "1 task", "2 tasks", "21 tasks"]);
  expect(plural(5, { other: "sheep" })).toBe("sheep");
});

test("one of anything is said as one", () => {
  expect([minutes(1), goneIn(1), filters(1), linesLeft(1)]).toEqual(["1 minute", "gone in 1 day", "1 filter", "1 line was not read as it stands"]);
  expect([minutes(2), goneIn(2), filters(2), linesLeft(2)]).toEqual(["2 minutes", "gone in 2 days", "2 filters", "2 lines were not read as they stand"]);
});

test("sentences about several tasks agree with their number", () => {
  expect(slips(1, 2)).toBe("One task was moved twice in 30 days.");
  expect(slips(3, 5)).toBe("Three tasks were moved twice or more in 30 days.");
  expect([untimed(1, 1), untimed(1, 3), untimed(2, 3), untimed(3, 3)]).toEqual([
    "It has no time of day.",
    "One of them has no time of day.",
    "Two of them have no time of day.",
    "None of them has a time of day.",
  ]);
});
