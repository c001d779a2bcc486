// A notice as a ring, and what it says.
import { beforeEach, expect, test } from "vitest";
import { dayPerson, now } from "../src/model/clock";
import { absorb } from "../src/model/store";
import { bodyOf, ringOf } from "../src/notify/ring";
import { due, MADRID, task } from "./task";

beforeEach(() => {
  dayPerson.value = MADRID;
  now.value = Date.parse("2026-11-24T13:20:00Z");
});

const notice = { kind: "reminder.fired", reminder: 7, revision: 2, task: 131, task_id: 900_131, title: "Run 8 km", due_at: "2026-11-24T17:30:00.000Z", late: false };

test("a ring says when it is due and its tags", () => {
  absorb([task({ id: 900_131, number: 131, due: due("2026-11-24", "18:30"), tags: ["health"], occurrence: "2026-11-24T18:30" })]);
  const ring = ringOf(notice);
  expect(ring).toMatchObject({ number: 131, occurrence: "2026-11-24T18:30" });
  expect(ring && bodyOf(ring)).toBe("due 18:30 · #health");
});

test("a task the page does not know is said by the notice alone", () => {
  const ring = ringOf({ ...notice, task_id: 900_999 });
  expect(ring?.title).toBe("Run 8 km");
  expect(ring && bodyOf(ring)).toBe("due 18:30");
});

test("another day is named", () => {
  absorb([task({ id: 900_132, due: due("2026-11-27") })]);
  const ring = ringOf({ ...notice, task_id: 900_132 });
  expect(ring && bodyOf(ring)).toBe("due Fri 27");
});

test("a notice without a reminder rings nothing", () => {
  expect(ringOf({ kind: "reminder.fired", task_id: 1 })).toBeNull();
});
