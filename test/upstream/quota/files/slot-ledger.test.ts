import { describe, expect, it } from "vitest";
import { createSlotLedger } from "../../../../src/upstream/quota/files/slot-ledger.ts";
import { isLease } from "../../../../src/upstream/quota/ledger.ts";
import { clock, HELD_MS, HOUR_MS, lease, leases, open, options, slots, useUp } from "./slot-world.ts";

describe("a slot", () => {
  it("frees a period and a guard after the answer, not after the call", async () => {
    const ledger = open();
    const taken = await leases(ledger, 5);
    clock.pass(3_000);
    for (const one of taken) await ledger.settle(one, "answered");
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
    clock.pass(HELD_MS - 1);
    expect(await ledger.take()).toEqual({ waitMs: 1, because: "rate_limited" });
    clock.pass(1);
    expect(isLease(await ledger.take())).toBe(true);
  });

  it("is held without an answer for as long as the request may still arrive, then a period", async () => {
    const ledger = open();
    for (const one of await leases(ledger, 5)) await ledger.settle(one, "unanswered");
    clock.pass(28_000 + HELD_MS - 1);
    expect(isLease(await ledger.take())).toBe(false);
    clock.pass(1);
    expect(isLease(await ledger.take())).toBe(true);
  });

  it("is held from when its request left, where that is known, and by the others too", async () => {
    const time = clock.process();
    const ledger = createSlotLedger(options(), time);
    const taken = await leases(ledger, 5);
    clock.pass(1_000);
    const leftMs = time.elapsed();
    clock.pass(20_000);
    for (const one of taken) await ledger.settle({ ...one, leftMs }, "unanswered");
    clock.pass(HELD_MS - 1);
    expect(isLease(await open().take())).toBe(false);
    clock.pass(1);
    expect(isLease(await open().take())).toBe(true);
  });

  it("is held a minute more where going over closes the app", async () => {
    const ledger = open({ suspends: true });
    await ledger.leastWait(0);
    clock.pass(HELD_MS);
    for (const one of await leases(ledger, 5)) await ledger.settle(one, "unanswered");
    clock.pass(88_000 + HELD_MS - 1);
    expect(isLease(await ledger.take())).toBe(false);
    clock.pass(1);
    expect(isLease(await ledger.take())).toBe(true);
  });

  it("is free at once where nothing was sent", async () => {
    const ledger = open();
    const [first] = await leases(ledger, 5);
    if (first) await ledger.settle(first, "unsent");
    expect(isLease(await ledger.take())).toBe(true);
    expect(isLease(await ledger.take())).toBe(false);
  });

  it("says by when its request must have left", async () => {
    const time = clock.process();
    const ledger = createSlotLedger(options(), time);
    clock.pass(500);
    expect(await lease(ledger)).toMatchObject({ takenMs: 500, leaveByMs: 8_500 });
  });

  it("is held by a process that was killed, for another process too", async () => {
    await leases(open(), 5);
    const another = open();
    clock.pass(28_000 + HELD_MS - 1);
    expect(isLease(await another.take())).toBe(false);
    clock.pass(1);
    expect(isLease(await another.take())).toBe(true);
  });

  it("of a process killed with its calls out is free their own answer time and a period after they left", async () => {
    const ledger = open();
    const out = await leases(ledger, 5);
    clock.pass(1_000);
    for (const one of out) ledger.left?.(one);
    const another = open();
    clock.pass(20_000 + HELD_MS - 1);
    expect(isLease(await another.take())).toBe(false);
    clock.pass(1);
    await leases(another, 5);
  });

  it("stays another's when a process that had it wakes up too late", async () => {
    const [sleeper, another] = [open(), open()];
    const late = await leases(sleeper, 5);
    clock.pass(28_000 + HELD_MS);
    const taken = await leases(another, 5);
    for (const one of late) await sleeper.settle(one, "unsent");
    expect(isLease(await sleeper.take())).toBe(false);
    for (const one of taken) await another.settle(one, "unsent");
    expect(isLease(await sleeper.take())).toBe(true);
  });

  it("is one of as many as the quota, whoever takes them", async () => {
    const ledgers = [open(), open(), open()];
    const taken = await Promise.all(Array.from({ length: 12 }, (_, index) => ledgers[index % 3]?.take()));
    expect(taken.filter((one) => one && isLease(one))).toHaveLength(5);
    expect(slots()).toHaveLength(5);
  });
});

describe("the least wait", () => {
  it("is known for those behind others", async () => {
    const ledger = open();
    await useUp(ledger);
    clock.pass(10_000);
    expect(await ledger.leastWait(0)).toEqual({ waitMs: HELD_MS - 10_000, because: "rate_limited" });
    expect(await ledger.leastWait(4)).toEqual({ waitMs: HELD_MS - 10_000, because: "rate_limited" });
    expect(await ledger.leastWait(5)).toEqual({ waitMs: 2 * HELD_MS - 10_000, because: "rate_limited" });
  });

  it("does not count on a call in flight failing to answer", async () => {
    const ledger = open();
    await leases(ledger, 5);
    expect((await ledger.leastWait(0)).waitMs).toBe(HELD_MS);
  });
});

describe("the clocks", () => {
  it("a wall clock set forward frees nothing", async () => {
    const ledger = open();
    await useUp(ledger);
    clock.stepWall(10 * 60_000);
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
  });

  it("a wall clock set back or forth moves no slot, where the system names its machine clock", async () => {
    const ledger = open();
    await useUp(ledger);
    clock.pass(50_000);
    clock.stepWall(-10 * 60_000);
    expect(await open().take()).toEqual({ waitMs: HELD_MS - 50_000, because: "rate_limited" });
    clock.stepWall(20 * 60_000);
    expect(await open().take()).toEqual({ waitMs: HELD_MS - 50_000, because: "rate_limited" });
    clock.pass(HELD_MS - 50_000);
    await leases(ledger, 5);
  });

  it("a reboot frees nothing", async () => {
    const ledger = open();
    clock.pass(3 * HOUR_MS);
    await useUp(ledger);
    clock.reboot();
    expect(await open().take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
    clock.pass(HELD_MS);
    await leases(open(), 5);
    expect(isLease(await open().take())).toBe(false);
  });

  it("a wall clock that is wrong after a reboot frees nothing", async () => {
    const ledger = open();
    clock.pass(3 * HOUR_MS);
    await useUp(ledger);
    clock.reboot();
    clock.stepWall(24 * HOUR_MS);
    expect(await open().take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
    clock.pass(HELD_MS);
    await leases(open(), 5);
  });

  it("two containers whose machine clocks began apart share one quota by the wall clock", async () => {
    const [one, other] = [open(), open({}, 5 * HOUR_MS)];
    await useUp(one, 3);
    await useUp(other, 2);
    expect(isLease(await one.take())).toBe(false);
    expect(isLease(await other.take())).toBe(false);
    clock.pass(2 * HELD_MS);
    expect(isLease(await one.take())).toBe(true);
  });
});
