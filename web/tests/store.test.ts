import { beforeEach, expect, test, vi } from "vitest";
import { absorb, linger, lingering, LINGER_MS, overlay, pick, picked, replaceTasks, selection, cursor, taskByNumber, tasks } from "../src/model/store";
import { task } from "./task";

beforeEach(() => {
  replaceTasks([], () => false);
  picked.value = new Set();
  cursor.value = null;
});

test("an older version never replaces a newer one", () => {
  absorb([task({ id: 1, version: 3, title: "new" })]);
  absorb([task({ id: 1, version: 2, title: "old" })]);
  expect(tasks.value.get(1)?.title).toBe("new");
});

test("a change shows at once and can be taken away again", () => {
  absorb([task({ id: 1 })]);
  const restore = overlay(new Map([[1, { status: "done" }]]));
  expect(tasks.value.get(1)?.status).toBe("done");
  restore();
  expect(tasks.value.get(1)?.status).toBe("open");
});

test("a later change of the same field stays when an earlier one has its answer", () => {
  absorb([task({ id: 1, priority: "none" })]);
  const first = overlay(new Map([[1, { priority: "high" }]]));
  const second = overlay(new Map([[1, { priority: "low" }]]));
  first();
  expect(tasks.value.get(1)?.priority).toBe("low");
  second();
  expect(tasks.value.get(1)?.priority).toBe("none");
});

test("two changes on one row come and go on their own", () => {
  absorb([task({ id: 1 })]);
  const first = overlay(new Map([[1, { priority: "high" }]]));
  const second = overlay(new Map([[1, { title: "other" }]]));
  first();
  expect(tasks.value.get(1)).toMatchObject({ priority: "none", title: "other" });
  second();
});

test("what the server says meanwhile shows through where nothing was changed here", () => {
  absorb([task({ id: 1, version: 1 })]);
  const restore = overlay(new Map([[1, { priority: "high" }]]));
  absorb([task({ id: 1, version: 2, title: "theirs" })]);
  expect(tasks.value.get(1)).toMatchObject({ priority: "high", title: "theirs" });
  restore();
});

test("a fetched board drops what is not on it, but not what came live meanwhile", () => {
  absorb([task({ id: 1 }), task({ id: 2, version: 5, title: "live" })]);
  replaceTasks([task({ id: 2, version: 4, title: "fetched" })], () => false);
  expect([...tasks.value.keys()]).toEqual([2]);
  expect(tasks.value.get(2)?.title).toBe("live");
});

test("a number means the open occurrence, else the latest", () => {
  absorb([task({ id: 1, number: 7, status: "done" }), task({ id: 2, number: 7 }), task({ id: 3, number: 7, status: "done" })]);
  expect(taskByNumber(7)?.id).toBe(2);
});

test("commands act on the picked rows, else on the one under the cursor", () => {
  absorb([task({ id: 1 }), task({ id: 2 })]);
  cursor.value = 1;
  expect(selection.value.map((row) => row.id)).toEqual([1]);
  pick(2);
  expect(selection.value.map((row) => row.id)).toEqual([2]);
});

test("a row that is ticked again stays for the whole time again", () => {
  vi.useFakeTimers();
  linger([1]);
  vi.advanceTimersByTime(LINGER_MS - 10);
  linger([1]);
  vi.advanceTimersByTime(LINGER_MS - 10);
  expect(lingering.value.has(1)).toBe(true);
  vi.advanceTimersByTime(10);
  expect(lingering.value.has(1)).toBe(false);
  vi.useRealTimers();
});
