// The first load, everything a browser fetches before it shows tasks, stays small.
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

const LIMIT_KB = 130;

type Output = Rolldown.RolldownOutput["output"][number];

/** The entry, what it imports at once, all styles, the fonts and the page itself; lazy chunks come later. */
function isFirst(part: Output, eager: ReadonlySet<string>): boolean {
  if (part.type === "chunk") return eager.has(part.fileName);
  return /\.(woff2|html)$/.test(part.fileName) || /index-.*\.css$/.test(part.fileName);
}

function eagerChunks(output: readonly Output[]): Set<string> {
  const chunks = new Map(output.flatMap((part) => (part.type === "chunk" ? [[part.fileName, part] as const] : [])));
  const waiting = [...chunks.values()].filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName);
  const found = new Set<string>();
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(chunks.get(name)?.imports ?? []));
  }
  return found;
}

const bytes = (part: Output) => {
  const body = part.type === "chunk" ? part.code : part.source;
  // Fonts are compressed already; a server sends them as they are.
  return part.fileName.endsWith(".woff2") ? body.length : gzipSync(body).length;
};

test("the first load stays under 130 kB", { timeout: 60_000 }, async () => {
  const built = (await build({ logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
  const eager = eagerChunks(built.output);
  const kilobytes = built.output.filter((part) => isFirst(part, eager)).reduce((sum, part) => sum + bytes(part), 0) / 1000;
  expect(kilobytes).toBeGreaterThan(60);
  expect(kilobytes).toBeLessThanOrEqual(LIMIT_KB);
});
