// The one-click bundle: the built server with its manifest, words and picture, packed and validated.
// node scripts/mcpb/bundle.mjs [file.mcpb]
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceModule } from "../source-module.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { mcpbManifest, mcpbStrings } = await sourceModule("scripts/mcpb/manifest.ts");
const { name, version } = mcpbManifest;
const target = resolve(process.argv[2] ?? join(root, `${name}-${version}.mcpb`));
const tool = (...args) =>
  execFileSync(process.execPath, [join(root, "node_modules/@anthropic-ai/mcpb/dist/cli/cli.js"), ...args]);

const staging = mkdtempSync(join(tmpdir(), "sourcing-mcpb-"));
try {
  // The program and what it reads: the library and its types are for those who install from npm.
  const unread = new Set(["dist/index.js", "dist/library", "dist/types"].map((path) => join(root, path)));
  for (const path of ["dist", "docs", "LICENSE"])
    cpSync(join(root, path), join(staging, path), { recursive: true, filter: (file) => !unread.has(file) });
  cpSync(join(root, "scripts/mcpb/icon.png"), join(staging, "icon.png"));
  const write = (path, value) => writeFileSync(join(staging, path), `${JSON.stringify(value, null, 2)}\n`);
  write("package.json", { name, version, type: "module" });
  write("manifest.json", mcpbManifest);
  mkdirSync(join(staging, "locales"));
  for (const [locale, strings] of Object.entries(mcpbStrings)) write(`locales/${locale}.json`, strings);
  tool("validate", join(staging, "manifest.json"));
  tool("pack", staging, target);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
console.log(target);
