import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { productPrefix } from "../../src/market/product-sections.ts";
import { parseProductRef } from "../../src/model/product-ref.ts";
import { createFileStore } from "../../src/upstream/cache/file-store.ts";
import { createSeal } from "../../src/upstream/storage/seal.ts";
import { commandEntry, removeBundle } from "../support/bundle.ts";
import { runCommand } from "../support/command.ts";
import { everythingIn, filesIn, temporaryFolder } from "../support/folder.ts";

const TUMBLER = "1688:610784549587";
const MUG = "alibaba:1600590399629";

let entry: string;
beforeAll(async () => {
  entry = await commandEntry();
  return () => removeBundle(entry);
});

async function filledFolder() {
  const folder = temporaryFolder();
  const store = createFileStore(
    { folder: join(folder, "cache"), seal: createSeal(null), log: () => undefined },
    { now: Date.now },
  );
  const put = (ref: string, section: string) =>
    store.set(`${productPrefix(parseProductRef(ref))}${section.padEnd(32, "0")}`, {
      value: { ref, section },
      storedAtMs: Date.now(),
      freshForMs: 3_600_000,
    });
  for (const section of ["1", "2", "3"]) await put(TUMBLER, section);
  await put(MUG, "1");
  await store.close();
  return { folder, cache: (...args: string[]) => runCommand(entry, ["cache", ...args], { SOURCING_STATE_DIR: folder }) };
}

it("tells how much is cached, how old it is and where", async () => {
  const { folder, cache } = await filledFolder();
  const { code, stdout } = await cache();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^4 entries, \d+ bytes, the oldest from \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, in /);
  expect(stdout).toContain(join(folder, "cache"));
});

it("says so where nothing is cached, and makes no folder for it", async () => {
  const folder = temporaryFolder();
  const { code, stdout } = await runCommand(entry, ["cache"], { SOURCING_STATE_DIR: join(folder, "state") });
  expect(code).toBe(0);
  expect(stdout).toContain("Nothing is cached");
  expect(filesIn(folder)).toEqual([]);
});

it("removes one product, named by its page's address with a SKU or not, and nothing else", async () => {
  const { folder, cache } = await filledFolder();
  const { code, stdout } = await cache("purge", "https://detail.1688.com/offer/610784549587.html?skuId=77");
  expect(code).toBe(0);
  expect(stdout).toContain("Removed 1688:610784549587: 3 entries");
  expect(everythingIn(folder)).not.toContain("610784549587");
  expect(everythingIn(folder)).toContain(MUG);
});

it("removes everything, and leaves nothing that can be read; tokens stay", async () => {
  const { folder, cache } = await filledFolder();
  mkdirSync(join(folder, "tokens"));
  writeFileSync(join(folder, "tokens", "kept.json"), "{}");
  const { code, stdout } = await cache("purge", "--all");
  expect(code).toBe(0);
  expect(stdout).toContain("Removed everything: 4 entries");
  expect(filesIn(folder)).toEqual([join("cache", "purged"), join("tokens", "kept.json")]);
});

it.each([[["purge"]], [["clear"]], [["purge", "--everything"]], [["purge", TUMBLER, MUG]]])(
  "shows how it is used where it does not understand: %j",
  async (args) => {
    const { folder, cache } = await filledFolder();
    const { code, stderr } = await cache(...args);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: sourcing-mcp cache");
    expect(filesIn(folder)).toHaveLength(4);
  },
);

it("refuses a number that names no marketplace", async () => {
  const { cache } = await filledFolder();
  const { code, stderr } = await cache("purge", "610784549587");
  expect(code).toBe(1);
  expect(stderr).toContain('"1688:610784549587"');
});

it("removes nothing by a default where a setting is wrong", async () => {
  const { folder } = await filledFolder();
  const { code, stderr } = await runCommand(entry, ["cache", "purge", "--all"], {
    SOURCING_STATE_DIR: folder,
    SOURCING_REDIS_URL: "localhost",
  });
  expect(code).toBe(1);
  expect(stderr).toContain("SOURCING_REDIS_URL");
  expect(filesIn(folder)).toHaveLength(4);
});
