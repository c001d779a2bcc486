import { expect, test } from "vitest";
import { byDeletedDay, daysLeft } from "../src/bin/deleted";
import { MADRID, task } from "./task";

test("deleted tasks stand by the person's day, newest first", () => {
  const night = task({ updated_at: "2026-11-25T01:30:00Z" });
  const evening = task({ updated_at: "2026-11-24T20:00:00Z" });
  const before = task({ updated_at: "2026-11-22T10:00:00Z" });
  const days = byDeletedDay([before, night, evening], MADRID);
  expect(days.map(({ day, tasks }) => [day, tasks.map((one) => one.id)])).toEqual([
    ["2026-11-24", [night.id, evening.id]],
    ["2026-11-22", [before.id]],
  ]);
});

test("it says how long the bin still keeps them", () => {
  const today = Date.parse("2026-11-25T00:00:00Z");
  expect(daysLeft("2026-11-25", today)).toBe(30);
  expect(daysLeft("2026-10-26", today)).toBe(1);
  expect(daysLeft("2026-10-01", today)).toBe(1);
});
