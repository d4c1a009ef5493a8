import { expect, it } from "vitest";
import { isLease, type Lease, type LedgerOptions } from "../../../src/upstream/quota/ledger.ts";
import { createMemoryLedger } from "../../../src/upstream/quota/memory-ledger.ts";
import { createVirtualTime } from "../virtual-time.ts";

const FIVE_A_MINUTE: LedgerOptions = {
  rules: [{ limit: 5, periodMs: 60_000 }],
  leaveMs: 8_000,
  answerMs: 30_000,
  suspends: false,
  startsUsed: false,
};
// 50 ms of guard and a thousandth of the period for the clocks' drift.
const HELD_MS = 60_000 + 50 + 60;

function open(options: Partial<LedgerOptions> = {}) {
  const time = createVirtualTime();
  const ledger = createMemoryLedger({ ...FIVE_A_MINUTE, ...options }, time);
  const take = async (): Promise<Lease> => {
    const taken = await ledger.take();
    if (!isLease(taken)) throw new Error(`no lease for ${taken.waitMs} ms`);
    return taken;
  };
  return { time, ledger, take };
}

it("gives as many leases as the quota has, and then says how long the next must wait", async () => {
  const { time, ledger, take } = open();
  for (let count = 0; count < 5; count += 1) await ledger.settle(await take(), "answered");
  expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
  await time.advance(HELD_MS - 1);
  expect(await ledger.take()).toEqual({ waitMs: 1, because: "rate_limited" });
  await time.advance(1);
  await take();
});

it("counts a period from the answer, not from the start", async () => {
  const { time, ledger, take } = open({ rules: [{ limit: 1, periodMs: 60_000 }] });
  const lease = await take();
  await time.advance(20_000);
  await ledger.settle(lease, "answered");
  expect(await ledger.take()).toMatchObject({ waitMs: HELD_MS });
});

it("keeps a lease without an answer for the whole attempt and a period more", async () => {
  const { time, ledger, take } = open({ rules: [{ limit: 1, periodMs: 60_000 }] });
  const lease = await take();
  await time.advance(10_000);
  await ledger.settle(lease, "unanswered");
  expect(await ledger.take()).toMatchObject({ waitMs: 8_000 + 30_000 + HELD_MS - 10_000 });
});

it("counts a lease without an answer from when its request left, where that is known", async () => {
  const { time, ledger, take } = open({ rules: [{ limit: 1, periodMs: 60_000 }] });
  const lease = await take();
  await time.advance(500);
  const leftMs = time.elapsed();
  await time.advance(30_000);
  // Given up at the end of its own answer time: nothing of it can arrive after that.
  await ledger.settle({ ...lease, leftMs }, "unanswered");
  expect(await ledger.take()).toMatchObject({ waitMs: HELD_MS });
});

it("does not let a clock that is set back make a pause longer", async () => {
  let skewMs = 6 * 3_600_000;
  const time = createVirtualTime();
  const ledger = createMemoryLedger(FIVE_A_MINUTE, { now: () => time.now() + skewMs, elapsed: time.elapsed });
  await ledger.freeze(time.now() + skewMs + 10_000, "rate_limited");
  skewMs = 0;
  await time.advance(9_999);
  expect(await ledger.take()).toEqual({ waitMs: 1, because: "rate_limited" });
  await time.advance(1);
  expect(isLease(await ledger.take())).toBe(true);
});

it("waits a minute more for a request without an answer where going over closes the app", async () => {
  const { ledger, take } = open({ rules: [{ limit: 1, periodMs: 60_000 }], suspends: true });
  await ledger.settle(await take(), "unanswered");
  expect(await ledger.take()).toMatchObject({ waitMs: 8_000 + 30_000 + 60_000 + HELD_MS });
});

it("gives a lease back at once where no byte was sent", async () => {
  const { ledger, take } = open({ rules: [{ limit: 1, periodMs: 60_000 }] });
  await ledger.settle(await take(), "unsent");
  await take();
});

it("counts calls in flight", async () => {
  const { ledger, take } = open({ rules: [{ limit: 2, periodMs: 1_000 }] });
  await take();
  await take();
  expect(await ledger.take()).toMatchObject({ because: "rate_limited", waitMs: 1_051 });
});

it("settles a lease once", async () => {
  const { time, ledger, take } = open({ rules: [{ limit: 1, periodMs: 1_000 }] });
  const lease = await take();
  await ledger.settle(lease, "answered");
  await time.advance(500);
  await ledger.settle(lease, "unsent");
  expect(await ledger.take()).toMatchObject({ waitMs: 551 });
});

it("tells an exhausted day from a pace", async () => {
  const { time, ledger, take } = open({
    rules: [
      { limit: 5, periodMs: 1_000 },
      { limit: 2, periodMs: 86_400_000 },
    ],
  });
  await ledger.settle(await take(), "answered");
  await time.advance(3_600_000);
  await ledger.settle(await take(), "answered");
  expect(await ledger.take()).toEqual({ waitMs: 86_400_000 + 50 + 86_400 - 3_600_000, because: "quota_exhausted" });
});

it("knows the least that the next but twelve must wait: two whole rounds", async () => {
  const { ledger } = open();
  expect(await ledger.leastWait(4)).toMatchObject({ waitMs: 0 });
  expect(await ledger.leastWait(5)).toMatchObject({ waitMs: HELD_MS });
  expect(await ledger.leastWait(12)).toMatchObject({ waitMs: 2 * HELD_MS });
});

it("halves its pace on a rate-limit answer and recovers after a full round of good ones", async () => {
  const { time, ledger, take } = open({ rules: [{ limit: 2, periodMs: 1_000 }] });
  const [first, second] = [await take(), await take()];
  await ledger.settle(first, "answered");
  await ledger.settle(second, "answered");
  await ledger.slowDown(first);
  await ledger.slowDown(second);
  expect(await ledger.take()).toMatchObject({ waitMs: 2_051 });
  await time.advance(2_051);
  await ledger.settle(await take(), "answered");
  await ledger.settle(await take(), "answered");
  expect(await ledger.take()).toMatchObject({ waitMs: 1_051 });
});

it("takes nothing while it is frozen, and a freeze is never shortened", async () => {
  const { time, ledger, take } = open();
  await ledger.freeze(time.now() + 5_000, "suspended");
  await ledger.freeze(time.now() + 1_000, "rate_limited");
  expect(await ledger.take()).toEqual({ waitMs: 5_000, because: "suspended" });
  await time.advance(5_000);
  await take();
});

it("leaves the first window empty where nobody remembers what was called before", async () => {
  const { ledger } = open({ startsUsed: true });
  expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
});

it("says what each rule still lets through, and nothing while it is frozen", async () => {
  const day = { limit: 8, periodMs: 86_400_000 };
  const { time, ledger, take } = open({ rules: [{ limit: 5, periodMs: 60_000 }, day] });
  for (let count = 0; count < 2; count += 1) await ledger.settle(await take(), "answered");
  await ledger.settle(await take(), "unsent");
  await take();
  const left = async () => (await ledger.room()).map((one) => one.left);
  expect(await left()).toEqual([2, 5]);
  await time.advance(HELD_MS);
  expect(await left()).toEqual([4, 5]);
  await ledger.freeze(time.now() + 60_000, "suspended");
  expect(await left()).toEqual([0, 0]);
});
