// The board of chat hosts: one file, small, that could not reach another host if it wanted to.
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

const LIMIT_KB = 40;
/** Names of vocabularies inside SVG and HTML; nothing is fetched by them. */
const VOCABULARIES = /https?:\/\/www\.w3\.org\/[\w/]+/g;

test("the board is one file under 40 kB that names no host", { timeout: 60_000 }, async () => {
  const built = (await build({ configFile: "vite.board.config.ts", logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
  expect(built.output.map((part) => part.fileName)).toEqual(["board.html"]);
  const [page] = built.output as unknown as [Rolldown.OutputAsset];
  const text = String(page.source);
  expect(gzipSync(text).length / 1000).toBeLessThanOrEqual(LIMIT_KB);
  expect(text).not.toMatch(/<(script|img|link)[^>]+(src|href)=/);
  expect(text.replace(VOCABULARIES, "")).not.toMatch(/https?:\/\//);
});
