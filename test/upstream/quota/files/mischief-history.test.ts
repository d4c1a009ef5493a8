import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, removeBundle } from "../../../support/bundle.ts";
import { fullestWindow, longestGapMs, quotaUse } from "../../../support/quota-history.ts";
import { type Mischief, type QuotaRun, quotaRun, tellingRun } from "./quota-run.ts";

const RULE = { limit: 5, periodMs: 1_000 };
// A whole lease is 200 + 200 ms on the way and a period.
const SETTINGS = { rules: [RULE], leaveMs: 200, answerMs: 200, suspends: false, redisUrl: null };
const LEASE_MS = 1_451;
const LONG = process.env["SOURCING_TEST_LONG"] === "1";
// Exactly 0.94: a place is free again 1,051 ms after an answer of 10 ms. What keeps a busy machine from calling is not the ledger's
// doing: there 0.4 tells that no step held it up. What the ledger alone leaves is held in clock-steps.test.ts, to the millisecond.
const LEAST_USE = LONG ? 0.9 : 0.4;

let program: string;
beforeAll(async () => {
  program = await bundle("test/upstream/quota/files/caller.ts");
}, 60_000);
afterAll(() => removeBundle(program));

const run = (changes: Omit<QuotaRun, keyof typeof SETTINGS | "program">) => quotaRun({ ...SETTINGS, program, ...changes });
const neverOver = ({ arrivalsMs }: { readonly arrivalsMs: readonly number[] }): void =>
  expect(fullestWindow(arrivalsMs, RULE).count).toBeLessThanOrEqual(RULE.limit);

describe.concurrent("processes on a folder and a clock that are tampered with", () => {
  it("a clock that steps by hours: never over, and used as ever", { timeout: 60_000 }, async () => {
    const { arrivalsMs } = await tellingRun(
      () =>
        run({
          ...{ processes: 2, forMs: 3_200, moreCallsThan: 10, troubled: false },
          ...{ mischief: "clock_steps", mischiefEveryMs: 300 },
        }),
      neverOver,
      (result) => quotaUse(result.arrivalsMs, RULE) >= LEAST_USE,
    );
    // 0.05 to 0.14 is what steps once left.
    expect(quotaUse(arrivalsMs, RULE)).toBeGreaterThanOrEqual(LEAST_USE);
  });

  // Every four seconds, so that there is a time after each in which all is as it was.
  it.skipIf(!LONG).for<Mischief>(["restores", "removals", "removed_slots"])(
    "%s: never over, and calls again after a lease",
    { timeout: 60_000 },
    async (mischief) => {
      const { arrivalsMs, endMs, mischiefs } = await tellingRun(
        () => run({ processes: 2, forMs: 9_500, troubled: false, mischief, mischiefEveryMs: 3_000 }),
        neverOver,
        (result) => result.arrivalsMs.length > 20 && longestGapMs(result.arrivalsMs, result.endMs) < 2 * LEASE_MS,
      );
      expect(mischiefs).toBeGreaterThan(1);
      expect(longestGapMs(arrivalsMs, endMs)).toBeLessThan(2 * LEASE_MS);
    },
  );
});

describe.skipIf(!LONG)("six processes, stopped and killed at random meanwhile", () => {
  it.for<Mischief>(["clock_steps", "restores", "removals", "removed_slots"])(
    "%s: never over",
    { timeout: 400_000 },
    async (mischief) => {
      const result = await run({
        ...{ processes: 6, forMs: 60_000, moreCallsThan: 20, troubled: true },
        ...{ mischief, mischiefEveryMs: 2_500 },
      });
      neverOver(result);
      expect(result.arrivalsMs.length).toBeGreaterThan(20);
    },
  );

  it("while three answers in ten come too late, they use most of it", { timeout: 120_000 }, async () => {
    const result = await run({ processes: 6, forMs: 30_000, troubled: false, slowShare: 0.3 });
    neverOver(result);
    expect(quotaUse(result.arrivalsMs, RULE)).toBeGreaterThanOrEqual(0.6);
  });

  it("untroubled, they use nearly all of it", { timeout: 120_000 }, async () => {
    const result = await run({ processes: 6, forMs: 30_000, troubled: false, mischief: "clock_steps", mischiefEveryMs: 500 });
    neverOver(result);
    expect(quotaUse(result.arrivalsMs, RULE)).toBeGreaterThanOrEqual(0.9);
  });
});
