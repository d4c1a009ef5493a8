import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { SlotLedgerOptions } from "../../../../src/upstream/quota/files/options.ts";
import { createSlotLedger } from "../../../../src/upstream/quota/files/slot-ledger.ts";
import { isLease, type Lease, type Ledger } from "../../../../src/upstream/quota/ledger.ts";
import { type VirtualClock, virtualClock } from "../../../support/virtual-clock.ts";

// A period of 60 s, 50 ms of guard and a thousandth for drift.
export const HELD_MS = 60_110;
export const HOUR_MS = 3_600_000;

/** Anew for each test: a folder, the machine's clocks, and what was logged. */
export let root: string;
export let clock: VirtualClock;
export let events: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "slots-"));
  clock = virtualClock();
  events = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

export const options = (changes: Partial<SlotLedgerOptions> = {}): SlotLedgerOptions => ({
  folder: join(root, "quota"),
  gateway: "1688-open",
  account: "a1b2",
  rules: [{ limit: 5, periodMs: 60_000 }],
  leaveMs: 8_000,
  answerMs: 20_000,
  suspends: false,
  startsUsed: false,
  log: (_level, event) => events.push(event),
  ...changes,
});

/** What a process that starts now has. @param machineOffsetMs of a container whose machine clock began elsewhere */
export const open = (changes: Partial<SlotLedgerOptions> = {}, machineOffsetMs = 0): Ledger =>
  createSlotLedger(options(changes), clock.process(machineOffsetMs));

export const folder = (): string => join(root, "quota", "1688-open-a1b2");
export const slots = (): string[] => readdirSync(folder()).filter((name) => /^\d/.test(name));

export async function lease(ledger: Ledger): Promise<Lease> {
  const taken = await ledger.take();
  if (!isLease(taken)) throw new Error(`no lease but ${JSON.stringify(taken)}`);
  return taken;
}

export async function leases(ledger: Ledger, count: number): Promise<Lease[]> {
  const taken: Lease[] = [];
  while (taken.length < count) taken.push(await lease(ledger));
  return taken;
}

/** One round of calls, answered at once. */
export async function useUp(ledger: Ledger, count = 5): Promise<void> {
  for (const taken of await leases(ledger, count)) await ledger.settle(taken, "answered");
}
