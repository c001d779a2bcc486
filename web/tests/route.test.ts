import { expect, test } from "vitest";
import { pathOf, readRoute, type BoardRoute } from "../src/model/route";

const TODAY: BoardRoute = { view: "today" };
const read = (path: string, search = "", before = TODAY) => readRoute(path, search, before);

test("every board's address reads back as that board", () => {
  const boards: BoardRoute[] = [{ view: "today" }, { view: "inbox" }, { view: "all" }, { view: "done" }, { view: "bin" }, { view: "changes" }, { view: "insights" }, { view: "upcoming", from: null }, { view: "upcoming", from: "2026-12-15" }, { view: "settings" }, { view: "tag", name: "a/b ü" }, { view: "project", name: "Move house" }, { view: "search", query: "50% off" }];
  for (const board of boards) {
    const [path = "", search = ""] = pathOf(board).split(/(?=\?)/);
    expect(read(path, search).board).toEqual(board);
  }
});

test("the empty address and unknown ones are Today", () => {
  expect(read("/").board).toEqual(TODAY);
  expect(read("/nowhere").board).toEqual(TODAY);
});

test("a task opens beside the board that was there", () => {
  expect(read("/task/131", "", { view: "inbox" })).toEqual({ board: { view: "inbox" }, task: 131, chat: null });
});

test("a task's address that is no number is Today", () => {
  expect(read("/task/abc").task).toBeNull();
});

test("a chat opens beside the board that was there", () => {
  expect(read("/chat/k7", "", { view: "all" })).toEqual({ board: { view: "all" }, task: null, chat: "k7" });
});

test("an address that cannot be decoded does no harm", () => {
  expect(read("/tag/%E0%A4%A").board).toEqual({ view: "tag", name: "%E0%A4%A" });
});

test("Upcoming from a day that is none begins today", () => {
  expect(read("/upcoming", "?from=2026-13-40").board).toEqual({ view: "upcoming", from: null });
  expect(read("/upcoming", "?from=soon").board).toEqual({ view: "upcoming", from: null });
});
