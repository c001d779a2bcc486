import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, asSearch, Problem, Unreachable } from "../src/model/api";

const answers: (() => Response)[] = [];
const calls: { url: string; headers: Record<string, string> }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  answers.length = 0;
  calls.length = 0;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    calls.push({ url, headers: init.headers as Record<string, string> });
    const answer = answers.shift();
    if (!answer) throw new TypeError("no network");
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status });

test("a write that got no answer is repeated with the same key", async () => {
  answers.push(() => { throw new TypeError("lost"); }, json({}, 503), json({ undo: "a7k" }));
  const written = api.undo("k2");
  await vi.runAllTimersAsync();
  expect((await written).undo).toBe("a7k");
  expect(new Set(calls.map((call) => call.headers["Idempotency-Key"])).size).toBe(1);
  expect(calls).toHaveLength(3);
});

test("two writes have two keys", async () => {
  answers.push(json({}), json({}));
  await api.undo("k2");
  await api.undo("k3");
  expect(new Set(calls.map((call) => call.headers["Idempotency-Key"])).size).toBe(2);
});

test("a refusal is not repeated, and carries its words", async () => {
  answers.push(json({ title: "Not found", detail: "There is no #9.", hint: "Search for it.", status: 404 }, 404));
  const refused = await api.undo("k2").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ message: "There is no #9.", hint: "Search for it.", status: 404 });
  expect(calls).toHaveLength(1);
});

test("an answer that is no JSON is still a problem with words", async () => {
  answers.push(() => new Response("<html>", { status: 500 }));
  const refused = await api.undo("k2").catch((error: unknown) => error);
  expect(refused).toMatchObject({ message: "The server answered 500." });
});

test("a server that never answers is given up after four tries", async () => {
  const lost = api.undo("k2").catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await lost).toBeInstanceOf(Unreachable);
  expect(calls).toHaveLength(4);
});

test("a search leaves empty values out and repeats lists", () => {
  expect(asSearch({ view: "all", q: "", tag: ["a", "b"], next: null })).toBe("?view=all&tag=a&tag=b");
});
