// Tasks for tests: only what a test is about has to be named.
import type { Due, Task } from "../src/model/types";

let last = 0;

export function task(values: Partial<Task> = {}): Task {
  last += 1;
  return {
    id: last,
    number: last,
    title: `Task ${last}`,
    notes: "",
    priority: "none",
    tags: [],
    project: null,
    parent: null,
    rank: last,
    due: null,
    repeat: null,
    reminders: [],
    status: "open",
    series: null,
    occurrence: null,
    completed_at: null,
    created_at: "2026-11-01T08:00:00.000Z",
    updated_at: "2026-11-01T08:00:00.000Z",
    version: 1,
    seq: last,
    ...values,
  };
}

export const due = (date: string, time: string | null = null, zone: string | null = null, at: string | null = null): Due => ({ date, time, zone, at, late_at: at });

export const MADRID = { zone: "Europe/Madrid", away: null, day_start: "04:00", clock24: true };
