// Bundles the server into dist/: one small entry that answers `tools/list`, the rest in chunks that load on first use.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

await rm(new URL("../dist", import.meta.url), { recursive: true, force: true });

await build({
  absWorkingDir: new URL("..", import.meta.url).pathname,
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  // A fault's name and a stack's function names are read by people.
  keepNames: true,
  chunkNames: "chunks/[name]-[hash]",
  loader: { ".json": "json" },
  // Bundled CommonJS packages ask for Node's own modules by require.
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  logLevel: "warning",
});
