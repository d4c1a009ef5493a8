import fc from "fast-check";
import { expect, it } from "vitest";
import { isLease, type Lease, type Outcome } from "../../src/upstream/quota/ledger.ts";
import { createMemoryLedger } from "../../src/upstream/quota/memory-ledger.ts";

const LEAVE_MS = 800;
const ANSWER_MS = 2_000;
const SUSPENDS_LATE_MS = 60_000;

interface Flying {
  readonly lease: Lease;
  readonly takenMs: number;
}

/** Steps of a caller who takes whenever it may, and of calls that end in every way a call can end. */
const steps = fc.array(
  fc.record({
    waitMs: fc.integer({ min: 0, max: 1_500 }),
    takes: fc.integer({ min: 0, max: 4 }),
    ends: fc.array(
      fc.record({
        outcome: fc.constantFrom<Outcome>("answered", "unanswered", "unsent"),
        arrivesAt: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      {
        maxLength: 4,
      },
    ),
    throttled: fc.boolean(),
  }),
  { minLength: 5, maxLength: 60 },
);

it("no window of a period ever holds more arrivals than the quota, however the calls end", async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 500, max: 5_000 }),
      fc.boolean(),
      async (script, limit, periodMs, suspends) => {
        let nowMs = 0;
        const clock = { now: () => nowMs, elapsed: () => nowMs };
        const ledger = createMemoryLedger(
          { rules: [{ limit, periodMs }], leaveMs: LEAVE_MS, answerMs: ANSWER_MS, suspends, startsUsed: false },
          clock,
        );
        const flying: Flying[] = [];
        const arrivals: number[] = [];

        const end = async ({ lease, takenMs }: Flying, outcome: Outcome, arrivesAt: number): Promise<void> => {
          // An answered call arrived before its answer; one that was given up may still arrive, long after where that counts.
          const latestMs = outcome === "answered" ? nowMs : takenMs + LEAVE_MS + ANSWER_MS + (suspends ? SUSPENDS_LATE_MS : 0);
          if (outcome !== "unsent") arrivals.push(takenMs + arrivesAt * (latestMs - takenMs));
          await ledger.settle(lease, outcome);
        };

        for (const { waitMs, takes, ends, throttled } of script) {
          nowMs += waitMs;
          for (const call of flying.filter(({ takenMs }) => nowMs - takenMs > LEAVE_MS + ANSWER_MS)) {
            flying.splice(flying.indexOf(call), 1);
            await end(call, "unanswered", 1);
          }
          for (const { outcome, arrivesAt } of ends) {
            const call = flying.shift();
            if (call) await end(call, outcome, arrivesAt);
            if (call && throttled) await ledger.slowDown(call.lease);
          }
          for (let count = 0; count < takes; count += 1) {
            const taken = await ledger.take();
            if (isLease(taken)) flying.push({ lease: taken, takenMs: nowMs });
          }
        }
        for (const call of flying) await end(call, "answered", 0);

        const inOrder = arrivals.sort((a, b) => a - b);
        for (let first = 0; first + limit < inOrder.length; first += 1) {
          expect((inOrder[first + limit] ?? 0) - (inOrder[first] ?? 0)).toBeGreaterThanOrEqual(periodMs);
        }
      },
    ),
    { numRuns: 300 },
  );
});
