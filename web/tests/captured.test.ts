import { expect, test } from "vitest";
import { sharedWords } from "../src/quick/captured";

const shared = (given: Record<string, string>) => sharedWords(new URLSearchParams(given));

test("what is shared becomes one line, each part once", () => {
  expect(shared({ title: "Fig trees", text: "how to prune", url: "http://figs.example/prune" })).toBe("Fig trees how to prune http://figs.example/prune");
  expect(shared({ title: "Fig trees", text: "Fig trees http://figs.example/", url: "http://figs.example/" })).toBe("Fig trees http://figs.example/");
  expect(shared({ title: "same", text: "same" })).toBe("same");
  expect(shared({ title: "", text: "first\nsecond", url: "" })).toBe("first second");
});

test("a link that gives several lines keeps them", () => {
  expect(shared({ text: "eggs\nmilk" })).toBe("eggs\nmilk");
  expect(shared({})).toBe("");
});
