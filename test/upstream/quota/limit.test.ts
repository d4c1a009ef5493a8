import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
import { createLimiter } from "../../../src/upstream/quota/limit.ts";
import { createMemoryLedger } from "../../../src/upstream/quota/memory-ledger.ts";
import type { AttemptWatch } from "../../../src/upstream/send.ts";
import { callerFor, createVirtualTime } from "../virtual-time.ts";

function open(limit: number, periodMs: number, suspends = false) {
  const time = createVirtualTime();
  const rules = [{ limit, periodMs }];
  const ledger = createMemoryLedger({ rules, leaveMs: 8_000, answerMs: 10_000, suspends, startsUsed: false }, time);
  return { time, ledger, limiter: createLimiter({ gateway: "alibaba-global", suspends, ledger, time }) };
}

/** An attempt that leaves, arrives and ends as it is told. */
const attempt =
  <T>(answer: T | Fault) =>
  async (watch: AttemptWatch): Promise<T> => {
    watch.leaving?.();
    watch.arrived?.();
    if (answer instanceof Fault) throw answer;
    return answer;
  };

it("lets calls go at the quota's pace and in the order given", async () => {
  const { time, limiter } = open(2, 1_000);
  const starts: [string, number][] = [];
  const calls = ["a", "b", "c", "d", "e"].map((name) =>
    limiter.run({ ...callerFor(time, 45_000), urgency: "many" }, async (watch) => {
      starts.push([name, time.elapsed()]);
      return attempt(name)(watch);
    }),
  );
  expect(await time.finish(Promise.all(calls))).toEqual(["a", "b", "c", "d", "e"]);
  expect(starts).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 1_051],
    ["d", 1_051],
    ["e", 2_102],
  ]);
});

it("lets a single question go before many that wait", async () => {
  const { time, limiter } = open(1, 1_000);
  const order: string[] = [];
  const run = (name: string, urgency: "single" | "many") =>
    limiter.run({ ...callerFor(time, 45_000), urgency }, async (watch) => {
      order.push(name);
      return attempt(name)(watch);
    });
  const many = ["m1", "m2", "m3", "m4"].map((name) => run(name, "many"));
  await time.advance(10);
  const single = run("s", "single");
  await time.finish(Promise.all([...many, single]));
  // m1 has gone and m2 is the one taker that it waits behind.
  expect(order).toEqual(["m1", "m2", "s", "m3", "m4"]);
});

it("does not begin a wait that is longer than the deadline, and says how long it would be", async () => {
  const { time, limiter } = open(5, 60_000);
  const caller = callerFor(time, 45_000);
  const calls = Array.from({ length: 6 }, () => limiter.run(caller, attempt("in")));
  const outcomes = await time.finish(Promise.allSettled(calls));
  expect(outcomes.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill("fulfilled"));
  expect(outcomes[5]).toMatchObject({
    reason: { kind: "rate_limited", retryAfterMs: 60_110, message: "The next call to alibaba-global may leave in 61 s." },
  });
  expect(time.elapsed()).toBe(0);
});

it("refuses at once who would wait behind others for longer than the deadline", async () => {
  const { time, limiter } = open(1, 20_000);
  const calls = Array.from({ length: 4 }, () =>
    limiter.run(callerFor(time, 45_000), attempt("in")).catch((fault: Fault) => [fault.kind, time.elapsed()]),
  );
  expect(await time.finish(Promise.all(calls))).toEqual(["in", "in", "in", ["rate_limited", 0]]);
});

it("drops a call whose caller leaves while it waits, and its place stays free", async () => {
  const { time, limiter } = open(1, 1_000);
  await time.finish(limiter.run(callerFor(time, 45_000), attempt(1)));
  const leaving = new AbortController();
  const left = limiter.run(callerFor(time, 45_000, leaving.signal), attempt(2)).catch((fault: Fault) => fault.kind);
  const patient = limiter.run(callerFor(time, 45_000), async (watch) => {
    await attempt(3)(watch);
    return time.elapsed();
  });
  await time.advance(500);
  leaving.abort();
  expect(await time.finish(Promise.all([left, patient]))).toEqual(["cancelled", 1_051]);
});

it("lets nothing leave for who left while the connection was made, and frees the place", async () => {
  const { time, ledger, limiter } = open(1, 1_000);
  const caller = new AbortController();
  let written = false;
  const call = limiter.run(callerFor(time, 45_000, caller.signal), async (watch) => {
    await time.sleep(100);
    watch.leaving?.();
    written = true;
  });
  const refused = expect(call).rejects.toMatchObject({ kind: "cancelled" });
  await time.advance(50);
  caller.abort();
  await time.advance(100);
  await refused;
  expect(written).toBe(false);
  expect(await ledger.leastWait(0)).toMatchObject({ waitMs: 0 });
});

it("holds the place of an attempt without an answer from when it left", async () => {
  const { time, ledger, limiter } = open(1, 60_000);
  const call = limiter.run(callerFor(time, 45_000), async (watch) => {
    await time.sleep(1_000);
    watch.leaving?.();
    await time.sleep(4_000);
    throw new Fault({ kind: "unavailable", gateway: "alibaba-global", message: "It broke off." });
  });
  const broken = expect(call).rejects.toMatchObject({ kind: "unavailable" });
  await time.advance(5_000);
  await broken;
  // It left at 1 s and may arrive for 10 s; then come the minute, 50 ms and a thousandth: 71,110 ms, of which 5,000 are past.
  expect(await ledger.leastWait(0)).toMatchObject({ waitMs: 66_110 });
});

it("gives back the lease of an attempt that never left", async () => {
  const { time, limiter } = open(1, 60_000);
  const caller = callerFor(time, 45_000);
  await expect(limiter.run(caller, () => Promise.reject(new Error("no connection")))).rejects.toThrow("no connection");
  expect(await time.finish(limiter.run(caller, attempt("in")))).toBe("in");
});

it("does not use a lease that has grown old, but takes another", async () => {
  const { time, limiter } = open(1, 1_000);
  let tries = 0;
  const work = limiter.run(callerFor(time, 45_000), async (watch) => {
    tries += 1;
    if (tries === 1) await time.sleep(9_000);
    return attempt(tries)(watch);
  });
  expect(await time.finish(work)).toBe(2);
});

it("does not use a lease that grew old while the machine slept, which only the wall clock has seen", async () => {
  const machine = createVirtualTime();
  let sleptMs = 0;
  const time = { ...machine, now: () => machine.now() + sleptMs };
  const rules = [{ limit: 1, periodMs: 1_000 }];
  const ledger = createMemoryLedger({ rules, leaveMs: 8_000, answerMs: 10_000, suspends: true, startsUsed: false }, time);
  const limiter = createLimiter({ gateway: "alibaba-global", suspends: true, ledger, time });
  let tries = 0;
  const work = limiter.run(callerFor(machine, 45_000), async (watch) => {
    tries += 1;
    if (tries === 1) sleptMs = 3_600_000;
    return attempt(tries)(watch);
  });
  expect(await machine.finish(work)).toBe(2);
});

describe("what the gateway says", () => {
  const fault = (details: Pick<Fault, "kind"> & { retryAfterMs?: number }) =>
    new Fault({ message: "no", gateway: "alibaba-global", ...details });

  it("a named wait holds everybody", async () => {
    const { time, limiter } = open(5, 1_000);
    const caller = callerFor(time, 45_000);
    await expect(limiter.run(caller, attempt(fault({ kind: "rate_limited", retryAfterMs: 3_000 })))).rejects.toMatchObject({
      kind: "rate_limited",
    });
    await time.finish(limiter.run(caller, attempt("in")));
    expect(time.elapsed()).toBe(3_000);
  });

  it("a suspension closes the gateway for the time it names, or for seven days", async () => {
    const { time, limiter } = open(5, 60_000, true);
    const caller = callerFor(time, 45_000);
    await expect(limiter.run(caller, attempt(fault({ kind: "suspended" })))).rejects.toMatchObject({
      kind: "suspended",
      retryAfterMs: 604_800_000,
    });
    await time.advance(3_600_000);
    await expect(limiter.run(callerFor(time, 45_000), attempt("in"))).rejects.toMatchObject({
      kind: "suspended",
      retryAfterMs: 601_200_000,
      message: "alibaba-global takes no calls for 167 hours.",
    });
  });

  it("a ban over a minute is a closed gateway", async () => {
    const { time, limiter } = open(5, 1_000);
    const banned = limiter.run(callerFor(time, 45_000), attempt(fault({ kind: "rate_limited", retryAfterMs: 90_000 })));
    await expect(banned).rejects.toMatchObject({ kind: "suspended", retryAfterMs: 90_000 });
  });

  it("a wait that no platform can mean is cut: the gateway is asked again after an hour, or a week where it suspends", async () => {
    // 999,999,999 s are 31 years.
    const named = { kind: "rate_limited", retryAfterMs: 999_999_999_000 } as const;
    const [common, strict] = [open(5, 1_000), open(5, 60_000, true)];
    await expect(common.limiter.run(callerFor(common.time, 45_000), attempt(fault(named)))).rejects.toMatchObject({
      kind: "suspended",
      retryAfterMs: 3_600_000,
    });
    await expect(strict.limiter.run(callerFor(strict.time, 45_000), attempt(fault(named)))).rejects.toMatchObject({
      kind: "suspended",
      retryAfterMs: 604_800_000,
    });
    await common.time.advance(3_600_000);
    expect(await common.time.finish(common.limiter.run(callerFor(common.time, 45_000), attempt("in")))).toBe("in");
  });

  it("an exhausted day ends at midnight in GMT+8", async () => {
    // The virtual day begins at 04:00 UTC, which is noon in China.
    const { time, limiter } = open(5, 1_000);
    const exhausted = limiter.run(callerFor(time, 45_000), attempt(fault({ kind: "quota_exhausted" })));
    await expect(exhausted).rejects.toMatchObject({ kind: "quota_exhausted", retryAfterMs: 12 * 3_600_000 });
  });
});
