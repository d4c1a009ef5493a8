import { expect, it, onTestFinished, vi } from "vitest";
import { cacheKey, createCache, type Entry, type Store, subjectPrefix } from "../../../src/upstream/cache/cache.ts";
import { createVirtualTime } from "../virtual-time.ts";

const HOUR_MS = 3_600_000;
const quiet = () => undefined;

function memoryStore(): Store & { entries: Map<string, Entry>; purged: string | null } {
  const entries = new Map<string, Entry>();
  return {
    entries,
    purged: null,
    async lastPurge() {
      return this.purged;
    },
    get: async (key) => entries.get(key) ?? null,
    set: async (key, entry) => {
      entries.set(key, entry);
    },
    delete: async (prefix) => {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key);
    },
  };
}

it("finds what was put, with its age, fresh until its life is over", async () => {
  const time = createVirtualTime();
  const cache = createCache(time, quiet);
  await cache.put("a", { price: "1.20" }, HOUR_MS);
  await time.advance(HOUR_MS - 1);
  expect(await cache.getMany(["a", "b"])).toEqual([
    { value: { price: "1.20" }, storedAtMs: time.now() - HOUR_MS + 1, ageMs: HOUR_MS - 1, fresh: true },
    null,
  ]);
  await time.advance(1);
  expect((await cache.getMany(["a"]))[0]).toMatchObject({ fresh: false, ageMs: HOUR_MS });
});

it("keeps nothing past seven days, whatever its life", async () => {
  const time = createVirtualTime();
  const cache = createCache(time, quiet);
  await cache.put("a", 1, 365 * 24 * HOUR_MS);
  await time.advance(7 * 24 * HOUR_MS - 1);
  expect((await cache.getMany(["a"]))[0]?.fresh).toBe(true);
  await time.advance(1);
  expect(await cache.getMany(["a"])).toEqual([null]);
});

it("holds nothing in memory past seven days that nobody has asked for, whatever the wall clock says then", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  // The clock that never goes back begins at 0 here, which the map takes for "never stored".
  await vi.advanceTimersByTimeAsync(1_000);
  const cache = createCache({ now: () => 10_000_000 }, quiet);
  await cache.put("a", 1, HOUR_MS);
  await vi.advanceTimersByTimeAsync(6 * 24 * HOUR_MS);
  expect((await cache.getMany(["a"]))[0]?.value).toBe(1);
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS + 61_000);
  expect(await cache.getMany(["a"])).toEqual([null]);
});

it("forgets what it has in memory within a second of another process's purge, and looks no oftener than that", async () => {
  const time = createVirtualTime();
  const store = memoryStore();
  const cache = createCache(time, quiet, store);
  await cache.getMany(["a"]);
  await cache.put("a", "old", HOUR_MS);
  store.entries.clear();
  store.purged = "first";
  expect((await cache.getMany(["a"]))[0]?.value).toBe("old");
  await time.advance(1_000);
  expect(await cache.getMany(["a"])).toEqual([null]);
  await cache.put("a", "new", HOUR_MS);
  await time.advance(1_000);
  expect((await cache.getMany(["a"]))[0]?.value).toBe("new");
  store.purged = "second";
  await time.advance(1_000);
  store.entries.clear();
  expect(await cache.getMany(["a"])).toEqual([null]);
});

it("does not believe an entry from the future", async () => {
  let nowMs = 10_000_000;
  const cache = createCache({ now: () => nowMs }, quiet);
  await cache.put("a", 1, HOUR_MS);
  nowMs -= 61_000;
  expect(await cache.getMany(["a"])).toEqual([null]);
});

it("finds after a restart what the store behind it kept", async () => {
  const time = createVirtualTime();
  const store = memoryStore();
  await createCache(time, quiet, store).put("a", "kept", HOUR_MS);
  const [found] = await createCache(time, quiet, store).getMany(["a"]);
  expect(found).toMatchObject({ value: "kept", fresh: true });
});

it("misses and goes on where the store fails, and says so in the log", async () => {
  const time = createVirtualTime();
  const broken = () => Promise.reject(new RangeError("disk"));
  const events: string[] = [];
  const cache = createCache(time, (_, event) => events.push(event), {
    get: broken,
    set: broken,
    delete: broken,
    lastPurge: broken,
  });
  expect(await cache.getMany(["a"])).toEqual([null]);
  await cache.put("a", 1, HOUR_MS);
  expect((await cache.getMany(["a"]))[0]?.value).toBe(1);
  expect(events).toEqual(["cache_unreadable", "cache_not_written"]);
});

it("forgets a subject with all its keys, in memory and behind", async () => {
  const time = createVirtualTime();
  const store = memoryStore();
  const cache = createCache(time, quiet, store);
  const [one, other] = [cacheKey(["1688", "1"], ["price"]), cacheKey(["1688", "2"], ["price"])];
  await cache.put(one, 1, HOUR_MS);
  await cache.put(other, 2, HOUR_MS);
  await cache.forget(subjectPrefix(["1688", "1"]));
  expect((await cache.getMany([one, other])).map((found) => found?.value ?? null)).toEqual([null, 2]);
  expect([...store.entries.keys()]).toEqual([other]);
});

it("makes keys that differ with every part and show none of them", () => {
  const keys = [
    cacheKey(["1688", "1"], ["account", "price", "en", null]),
    cacheKey(["1688", "1"], ["account", "price", "en", 1]),
    cacheKey(["1688", "1"], ["account", "price", "de", null]),
    cacheKey(["1688", "1"], ["accountprice", "", "en", null]),
    cacheKey(["16881", ""], ["account", "price", "en", null]),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{16}\.[0-9a-f]{32}$/);
});
