import { expect, test } from "vitest";
import { summary } from "../src/away/summary";
import type { ChangeEntry } from "../src/model/types";

let number = 0;
const entry = (values: Partial<ChangeEntry> = {}): ChangeEntry => ({ at: "2026-11-24T13:20:00Z", actor: "person", client: "Claude Desktop", code: `c${(number += 1)}`, said: "Added #1 Eggs", undone_by: null, reason: null, number, cause: null, tasks: [{ id: 1, number: 1, title: "Eggs" }], touched: 1, can_undo: true, ...values });

test("others are named with what they did and how often", () => {
  const rent = entry({ actor: "service:recurring", client: "recurring", tasks: [{ id: 2, number: 2, title: "Pay rent" }] });
  const added = entry({ touched: 3 });
  const found = summary([rent, entry({ said: "Deleted #1 Eggs" }), added]);
  expect(found?.words).toBe("Claude Desktop added 3 and deleted 1, Pay rent repeated");
  expect(found?.codes).toHaveLength(2);
  expect(found?.codes.at(-1)).toBe(added.code);
});

test("what the person and their assistant did is no news, nor what was undone", () => {
  expect(summary([entry({ client: "web" }), entry({ client: "assistant:1" }), entry({ undone_by: "x" })])).toBeNull();
});

test("many repeats are counted", () => {
  const repeat = () => entry({ actor: "service:recurring", client: "recurring" });
  expect(summary([repeat(), repeat(), repeat()])).toEqual({ words: "3 tasks repeated", codes: [] });
});
