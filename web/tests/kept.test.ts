import { expect, test } from "vitest";
import type { Entry } from "../src/model/outgoing";
import { absorb } from "../src/model/store";
import { wordsOf } from "../src/model/waiting-words";
import { keptHere } from "../src/text/saving";
import { task } from "./task";

test("the bar counts in words", () => {
  expect([0, 1, 2].map(keptHere)).toEqual(["What you change is kept here.", "1 change is kept here.", "2 changes are kept here."]);
});

const entry = (given: Partial<Entry>): Entry => ({ key: "k", order: 1, page: "a", method: "POST", path: "/api/tasks", shown: [], made: "", words: "", ...given });

test("what waits is told in words that can be said again", () => {
  absorb([task({ id: 7, title: "Pay rent" })]);
  expect(wordsOf(entry({ body: { text: "buy stamps tomorrow" } }))).toBe("buy stamps tomorrow");
  expect(wordsOf(entry({ method: "PATCH", path: "/api/tasks/7", body: { due: { words: "fri 9" }, base: {}, scope: "this" }, shown: [[7, {}]] }))).toBe("“Pay rent”: due fri 9");
  expect(wordsOf(entry({ path: "/api/tasks/7/complete", body: { occurrence: null, missed: false }, shown: [[7, { status: "done" }]] }))).toBe("“Pay rent”: complete");
  expect(wordsOf(entry({ method: "DELETE", path: "/api/tasks/7", shown: [[7, { status: "deleted" }]] }))).toBe("“Pay rent”: delete");
  expect(wordsOf(entry({ method: "PATCH", path: "/api/tags/home%20stuff", body: { name: "house" } }))).toBe("#home stuff: name house");
  expect(wordsOf(entry({ method: "DELETE", path: "/api/projects/Work" }))).toBe("@Work: delete");
  expect(wordsOf(entry({ path: "/api/projects", body: { name: "Trip" } }))).toBe("@Trip: add");
  expect(wordsOf(entry({ method: "PATCH", path: "/api/me", body: { theme: "dark" } }))).toBe("Settings: theme dark");
  expect(wordsOf(entry({ path: "/api/tasks/bulk", body: { ids: [7, 8], do: "update", fields: { priority: "high" } }, shown: [[7, {}], [8, {}]] }))).toBe("2 tasks: priority high");
  expect(wordsOf(entry({ method: "PATCH", path: "/api/tasks/7", body: { today: true, base: {}, scope: "this" }, shown: [[7, {}]] }))).toBe("“Pay rent”: move to today");
});
