import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { sandboxDialects } from "../../scripts/sandbox-dialects.mjs";
import { ROOT } from "./clients.ts";

const BUNDLES = join(tmpdir(), "bundle-");

/** One of our TypeScript files as a program that Node runs by itself. `entry` is relative to the project, or to a copy of it. */
export async function bundle(entry: string, root = ROOT): Promise<string> {
  const outdir = mkdtempSync(BUNDLES);
  await build({
    absWorkingDir: root,
    entryPoints: { program: entry },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [sandboxDialects],
    loader: { ".json": "json" },
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  return join(outdir, "program.mjs");
}

/** The command as it is shipped; bundled on the spot where nobody has built it. */
export async function commandEntry(): Promise<string> {
  const built = join(ROOT, "dist/main.js");
  return existsSync(built) ? built : bundle("src/main.ts");
}

/** Removes what was bundled, and nothing that was built. */
export function removeBundle(program: string): void {
  if (program.startsWith(BUNDLES)) rmSync(dirname(program), { recursive: true, force: true });
}
