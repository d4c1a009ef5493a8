import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isLease } from "../../../../src/upstream/quota/ledger.ts";
import { clock, folder, HELD_MS, HOUR_MS, lease, leases, open, useUp } from "./slot-world.ts";

describe("a ban", () => {
  it("is a file named for its end, and closes the gateway to every process", async () => {
    const ledger = open();
    const untilMs = clock.wallMs() + 7 * 24 * HOUR_MS;
    await ledger.freeze(untilMs, "suspended");
    expect(readdirSync(folder()).filter((name) => name.startsWith(`frozen.${untilMs}.`))).toHaveLength(1);
    clock.reboot();
    expect(await open().take()).toEqual({ waitMs: 7 * 24 * HOUR_MS, because: "suspended" });
    clock.pass(7 * 24 * HOUR_MS);
    expect(isLease(await open().take())).toBe(true);
  });

  it("of an earlier version, named for its end alone, stands until then", async () => {
    const ledger = open();
    await ledger.leastWait(0);
    writeFileSync(join(folder(), `frozen.${clock.wallMs() + 2 * HOUR_MS}`), "");
    expect(await open().take()).toEqual({ waitMs: 2 * HOUR_MS, because: "suspended" });
    clock.stepWall(3 * HOUR_MS);
    expect(await ledger.take()).toEqual({ waitMs: 2 * HOUR_MS, because: "suspended" });
  });

  it("is never shortened", async () => {
    const ledger = open();
    await ledger.freeze(clock.wallMs() + 2 * HOUR_MS, "suspended");
    await ledger.freeze(clock.wallMs() + HOUR_MS, "quota_exhausted");
    expect(await ledger.take()).toEqual({ waitMs: 2 * HOUR_MS, because: "suspended" });
  });

  it("says what it is for", async () => {
    const ledger = open();
    await ledger.freeze(clock.wallMs() + 5_000, "rate_limited");
    expect(await ledger.take()).toEqual({ waitMs: 5_000, because: "rate_limited" });
    await ledger.freeze(clock.wallMs() + HOUR_MS, "quota_exhausted");
    expect(await ledger.leastWait(0)).toEqual({ waitMs: HOUR_MS, because: "quota_exhausted" });
  });

  it("leaves no heap of files behind", async () => {
    const ledger = open();
    for (let index = 0; index < 20; index += 1) {
      await ledger.freeze(clock.wallMs() + 1_000, "rate_limited");
      clock.pass(1_001);
    }
    expect(readdirSync(folder()).filter((name) => name.startsWith("frozen"))).toHaveLength(1);
  });
});

describe("slowing down", () => {
  it("doubles the period for every process, once for a burst, and recovers with a full round of good answers", async () => {
    const [ledger, another] = [open(), open()];
    const burst = await leases(ledger, 5);
    for (const one of burst) await ledger.settle(one, "answered");
    clock.pass(10);
    for (const one of burst) await ledger.slowDown(one);
    expect((await another.take()) as unknown).toEqual({ waitMs: HELD_MS + 60_000 - 10, because: "rate_limited" });
    clock.pass(HELD_MS + 60_000 - 10);
    await useUp(another);
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
  });

  it("goes to a sixteenth of the pace at most", async () => {
    const ledger = open();
    const burst = await leases(ledger, 5);
    for (const one of burst) await ledger.settle(one, "answered");
    for (let step = 0; step < 9; step += 1) {
      clock.pass(1);
      await ledger.slowDown({ id: 0, takenMs: clock.trueMs(), leaveByMs: 0 });
    }
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS + 15 * 60_000 - 9, because: "rate_limited" });
  });
});

describe("several rules", () => {
  const FIVE_A_SECOND_TEN_A_DAY = [
    { limit: 5, periodMs: 1_000 },
    { limit: 10, periodMs: 24 * HOUR_MS },
  ];

  it("hold together: the pace first, then the day", async () => {
    const ledger = open({ rules: FIVE_A_SECOND_TEN_A_DAY });
    await useUp(ledger);
    expect(await ledger.take()).toEqual({ waitMs: 1_051, because: "rate_limited" });
    clock.pass(1_051);
    await useUp(ledger);
    clock.pass(1_051);
    // 03:30 by the clock: the hour's last call counts until 04:00 of the next day, and 28 s for one that was on its way.
    expect(await ledger.take()).toEqual({ waitMs: 24.5 * HOUR_MS + 28_000 - 2_102, because: "quota_exhausted" });
  });

  it("keep the day's count over a restart and a reboot, and free it by the hour", async () => {
    const rules = FIVE_A_SECOND_TEN_A_DAY;
    await useUp(open({ rules }));
    clock.pass(2 * HOUR_MS);
    await useUp(open({ rules }), 4);
    clock.reboot();
    const ledger = open({ rules });
    // Nobody can tell how long before the reboot the slots were used.
    expect(await ledger.leastWait(0)).toEqual({ waitMs: 1_051, because: "rate_limited" });
    clock.pass(60_000);
    expect(await ledger.leastWait(0)).toEqual({ waitMs: 0, because: "rate_limited" });
    expect(await ledger.leastWait(1)).toEqual({ waitMs: 22.5 * HOUR_MS + 28_000 - 60_000, because: "quota_exhausted" });
    clock.pass(22.5 * HOUR_MS + 28_000);
    await useUp(ledger, 5);
    clock.pass(1_051);
    await useUp(ledger, 1);
    clock.pass(1_051);
    expect((await ledger.take()) as unknown).toMatchObject({ because: "quota_exhausted" });
  });

  it("say what each still lets through, to another process too, and nothing while the gateway is closed", async () => {
    const ledger = open({ rules: FIVE_A_SECOND_TEN_A_DAY });
    const left = async () => (await open({ rules: FIVE_A_SECOND_TEN_A_DAY }).room()).map((one) => one.left);
    expect(await left()).toEqual([5, 10]);
    await useUp(ledger, 3);
    expect(await left()).toEqual([2, 7]);
    clock.pass(1_051);
    expect(await left()).toEqual([5, 7]);
    await ledger.freeze(clock.wallMs() + 60_000, "suspended");
    expect(await left()).toEqual([0, 0]);
  });

  it("give the day back what was not sent", async () => {
    const ledger = open({ rules: FIVE_A_SECOND_TEN_A_DAY });
    for (let round = 0; round < 20; round += 1) await ledger.settle(await lease(ledger), "unsent");
    await useUp(ledger);
    clock.pass(1_051);
    await useUp(ledger);
  });

  it("count a million a day in a name that every file system takes", async () => {
    const rules = [
      { limit: 100, periodMs: 1_000 },
      { limit: 1_000_000, periodMs: 24 * HOUR_MS },
    ];
    const ledger = open({ rules });
    await ledger.leastWait(0);
    const [name = ""] = readdirSync(folder()).filter((entry) => entry.startsWith("budget"));
    const [, part = ""] = /^budget-0\.(\d+)\.0$/.exec(`budget-0.${Math.floor(clock.wallMs() / HOUR_MS)}.0`) ?? [];
    renameSync(join(folder(), name), join(folder(), `budget-0.${part}.${Array(26).fill((999_999).toString(36)).join("-")}`));
    expect((await ledger.take()) as unknown).toMatchObject({ because: "quota_exhausted" });
    expect(Math.max(...readdirSync(folder()).map((entry) => entry.length))).toBeLessThan(200);
  });

  it("of two paces both hold, and a call that is not sent gives both back", async () => {
    const rules = [
      { limit: 2, periodMs: 1_000 },
      { limit: 3, periodMs: 60_000 },
    ];
    const ledger = open({ rules });
    await ledger.settle(await lease(ledger), "unsent");
    await useUp(ledger, 2);
    expect(await ledger.take()).toEqual({ waitMs: 1_051, because: "rate_limited" });
    clock.pass(1_051);
    await useUp(ledger, 1);
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS - 1_051, because: "rate_limited" });
  });
});
