// The library's types: what `src/index.ts` shows of the declarations, and what those need.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules/typescript/bin/tsc");
// tsc leaves the sources' own ".ts" in the declarations; a consumer's compiler looks for what stands beside a ".js".
const RELATIVE_IMPORT = /(\bfrom\s+"|\bimport\("|\bimport\s+")(\.{1,2}\/[^"]+)\.ts"/g;

export async function writeDeclarations(folder) {
  const emitted = join(folder, ".emitted");
  await promisify(execFile)(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", emitted], { cwd: root });
  const waiting = [join(emitted, "src/index.d.ts")];
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = await readFile(file, "utf8");
    for (const [, , specifier] of text.matchAll(RELATIVE_IMPORT)) {
      const target = join(dirname(file), `${specifier}.d.ts`);
      if (!seen.has(target)) waiting.push(target);
      seen.add(target);
    }
    const copy = join(folder, relative(join(emitted, "src"), file));
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, text.replace(RELATIVE_IMPORT, '$1$2.js"'));
  }
  await rm(emitted, { recursive: true, force: true });
}
