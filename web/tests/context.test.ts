import { expect, test } from "vitest";
import { contextLabel, contextOf } from "../src/quick/context";
import type { MarkKind, Parsed } from "../src/model/types";

const read = (...kinds: [MarkKind, string][]): Pick<Parsed, "spans" | "task"> => ({
  spans: kinds.map(([kind, label]) => ({ start: 0, end: 1, kind, label, value: null })),
  task: { title: "x", due: null, repeat: null, reminders: [], priority: "none", tags: [], project: null },
});

test("each view has its context", () => {
  expect(contextOf({ view: "today" })).toBe("today");
  expect(contextOf({ view: "tag", name: "home" })).toBe("tag:home");
  expect(contextOf({ view: "project", name: "Move: house" })).toBe("project:Move: house");
  expect(contextOf({ view: "inbox" })).toBe("");
  expect(contextOf({ view: "all" })).toBe("");
});

test("today is added while nothing says a day", () => {
  expect(contextLabel("today", read(["tag", "#x"]))).toBe("today");
});

test("a written date or repeat wins over today", () => {
  expect(contextLabel("today", read(["date", "Fri 27"]))).toBeNull();
  expect(contextLabel("today", read(["repeat", "every Friday"]))).toBeNull();
});

test("a tag's view adds its tag, but not twice", () => {
  expect(contextLabel("tag:home", read(["tag", "#work"]))).toBe("#home");
  expect(contextLabel("tag:home", read(["tag", "#Home"]))).toBeNull();
});

test("another project wins over the view's", () => {
  expect(contextLabel("project:Move: house", read())).toBe("@Move: house");
  expect(contextLabel("project:Work", read(["project", "Home"]))).toBeNull();
});

test("an empty field says nothing", () => {
  expect(contextLabel("today", null)).toBeNull();
});
