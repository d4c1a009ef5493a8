import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isLease, type Ledger } from "../../../../src/upstream/quota/ledger.ts";
import { clock, events, folder, HELD_MS, leases, open, root, slots, useUp } from "./slot-world.ts";

// From taking a lease to the last arrival of its request, 8 s + 20 s, then a period.
const LEASE_MS = 28_000 + HELD_MS;
const RULE_FILE = "rules.5-60000";
const aside = () => join(root, "aside");

/** Nothing leaves for a whole lease, and then the whole quota does. */
async function expectOneLease(...ledgers: readonly Ledger[]): Promise<void> {
  for (const ledger of ledgers) expect(isLease(await ledger.take())).toBe(false);
  clock.pass(LEASE_MS - 1);
  for (const ledger of ledgers) expect(isLease(await ledger.take())).toBe(false);
  clock.pass(1);
  await leases(ledgers[0] as Ledger, 5);
  for (const ledger of ledgers) expect(isLease(await ledger.take())).toBe(false);
}

const restore = (from: string): void => {
  rmSync(folder(), { recursive: true });
  cpSync(from, folder(), { recursive: true });
};

describe("a ledger that is not the one a process knows", () => {
  it("removed under it: the one made in its place lets nothing through for a lease", async () => {
    const ledger = open();
    await useUp(ledger);
    rmSync(folder(), { recursive: true });
    await expectOneLease(ledger, open());
    expect(events).toEqual(["quota_history_lost"]);
  });

  it("removed while none that knew it runs: what tells of it is beside it", async () => {
    await useUp(open());
    rmSync(join(root, "quota"), { recursive: true });
    await expectOneLease(open(), open());
  });

  it("emptied is as good as removed", async () => {
    const ledger = open();
    await useUp(ledger);
    rmSync(folder(), { recursive: true });
    mkdirSync(folder());
    await expectOneLease(ledger);
  });

  it("all state removed: a new process makes it, and one that knew the old one closes it for a lease", async () => {
    const ledger = open();
    await useUp(ledger);
    for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
    const stranger = open();
    await leases(stranger, 1);
    await expectOneLease(ledger, stranger);
  });

  it("an older copy in its place, as a running process sees it", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    cpSync(folder(), aside(), { recursive: true });
    await useUp(ledger);
    restore(aside());
    await expectOneLease(ledger, open());
  });

  it("an older copy in its place, as a new process sees it", async () => {
    await open().leastWait(0);
    cpSync(folder(), aside(), { recursive: true });
    await useUp(open());
    restore(aside());
    await expectOneLease(open(), open());
  });

  it("older files in the same folder", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    cpSync(folder(), aside(), { recursive: true });
    await useUp(ledger);
    for (const name of readdirSync(folder())) rmSync(join(folder(), name));
    cpSync(aside(), folder(), { recursive: true });
    await expectOneLease(ledger, open());
  });

  it("held for one lease in all, not for one a process, however late another looks", async () => {
    const [one, other] = [open(), open()];
    await useUp(one, 3);
    await useUp(other, 2);
    cpSync(folder(), aside(), { recursive: true });
    restore(aside());
    await one.leastWait(0);
    clock.pass(LEASE_MS);
    await leases(other, 5);
  });

  it("keeps the day's count and the bans that a running process knows of", async () => {
    const rules = [
      { limit: 5, periodMs: 60_000 },
      { limit: 6, periodMs: 86_400_000 },
    ];
    const ledger = open({ rules });
    await ledger.leastWait(0);
    cpSync(folder(), aside(), { recursive: true });
    await useUp(ledger);
    await ledger.leastWait(0);
    restore(aside());
    await ledger.leastWait(0);
    clock.pass(LEASE_MS);
    expect((await ledger.room()).map(({ left }) => left)).toEqual([5, 1]);
    await ledger.freeze(clock.wallMs() + 7_200_000, "suspended");
    await ledger.leastWait(0);
    rmSync(folder(), { recursive: true });
    expect(await ledger.take()).toEqual({ waitMs: 7_200_000, because: "suspended" });
  });
});

describe("files removed one by one", () => {
  const lookOn = async (ledger: Ledger): Promise<void> => {
    for (let looks = 0; looks < 4; looks += 1) {
      await ledger.leastWait(0);
      clock.pass(50);
    }
  };

  it("slots are put back, held for a lease, and it is said; the others go on", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    for (const name of slots().slice(0, 3)) rmSync(join(folder(), name));
    await lookOn(ledger);
    await leases(ledger, 2);
    expect(isLease(await ledger.take())).toBe(false);
    expect(slots()).toHaveLength(5);
    expect(events).toEqual(["quota_slots_mended"]);
    clock.pass(LEASE_MS);
    await leases(open(), 5);
  });

  it("one process puts them back, however many look", async () => {
    const ledgers = [open(), open(), open()];
    for (const ledger of ledgers) await ledger.leastWait(0);
    for (const name of slots()) rmSync(join(folder(), name));
    for (const ledger of [...ledgers, ...ledgers, ...ledgers, ...ledgers]) await lookOn(ledger);
    expect(slots()).toHaveLength(5);
    expect(events).toEqual(["quota_slots_mended"]);
  });

  it("a slot that one reading misses is not made twice", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    const [name = ""] = slots();
    cpSync(join(folder(), name), join(root, name));
    rmSync(join(folder(), name));
    await ledger.leastWait(0);
    cpSync(join(root, name), join(folder(), name));
    await lookOn(ledger);
    expect(slots()).toContain(name);
    expect(events).toEqual([]);
  });

  it("the rules it was made for: put back, held for a lease, never misconfigured", async () => {
    const ledger = open();
    await useUp(ledger);
    rmSync(join(folder(), RULE_FILE));
    await expectOneLease(ledger, open());
    expect(readdirSync(folder())).toContain(RULE_FILE);
  });

  it("all but one: never over, and whole again after a lease", async () => {
    const ledger = open();
    await useUp(ledger);
    for (const name of readdirSync(folder()).slice(1)) rmSync(join(folder(), name));
    await lookOn(ledger);
    expect(isLease(await ledger.take())).toBe(false);
    clock.pass(LEASE_MS);
    await lookOn(ledger);
    clock.pass(LEASE_MS);
    await leases(ledger, 5);
    expect(isLease(await open().take())).toBe(false);
  });

  it("the day's count: put back as a running process knows it", async () => {
    const rules = [
      { limit: 5, periodMs: 60_000 },
      { limit: 6, periodMs: 86_400_000 },
    ];
    const ledger = open({ rules });
    await useUp(ledger);
    await ledger.leastWait(0);
    for (const name of readdirSync(folder()).filter((one) => one.startsWith("budget"))) rmSync(join(folder(), name));
    await lookOn(ledger);
    expect((await ledger.room())[1]?.left).toBe(1);
  });
});
