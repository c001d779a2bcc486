// What the palette finds.
import { expect, test } from "vitest";
import { find, score, type Entry } from "../src/palette/find";

const entry = (label: string, kind: Entry["kind"] = "command", id = label): Entry => ({ id, label, kind });
const ENTRIES = [entry("Redo"), entry("Reschedule…"), entry("Pay rent", "task"), entry("Prepare", "task"), entry("#recipes", "tag"), entry("Today", "view")];
const labels = (query: string, recent: string[] = []) => find(ENTRIES, query, recent, 9).map((one) => one.label);

test("a beginning beats a word inside, which beats letters inside", () => {
  expect([score("Redo", "re"), score("Pay rent", "re"), score("Prepare", "re"), score("Today", "re")]).toEqual([0, 1, 2, null]);
});

test("the best match comes first, commands before tasks and tags", () => {
  expect(labels("re")).toEqual(["Redo", "Reschedule…", "#recipes", "Pay rent", "Prepare"]);
});

test("every word must be there, in any order", () => {
  expect(labels("rent pay")).toEqual(["Pay rent"]);
});

test("among equals what was used last comes first", () => {
  expect(labels("re", ["Reschedule…"]).slice(0, 2)).toEqual(["Reschedule…", "Redo"]);
});

test("without words the recent ones lead", () => {
  expect(labels("", ["Today"])[0]).toBe("Today");
});

test("other names lead to it too", () => {
  expect(find([{ ...entry("Settings"), also: "preferences options" }], "pref", [], 9)).toHaveLength(1);
});
