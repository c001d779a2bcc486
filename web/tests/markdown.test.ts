// Markdown becomes nodes: nothing that was written can become markup.
import { isValidElement, type VNode } from "preact";
import { expect, test } from "vitest";
import { Markdown } from "../src/ui/Markdown";

interface Found {
  types: string[];
  text: string;
  links: string[];
}

function walk(node: unknown, found: Found): Found {
  if (typeof node === "string" || typeof node === "number") found.text += node;
  if (Array.isArray(node)) for (const one of node) walk(one, found);
  if (!isValidElement(node)) return found;
  const { type, props } = node as VNode<{ children?: unknown; href?: string }>;
  // Components of ours are drawn too.
  if (typeof type === "function") return walk((type as (given: unknown) => unknown)(props), found);
  if (typeof type === "string") found.types.push(type);
  if (props.href) found.links.push(props.href);
  expect(props).not.toHaveProperty("dangerouslySetInnerHTML");
  return walk(props.children, found) && found;
}

const read = (text: string) => walk(Markdown({ text }), { types: [], text: "", links: [] });

test("emphasis, lists and code are nodes", () => {
  expect(read("- **a** and `b`").types).toEqual(["ul", "li", "span", "b", "code"]);
});

test.each(["<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<b>bold</b>"])("%s is shown as it was written", (text) => {
  const found = read(text);
  expect(found.text).toBe(text);
  expect(found.types.filter((type) => !["p", "span"].includes(type))).toEqual([]);
});

test("only web and mail addresses become links", () => {
  expect(read("[a](javascript:alert(1)) [b](https://example.org) [c](data:text/html,x)").links).toEqual(["https://example.org"]);
});

test("a picture is not fetched, its words are shown", () => {
  expect(read("![a cat](https://example.org/cat.png)")).toMatchObject({ links: [], text: "a cat" });
});

test("a task's number leads to it", () => {
  expect(read("see #131").links).toEqual(["/task/131"]);
});

test("signs come out as they were typed", () => {
  expect(read('Fish & chips < 5 "now"').text).toBe('Fish & chips < 5 "now"');
});

test("lines stay lines, and signs of repeats and reminders are drawn", () => {
  const found = read("#3 water the plants | 18:00 ↻ every 3 days ⏰\nthen the rest");
  expect(found.types.filter((type) => ["svg", "br", "a"].includes(type))).toEqual(["a", "svg", "svg", "br"]);
  expect(found.text).not.toMatch(/[↻⏰]/);
});
