import { readdirSync } from "node:fs";
import type { Dialect } from "./dialect.ts";

// The folders beside this file. The build puts their imports in place of this module (scripts/sandbox-dialects.mjs).
const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The dialects that the sandbox speaks: a folder each, and no list to keep. */
export const DIALECTS: readonly Dialect[] = await Promise.all(
  folders.map(async ({ name }) => ((await import(`./${name}/answer.ts`)) as { readonly dialect: Dialect }).dialect),
);
