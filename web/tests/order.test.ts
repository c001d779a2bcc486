// Order by hand.
import { expect, test } from "vitest";
import { rankAt } from "../src/model/ranks";

const ROWS = [{ rank: 1 }, { rank: 2 }, { rank: 4 }];

test.each([
  [0, 1, 3],
  [0, 2, 5],
  [2, 0, 0],
  [2, 1, 1.5],
])("from %i to %i takes rank %f", (from, to, rank) => expect(rankAt(ROWS, from, to)).toBe(rank));

test("the same place, or one that is not there, changes nothing", () => {
  expect([rankAt(ROWS, 1, 1), rankAt(ROWS, 0, -1), rankAt(ROWS, 2, 3)]).toEqual([null, null, null]);
});
