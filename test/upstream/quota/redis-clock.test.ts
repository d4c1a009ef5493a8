import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isLease, type Lease, type Ledger, type Wait } from "../../../src/upstream/quota/ledger.ts";
import { createRedisLedger, type RedisLedgerOptions } from "../../../src/upstream/quota/redis-ledger.ts";
import { createRedisConnection, type RedisConnection } from "../../../src/upstream/storage/redis-connection.ts";
import { systemTime, type Time } from "../../../src/upstream/time.ts";
import { onSetClock, REDIS_PROGRAM, startRedis, type TestRedis } from "../../support/redis.ts";

const RULE = { limit: 5, periodMs: 60_000 };
const DAY = { limit: 10, periodMs: 86_400_000 };
const HELD_MS = 60_110;
const LEASE_MS = 8_000 + 20_000 + HELD_MS;
const HOUR_MS = 3_600_000;

// Without the program these are left out on a developer's machine, and fail where everything must be checked.
describe.skipIf(REDIS_PROGRAM === null && !process.env["CI"])("the ledger on a Redis whose clock steps", () => {
  let server: TestRedis;
  let connection: RedisConnection;
  let account = 0;
  /** What has passed for the clients and for the store beside the true time, and what the store's clock was set by. */
  let passedMs = 0;
  let skewMs = 0;
  /** The next take waits in the store for so long. */
  let stallMs = 0;

  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    account += 1;
    [passedMs, skewMs, stallMs] = [0, 0, 0];
    connection = createRedisConnection(server.url);
  });
  afterEach(() => connection.close());

  const time: Time = {
    ...systemTime,
    now: () => systemTime.now() + passedMs,
    elapsed: () => systemTime.elapsed() + passedMs,
  };
  /** The true store, which reads a clock that the test sets. */
  const evaluate: RedisConnection["evaluate"] = async (script, keys, values) => {
    const answer = await connection.evaluate(onSetClock(script, passedMs + skewMs + stallMs), keys, values);
    if (stallMs === 0 || values[0] !== "take") return answer;
    // Long after its sender has given it up.
    stallMs = 0;
    throw new Error("Command timed out");
  };
  const optionsOf = (): RedisLedgerOptions => ({
    redis: { evaluate },
    gateway: "1688-open",
    account: `a${account}`,
    rules: [RULE],
    leaveMs: 8_000,
    answerMs: 20_000,
    suspends: false,
    startsUsed: false,
    log: () => undefined,
  });
  const open = (changes: Partial<Pick<RedisLedgerOptions, "suspends" | "rules">> = {}): Ledger =>
    createRedisLedger({ ...optionsOf(), ...changes }, time);
  const pass = (milliseconds: number): void => {
    passedMs += milliseconds;
  };
  /** As a caller does: again where the ledger says at once. */
  const take = async (ledger: Ledger): Promise<Lease | null> => {
    for (;;) {
      const taken = await ledger.take();
      if (isLease(taken)) return taken;
      if (taken.waitMs > 1) return null;
    }
  };
  const taken = async (ledger: Ledger, wanted = 6): Promise<Lease[]> => {
    const leases: Lease[] = [];
    for (let count = 0; count < wanted; count += 1) {
      const lease = await take(ledger);
      if (lease !== null) leases.push(lease);
    }
    return leases;
  };
  const useUp = async (ledger: Ledger): Promise<void> => {
    for (const lease of await taken(ledger, 5)) await ledger.settle(lease, "answered");
  };

  it.each([HOUR_MS, -HOUR_MS, 5_000, -5_000])("by %i ms: frees nothing, and holds up for one lease", async (step) => {
    const [ledger, other] = [open(), open()];
    await other.leastWait(0);
    await useUp(ledger);
    skewMs += step;
    expect(await taken(other)).toHaveLength(0);
    expect(await taken(ledger)).toHaveLength(0);
    pass(HELD_MS - 10_000);
    expect(await taken(other)).toHaveLength(0);
    pass(LEASE_MS);
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("back and forth: five a period and no more, round for round", async () => {
    const ledgers = [open(), open()] as const;
    for (const ledger of ledgers) await ledger.leastWait(0);
    for (const [round, step] of [3 * HOUR_MS, -5 * HOUR_MS, HOUR_MS, -HOUR_MS].entries()) {
      const ledger = ledgers[round % 2] as Ledger;
      await useUp(ledger);
      skewMs += step;
      for (const one of ledgers) expect(await taken(one)).toHaveLength(0);
      pass(LEASE_MS + 5_000);
    }
    expect(await taken(ledgers[0])).toHaveLength(5);
  });

  it.each([HOUR_MS, -HOUR_MS])("by %i ms while no process is running: the next one holds for one lease too", async (step) => {
    const before = open();
    await before.leastWait(0);
    await useUp(before);
    skewMs += step;
    const next = open();
    expect(await taken(next)).toHaveLength(0);
    pass(LEASE_MS - 5_000);
    expect(await taken(open())).toHaveLength(0);
    pass(10_000);
    expect(await taken(open())).toHaveLength(5);
  });

  it.each([48 * HOUR_MS, -48 * HOUR_MS])("by %i ms: the day's calls are counted for a day, and no longer", async (step) => {
    const ledger = open({ rules: [RULE, DAY] });
    await ledger.leastWait(0);
    for (let round = 0; round < 2; round += 1) {
      await useUp(ledger);
      pass(LEASE_MS);
    }
    skewMs += step;
    expect(await taken(ledger)).toHaveLength(0);
    pass(12 * HOUR_MS);
    skewMs -= 3 * step;
    expect(await taken(ledger)).toHaveLength(0);
    // The last of them was 12 h and a lease ago, and a day's rule has 50 ms and a thousandth of guard: 24 h 1.5 min.
    pass(11.9 * HOUR_MS);
    expect(await taken(ledger)).toHaveLength(0);
    pass(0.2 * HOUR_MS);
    expect(await taken(ledger)).toHaveLength(5);
  });

  it.each([48 * HOUR_MS, -48 * HOUR_MS])("by %i ms: a ban lasts as long as it was given", async (step) => {
    const ledger = open();
    await ledger.freeze(time.now() + 24 * HOUR_MS, "suspended");
    skewMs += step;
    for (const one of [ledger, open()]) {
      await take(one);
      const { waitMs, because } = (await one.take()) as Wait;
      expect(because).toBe("suspended");
      expect(waitMs).toBeGreaterThan(24 * HOUR_MS - 5_000);
      expect(waitMs).toBeLessThanOrEqual(24 * HOUR_MS);
    }
    pass(24 * HOUR_MS + 1_000);
    await ledger.leastWait(0);
    expect((await ledger.leastWait(0)).because).not.toBe("suspended");
  });

  it("by less than a second, over and over: gives no place early, and goes on", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    await useUp(ledger);
    for (let step = 0; step < 40; step += 1) {
      pass(1_000);
      skewMs += 900;
      expect(await taken(ledger, 1)).toHaveLength(0);
    }
    pass(HELD_MS - 40_000 + 5_000);
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("by less than a second: what was given in that moment is given back", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    skewMs += 800;
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("as a machine that slept sees it: the time of its sleep is no step", async () => {
    let sleptMs = 0;
    const ledger = createRedisLedger(
      { ...optionsOf(), startsUsed: true },
      { ...time, elapsed: () => time.elapsed() - sleptMs, uptime: time.elapsed },
    );
    await ledger.leastWait(0);
    pass(LEASE_MS);
    expect(await taken(ledger)).toHaveLength(5);
    pass(HOUR_MS);
    sleptMs = HOUR_MS;
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("a call in flight over a step forward holds its place for what it may take", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    const out = await taken(ledger, 5);
    skewMs += HOUR_MS;
    for (const lease of out) await ledger.settle(lease, "answered");
    expect(await taken(ledger)).toHaveLength(0);
    pass(LEASE_MS + 5_000);
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("a take that the store gets round to long after it was given up takes no place", async () => {
    const ledger = open({ suspends: true });
    await ledger.leastWait(0);
    pass(LEASE_MS + 60_000 + 5_000);
    await ledger.leastWait(0);
    stallMs = 3_000;
    await expect(ledger.take()).rejects.toMatchObject({ kind: "unavailable" });
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("the first take of a process, given up and yet done, is given back", async () => {
    const ledger = open({ suspends: true });
    await open({ suspends: true }).leastWait(0);
    pass(LEASE_MS + 60_000 + 5_000);
    stallMs = 3_000;
    await expect(ledger.take()).rejects.toMatchObject({ kind: "unavailable" });
    await ledger.leastWait(0);
    await expect.poll(() => taken(ledger, 1), { timeout: 5_000 }).toHaveLength(1);
    expect(await taken(ledger)).toHaveLength(4);
  });

  it("a lease without an answer is held from when its request left", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    const out = await taken(ledger, 5);
    pass(1_000);
    const leftMs = time.elapsed();
    pass(20_000);
    for (const lease of out) await ledger.settle({ ...lease, leftMs }, "unanswered");
    pass(HELD_MS - 1_000);
    expect(await taken(ledger)).toHaveLength(0);
    pass(4_000);
    expect(await taken(ledger)).toHaveLength(5);
  });

  it("a process killed with its calls out frees their places an answer time and a period after they left", async () => {
    const killed = open();
    await killed.leastWait(0);
    for (const lease of await taken(killed, 5)) killed.left?.(lease);
    const another = open();
    await another.leastWait(0);
    pass(20_000 + HELD_MS - 2_000);
    expect(await taken(another)).toHaveLength(0);
    pass(4_000);
    expect(await taken(another)).toHaveLength(5);
  });

  it("a burst told of by leases from while it was away slows the pace by one step", async () => {
    const ledger = open();
    await useUp(ledger);
    const takenMs = time.elapsed();
    for (let id = 1; id <= 4; id += 1) await ledger.slowDown({ id: 1_000 + id, takenMs, leaveByMs: takenMs });
    // One step doubles the period; four would make it sixteen times as long.
    expect((await ledger.leastWait(0)).waitMs).toBeGreaterThan(HELD_MS + 50_000);
    expect((await ledger.leastWait(0)).waitMs).toBeLessThanOrEqual(HELD_MS + 60_000);
  });
});
