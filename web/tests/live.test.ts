import { expect, test } from "vitest";
import { backoff, Sequence } from "../src/model/live";

test("numbers that follow each other are applied", () => {
  const sequence = new Sequence(7);
  expect([8, 9, 10].map((seq) => sequence.take(seq))).toEqual(["apply", "apply", "apply"]);
  expect(sequence.seen).toBe(10);
});

test("a number seen before changes nothing", () => {
  const sequence = new Sequence(7);
  expect(sequence.take(7)).toBe("old");
  expect(sequence.take(3)).toBe("old");
});

test("a missing number is a gap, and stays one until the page was fetched again", () => {
  const sequence = new Sequence(7);
  expect(sequence.take(9)).toBe("gap");
  expect(sequence.take(10)).toBe("gap");
  sequence.fetched(10);
  expect(sequence.take(11)).toBe("apply");
});

test("catching up skips numbers, because only the last state of each task is sent", () => {
  const sequence = new Sequence(2);
  sequence.hello(9);
  expect([4, 7, 9].map((seq) => sequence.take(seq))).toEqual(["apply", "apply", "apply"]);
  expect(sequence.take(10)).toBe("apply");
});

test("the first number after catching up must follow the one said at hello", () => {
  const sequence = new Sequence(2);
  sequence.hello(9);
  expect(sequence.take(11)).toBe("gap");
});

test("a live change that overtakes the catching up is no gap", () => {
  const sequence = new Sequence(2);
  sequence.hello(9);
  expect(sequence.take(10)).toBe("apply");
});

test("a heartbeat ahead of what was seen says that something is missing", () => {
  const sequence = new Sequence(5);
  expect(sequence.isBehind(5)).toBe(false);
  expect(sequence.isBehind(6)).toBe(true);
});

test("an answer older than what is seen takes nothing back", () => {
  const sequence = new Sequence(5);
  sequence.fetched(3);
  expect(sequence.seen).toBe(5);
});

test("pauses between tries grow, and end at fifteen seconds give or take a quarter", () => {
  expect(backoff(1, 0.5)).toBeLessThan(backoff(3, 0.5));
  expect(backoff(50, 1)).toBeLessThanOrEqual(15_000 * 1.25);
});
