// The yes of an approval names what it is for.
import { expect, test } from "vitest";
import { yesWords } from "../src/assistant/Approval";

test("unticked rows are taken off the number", () => {
  expect(yesWords("Delete 12 tasks", 12, 9)).toBe("Delete 9 tasks");
});

test("one left is one task", () => {
  expect(yesWords("Delete 3 tasks", 3, 1)).toBe("Delete 1 task");
});

test("nothing unticked keeps the server's words", () => {
  expect(yesWords("Stop repeating", 1, 1)).toBe("Stop repeating");
});
