// Replays buyers' questions through the built server and says what each answer misses. `--write` puts the table into docs/method.md.
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// Inside the checkout, so that packages left out of the bundle are found.
const folder = await mkdtemp(join(root, "node_modules", ".evals-"));
try {
  const outfile = join(folder, "run.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["evals/run.ts"],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  const { run } = await import(pathToFileURL(outfile).href);
  const isWhole = await run(root, console.log, process.argv.includes("--write"));
  process.exitCode = isWhole ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
