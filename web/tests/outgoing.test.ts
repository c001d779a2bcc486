import { beforeEach, afterEach, expect, test, vi } from "vitest";
import { Problem, Unreachable } from "../src/model/api";
import { Outgoing, SetAside, TakenBack, type Entry, type Surroundings } from "../src/model/outgoing";
import { memoryShelf, type Shelf } from "../src/model/shelf";

/** A server for the queue: what it was sent, and what it answers to each. */
let sent: string[] = [];
let answer: (entry: Entry) => unknown = (entry) => ({ said: entry.key });
let alive = new Set<string>();
let away = false;
let shelf: Shelf<Entry>;
let waiting: readonly Entry[] = [];
let lost: readonly Entry[] = [];
const delivered: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answer = (entry) => ({ said: entry.key });
  alive = new Set(["a"]);
  away = false;
  shelf = memoryShelf();
  waiting = lost = [];
  delivered.length = 0;
});

afterEach(() => vi.useRealTimers());

function queue(page = "a"): Outgoing {
  const around: Surroundings = {
    page,
    shelf,
    transmit: async (entry) => {
      sent.push(entry.key);
      return answer(entry);
    },
    livingPages: async () => alive,
    alone: (_name, work) => work(),
    isAway: () => away,
    onChange: (now, refused) => ([waiting, lost] = [now, refused]),
    onDelivered: (entry) => delivered.push(entry.key),
  };
  return new Outgoing(around);
}

let order = 0;
function change(key: string, row = 1, page = "a"): Entry {
  return { key, order: ++order, page, method: "PATCH", path: `/api/tasks/${row}`, body: { title: key }, shown: [[row, { title: key }]], made: "2026-11-24T13:20:00.000Z", words: key };
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

const keysOf = async () => (await shelf.all()).map((entry) => entry.key);

test("a change is written down before it is sent and crossed out when it is answered", async () => {
  const out = queue();
  let noted: string[] = [];
  answer = (entry) => {
    void keysOf().then((keys) => (noted = keys));
    return { said: entry.key };
  };
  expect(await out.carry(change("one"))).toEqual({ said: "one" });
  expect(noted).toEqual(["one"]);
  expect(await keysOf()).toEqual([]);
  expect(waiting).toEqual([]);
});

test("what gets no answer waits, and goes in the order it was made when somebody answers", async () => {
  const out = queue();
  answer = fail(new Unreachable());
  const answers = [out.carry(change("one")), out.carry(change("two")), out.carry(change("three", 2))];
  await vi.advanceTimersByTimeAsync(2000);
  expect(waiting.map((entry) => entry.key)).toEqual(["one", "two", "three"]);
  expect(await keysOf()).toEqual(["one", "two", "three"]);
  answer = (entry) => ({ said: entry.key });
  sent = [];
  await out.pump();
  expect(await Promise.all(answers)).toEqual([{ said: "one" }, { said: "two" }, { said: "three" }]);
  expect(sent).toEqual(["one", "two", "three"]);
  expect(await keysOf()).toEqual([]);
});

test("one that comes while others wait goes behind them", async () => {
  const out = queue();
  answer = fail(new Unreachable());
  void out.carry(change("one"));
  await vi.advanceTimersByTimeAsync(1);
  const second = out.carry(change("two", 2));
  answer = (entry) => ({ said: entry.key });
  sent = [];
  await vi.runAllTimersAsync();
  expect(await second).toEqual({ said: "two" });
  expect(sent).toEqual(["one", "two"]);
});

test("a server that flaps gets no storm and in the end every change once more than it broke", async () => {
  const out = queue();
  let tries = 0;
  answer = (entry) => {
    tries += 1;
    if (tries % 3 !== 0) throw new Unreachable();
    return { said: entry.key };
  };
  const all = Promise.all([1, 2, 3, 4].map((row) => out.carry(change(`c${row}`, row))));
  await vi.runAllTimersAsync();
  expect(await all).toHaveLength(4);
  expect(waiting).toEqual([]);
  expect(tries).toBeLessThanOrEqual(16);
});

test("the next page takes over what a page that is gone has left, with the same keys", async () => {
  const first = queue("a");
  answer = fail(new Unreachable());
  void first.carry(change("one"));
  void first.carry(change("two", 2));
  await vi.advanceTimersByTimeAsync(10);

  alive = new Set(["b"]);
  answer = (entry) => ({ said: entry.key });
  sent = [];
  const second = queue("b");
  await second.adopt();
  await second.pump();
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.slice(0, 2)).toEqual(["one", "two"]);
  expect(delivered).toEqual(["one", "two"]);
  expect(await keysOf()).toEqual([]);
});

test("what a page that lives is sending is left to it", async () => {
  await shelf.put("one", change("one", 1, "other"));
  alive = new Set(["a", "other"]);
  await queue("a").adopt();
  expect(sent).toEqual([]);
  expect(await keysOf()).toEqual(["one"]);
});

test("a person who was signed out meanwhile loses nothing", async () => {
  const out = queue();
  let signedIn = false;
  answer = (entry) => {
    if (!signedIn) throw new Problem(401, { detail: "Sign in." });
    return { said: entry.key };
  };
  const written = out.carry(change("one"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting.map((entry) => entry.key)).toEqual(["one"]);
  signedIn = true;
  await vi.runAllTimersAsync();
  expect(await written).toEqual({ said: "one" });
});

test("a refusal at once goes to its caller and leaves nothing behind", async () => {
  const out = queue();
  answer = fail(new Problem(404, { detail: "There is no #9." }));
  await expect(out.carry(change("one"))).rejects.toThrow("There is no #9.");
  expect(await keysOf()).toEqual([]);
  expect(lost).toEqual([]);
});

test("a refusal after a wait keeps what was wanted until it is read, over a reload too", async () => {
  const out = queue();
  away = true;
  const written = out.carry(change("one"));
  const refused = expect(written).rejects.toBeInstanceOf(SetAside);
  await vi.advanceTimersByTimeAsync(1);
  answer = fail(new Problem(422, { detail: "I cannot read “one”.", hint: "Say a day." }));
  await out.pump();
  await refused;
  expect(lost.map((entry) => entry.refused?.said)).toEqual(["I cannot read “one”. Say a day."]);

  alive = new Set(["b"]);
  const next = queue("b");
  await next.adopt();
  expect(lost.map((entry) => entry.key)).toEqual(["one"]);
  const [entry] = lost;
  if (entry) next.settle(entry);
  expect(lost).toEqual([]);
  expect(await keysOf()).toEqual([]);
});

test("a refused one that is sent again goes under its own key", async () => {
  const out = queue();
  away = true;
  void out.carry(change("one")).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1);
  answer = fail(new Problem(409, { detail: "Changed.", conflicts: { title: { theirs: "x", yours: "one" } } }));
  await out.pump();
  expect(lost[0]?.refused?.conflicts).toEqual({ title: { theirs: "x", yours: "one" } });
  answer = (entry) => ({ said: entry.key });
  sent = [];
  const [entry] = lost;
  if (entry) out.settle(entry, true);
  await vi.runAllTimersAsync();
  expect(sent).toEqual(["one"]);
  expect(delivered).toEqual(["one"]);
});

test("a change on which the server breaks each time is set aside, so that others get through", async () => {
  const out = queue();
  answer = (entry) => {
    if (entry.key === "bad") throw new Problem(500, {});
    return { said: entry.key };
  };
  const bad = out.carry(change("bad")).catch((error: unknown) => error);
  const good = out.carry(change("good", 2));
  await vi.runAllTimersAsync();
  expect(await bad).toBeInstanceOf(SetAside);
  expect(await good).toEqual({ said: "good" });
  expect(lost.map((entry) => entry.key)).toEqual(["bad"]);
});

test("what was never sent can be taken back, what was tried cannot", async () => {
  const out = queue();
  away = true;
  const first = out.carry(change("one")).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1);
  expect(out.takeBack()?.key).toBe("one");
  expect(await first).toBeInstanceOf(TakenBack);
  expect(await keysOf()).toEqual([]);

  answer = fail(new Unreachable());
  void out.carry(change("two"));
  await vi.advanceTimersByTimeAsync(2000);
  expect(out.takeBack()).toBeNull();
  expect(waiting.map((entry) => entry.key)).toEqual(["two"]);
});
