// The page is built into api/static, where the Python server finds it; `npm run dev` proxies to a running one.
/// <reference types="vitest/config" />
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";
import { writeWords } from "./vite.words.ts";

const SERVER = "http://127.0.0.1:7400";

/** Fonts are named in the stylesheet only; a preload lets them start beside it instead of after it. */
function preloadFonts(): Plugin {
  return {
    name: "preload-fonts",
    apply: "build",
    transformIndexHtml(_html, context) {
      const fonts = Object.keys(context.bundle ?? {}).filter((name) => name.endsWith(".woff2"));
      return fonts.map((name) => ({
        tag: "link",
        attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${name}` },
        injectTo: "head" as const,
      }));
    },
  };
}

/** The service worker keeps the built files: their names are written into it, never by hand. */
function nameFilesInWorker(): Plugin {
  return {
    name: "name-files-in-worker",
    apply: "build",
    writeBundle({ dir }, bundle) {
      const entry = Object.values(bundle).find((part) => part.type === "chunk" && part.isEntry)?.fileName;
      if (!dir || !entry) throw new Error("The build has no entry to name in the service worker.");
      const files = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      const worker = join(dir, "sw.js");
      writeFileSync(worker, withFiles(readFileSync(worker, "utf8"), files.sort().map((name) => `/${name}`), `/${entry}`));
    },
  };
}

function withFiles(source: string, files: readonly string[], entry: string): string {
  const named = source.replace("const FILES = [];", `const FILES = ${JSON.stringify(files)};`).replace('const ENTRY = "";', `const ENTRY = ${JSON.stringify(entry)};`);
  if (!named.includes(entry)) throw new Error("The service worker has no place for its files.");
  return named;
}

/** What the page begins with is one file, which compresses better than ten; words of the catalogue stand where they are used. */
const bundling = {
  optimization: { inlineConst: { mode: "all" as const, pass: 2 } },
  output: { codeSplitting: { groups: [{ name: "page", tags: ["$initial" as const] }] } },
};

export default defineConfig({
  plugins: [preact(), preloadFonts(), nameFilesInWorker(), writeWords("manifest.webmanifest", "sw.js")],
  build: { outDir: "../api/static", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: bundling },
  server: {
    port: 5173,
    proxy: {
      "/api": SERVER,
      "/agui": SERVER,
      "/mcp": SERVER,
      "/live": { target: SERVER, ws: true },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node", css: true },
});
