import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOOLS } from "../../src/tools/index.ts";
import { ROOT } from "../support/clients.ts";

const FIXTURES = join(ROOT, "test/fixtures/package");
const ANSWER = join(ROOT, "test/fixtures/payloads/alibaba-global/product.json");

let project = "";
let packed: readonly string[] = [];

/** Whoever installed the package: an empty project, the package as npm packs it, and the packages that it depends on. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "consumer-"));
  // Without scripts, because `prepack` would build under the feet of the tests that run the build.
  const pack = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename, files }] = JSON.parse(pack) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  const installed = join(project, "node_modules/sourcing-mcp");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, filename), "--strip-components=1", "-C", installed]);
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  // Node's types are the project's own affair, as for any project on Node: the SDK's declarations name `Buffer`.
  for (const name of [...Object.keys(manifest.dependencies), "@types/node"]) link(name);
  cpSync(join(FIXTURES, "consumer.mjs"), join(project, "consumer.mjs"));
  cpSync(join(FIXTURES, "consumer.ts.txt"), join(project, "consumer.ts"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", type: "module" }));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function link(name: string): void {
  const target = join(project, "node_modules", name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(join(ROOT, "node_modules", name), target);
}

describe("the package as npm packs it", () => {
  it("holds the server, the library, its types and the entry for a client, and no source", () => {
    expect(packed).toEqual(expect.arrayContaining(["dist/main.js", "dist/index.js", "dist/types/index.d.ts", "mcp.json"]));
    expect(
      packed.filter((path) => !/^(?:dist\/|docs\/|package\.json$|(?:mcp|server)\.json$|[A-Z]+(?:\.zh)?(?:\.md)?$)/.test(path)),
    ).toEqual([]);
    expect(packed).toContain("README.zh.md");
    expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
  });
});

describe("dist/LICENCES.txt", () => {
  it("has the licence of every package that is bundled", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const text = readFileSync(join(ROOT, "dist/LICENCES.txt"), "utf8");
    const parts = text.split(`\n${"-".repeat(80)}\n\n`);
    const named = parts.map((part) => / \d+\.\d+\.\d+: \S+/.exec(part.split("\n")[0] ?? "") !== null);
    expect(named).toEqual(parts.map(() => true));
    for (const name of Object.keys(dependencies))
      expect(
        parts.some((part) => part.startsWith(`${name} `)),
        name,
      ).toBe(true);
    for (const part of parts) expect(part.length, part.slice(0, 60)).toBeGreaterThan(200);
  });
});

it("starts by npx in an empty folder and lists the tools", async () => {
  // As npm links a package's command.
  const command = join(project, "node_modules/.bin/sourcing-mcp");
  mkdirSync(dirname(command), { recursive: true });
  symlinkSync("../sourcing-mcp/dist/main.js", command);
  chmodSync(join(project, "node_modules/sourcing-mcp/dist/main.js"), 0o755);
  const client = new Client({ name: "test", version: "0" });
  const env = { PATH: process.env["PATH"] ?? "", HOME: project };
  await client.connect(
    new StdioClientTransport({ command: "npx", args: ["--offline", "--no", "sourcing-mcp"], cwd: project, env }),
  );
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  await client.close();
}, 60_000);

describe("a consumer's program", () => {
  let answers: Record<string, unknown> = {};
  beforeAll(() => {
    const output = execFileSync(process.execPath, ["consumer.mjs", ANSWER], { cwd: project, encoding: "utf8" });
    answers = JSON.parse(output) as Record<string, unknown>;
  });

  it("finds the names of the library and no others", () => {
    const names = [
      ...[
        "Fault",
        "chooseLanguage",
        "compareOffers",
        "createServer",
        "createServerFactory",
        "landedCost",
        "normalizeProduct",
        "planPurchase",
        "readFreightBrackets",
      ],
      ...["readPriceLadder", "readPriceRange", "readRate", "readWholesaleRules", "scoreSupplier", "sign", "splitAward"],
    ];
    expect(answers["names"]).toEqual(names);
  });

  it("imports them without a setting read or anything started", () => {
    expect(answers).toMatchObject({ readOnImport: [], handlesOnImport: [] });
  });

  it("signs as 1688's documentation does", () => {
    expect(answers["sign"]).toEqual({
      signature: "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88",
      stringToSign: "param2/1/system/currentTime/1000000a1b2",
    });
  });

  it("reads what sellers write", () => {
    const term = { rule: "EXW", place: null, placeKind: "unknown", assumed: true };
    expect(answers["readPriceLadder"]).toEqual({
      tiers: [
        { minQuantity: 1, maxQuantity: 9, unitPrice: "10.00", discount: "1.00", term },
        { minQuantity: 10, maxQuantity: 99, unitPrice: "8.50", discount: "0.85", term },
        { minQuantity: 100, maxQuantity: null, unitPrice: "7.20", discount: "0.72", term },
      ],
      currency: "CNY",
      unit: "件",
      warnings: [],
    });
    expect(answers["readPriceRange"]).toEqual({ low: "5.0", high: "10.0", currency: "USD" });
    expect(answers["readRate"]).toEqual({ rate: "0.95", warnings: [] });
    const bracket = {
      minQuantity: 100,
      maxQuantity: 499,
      method: "express",
      minDays: 10,
      maxDays: 15,
      fee: "200",
      currency: "USD",
    };
    expect(answers["readFreightBrackets"]).toEqual({ brackets: [bracket], warnings: [] });
    expect(answers["readWholesaleRules"]).toEqual({ mixedBatch: true, dropShipping: false, customMade: null, samples: null });
    expect(answers["chooseLanguage"]).toEqual({
      ...{ text: "Phone case", language: "en", step: "english", direction: "ltr" },
      ...{ available: ["zh", "en"], repaired: false, warnings: [] },
    });
  });

  it("plans a purchase, or says why there is none", () => {
    // 100 at 7.20 are 720.00; 90 at 8.50 would be 765.00.
    expect(answers["planPurchase"]).toEqual({
      ...{ state: "feasible", buy: 100, unitPrice: "7.20", goods: "720.00", freight: "0.00", total: "720.00", surplus: 10 },
      ...{ exact: { total: "765.00" }, saving: "45.00", reasons: [] },
    });
    const nearest = { quantity: 10, total: "85.00" };
    expect(answers["planRefused"]).toEqual({ state: "infeasible", reason: "below_moq", nearest });
  });

  it("splits an award", () => {
    // 60 at 2.00 + 10 and 40 at 2.50 + 30 make 260; all from the far one costs 280.
    const allocations = [
      { id: "near", quantity: 60, total: "130" },
      { id: "far", quantity: 40, total: "130" },
    ];
    expect(answers["splitAward"]).toEqual({ total: "260", allocations, proof: "optimal", gap: "0" });
  });

  it("lands a shipment", () => {
    // The price pays the way to the door; what it holds of freight is not known, so the value that duty is levied on is not either.
    const landed = answers["landedCost"] as Record<string, unknown>;
    expect(Object.keys(landed).sort()).toEqual(["cash", "customsValue", "duty", "lines", "missing", "perUnit", "total", "vat"]);
    expect(landed).toMatchObject({ total: { low: "430.00", high: "450.00" }, vat: "0.00", missing: ["duty"] });
    expect(landed["lines"]).toContainEqual({ name: "goods", amount: "400.00", basis: "quoted" });
  });

  it("scores a supplier as an interval", () => {
    // Ten years earn all of 15 points, of which the rescaled model takes three quarters.
    const score = answers["scoreSupplier"] as Record<string, unknown>;
    expect(score).toMatchObject({ low: "11.25", high: "100", estimate: null, coverage: "0.1125", level: "insufficient_data" });
    expect(Object.keys(score)).toEqual(expect.arrayContaining(["groups", "indicators", "riskWarnings"]));
  });

  it("reads a gateway's answer", () => {
    expect(answers["normalizeProduct"]).toMatchObject({
      ref: "alibaba:1600590300031",
      title: { text: "Funda de silicona", language: "es", step: "requested" },
      offer: { currency: "USD", min_order_quantity: 200 },
    });
    expect(answers["fault"]).toEqual({ isFault: true, kind: "bad_answer" });
  });

  it("embeds the server", () => {
    const tools = TOOLS.map(({ name }) => name);
    expect(answers["createServer"]).toEqual({ tools, mode: "sandbox", counts: { ok: 1, failed: 0 } });
  });
});

describe("a consumer's compiler", () => {
  // A second compiler run costs seconds and has yet to find what the first did not: it is for the long runs.
  const resolutions: [string, string][] = [["NodeNext", "NodeNext"]];
  if (process.env["SOURCING_TEST_LONG"] === "1") resolutions.push(["ESNext", "Bundler"]);
  it.each(resolutions)(
    "takes the right uses and refuses the wrong ones, module %s under resolution %s",
    (module, moduleResolution) => {
      const compilerOptions = { strict: true, target: "ES2023", module, moduleResolution, types: ["node"], noEmit: true };
      const file = join(project, `tsconfig.${moduleResolution}.json`);
      writeFileSync(file, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      expect(compile(file)).toBe("");
    },
  );
});

/** What the compiler complains of. */
function compile(file: string): string {
  try {
    execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", file], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return "";
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}
