import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Decision, decisionId } from "../../src/decisions/decision.ts";
import { createRedisDecisions } from "../../src/decisions/redis-decisions.ts";
import { Secret } from "../../src/model/secret.ts";
import { createRedisConnection } from "../../src/upstream/storage/redis-connection.ts";
import { createSeal } from "../../src/upstream/storage/seal.ts";
import { REDIS_PROGRAM, startRedis, type TestRedis } from "../support/redis.ts";

const DAY_MS = 86_400_000;
const KEY = new Secret(Buffer.alloc(32, 7).toString("base64"));

const decision = (random: string, ref: string): Decision => ({
  id: decisionId(Date.now(), random),
  decidedAtMs: Date.now(),
  mode: "live",
  question: { products: [ref], quantity: 500 },
  decided: { state: "winner", winner: ref, rule: [], first: { ref, quantity: 500 } },
  sellers: { options: [], rates: { CNY: "7.1" }, total: "1281.69" },
});

describe.skipIf(REDIS_PROGRAM === null)("decisions on Redis", () => {
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
  const open = (key: Secret | null = KEY) => {
    const redis = createRedisConnection(server.url);
    onTestFinished(() => redis.close());
    return createRedisDecisions({ redis, seal: createSeal(key), clock: { now: Date.now } });
  };

  it("are shared whole, sealed, each part for its own time, and removed by name or all", async () => {
    const [one, two] = [decision("00000001", "1688:610784549587"), decision("00000002", "alibaba:1600590399629")];
    await Promise.all([open().put(one), open().put(two)]);
    const store = open();
    expect([...(await store.ids())].sort()).toEqual([one.id, two.id].sort());
    expect(await store.get(one.id)).toEqual(one);
    expect(await open(null).get(one.id)).toBeNull();
    const lives = await Promise.all([one.id, `${one.id}:sellers`].map((name) => raw.pttl(`sourcing:{decisions}:${name}`)));
    expect(lives.map((lifeMs) => Math.ceil(lifeMs / DAY_MS))).toEqual([90, 7]);
    expect(await raw.get(`sourcing:{decisions}:${one.id}`)).not.toContain("610784549587");
    await raw.del(`sourcing:{decisions}:${one.id}:sellers`);
    expect(await store.get(one.id)).toEqual({ ...one, sellers: null });
    expect(await store.remove("1688:610784549587")).toBe(1);
    expect(await store.ids()).toEqual([two.id]);
    expect(await store.remove(null)).toBe(1);
    expect(await raw.keys("sourcing:{decisions}*")).toEqual([]);
  });
});
