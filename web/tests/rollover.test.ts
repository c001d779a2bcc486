import { afterEach, beforeEach, expect, test } from "vitest";
import { dayPerson, now } from "../src/model/clock";
import { followDays, nextDay, shownDay, showNextDay } from "../src/model/rollover";
import { route } from "../src/model/route";
import { me } from "../src/model/store";
import type { Me } from "../src/model/types";
import { MADRID } from "./task";

const at = (iso: string) => (now.value = Date.parse(iso));
let stop = () => {};

beforeEach(() => {
  dayPerson.value = MADRID;
  at("2026-11-24T22:00:00Z");
  route.value = { board: { view: "today" }, task: null, chat: null };
  me.value = { ...MADRID } as Me;
  stop = followDays();
});

afterEach(() => stop());

test("the list follows at the day start, not at midnight", () => {
  at("2026-11-24T23:30:00Z");
  expect(shownDay.value).toBe("2026-11-24");
  at("2026-11-25T03:00:00Z");
  expect(shownDay.value).toBe("2026-11-25");
});

test("with an open sheet the new day waits until it is asked for", () => {
  route.value = { ...route.value, task: 131 };
  at("2026-11-25T03:00:00Z");
  expect([shownDay.value, nextDay.value]).toEqual(["2026-11-24", "2026-11-25"]);
  showNextDay();
  expect([shownDay.value, nextDay.value]).toEqual(["2026-11-25", null]);
});

test("before the person is known the day is a guess: nothing waits", () => {
  me.value = null;
  route.value = { ...route.value, task: 131 };
  at("2026-11-25T03:00:00Z");
  expect([shownDay.value, nextDay.value]).toEqual(["2026-11-25", null]);
});
