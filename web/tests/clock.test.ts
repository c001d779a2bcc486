import { afterEach, expect, test, vi } from "vitest";
import { addDays, assumeSkew, clock, dayLabel, dayOf, daysBetween, dayWord, dueDay, dueWall, now, serverMoment, setServerTime, span, startClock, wallIn, wallOf, weekdayOf } from "../src/model/clock";
import { months, monthsShort, weekdays, weekdaysShort } from "../src/text/dates";
import { due, MADRID } from "./task";

test("an instant is read on the person's wall clock", () => {
  expect(wallIn("Europe/Madrid", Date.parse("2026-11-24T13:20:00Z"))).toEqual({ date: "2026-11-24", time: "14:20" });
  expect(wallIn("Asia/Tokyo", Date.parse("2026-11-24T23:30:00Z"))).toEqual({ date: "2026-11-25", time: "08:30" });
});

test("midnight is 00, never 24", () => {
  expect(wallIn("UTC", Date.parse("2026-11-24T00:05:00Z")).time).toBe("00:05");
});

test("before the day start it is still yesterday", () => {
  expect(dayOf({ date: "2026-11-29", time: "00:30" }, MADRID)).toBe("2026-11-28");
  expect(dayOf({ date: "2026-11-29", time: "04:00" }, MADRID)).toBe("2026-11-29");
});

test("a task at 01:30 belongs to the evening before", () => {
  expect(dueDay(due("2026-11-29", "01:30"), MADRID)).toBe("2026-11-28");
  expect(dueDay(due("2026-11-29"), MADRID)).toBe("2026-11-29");
});

test("a fixed zone is shown on the person's own clock", () => {
  const meeting = due("2026-11-24", "09:00", "America/New_York", "2026-11-24T14:00:00.000Z");
  expect(dueWall(meeting, MADRID)).toEqual({ date: "2026-11-24", time: "15:00" });
});

test("a floating due is the same wherever the person is", () => {
  const away = { ...MADRID, away: { zone: "America/New_York", until: "2026-11-30" } };
  expect(dueWall(due("2026-11-24", "09:00", null, "2026-11-24T14:00:00.000Z"), away).time).toBe("09:00");
});

test("away, the clock is the other zone's until the day it ends", () => {
  const away = { ...MADRID, away: { zone: "America/New_York", until: "2026-11-24" } };
  expect(wallOf(Date.parse("2026-11-24T14:00:00Z"), away).time).toBe("09:00");
  expect(wallOf(Date.parse("2026-11-25T14:00:00Z"), away).time).toBe("15:00");
});

test("days are counted without a zone, over months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysBetween("2026-11-20", "2026-11-24")).toBe(4);
  expect(weekdayOf("2026-11-24")).toBe(2);
});

test("a date names its month when it is not this one", () => {
  expect(dayLabel("2026-11-27", "2026-11-24")).toBe("Fri 27");
  expect(dayLabel("2026-12-02", "2026-11-24")).toBe("Wed 2 Dec");
  expect(dayLabel("2027-01-04", "2026-11-24")).toBe("Mon 4 Jan 2027");
  expect(dayWord("2026-11-25", "2026-11-24")).toBe("Tomorrow");
});

test("days and months have their names in the order of the calendar", () => {
  expect(weekdays.map((name) => name.slice(0, 3))).toEqual([...weekdaysShort]);
  expect(weekdays.join(" ")).toBe("Sunday Monday Tuesday Wednesday Thursday Friday Saturday");
  expect(monthsShort.join(" ")).toBe("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
  expect(months[8]).toBe("September");
});

test("times are written as the person reads them", () => {
  expect(clock("14:20", MADRID)).toBe("14:20");
  expect(clock("14:20", { clock24: false })).toBe("2:20 pm");
  expect(clock("00:05", { clock24: false })).toBe("12:05 am");
});

test("a length of time has one unit", () => {
  expect([40, 60, 179, 3000].map(span)).toEqual(["40 min", "1 h", "2 h", "2 d"]);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  assumeSkew(0);
});

test("a computer whose clock is wrong by hours says the server's time", () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-24T20:20:00Z") });
  setServerTime("2026-11-24T13:20:00.000Z");
  vi.advanceTimersByTime(90_000);
  expect(serverMoment()).toBe("2026-11-24T13:21:30.000Z");
});

test("a clock that is set while the page is open has the server asked anew", () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-24T13:20:30Z") });
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", { addEventListener: () => undefined, removeEventListener: () => undefined, visibilityState: "visible" });
  let jumps = 0;
  const stop = startClock(() => (jumps += 1));
  vi.advanceTimersByTime(180_000);
  expect(jumps).toBe(0);
  expect(new Date(now.value).toISOString().slice(0, 16)).toBe("2026-11-24T13:23");
  vi.setSystemTime(Date.parse("2026-11-24T18:23:30Z"));
  vi.advanceTimersByTime(60_000);
  expect(jumps).toBe(1);
  stop();
});
