import { expect, test } from "vitest";
import { carry, pieces, toPoints, toUnits } from "../src/model/offsets";

const FAMILY = "👨‍👩‍👧‍👦";

test("without emoji code points and units are the same", () => {
  expect(toUnits("buy milk", 4)).toBe(4);
  expect(toPoints("buy milk", 4)).toBe(4);
});

test("an emoji is one code point and two units", () => {
  const text = "🥛 tomorrow";
  expect(text.slice(toUnits(text, 2), toUnits(text, 10))).toBe("tomorrow");
  expect(toPoints(text, 3)).toBe(2);
});

test("a family of emoji counts each of its code points", () => {
  const text = `${FAMILY} dinner fri`;
  const start = [...text].findIndex((_, at) => [...text].slice(at).join("").startsWith("fri"));
  expect(text.slice(toUnits(text, start), toUnits(text, start + 3))).toBe("fri");
});

test("there and back is the same place", () => {
  const text = "a🥛b👩‍🚀c";
  for (let point = 0; point <= [...text].length; point += 1) expect(toPoints(text, toUnits(text, point))).toBe(point);
});

test("past the end is the end", () => {
  expect(toUnits("ab", 9)).toBe(2);
});

test("typing behind a range leaves it, typing before it moves it", () => {
  expect(carry([[4, 7]], "pay fri", "pay fri now")).toEqual([[4, 7]]);
  expect(carry([[4, 7]], "pay fri", "repay fri")).toEqual([[6, 9]]);
});

test("a range whose words changed is gone", () => {
  expect(carry([[4, 7]], "pay fri", "pay fyi")).toEqual([]);
  expect(carry([[4, 7]], "pay fri", "pay ")).toEqual([]);
});

test("deleting the end of an un-marked word leaves the rest un-marked", () => {
  expect(carry([[4, 7]], "pay fri", "pay fr", true)).toEqual([[4, 6]]);
  expect(carry([[4, 7]], "pay fri", "fri", true)).toEqual([[0, 3]]);
});

test("a text is cut into marked and plain pieces that together are the text", () => {
  const text = "call 👩‍🚀 fri, high";
  const cut = pieces(text, [[11, 14], [16, 20]]);
  expect(cut.map((piece) => piece.text).join("")).toBe(text);
  expect(cut.filter((piece) => piece.mark !== null)).toHaveLength(2);
});

test("ranges outside the text or over another are left out", () => {
  expect(pieces("abc", [[0, 9], [0, 2], [1, 3]]).map((piece) => piece.text)).toEqual(["ab", "c"]);
});

test("a comma before a recognised word is not part of its mark", () => {
  const marked = pieces("call Mum 11am, remind 1 h before", [[9, 13], [13, 32]]).filter((piece) => piece.mark !== null);
  expect(marked.map((piece) => piece.text)).toEqual(["11am", "remind 1 h before"]);
});
