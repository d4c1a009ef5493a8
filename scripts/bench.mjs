// Builds and runs the benchmarks of bench/, each beside its floor measured in the same run.
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { sandboxDialects } from "./sandbox-dialects.mjs";

const wanted = process.argv.slice(2);
const root = new URL("..", import.meta.url).pathname;
// Inside the checkout, so that packages left out of the bundle are found.
const folder = await mkdtemp(join(root, "node_modules", ".bench-"));
try {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["bench/*.ts"],
    outdir: folder,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [sandboxDialects],
    write: true,
    metafile: true,
    logLevel: "warning",
  }).then(({ metafile }) => ({ outputFiles: Object.keys(metafile.outputs) }));
  for (const file of outputFiles.sort()) {
    const name = file.split("/").at(-1).replace(/\.js$/, "");
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { run } = await import(pathToFileURL(join(root, file)).href);
    console.log(`\n## ${name}\n`);
    await run();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
