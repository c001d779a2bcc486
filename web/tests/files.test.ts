import { expect, test } from "vitest";
import { refusal } from "../src/files/files";
import { tasksCounted } from "../src/text/shared";

test("an empty file and one too large are refused before they are sent", () => {
  expect(refusal({ name: "a.csv", size: 0 })).toBe("“a.csv” is empty.");
  expect(refusal({ name: "a.csv", size: 10 * 1024 * 1024 + 1 })).toBe("“a.csv” is larger than 10 MB.");
  expect(refusal({ name: "a.csv", size: 10 })).toBeNull();
});

test("one task is no tasks", () => {
  expect([1, 2].map((count) => tasksCounted(count))).toEqual(["1 task", "2 tasks"]);
});
