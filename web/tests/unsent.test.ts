// Additions without an answer, as rows.
import { beforeEach, expect, test } from "vitest";
import { takePerson } from "../src/model/board";
import { underway, waiting } from "../src/model/kept";
import type { Entry } from "../src/model/outgoing";
import { route, type BoardRoute } from "../src/model/route";
import { absorb } from "../src/model/store";
import type { Me } from "../src/model/types";
import { isUnsent, unsentHere, waitingElsewhere, waitingOf } from "../src/model/unsent";
import { MADRID, task } from "./task";

let order = 0;
const addition = (text: string, context: string, reading?: Entry["reading"]): Entry => {
  order += 1000;
  return { key: String(order), order, page: "a", method: "POST", path: "/api/tasks", body: { text, context }, shown: [], reading, made: "2026-11-24T13:20:00.000Z", words: text };
};
const READ = { title: "call Noor", due: null, repeat: null, reminders: [], priority: "high" as const, tags: ["home"], project: null };

const show = (board: BoardRoute) => (route.value = { board, task: null, chat: null });

beforeEach(() => {
  takePerson({ ...MADRID, tags: [], projects: [] } as unknown as Me);
  absorb([task()]);
  show({ view: "today" });
  underway.value = waiting.value = [];
});

test("words that nobody has read stand where the view puts them, line by line, after everything else", () => {
  waiting.value = [addition("buy stamps tomorrow\n\norder boxes", "today")];
  expect(unsentHere.value.map((row) => row.title)).toEqual(["buy stamps tomorrow", "order boxes"]);
  expect(unsentHere.value.every(isUnsent)).toBe(true);
  const [one, other] = unsentHere.value;
  expect(one && other && one.rank < other.rank && one.id !== other.id).toBe(true);
  expect(waitingElsewhere.value).toEqual([]);
});

test("what was read stands where it belongs, at once; unread words wait until nobody answers", () => {
  underway.value = [addition("call Noor high #home", "today", READ), addition("buy stamps", "today")];
  expect(unsentHere.value).toEqual([]);
  show({ view: "tag", name: "home" });
  expect(unsentHere.value.map((row) => [row.title, row.priority])).toEqual([["call Noor", "high"]]);
  expect(waitingOf(unsentHere.value[0]?.id ?? 0)).toBeUndefined();
});

test("where it stands in no row a line names it", () => {
  waiting.value = [addition("call Noor", "", READ)];
  expect([unsentHere.value, waitingElsewhere.value.length]).toEqual([[], 1]);
  show({ view: "all" });
  expect([unsentHere.value.length, waitingElsewhere.value.length]).toEqual([1, 0]);
  expect(waitingOf(unsentHere.value[0]?.id ?? 0)).toBe(waiting.value[0]);
});
