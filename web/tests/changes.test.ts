import { expect, test } from "vitest";
import { lines, pieces, through, undoes, who } from "../src/changes/sentence";
import type { ChangeEntry } from "../src/model/types";

const entry = (values: Partial<ChangeEntry> = {}): ChangeEntry => ({ at: "2026-11-24T13:20:00Z", actor: "person", client: "web", code: "a1", said: "", undone_by: null, reason: null, number: 1, cause: null, tasks: [], touched: 1, can_undo: true, ...values });
const rent = { id: 7, number: 18, title: "Pay rent, the whole of it" };

test("one changed date is a move with both days", () => {
  expect(pieces(entry({ said: "Changed #18 Pay rent, the whole of it: date Mon 30 Nov → Fri 27 Nov 09:00", tasks: [rent] }))).toEqual([
    { text: "moved " },
    { task: 18, title: rent.title },
    { text: " " },
    { name: "", before: "Mon 30 Nov", after: "Fri 27 Nov 09:00" },
  ]);
});

test("several values keep their names", () => {
  const found = pieces(entry({ said: "Changed #18 Pay rent, the whole of it: priority none → high, repeat every week on Tue, Thu → every day", tasks: [rent] }));
  expect(found.slice(3)).toEqual([{ name: "priority", before: "none", after: "high" }, { text: ", " }, { name: "repeat", before: "every week on Tue, Thu", after: "every day" }]);
});

test("a title cut short still leads to its task", () => {
  expect(pieces(entry({ said: "Deleted #18 Pay rent, the…", tasks: [rent] }))).toEqual([{ text: "deleted " }, { task: 18, title: rent.title }]);
});

test("several added ones are counted", () => {
  const eggs = { id: 1, number: 1, title: "Eggs" };
  const milk = { id: 2, number: 2, title: "Oat milk" };
  expect(pieces(entry({ said: "Added #1 Eggs, #2 Oat milk", tasks: [eggs, milk], touched: 2 }))).toEqual([{ text: "added 2: " }, { task: 1, title: "Eggs" }, { text: ", " }, { task: 2, title: "Oat milk" }]);
});

test("markup and arrows in a title stay words", () => {
  const odd = { id: 1, number: 1, title: "<img onerror> a → b" };
  expect(pieces(entry({ said: "Completed #1 <img onerror> a → b", tasks: [odd] }))).toEqual([{ text: "finished " }, { task: 1, title: odd.title }]);
});

test("it says who and through what", () => {
  expect(who(entry())).toBe("You");
  expect(who(entry({ client: "assistant:k7" }))).toBe("Assistant");
  expect(who(entry({ client: "Claude Desktop" }))).toBe("Claude Desktop");
  expect(who(entry({ actor: "service:recurring", client: "recurring" }))).toBe("Tasklark");
  expect(through(entry({ reason: "eggs for Friday" }), new Map())).toBe("you asked: “eggs for Friday”");
});

test("what was undone is marked, and its undo is not told twice", () => {
  const undo = entry({ number: 2, code: "b2", said: "Undid a1 of #18 Pay rent", at: "2026-11-24T13:52:00Z" });
  const found = lines([undo, entry({ undone_by: "b2", said: "Deleted #18 Pay rent" })]);
  expect(found).toHaveLength(1);
  expect(found[0]?.undone).toEqual({ at: undo.at, code: "b2", who: "You" });
});

test("the undo of something older than the list stands for itself", () => {
  expect(lines([entry({ code: "b2", said: "Undid zz of #18 Pay rent" })])).toHaveLength(1);
  expect(undoes("Undid a1, a2 of #18 Pay rent")).toEqual(["a1", "a2"]);
  expect(undoes("Undid a1")).toEqual(["a1"]);
});
