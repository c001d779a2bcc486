import { expect, test } from "vitest";
import { inOrder, settled } from "../src/model/in-flight";

function held(): { promise: Promise<string>; release: () => void } {
  let release = () => {};
  const promise = new Promise<string>((resolve) => (release = () => resolve("done")));
  return { promise, release };
}

test("a second write on a task waits for the first, one on another task does not", async () => {
  const order: string[] = [];
  const first = held();
  void inOrder([1], () => first.promise.then(() => order.push("first")));
  const second = inOrder([1], async () => order.push("second"));
  await inOrder([2], async () => order.push("other"));
  first.release();
  await second;
  expect(order).toEqual(["other", "first", "second"]);
});

test("a failed write does not hold back the next", async () => {
  const failed = inOrder([3], () => Promise.reject(new Error("refused")));
  await expect(failed).rejects.toThrow("refused");
  await expect(inOrder([3], async () => "went")).resolves.toBe("went");
});

test("settled waits for all that was started", async () => {
  const write = held();
  let answered = false;
  void inOrder([4], () => write.promise).then(() => (answered = true));
  const idle = settled();
  write.release();
  await idle;
  expect(answered).toBe(true);
});
