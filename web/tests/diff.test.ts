// The diff of a client's configuration, as the settings show it.
import { expect, test } from "vitest";
import { diffLines } from "../src/settings/diff";

const DIFF = `--- a.json
+++ a.json
@@ -1,3 +1,4 @@
 {
-  "a": 1
+  "a": 1,
+  "b": 2
 }
`;

test("lines carry the new file's numbers, removed ones none", () => {
  expect(diffLines(DIFF).map(({ number, sign, text }) => `${number ?? "-"}${sign}${text}`)).toEqual(["1 {", '--  "a": 1', '2+  "a": 1,', '3+  "b": 2', "4 }"]);
});

test("a second hunk goes on from its own place", () => {
  const second = `${DIFF}@@ -20,1 +21,1 @@\n x\n`;
  expect(diffLines(second).at(-1)).toEqual({ number: 21, sign: " ", text: "x" });
});

test("a new file is all added", () => {
  expect(diffLines("--- a\n+++ a\n@@ -0,0 +1,2 @@\n+{\n+}\n").map((line) => line.number)).toEqual([1, 2]);
});
