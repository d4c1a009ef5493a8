import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isLease, type Lease, type Ledger } from "../../../src/upstream/quota/ledger.ts";
import { createRedisLedger, type RedisLedgerOptions } from "../../../src/upstream/quota/redis-ledger.ts";
import { createRedisConnection, type RedisConnection } from "../../../src/upstream/storage/redis-connection.ts";
import { systemTime, type Time } from "../../../src/upstream/time.ts";
import { REDIS_PROGRAM, startRedis, type TestRedis } from "../../support/redis.ts";

const FIVE_A_MINUTE = [{ limit: 5, periodMs: 60_000 }];
const HELD_MS = 60_110;
const SUSPENDING_LEASE_MS = 28_000 + 60_000 + HELD_MS;

// Without the program these are left out on a developer's machine, and fail where everything must be checked.
describe.skipIf(REDIS_PROGRAM === null && !process.env["CI"])(
  "the ledger on Redis (needs redis-server or valkey-server)",
  () => {
    let server: TestRedis;
    let port: number;
    let connections: RedisConnection[] = [];
    let events: string[] = [];
    let account = 0;

    beforeAll(async () => {
      server = await startRedis();
      port = Number(new URL(server.url).port);
    });
    afterAll(() => server.stop());
    beforeEach(() => {
      account += 1;
      events = [];
    });
    afterEach(() => {
      for (const connection of connections) connection.close();
      connections = [];
    });

    const connect = (): RedisConnection => {
      const connection = createRedisConnection(server.url);
      connections.push(connection);
      return connection;
    };
    const open = (changes: Partial<RedisLedgerOptions> = {}, time: Time = systemTime): Ledger =>
      createRedisLedger(
        {
          redis: connect(),
          gateway: "1688-open",
          account: `a${account}`,
          rules: FIVE_A_MINUTE,
          leaveMs: 8_000,
          answerMs: 20_000,
          suspends: false,
          startsUsed: false,
          log: (_level, event) => events.push(event),
          ...changes,
        },
        time,
      );
    const command = (...words: string[]): Promise<unknown> => connect().evaluate("return redis.call(unpack(ARGV))", [], words);
    const key = (name: string) => `sourcing:quota:{1688-open-a${account}}:${name}`;
    /** As if that long had gone by: every moment that the store holds is moved back. */
    const pass = (milliseconds: number) =>
      connect().evaluate(
        `for _, lease in ipairs(redis.call("ZRANGE", KEYS[2], 0, -1)) do redis.call("ZINCRBY", KEYS[2], -ARGV[1], lease) end
       redis.call("HINCRBY", KEYS[1], "opens", -ARGV[1])`,
        [key("state"), key("log0")],
        [milliseconds],
      );
    const lease = async (ledger: Ledger): Promise<Lease> => {
      const taken = await ledger.take();
      if (isLease(taken)) return taken;
      throw new Error(`no lease but ${JSON.stringify(taken)}`);
    };
    const leases = async (ledger: Ledger, count: number): Promise<Lease[]> => {
      const taken: Lease[] = [];
      while (taken.length < count) taken.push(await lease(ledger));
      return taken;
    };
    /** A wait of this length that began within the last fifteen seconds, for a machine with much to do. */
    const about = (waitMs: number) => (actual: number) => actual <= waitMs && actual > waitMs - 15_000;
    const expectWait = async (ledger: Ledger, waitMs: number, because = "rate_limited") => {
      const taken = await ledger.take();
      expect(taken).toMatchObject({ because });
      expect("waitMs" in taken && taken.waitMs).toSatisfy(about(waitMs));
    };

    it("gives as many leases as the quota to all machines together", async () => {
      const ledgers = [open(), open(), open()];
      const taken = await Promise.all(Array.from({ length: 12 }, (_, index) => ledgers[index % 3]?.take()));
      expect(taken.filter((one) => one && isLease(one))).toHaveLength(5);
    });

    it("frees a place a period after the answer, at once where nothing was sent, and later without an answer", async () => {
      const ledger = open();
      await ledger.settle(await lease(ledger), "answered");
      await ledger.settle(await lease(ledger), "unsent");
      for (const one of await leases(ledger, 3)) await ledger.settle(one, "unanswered");
      await lease(ledger);
      await expectWait(ledger, HELD_MS);
      await pass(HELD_MS + 1_000);
      await lease(ledger);
      // The others may still arrive until 28 s after they were taken.
      await expectWait(ledger, 27_000);
      await pass(27_000);
      await leases(ledger, 3);
    });

    it("does nothing for a lease that is over", async () => {
      const [sleeper, another] = [open(), open()];
      const late = await leases(sleeper, 5);
      await pass(28_000 + HELD_MS);
      await leases(another, 5);
      for (const one of late) await sleeper.settle(one, "answered");
      expect(await command("ZCARD", key("log0"))).toBe(5);
    });

    it("tells those behind others how long they wait at least", async () => {
      const ledger = open();
      expect(await ledger.leastWait(4)).toEqual({ waitMs: 0, because: "rate_limited" });
      for (const one of await leases(ledger, 5)) await ledger.settle(one, "answered");
      expect((await ledger.leastWait(9)).waitMs).toSatisfy(about(2 * HELD_MS));
    });

    it("keeps a day's budget beside the pace", async () => {
      const rules = [
        { limit: 5, periodMs: 1_000 },
        { limit: 2, periodMs: 86_400_000 },
      ];
      const ledger = open({ rules });
      for (const one of await leases(ledger, 2)) await ledger.settle(one, "answered");
      expect((await ledger.take()) as unknown).toMatchObject({ because: "quota_exhausted" });
    });

    it("refuses another quota, naming both", async () => {
      await open().leastWait(0);
      await expect(open({ rules: [{ limit: 30, periodMs: 60_000 }] }).take()).rejects.toMatchObject({
        kind: "misconfigured",
        message: expect.stringMatching(/quota of 5 per 60 s; this process is set to 30 per 60 s/),
      });
    });

    it("keeps a ban for all, and never shortens it", async () => {
      const ledger = open();
      await ledger.freeze(Date.now() + 7_200_000, "suspended");
      await ledger.freeze(Date.now() + 3_600_000, "rate_limited");
      await expectWait(open(), 7_200_000, "suspended");
    });

    it("halves the pace for all, once for a burst, and recovers with a round of good answers", async () => {
      const [ledger, another] = [open(), open()];
      const burst = await leases(ledger, 5);
      for (const one of burst) await ledger.settle(one, "answered");
      for (const one of burst) await ledger.slowDown(one);
      await expectWait(another, HELD_MS + 60_000);
      await pass(HELD_MS + 60_000);
      for (const one of await leases(another, 5)) await another.settle(one, "answered");
      await expectWait(ledger, HELD_MS);
    });

    it("counts a burst once however late each of it is told, by the order of things and by no clock", async () => {
      // A clock that stands still is the worst delay: every lease seems to be of this moment.
      const [ledger, another] = [open({}, { ...systemTime, elapsed: () => 0 }), open()];
      const burst = await leases(ledger, 5);
      for (const one of burst) await ledger.settle(one, "answered");
      for (const one of burst) await ledger.slowDown(one);
      // One step doubles a period of 60 s: 60 more, not 60 × (2⁴ - 1) = 900.
      await expectWait(another, HELD_MS + 60_000);
    });

    it("holds a lease from before the server's clock was set back for one full lease", async () => {
      const ledger = open();
      for (const one of await leases(ledger, 5)) await ledger.settle(one, "answered");
      await pass(-3_600_000);
      await expectWait(ledger, HELD_MS);
      await pass(28_000 + HELD_MS);
      await leases(ledger, 5);
    });

    it("holds for one full lease where the store was flushed and going over closes the app", async () => {
      const ledger = open({ suspends: true });
      await expectWait(ledger, SUSPENDING_LEASE_MS);
      await pass(SUSPENDING_LEASE_MS);
      await leases(ledger, 5);
      await command("FLUSHALL");
      await expectWait(ledger, SUSPENDING_LEASE_MS);
    });

    it("holds for one full lease where the server came back empty", async () => {
      const ledger = open({ suspends: true });
      await ledger.leastWait(0);
      await pass(SUSPENDING_LEASE_MS);
      await lease(ledger);
      await server.stop();
      await expect(ledger.take()).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("Redis") });
      server = await startRedis(port);
      await expect.poll(() => ledger.leastWait(0).catch(() => null), { timeout: 5_000 }).not.toBeNull();
      await expectWait(ledger, SUSPENDING_LEASE_MS);
      expect(events).toEqual(["quota_store_lost", "quota_store_back"]);
    });

    it("refuses calls where going over closes the app while the server is away from the start", async () => {
      await server.stop();
      try {
        await expect(open({ suspends: true }).take()).rejects.toMatchObject({ kind: "unavailable", refused: true });
      } finally {
        server = await startRedis(port);
      }
    });

    it("fails closed within about a second while the server hangs, and goes on after it", async () => {
      const ledger = open({ suspends: true });
      await ledger.leastWait(0);
      await pass(SUSPENDING_LEASE_MS);
      const taken = await lease(ledger);
      server.signal("SIGSTOP");
      try {
        await expect(ledger.take()).rejects.toMatchObject({ kind: "unavailable" });
        await ledger.settle(taken, "answered");
      } finally {
        server.signal("SIGCONT");
      }
      // The question that timed out came through after all, and took no place for nobody.
      await expect.poll(() => ledger.leastWait(0).catch(() => null), { timeout: 5_000 }).not.toBeNull();
      await leases(ledger, 4);
      await expectWait(ledger, HELD_MS);
    });

    it("keeps a pace of this process's own for other gateways while the server is away, and says so once", async () => {
      const ledger = open();
      await lease(ledger);
      await server.stop();
      try {
        await leases(ledger, 5);
        expect(isLease(await ledger.take())).toBe(false);
        expect(events).toEqual(["quota_store_lost"]);
      } finally {
        server = await startRedis(port);
      }
    });

    it("says what each rule still lets through, and nothing while the gateway is closed", async () => {
      const ledger = open({ rules: [...FIVE_A_MINUTE, { limit: 8, periodMs: 86_400_000 }] });
      const left = async () =>
        (await open({ rules: [...FIVE_A_MINUTE, { limit: 8, periodMs: 86_400_000 }] }).room()).map((one) => one.left);
      for (const one of await leases(ledger, 2)) await ledger.settle(one, "answered");
      expect(await left()).toEqual([3, 6]);
      await pass(HELD_MS + 1_000);
      expect((await left())[0]).toBe(5);
      await ledger.freeze(Date.now() + 60_000, "suspended");
      expect(await left()).toEqual([0, 0]);
    });
  },
);
