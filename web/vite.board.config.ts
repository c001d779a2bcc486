// The board for chat hosts is built into one file: a frame without a network can load nothing else.
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { writeWords } from "./vite.words.ts";

export default defineConfig({
  plugins: [preact(), writeWords(), viteSingleFile({ removeViteModuleLoader: true })],
  publicDir: false,
  build: { outDir: "../mcp_server/static", emptyOutDir: true, target: "es2022", rolldownOptions: { input: "board.html" } },
});
