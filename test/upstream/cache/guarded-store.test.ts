import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCache, subjectPrefix } from "../../../src/upstream/cache/cache.ts";
import { createFileStore } from "../../../src/upstream/cache/file-store.ts";
import { guardStore } from "../../../src/upstream/cache/guarded-store.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { systemTime } from "../../../src/upstream/time.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { entry, expectServedFromMemory, HOUR_MS, MUG_PRICE, PRICE, TEXTS, TUMBLER } from "./cached-tumbler.ts";

const pathOf = (folder: string, key: string) => join(folder, key.slice(0, 2), key);

function open(folder: string) {
  const store = createFileStore({ folder, seal: createSeal(null), log: () => undefined }, systemTime);
  onTestFinished(() => store.close());
  return store;
}

describe("a disk that fails", () => {
  const overGuard = (folder: string) => {
    const events: string[] = [];
    const log = (_: string, event: string) => events.push(event);
    const store = open(folder);
    return { cache: createCache(systemTime, log, guardStore(store, log, systemTime)), events };
  };

  it("leaves the cache in memory, with one line in the log", async () => {
    const file = join(temporaryFolder(), "not-a-folder");
    writeFileSync(file, "");
    const { cache, events } = overGuard(file);
    await cache.put(PRICE, "4.20", HOUR_MS);
    await cache.put(TEXTS, "tumbler", HOUR_MS);
    await expectServedFromMemory(cache, events);
  });

  it("is still read where it can only not be written", async () => {
    const folder = temporaryFolder();
    await open(folder).set(PRICE, entry("kept"));
    // A file in the place of a shard refuses a write as a full disk does, whoever runs the test.
    const blocked = [...Array(256).keys()].map((shard) => shard.toString(16).padStart(2, "0"));
    for (const shard of blocked) if (shard !== PRICE.slice(0, 2)) writeFileSync(join(folder, shard), "");
    const { cache, events } = overGuard(folder);
    await cache.put(MUG_PRICE, "new", HOUR_MS);
    expect((await cache.getMany([PRICE, MUG_PRICE])).map((found) => found?.value)).toEqual(["kept", "new"]);
    expect(events).toEqual(["cache_store_lost"]);
  });

  it("is used again when it is back", async () => {
    const folder = join(temporaryFolder(), "cache");
    writeFileSync(folder, "");
    let elapsedMs = 0;
    const events: string[] = [];
    const log = (_: string, event: string) => events.push(event);
    const store = guardStore(open(folder), log, { elapsed: () => elapsedMs });
    await store.set(PRICE, entry("lost"));
    renameSync(folder, `${folder}-away`);
    await store.set(PRICE, entry("too early"));
    expect(await store.get(PRICE)).toBeNull();
    elapsedMs += 10_000;
    await store.set(PRICE, entry("kept"));
    expect((await store.get(PRICE))?.value).toBe("kept");
    expect(events).toEqual(["cache_store_lost", "cache_store_back"]);
  });

  // The superuser may remove anything: then there is nothing to see.
  it.skipIf(process.getuid?.() === 0)("fails aloud where something was to be removed", async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.set(PRICE, entry("kept"));
    const shard = dirname(pathOf(folder, PRICE));
    chmodSync(shard, 0o500);
    onTestFinished(() => chmodSync(shard, 0o700));
    await expect(guardStore(store, () => undefined, systemTime).remove(subjectPrefix(TUMBLER))).rejects.toThrow();
  });
});
