import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import * as library from "../../src/index.ts";
import { ROOT } from "../support/clients.ts";

const TEXT = readFileSync(join(ROOT, "docs", "library.md"), "utf8");
const PACKAGE = pathToFileURL(join(ROOT, "dist", "index.js")).href;
const BLOCK = /^## (.+)\n[\s\S]*?```ts\n([\s\S]*?)```/gm;

/** The block as a module of the built package, in which each `value; // => expected` becomes a pair. */
const moduleOf = (code: string): string =>
  [
    "export const pairs = [];",
    code
      .replace('"sourcing-mcp"', JSON.stringify(PACKAGE))
      .replaceAll(/^(.+); \/\/ => (.+)$/gm, (_, value, expected) => `pairs.push([(${value}), (${expected})]);`),
  ].join("\n");

describe("docs/library.md", () => {
  const blocks = [...TEXT.matchAll(BLOCK)].map(([, heading = "", code = ""]) => ({ heading, code }));

  it.each(blocks)("$heading: the code gives what its comments say", async ({ code }) => {
    const source = `data:text/javascript,${encodeURIComponent(moduleOf(code))}`;
    const { pairs } = (await import(/* @vite-ignore */ source)) as { pairs: readonly (readonly [unknown, unknown])[] };
    for (const [value, expected] of pairs) expect(value).toEqual(expected);
    expect(pairs.length).toBe(code.match(/\/\/ => /g)?.length ?? 0);
  });

  it("shows every function of the package", () => {
    const functions = Object.entries(library).filter(([name, value]) => typeof value === "function" && name !== "Fault");
    const missing = functions.map(([name]) => name).filter((name) => !TEXT.includes(name));
    expect(missing).toEqual([]);
  });
});
