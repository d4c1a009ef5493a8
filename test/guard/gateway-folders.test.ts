import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";
import { ROOT } from "../support/clients.ts";

const IDS = readdirSync(join(ROOT, "src/gateways")).filter((name) => /^(?:1688|aliexpress|alibaba)-/.test(name));
const FOLDERS = ["src/gateways", "src/sandbox/dialects", "test/gateways"];
// What the tests of a copy run: the long runs eight times over would take the day.
const SHORT = { ...process.env, SOURCING_TEST_LONG: "" };
const NOT_COPIED = [".git", "node_modules", "dist"];

const source = (id: string, file: string): string => readFileSync(join(ROOT, "src/gateways", id, file), "utf8");

describe.each(IDS)("the folder of %s", (id) => {
  it("has the four files of every gateway, and each says what it says in all", () => {
    expect(source(id, "gateway.ts")).toMatch(/^export const [A-Z0-9_]+ = \{[\s\S]*^\} satisfies Gateway;$/m);
    expect(source(id, "payload.ts")).toMatch(/^export const [A-Z]\w+ = record\(/m);
    expect(source(id, "normalize.ts")).toMatch(/^export (?:const|function) readProduct\b/m);
    expect(source(id, "faults.ts")).toMatch(/^export (?:const|function) readFault\b/m);
  });

  it("has the sandbox's dialect and its tests in folders of the same name", () => {
    expect(readFileSync(join(ROOT, "src/sandbox/dialects", id, "answer.ts"), "utf8")).toMatch(
      /^export const dialect: Dialect =/m,
    );
    expect(readdirSync(join(ROOT, "test/gateways", id))).toEqual(
      expect.arrayContaining(["gateway.test.ts", "sandbox.test.ts"]),
    );
  });
});

/** A dialect that nobody needs any more goes with its three folders and its line. */
describe("without a gateway", () => {
  const copy = mkdtempSync(join(tmpdir(), "without-"));
  const run = (program: string, ...args: string[]): string =>
    execFileSync(process.execPath, [join(ROOT, "node_modules", program), ...args], { cwd: copy, encoding: "utf8", env: SHORT });
  beforeAll(() => {
    for (const part of readdirSync(ROOT).filter((name) => !NOT_COPIED.includes(name)))
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    // The copy is no repository.
    const biome = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8")) as Record<string, unknown>;
    writeFileSync(join(copy, "biome.json"), JSON.stringify({ ...biome, vcs: { enabled: false } }));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  /** Runs `check` where the gateways are gone, then puts them back. */
  function without(ids: readonly string[], check: () => void): void {
    const registry = join(copy, "src/gateways/dialects.ts");
    const before = readFileSync(registry, "utf8");
    const aside = ids.flatMap((id) =>
      FOLDERS.map((folder, index) => [join(copy, folder, id), join(copy, `aside-${id}-${index}`)] as const),
    );
    for (const [folder, place] of aside) renameSync(folder, place);
    writeFileSync(
      registry,
      ids.reduce((text, id) => text.replace(new RegExp(`^.*"${id}".*\n`, "m"), ""), before),
    );
    try {
      for (const id of ids) expect(existsSync(join(copy, "src/gateways", id))).toBe(false);
      check();
    } finally {
      writeFileSync(registry, before);
      for (const [folder, place] of aside) renameSync(place, folder);
    }
  }

  const holds = (): void => {
    expect(run("typescript/bin/tsc", "-p", ".")).toBe("");
    run("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "src/gateways", "src/sandbox", "test/gateways");
  };
  // An import of what is gone fails whatever else is gone too: a few runs of the compiler find what eight would.
  const standard: readonly string[] = Object.values(MARKETPLACE_FACTS).map(({ standardGateway }) => standardGateway);
  it.each([
    ["the standard gateways", IDS.filter((id) => standard.includes(id))],
    ["the others", IDS.filter((id) => !standard.includes(id))],
  ])("%s, types and lint hold", { timeout: 120_000 }, (_, ids) => without(ids, holds));

  it.runIf(process.env["SOURCING_TEST_LONG"] === "1").each(IDS)("%s, the other tests hold", { timeout: 1_800_000 }, (id) => {
    without([id], () => {
      holds();
      execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: copy });
      run("vitest/vitest.mjs", "run", "--exclude", "test/guard/gateway-folders.test.ts");
    });
  });
});
