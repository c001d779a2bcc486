// Every word a person reads or hears stands once, in src/text, and is used.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { duplicates, entries, reads } from "./catalogue";
import { literals } from "./literals";

const WEB = join(import.meta.dirname, "..");
const SOURCE = join(WEB, "src");
const read = (file: string) => readFileSync(join(SOURCE, file), "utf8");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
/** Every file is read as a compiler reads it. */
const SLOW = { timeout: 60_000 };
const isText = (file: string) => file.startsWith("text/");

/** Names of others are the same in every language. */
const NAMES = new Set(["Android", "Chrome", "Edge", "Firefox", "LM Studio", "Linux", "Ollama", "Safari", "Windows"]);
/** Said to programs: an answer of JSON-RPC, an argument of a tool. */
const TO_PROGRAMS = new Set(["widget/host.ts: Unknown method", "widget/tools.ts: this one"]);

test("no module says anything that the catalogue does not", SLOW, () => {
  const said = files.filter((file) => !isText(file)).flatMap((file) => literals(file, read(file)).map((found) => ({ file, ...found })));
  const stray = said.filter(({ file, words }) => !NAMES.has(words) && !TO_PROGRAMS.has(`${file}: ${words}`));
  expect(stray.map(({ file, line, words }) => `${file}:${line} ${words}`)).toEqual([]);
});

test("neither do the files that no module can import into", () => {
  expect(literals("sw.js", readFileSync(join(WEB, "public/sw.js"), "utf8").replace(/"\[\[\w+\]\]"/g, "0"))).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(WEB, "public/manifest.webmanifest"), "utf8"));
  const said: string[] = [manifest.name, manifest.short_name, manifest.description, ...manifest.shortcuts.map((one: { name: string }) => one.name)];
  for (const words of said) expect(words).toMatch(/^\[\[\w+\]\]$/);
  for (const page of ["index.html", "board.html"]) {
    const html = readFileSync(join(WEB, page), "utf8").replace(/\[\[\w+\]\]/g, "");
    expect(html.replace(/<[^>]*>/g, "").trim(), page).toBe("");
    expect(html, page).not.toMatch(/name="description" content="[^"]/);
  }
  const styles = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
  for (const file of styles) expect(read(file), file).not.toMatch(/content: *"[^"]*\p{L}/u);
});

test("words are found wherever they can stand", () => {
  const source = `
    import { x } from "./Some Words";
    const menu = [{ id: "a", label: "open" }, { label: late ? "Move it" : \`for \${name}\` }];
    function said(n: number) { return n === 1 ? "One task moved." : "see-also"; }
    showToast("gone");
    const view = (
      <Line name="Own name" kind="quiet" class="some words">
        plain <kbd>Esc</kbd> {open && "inside"} {count} d
        <img alt="picture" title={"hint"} src="Some Source" onClick={() => tell("Well done")} />
        <p aria-label={done ? "done" : undefined} role={on ? "alert" : "status"}>{"·"}</p>
      </Line>
    );
    if (said === "Not said") throw new Error("Not for people.");`;
  const found = ["open", "Move it", "for", "One task moved.", "gone", "Own name", "plain", "inside", "d", "picture", "hint", "Well done", "done"];
  expect(literals("some.tsx", source).map(({ words }) => words)).toEqual(found);
});

test("what stands in the catalogue is used", SLOW, () => {
  const used = new Set([...files.flatMap((file) => reads(file, read(file))), ...reads("vite.words.ts", readFileSync(join(WEB, "vite.words.ts"), "utf8"))]);
  const unused = files.filter(isText).flatMap((file) => entries(file, read(file)).filter((entry) => !used.has(entry.id)));
  expect(unused.map(({ id }) => id)).toEqual([]);
});

test("an entry that nobody reads is noticed, by whatever name it is imported", () => {
  const source = `import * as say from "../text/sheet"; import { undo as back } from "../text/shared"; import * as other from "../model/route"; say.title; say.parts.due; other.x;`;
  expect(reads("Head.tsx", source)).toEqual(["shared.undo", "sheet.title", "sheet.parts"]);
  const module = `const own = "a"; export const title = own; export const day = "b"; export const twice = (day: number) => ({ day: title + day }); export interface Kind { a: string }`;
  expect(entries("text/sheet.ts", module).map(({ id }) => id)).toEqual(["sheet.title", "sheet.day", "sheet.twice"]);
  expect(reads("text/sheet.ts", module)).toEqual(["sheet.title"]);
});

test("nothing is said twice in the catalogue", () => {
  expect(duplicates(files.filter(isText).flatMap((file) => entries(file, read(file))))).toEqual([]);
});

test("the same words in two places are noticed, with and without values", () => {
  const module = `export const a = "Open"; export const b = (n: number) => \`\${n} are open\`; export const c = (a: number) => \`\${a} of \${a}\`;`;
  const other = `export const d = "Open"; export const e = (count: number) => \`\${count} are open\`; export const f = (a: number) => \`\${a} of \${a}\`;`;
  expect(duplicates([...entries("text/x.ts", module), ...entries("text/y.ts", other)])).toEqual(["x.a = y.d", "x.b = y.e"]);
});

test("the catalogue needs nothing but itself, and can be imported lazily", () => {
  for (const file of files.filter(isText)) {
    const modules = [...read(file).matchAll(/^import (?!type).* from "(.*)";$/gm)].map((match) => match[1]);
    expect(modules.every((module) => module?.startsWith("./")), file).toBe(true);
    // A module that exports `then` is taken for a promise.
    expect(entries(file, read(file)).map(({ id }) => id.split(".")[1])).not.toContain("then");
  }
});
