import { expect, test } from "vitest";
import { isPinned, nameOf, turned } from "../src/pins/pins";

test("a search is pinned once, at the end, and taken off by the same press", () => {
  const list = turned([{ name: "Late", q: "overdue" }], " rent ");
  expect(list).toEqual([{ name: "Late", q: "overdue" }, { name: "Rent", q: "rent" }]);
  expect(isPinned(list, "RENT")).toBe(true);
  expect(turned(list, "Rent")).toEqual([{ name: "Late", q: "overdue" }]);
});

test("signs keep their small letter, long words are cut", () => {
  expect(nameOf("#home  high")).toBe("#home high");
  expect(nameOf("x".repeat(200))).toHaveLength(100);
});
