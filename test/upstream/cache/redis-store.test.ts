import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import { createCache, subjectPrefix } from "../../../src/upstream/cache/cache.ts";
import { guardStore } from "../../../src/upstream/cache/guarded-store.ts";
import { createRedisStore } from "../../../src/upstream/cache/redis-store.ts";
import { createRedisConnection } from "../../../src/upstream/storage/redis-connection.ts";
import { createSeal } from "../../../src/upstream/storage/seal.ts";
import { systemTime } from "../../../src/upstream/time.ts";
import { createRedisTokenStore } from "../../../src/upstream/tokens/redis-token-store.ts";
import { REDIS_PROGRAM, startRedis, type TestRedis } from "../../support/redis.ts";
import {
  DAY_MS,
  entry,
  expectServedFromMemory,
  HOUR_MS,
  MUG_PRICE,
  PRICE,
  STATE_KEY,
  TEXTS,
  TUMBLER,
} from "./cached-tumbler.ts";

const TOKEN = {
  access: new Secret("access-of-gold"),
  refresh: new Secret("refresh-of-gold"),
  expiresAtMs: null,
  obtainedAtMs: 1,
  seed: "s",
};

describe.skipIf(REDIS_PROGRAM === null)("on Redis", () => {
  let server: TestRedis;
  let raw: Redis;
  beforeAll(async () => {
    server = await startRedis();
    raw = new Redis(server.url);
  });
  afterAll(async () => {
    raw?.disconnect();
    await server?.stop();
  });
  beforeEach(() => raw.flushall());

  const connect = (url = server.url) => {
    const redis = createRedisConnection(url);
    onTestFinished(() => redis.close());
    return redis;
  };
  const openStore = ({ stateKey = null as Secret | null, now = Date.now } = {}) =>
    createRedisStore({ redis: connect(), seal: createSeal(stateKey) }, { now });
  const openTokens = ({ stateKey = null as Secret | null, url = server.url, leaseMs = 60_000 } = {}) => {
    const owner = { gateway: "1688-open", account: "a1b2" } as const;
    const seal = createSeal(stateKey);
    return createRedisTokenStore({ ...owner, redis: connect(url), leaseMs, seal, log: () => undefined }, systemTime);
  };
  const everything = async () => {
    const keys = await raw.keys("*");
    const texts = await Promise.all(
      keys.map(async (key) => ((await raw.type(key)) === "string" ? raw.get(key) : raw.smembers(key))),
    );
    return JSON.stringify([keys, texts]);
  };

  describe("a cached entry", () => {
    it("is found by another connection, and a key without one is a miss", async () => {
      const written = entry({ price: "4.20" });
      await openStore().set(PRICE, written);
      expect(await openStore().get(PRICE)).toEqual(written);
      expect(await openStore().get(TEXTS)).toBeNull();
    });

    it("is forgotten by the server seven days after it was stored", async () => {
      await openStore().set(PRICE, { ...entry(1), storedAtMs: Date.now() - 6 * DAY_MS });
      const lives = await Promise.all((await raw.keys("*")).map((key) => raw.pttl(key)));
      expect(Math.min(...lives)).toBeGreaterThan(DAY_MS - 60_000);
      expect(Math.min(...lives)).toBeLessThanOrEqual(DAY_MS);
      expect(Math.max(...lives)).toBeLessThanOrEqual(7 * DAY_MS);
    });

    it("goes with its product, and alone; or with everything, which leaves nothing", async () => {
      const store = openStore();
      for (const key of [PRICE, TEXTS, MUG_PRICE]) await store.set(key, entry("v"));
      await raw.set("somebody:else", "stays");
      expect(await store.summary()).toMatchObject({ entries: 3 });
      expect(await store.remove(subjectPrefix(TUMBLER))).toBe(2);
      expect([await store.get(PRICE), (await store.get(MUG_PRICE))?.value]).toEqual([null, "v"]);
      const mark = await openStore().lastPurge();
      expect(mark).toMatch(/^[0-9a-f-]{36}$/);
      expect(await store.remove("")).toBe(1);
      expect((await raw.keys("*")).sort()).toEqual(["somebody:else", "sourcing:purged"]);
      expect(await openStore().lastPurge()).not.toBe(mark);
    });

    it("is counted with its size and age", async () => {
      const store = openStore();
      expect(await store.summary()).toEqual({ entries: 0, bytes: 0, oldestMs: null });
      const storedAtMs = Date.now() - DAY_MS;
      await store.set(PRICE, { ...entry("a"), storedAtMs });
      const summary = await store.summary();
      expect(summary.bytes).toBe(JSON.stringify({ key: PRICE, shape: 2, storedAtMs, freshForMs: HOUR_MS, value: "a" }).length);
      expect(Math.abs((summary.oldestMs ?? 0) - storedAtMs)).toBeLessThan(10_000);
    });

    it("is sealed where there is a key, and a miss with another", async () => {
      await openStore({ stateKey: STATE_KEY }).set(PRICE, entry("tumbler"));
      expect(await everything()).toContain("sealed-1.");
      expect(await everything()).not.toContain("tumbler");
      expect((await openStore({ stateKey: STATE_KEY }).get(PRICE))?.value).toBe("tumbler");
      expect(await openStore().get(PRICE)).toBeNull();
    });
  });

  describe("a token", () => {
    it("is found by another connection, sealed", async () => {
      await openTokens({ stateKey: STATE_KEY }).save(TOKEN);
      expect(await everything()).not.toContain("gold");
      expect((await openTokens({ stateKey: STATE_KEY }).load())?.refresh?.reveal()).toBe("refresh-of-gold");
      await expect(openTokens().load()).rejects.toMatchObject({
        kind: "misconfigured",
        next: expect.stringContaining("SOURCING_STATE_KEY"),
      });
    });

    it("is renewed by one at a time", async () => {
      let [inside, most] = [0, 0];
      const work = async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside -= 1;
      };
      await Promise.all([openTokens(), openTokens(), openTokens()].map((store) => store.exclusively(work)));
      expect(most).toBe(1);
    });

    it("is free again when the lease of a killed process is over", async () => {
      await raw.set("sourcing:token:{1688-open-a1b2}:lease", "killed", "PX", 300);
      expect(await openTokens().exclusively(async () => "mine")).toBe("mine");
    });

    it("is not freed for others by who was too late", async () => {
      await openTokens({ leaseMs: 50 }).exclusively(async () => {
        await new Promise((resolve) => setTimeout(resolve, 120));
        await raw.set("sourcing:token:{1688-open-a1b2}:lease", "theirs");
      });
      expect(await raw.get("sourcing:token:{1688-open-a1b2}:lease")).toBe("theirs");
    });
  });

  it("leaves the cache in memory while it is away, with one line in the log, and says so of a token", async () => {
    const own = await startRedis();
    const events: string[] = [];
    const log = (_: string, event: string) => events.push(event);
    const store = guardStore(
      createRedisStore({ redis: connect(own.url), seal: createSeal(null) }, systemTime),
      log,
      systemTime,
    );
    const cache = createCache(systemTime, log, store);
    const tokens = openTokens({ url: own.url });
    await cache.put(PRICE, "4.20", HOUR_MS);
    await own.stop();
    await cache.put(TEXTS, "tumbler", HOUR_MS);
    await expectServedFromMemory(cache, events);
    await expect(tokens.load()).rejects.toMatchObject({ kind: "unavailable", gateway: "1688-open" });
    await expect(tokens.exclusively(async () => 1)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(store.remove("")).rejects.toThrow();
  });

  it("does not hold a question up while it hangs", async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const events: string[] = [];
    const log = (_: string, event: string) => events.push(event);
    const store = guardStore(
      createRedisStore({ redis: connect(own.url), seal: createSeal(null) }, systemTime),
      log,
      systemTime,
    );
    await store.set(PRICE, entry(1));
    own.signal("SIGSTOP");
    expect(await store.get(PRICE)).toBeNull();
    expect(await store.get(PRICE)).toBeNull();
    expect(events).toEqual(["cache_store_lost"]);
  });
});
