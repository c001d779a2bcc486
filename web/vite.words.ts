// Words of files that no module can import into (the page, the manifest, the service worker): the build writes them in, from the catalogue.
import { readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Plugin } from "vite";
import * as page from "./src/text/page.ts";
import * as shared from "./src/text/shared.ts";

const WORDS: Readonly<Record<string, string>> = {
  product: shared.product,
  description: page.description,
  needsJavaScript: page.needsJavaScript,
  tasks: shared.tasks,
  addTask: shared.addTask,
  upcoming: shared.upcoming,
  done: shared.done,
  snooze: shared.snooze,
  snoozeWords: shared.snoozeWords,
};

/** `[[done]]` becomes `Done`; a name that the catalogue lacks ends the build. */
function filled(source: string): string {
  return source.replace(/\[\[(\w+)\]\]/g, (_whole, name: string) => {
    const words = WORDS[name];
    if (words === undefined) throw new Error(`No words are called ${name}.`);
    return words;
  });
}

const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".webmanifest": "application/manifest+json" };

/** `files`: those of `public` that hold words. */
export function writeWords(...files: readonly string[]): Plugin {
  return {
    name: "write-words",
    transformIndexHtml: { order: "pre", handler: filled },
    configureServer({ config, middlewares }) {
      for (const file of files) {
        middlewares.use(`/${file}`, (_request, response) => {
          response.setHeader("Content-Type", TYPES[extname(file)] ?? "text/plain");
          response.end(filled(readFileSync(join(config.publicDir, file), "utf8")));
        });
      }
    },
    writeBundle({ dir }) {
      if (!dir) throw new Error("The build has no folder.");
      for (const file of files) writeFileSync(join(dir, file), filled(readFileSync(join(dir, file), "utf8")));
    },
  };
}
