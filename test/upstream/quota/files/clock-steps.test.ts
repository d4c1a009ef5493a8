import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createSlotLedger } from "../../../../src/upstream/quota/files/slot-ledger.ts";
import { isLease, type Lease, type Ledger } from "../../../../src/upstream/quota/ledger.ts";
import { fullestWindow, quotaUse } from "../../../support/quota-history.ts";
import { virtualClock } from "../../../support/virtual-clock.ts";
import { HELD_MS, HOUR_MS, options, root, useUp } from "./slot-world.ts";

// Hours back and forth, as a hand or a wrong time server sets them.
const STEPS_MS = [-3 * HOUR_MS, 5 * HOUR_MS, -HOUR_MS, -4 * HOUR_MS, 24 * HOUR_MS, -20 * HOUR_MS];

describe.each([
  ["that the system names", true],
  ["that nobody can tell from another", false],
])("a wall clock that steps by hours, beside a machine clock %s", (_, named) => {
  let world: ReturnType<typeof virtualClock>;
  let ledgers: readonly Ledger[];
  beforeEach(() => {
    world = virtualClock(undefined, named);
    ledgers = [1, 2, 3].map(() => createSlotLedger(options(), world.process()));
  });

  it("neither lets more through nor holds a running process up", async () => {
    const [first, second, third] = ledgers as [Ledger, Ledger, Ledger];
    for (const [round, step] of STEPS_MS.entries()) {
      const ledger = [first, second, third][round % 3] as Ledger;
      await useUp(ledger);
      for (const other of ledgers) await other.leastWait(0);
      world.stepWall(step);
      for (const other of ledgers) expect(isLease(await other.take())).toBe(false);
      world.pass(HELD_MS / 2);
      world.stepWall(-2 * step);
      for (const other of ledgers) expect(isLease(await other.take())).toBe(false);
      world.pass(HELD_MS / 2 - 1);
      for (const other of ledgers) expect(isLease(await other.take())).toBe(false);
      // The write rounds up to a whole millisecond.
      world.pass(2);
    }
    await useUp(first);
  });

  it("set back by less than a lease, holds a running process up no longer either", async () => {
    const [ledger, other] = ledgers as [Ledger, Ledger];
    await useUp(ledger);
    await other.leastWait(0);
    world.pass(HELD_MS - 5_000);
    world.stepWall(-30_000);
    expect(await other.take()).toEqual({ waitMs: 5_000, because: "rate_limited" });
    world.pass(5_000);
    await useUp(other);
  });

  it("holds a process that starts after a step for one lease at most", async () => {
    const [ledger] = ledgers as [Ledger];
    await useUp(ledger);
    world.stepWall(-3 * HOUR_MS);
    world.pass(HELD_MS + 1);
    const late = createSlotLedger(options(), world.process());
    await late.leastWait(0);
    world.pass(HELD_MS);
    await useUp(late);
  });

  it("does not make a pause longer than it was given", async () => {
    const [ledger, other] = ledgers as [Ledger, Ledger];
    world.stepWall(6 * HOUR_MS);
    await ledger.freeze(world.wallMs() + 10_000, "rate_limited");
    expect(await other.take()).toEqual({ waitMs: 10_000, because: "rate_limited" });
    world.stepWall(-6 * HOUR_MS);
    world.pass(9_999);
    expect(isLease(await other.take())).toBe(false);
    world.pass(1);
    expect(isLease(await other.take())).toBe(true);
    expect(isLease(await createSlotLedger(options(), world.process()).take())).toBe(true);
  });
});

describe("a machine clock that the system names, beside a wall clock that steps by days", () => {
  const DAY_MS = 24 * HOUR_MS;
  // An hour's last call counts until the end of that hour of the next day, and 28 s more for one that was on its way.
  const RULES = [
    { limit: 5, periodMs: 1_000 },
    { limit: 10, periodMs: DAY_MS },
  ];
  let world: ReturnType<typeof virtualClock>;
  const start = (machineOffsetMs = 0): Ledger => createSlotLedger(options({ rules: RULES }), world.process(machineOffsetMs));
  const useUpTheDay = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await useUp(start());
      world.pass(1_051);
    }
  };
  const taken = async (ledger: Ledger): Promise<number> => {
    let count = 0;
    while (count < 6 && isLease(await ledger.take())) count += 1;
    return count;
  };
  beforeEach(() => {
    world = virtualClock();
  });

  it.each([2 * DAY_MS, -2 * DAY_MS])("by %i ms: the day's calls are counted for a day, and no longer", async (step) => {
    await useUpTheDay();
    const running = start();
    await running.leastWait(0);
    world.stepWall(step);
    // 03:30 and two rounds of 1,051 ms were on the count's clock: 24 h 30 min and 28 s later they are past.
    const waitMs = 24.5 * HOUR_MS + 28_000 - 2_102;
    for (const ledger of [running, start()]) expect(await ledger.take()).toEqual({ waitMs, because: "quota_exhausted" });
    world.pass(12 * HOUR_MS);
    world.stepWall(-3 * step);
    expect(await start().take()).toEqual({ waitMs: waitMs - 12 * HOUR_MS, because: "quota_exhausted" });
    world.sleep(waitMs - 12 * HOUR_MS - 1);
    expect(await taken(start())).toBe(0);
    world.pass(1);
    expect(await taken(running)).toBe(5);
  });

  it("counts the hours that the machine was off by the wall clock, and a clock set back meanwhile as none", async () => {
    await useUpTheDay();
    world.reboot();
    world.stepWall(20 * HOUR_MS);
    const waitMs = 4.5 * HOUR_MS + 28_000 - 2_102;
    expect(await start().take()).toEqual({ waitMs, because: "quota_exhausted" });
    // Since it was started anew, its own clock tells again; what the other was set by then is not time that it is off.
    world.stepWall(DAY_MS);
    expect(await start().take()).toEqual({ waitMs, because: "quota_exhausted" });
    world.reboot();
    expect(await start().take()).toEqual({ waitMs, because: "quota_exhausted" });
    world.stepWall(-90 * DAY_MS);
    expect(await start().take()).toEqual({ waitMs, because: "quota_exhausted" });
    world.pass(waitMs);
    expect(await taken(start())).toBe(5);
  });

  it.each(["suspended", "quota_exhausted", "rate_limited"] as const)(
    "a ban (%s) lasts as long as it was given",
    async (because) => {
      const running = start();
      await running.freeze(world.wallMs() + 2 * DAY_MS, because);
      world.stepWall(5 * DAY_MS);
      for (const ledger of [running, start()]) expect(await ledger.take()).toEqual({ waitMs: 2 * DAY_MS, because });
      world.stepWall(-9 * DAY_MS);
      world.sleep(DAY_MS);
      for (const ledger of [running, start()]) expect(await ledger.take()).toEqual({ waitMs: DAY_MS, because });
      world.reboot();
      world.stepWall(-9 * DAY_MS);
      // How long it was off nobody can tell: the rest at most.
      expect(await start().take()).toEqual({ waitMs: 2 * DAY_MS, because });
      world.pass(DAY_MS);
      expect(await start().take()).toEqual({ waitMs: DAY_MS, because });
      world.pass(DAY_MS);
      expect(await taken(start())).toBe(5);
    },
  );
});

describe("callers that always want more, while the wall clock is set by hours every 700 ms", () => {
  const ANSWER_MS = 10;
  // N calls leave together, are answered after 10 ms, and their places are free again a period, 50 ms and a thousandth after that.
  it.each([
    { suspends: false, periodMs: 1_000, forMs: 30_000, use: 1_000 / 1_061 },
    { suspends: true, periodMs: 60_000, forMs: 400_000, use: 60_000 / 60_120 },
  ])("use $use of the quota, over one process or six (suspends: $suspends)", async ({ suspends, periodMs, forMs, use }) => {
    const rule = { limit: 5, periodMs };
    for (const processes of [1, 6]) {
      const world = virtualClock();
      const place = { folder: join(root, `quota-${processes}`), rules: [rule], suspends, startsUsed: suspends };
      const ledgers = Array.from({ length: processes }, () => createSlotLedger(options(place), world.process()));
      const arrivalsMs: number[] = [];
      for (let round = 0; world.trueMs() < forMs; round += 1) {
        const out: (readonly [Ledger, Lease])[] = [];
        let leastWaitMs = Number.POSITIVE_INFINITY;
        for (const ledger of ledgers) {
          for (let asked = await ledger.take(); ; asked = await ledger.take()) {
            if (!isLease(asked)) leastWaitMs = Math.min(leastWaitMs, asked.waitMs);
            if (!isLease(asked)) break;
            arrivalsMs.push(world.trueMs());
            ledger.left?.(asked);
            out.push([ledger, asked]);
          }
        }
        world.pass(out.length > 0 ? ANSWER_MS : Math.min(700, leastWaitMs));
        for (const [ledger, taken] of out) await ledger.settle(taken, "answered");
        if (out.length === 0) world.stepWall(STEPS_MS[round % STEPS_MS.length] ?? 0);
      }
      expect(fullestWindow(arrivalsMs, rule).count).toBe(5);
      expect(quotaUse(arrivalsMs, rule)).toBeCloseTo(use, 4);
    }
  });
});
