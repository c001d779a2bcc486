import { expect, test } from "vitest";
import { narrowing, queryOf } from "../src/model/board-pages";
import { NO_FILTERS } from "../src/model/sections";

const BY_DUE = [{ key: "due", descending: false }] as const;

test("a long list is narrowed where it is cut into pages: by priorities, one tag, one project", () => {
  const filters = { ...NO_FILTERS, priorities: ["high", "low"], tags: ["gym"], projects: ["Home"] } as const;
  expect(queryOf({ view: "all" }, { filters, sorts: BY_DUE })).toEqual({ view: "all", sort: "due", priority: ["high", "low"], tag: "gym", project: "Home" });
});

test("any of several tags is more than the server can be asked: the page narrows by itself", () => {
  expect(narrowing({ ...NO_FILTERS, tags: ["gym", "home"] }).tag).toBeUndefined();
});

test("a tag's own board keeps its tag whatever is filtered", () => {
  const query = queryOf({ view: "tag", name: "gym" }, { filters: { ...NO_FILTERS, tags: ["home"] }, sorts: BY_DUE });
  expect(query.tag).toBe("gym");
});

test("today asks for its top only, whatever the order on the screen is", () => {
  expect(queryOf({ view: "today" }, { filters: NO_FILTERS, sorts: [{ key: "title", descending: true }] })).toMatchObject({ view: "today", sort: "due" });
});
