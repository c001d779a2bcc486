// What an undo shows before the server has answered.
import { expect, test } from "vitest";
import { absorb, known, overlay, tasks } from "../src/model/store";
import { replaced } from "../src/model/undo";
import { task } from "./task";

test("the values a change replaces come back over what the change has made", () => {
  const before = task({ id: 7, title: "Pay rent", priority: "low" });
  absorb([before]);
  const back = replaced(new Map([[7, { priority: "high" as const }], [8, { title: "not known here" }]]));
  absorb([{ ...before, priority: "high", version: 2 }]);
  const restore = overlay(back);
  expect(tasks.value.get(7)).toMatchObject({ priority: "low", title: "Pay rent" });
  restore();
  expect([tasks.value.get(7)?.priority, known.value.size]).toEqual(["high", 1]);
});
