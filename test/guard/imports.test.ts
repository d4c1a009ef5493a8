import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

/** What each part of `src/` may import: folders and files of `src/`, packages, `node` for Node's own modules. CONTRIBUTING shows this table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: ["zod", "decimal.js", "node:util"],
  normalize: ["model", "htmlparser2"],
  domain: ["model", "normalize", "decimal.js"],
  signing: ["node:crypto"],
  gateways: ["model", "normalize", "signing", "zod"],
  upstream: ["model", "node", "undici", "lru-cache", "bottleneck", "ioredis"],
  decisions: [
    "model",
    "domain",
    "upstream/storage/redis-connection.ts",
    "upstream/storage/seal.ts",
    "upstream/storage/whole-file.ts",
    "node",
  ],
  rates: ["model", "upstream/http/fetch.ts"],
  market: ["gateways", "upstream", "model", "dataloader"],
  tools: ["model", "domain", "normalize", "zod", "market", "decisions", "node:crypto"],
  server: ["tools", "model", "@modelcontextprotocol/server", "@modelcontextprotocol/node", "jose", "node"],
  sandbox: ["model", "node"],
  config: ["model", "gateways/ids.ts", "gateways/settings.ts", "zod", "node"],
  log: [],
  version: ["package.json"],
  app: [
    "rates",
    "decisions",
    "config",
    "gateways",
    "log",
    "market",
    "model",
    "sandbox",
    "server",
    "tools",
    "upstream",
    "version",
    "node",
  ],
  cli: ["app", "config", "model", "server", "version", "node", "@modelcontextprotocol/client", "@modelcontextprotocol/server"],
  main: ["cli", "node:module"],
  library: ["app", "config", "gateways", "model", "server", "tools", "@modelcontextprotocol/server"],
  index: ["domain", "library", "model", "normalize", "signing"],
};

interface Arrow {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)"([^"]+)"/g;

const partOf = (path: string): string => (path.split("/")[0] ?? "").replace(/\.ts$/, "");

function arrows(): Arrow[] {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const source = readFileSync(join(SRC, file), "utf8");
    return [...source.matchAll(IMPORT)].map(([, target = ""]) => {
      const text = target.startsWith(".") ? relative(SRC, resolve(SRC, dirname(file), target)) : target;
      const to = text === "../package.json" ? "package.json" : target.startsWith(".") ? partOf(text) : target;
      return { file, from: partOf(file), to, text };
    });
  });
}

const allows = (allowed: readonly string[], { to, text }: Arrow): boolean =>
  allowed.some(
    (entry) => to === entry || text === entry || to.startsWith(`${entry}/`) || (entry === "node" && to.startsWith("node:")),
  );

describe("imports", () => {
  it("follow the table of the architecture", () => {
    const wrong = arrows().filter((arrow) => arrow.from !== arrow.to && !allows(MAY_IMPORT[arrow.from] ?? [], arrow));
    expect(wrong.map(({ file, text }) => `${file} imports ${text}`)).toEqual([]);
  });

  it("know every part of src", () => {
    const parts = new Set(arrows().map(({ from }) => from));
    expect([...parts].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
  });

  it("never go from one gateway to a sibling", () => {
    const siblings = arrows().filter(({ file, text }) => {
      const own = /^gateways\/([^/]+)\//.exec(file)?.[1];
      const other = /^gateways\/([^/]+)\//.exec(text)?.[1];
      const shared = ["protocol", "reading"];
      return own !== undefined && other !== undefined && own !== other && !shared.includes(other);
    });
    expect(siblings.map(({ file, text }) => `${file} imports ${text}`)).toEqual([]);
  });

  it("reach the sandbox only by a dynamic import, so that live mode never loads it", () => {
    const outside = arrows().filter(
      ({ from, to, text }) => to === "sandbox" && from !== "sandbox" && text !== "sandbox/catalogue/examples.ts",
    );
    for (const { file, text } of outside) {
      const source = readFileSync(join(SRC, file), "utf8");
      const name = text.split("/").at(-1) ?? "";
      expect(source, file).toMatch(
        new RegExp(`import\\("[^"]*${name.replace(".", "\\.")}"\\)|import type [^;]*${name.replace(".", "\\.")}"`),
      );
    }
  });
});
