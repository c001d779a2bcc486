import { expect, test } from "vitest";
import { back, begin, decide, failed, told } from "../src/triage/walk";

test("each decision leads to the next task", () => {
  const walk = decide(decide(begin([1, 2, 3]), "moved"), "done");
  expect(walk.queue[walk.at]).toBe(3);
  expect(told(decide(walk, "left"))).toBe("1 moved, 1 finished, 1 left as they are");
});

test("a step back asks about the last task again", () => {
  const walk = back(decide(begin([1, 2]), "moved"));
  expect(walk.queue[walk.at]).toBe(1);
  expect(told(walk)).toBe("");
  expect(back(begin([1]))).toEqual(begin([1]));
});

test("what could not be saved comes again at the end", () => {
  const walk = failed(decide(decide(begin([1, 2]), "moved"), "done"), 1);
  expect(walk.queue[walk.at]).toBe(1);
  expect(told(walk)).toBe("1 finished");
});

test("after the last one nothing more can be decided", () => {
  const end = decide(begin([1]), "left");
  expect(decide(end, "done")).toEqual(end);
});
