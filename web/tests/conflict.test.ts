// Both values of a conflict, as people read them.
import { expect, test } from "vitest";
import { valueWords } from "../src/sheet/Conflict";

test.each([
  ["title", "Pay rent", "Pay rent"],
  ["notes", "", "nothing"],
  ["due", null, "nothing"],
  ["due", { words: "tomorrow 9" }, "tomorrow 9"],
  ["tags", ["home", "money"], "home, money"],
  ["tags", [], "nothing"],
  ["reminders", [{ id: 1, words: "1 h before", fire_at: null, state: "scheduled" }], "1 h before"],
  ["repeat", { rule: "FREQ=DAILY", words: "every day" }, "every day"],
])("%s %j is said as %s", (field, value, words) => expect(valueWords(field, value)).toBe(words));
