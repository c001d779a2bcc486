import { expect, test } from "vitest";
import { ahead, difference } from "../src/views/ZoneBanner";

const NOON = Date.parse("2026-11-24T12:00:00Z");

test("zones are compared at this instant, over midnight too", () => {
  expect(ahead("America/New_York", "Europe/Madrid", NOON)).toBe(-360);
  expect(ahead("Asia/Kolkata", "Europe/Madrid", NOON)).toBe(270);
  expect(ahead("Pacific/Auckland", "Europe/Madrid", NOON)).toBe(720);
  expect(ahead("Europe/Paris", "Europe/Madrid", NOON)).toBe(0);
});

test("a difference is said in hours, with the half ones", () => {
  expect([-360, 270, 0].map(difference)).toEqual(["−6 h", "+4:30 h", "+0 h"]);
});
