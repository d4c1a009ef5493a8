import { beforeEach, describe, expect, it } from "vitest";
import { createSlotLedger } from "../../../../src/upstream/quota/files/slot-ledger.ts";
import { isLease, type Ledger } from "../../../../src/upstream/quota/ledger.ts";
import { virtualClock } from "../../../support/virtual-clock.ts";
import { HELD_MS, HOUR_MS, options, useUp } from "./slot-world.ts";

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
    const late = createSlotLedger(options(), world.process());
    expect(await late.take()).toEqual({ waitMs: 10_000, because: "rate_limited" });
  });
});
