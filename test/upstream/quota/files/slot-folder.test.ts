import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isLease } from "../../../../src/upstream/quota/ledger.ts";
import { clock, events, folder, HELD_MS, HOUR_MS, lease, leases, open, root } from "./slot-world.ts";

describe("the folder", () => {
  it("and its files are the owner's alone", async () => {
    await open().leastWait(0);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder()).map((name) => statSync(join(folder(), name)).mode & 0o777)).toEqual(Array(8).fill(0o600));
  });

  it("when new starts with a full quota where going over costs a retry", async () => {
    await leases(open(), 5);
  });

  it.each([
    ["when new", () => undefined],
    ["when made empty", () => mkdirSync(folder(), { recursive: true })],
  ])("%s, starts a window ahead where going over closes the app", async (_, prepare) => {
    prepare();
    expect(await open({ suspends: true }).take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
  });

  it("made for another quota is refused, naming both", async () => {
    await open().leastWait(0);
    const other = open({ rules: [{ limit: 30, periodMs: 60_000 }] });
    await expect(other.take()).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringMatching(/quota of 5 per 60 s in .*; this process is set to 30 per 60 s/),
    });
    expect(isLease(await open().take())).toBe(true);
  });

  it("leaves no half-made folder beside it when another process was first", async () => {
    await open().leastWait(0);
    await open().leastWait(0);
    expect(readdirSync(join(root, "quota"))).toEqual(["1688-open-a1b2"]);
  });
});

describe("a folder that cannot be written", () => {
  const blocked = () => {
    writeFileSync(join(root, "file"), "");
    return join(root, "file", "quota");
  };

  it("refuses calls to a gateway that suspends, with the reason, until it can be", async () => {
    const ledger = open({ suspends: true, folder: blocked() });
    const refusal = {
      kind: "misconfigured",
      message: expect.stringContaining("(ENOTDIR)"),
      next: expect.stringContaining("SOURCING_STATE_DIR"),
    };
    await expect(ledger.take()).rejects.toMatchObject(refusal);
    await expect(ledger.leastWait(0)).rejects.toMatchObject(refusal);
    expect(events).toEqual(["quota_store_lost"]);
    rmSync(join(root, "file"));
    expect(await ledger.take()).toEqual({ waitMs: HELD_MS, because: "rate_limited" });
  });

  it.skipIf(process.platform !== "linux")("refuses them on a read-only file system too", async () => {
    await expect(open({ suspends: true, folder: "/proc/quota" }).take()).rejects.toMatchObject({ kind: "misconfigured" });
  });

  it("keeps a pace of its own for other gateways, and says so once", async () => {
    const ledger = open({ folder: blocked() });
    const taken = await leases(ledger, 5);
    expect(isLease(await ledger.take())).toBe(false);
    expect(events).toEqual(["quota_store_lost"]);
    for (const one of taken) await ledger.settle(one, "unsent");
    await leases(ledger, 5);
  });

  it("is returned to once it can be written", async () => {
    const ledger = open({ folder: blocked() });
    const early = await lease(ledger);
    rmSync(join(root, "file"));
    clock.pass(10_000);
    await leases(ledger, 5);
    await ledger.settle(early, "answered");
    expect(readdirSync(join(root, "file", "quota"))).toEqual(["1688-open-a1b2"]);
    expect(events).toEqual(["quota_store_lost", "quota_store_back"]);
  });

  it("does not lose a ban that came meanwhile", async () => {
    const ledger = open({ suspends: true });
    await ledger.leastWait(0);
    clock.pass(HELD_MS);
    renameSync(join(root, "quota"), join(root, "aside"));
    writeFileSync(join(root, "quota"), "");
    await ledger.freeze(clock.wallMs() + HOUR_MS, "suspended");
    rmSync(join(root, "quota"));
    renameSync(join(root, "aside"), join(root, "quota"));
    expect(await ledger.take()).toEqual({ waitMs: HOUR_MS, because: "suspended" });
    expect(await open({ suspends: true }).take()).toEqual({ waitMs: HOUR_MS, because: "suspended" });
  });
});
