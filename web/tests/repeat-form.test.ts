// The choices of the repeat part and the rule they stand for.
import { describe, expect, test } from "vitest";
import { formOf, freshForm, ruleOf } from "../src/sheet/repeat-form";

const TUESDAY = "2026-11-24";
const repeat = (rule: string) => ({ rule, anchor: "schedule" as const, holidays: "none" as const });

describe("a rule the choices can say comes back as the same rule", () => {
  test.each([
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=TU,TH,SA",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;UNTIL=20301124",
    "FREQ=DAILY;COUNT=10",
  ])("%s", (rule) => {
    const form = formOf(repeat(rule), TUESDAY);
    expect(form && ruleOf(form)).toBe(rule);
  });
});

test.each(["FREQ=MONTHLY;BYDAY=1MO,3MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=DAILY;BYHOUR=9,12", "FREQ=SECONDLY", "nonsense"])(
  "%s stays text",
  (rule) => expect(formOf(repeat(rule), TUESDAY)).toBeNull(),
);

test("a new repeat is weekly on the day it is due", () => {
  expect(ruleOf(freshForm(TUESDAY))).toBe("FREQ=WEEKLY;BYDAY=TU");
});

test("the last week of a month offers its last weekday", () => {
  expect(freshForm("2026-11-30").nth).toBe(-1);
});

test("a weekly rule that names no day means the day it is due", () => {
  const form = formOf(repeat("FREQ=WEEKLY"), TUESDAY);
  expect(form?.days).toEqual(["TU"]);
});
