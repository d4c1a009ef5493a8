import { closeSync, mkdtempSync, openSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createSlotLedger } from "../src/upstream/quota/files/slot-ledger.ts";
import { isLease, type Ledger, type LedgerOptions } from "../src/upstream/quota/ledger.ts";
import { createMemoryLedger } from "../src/upstream/quota/memory-ledger.ts";

const WARM_UP = 500;
const ROUNDS = 5_000;
const PERIOD_MS = 60_000;
const DAY_MS = 86_400_000;

const PACE = { limit: 5, periodMs: PERIOD_MS };
const DAY = { limit: 1_000_000, periodMs: DAY_MS };
const OPTIONS: LedgerOptions = { rules: [PACE], leaveMs: 8_000, answerMs: 20_000, suspends: false, startsUsed: false };

/** One take and one settle of an answered call, beside the two renames that are the least it can be, in turn. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  try {
    const slotLedger = (account: string, rules: LedgerOptions["rules"]) =>
      createSlotLedger({ ...OPTIONS, rules, folder, gateway: "1688-open", account, log: () => undefined }, clock);
    const rows: readonly (readonly [string, () => Promise<void>])[] = [
      ["two bare renames", renamePair(folder)],
      ["slot files, 5 a minute", round(slotLedger("pace", [PACE]))],
      ["slot files, 5 a minute and a day's quota", round(slotLedger("day", [PACE, DAY]))],
      ["memory, 5 a minute", round(createMemoryLedger(OPTIONS, clock))],
    ];
    const samples = rows.map((): number[] => []);
    for (let turn = 0; turn < WARM_UP + ROUNDS; turn += 1) {
      for (const [index, [, work]] of rows.entries()) {
        pass();
        const began = performance.now();
        await work();
        if (turn >= WARM_UP) samples[index]?.push((performance.now() - began) * 1_000);
      }
    }
    const floor = quantile(samples[0] ?? [], 0.5);
    console.log("| take and settle | median µs | 95th percentile µs | times the floor |\n|---|---|---|---|");
    for (const [index, [name]] of rows.entries()) {
      const [median, slow] = [quantile(samples[index] ?? [], 0.5), quantile(samples[index] ?? [], 0.95)];
      console.log(`| ${name} | ${median.toFixed(1)} | ${slow.toFixed(1)} | ${(median / floor).toFixed(2)} |`);
    }
    console.log(`\n${ROUNDS} rounds of each in turn on ${folder.replace(/[^/]+$/, "")}, the quota's clock turned by hand`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// A quota's clocks cannot be waited for in a benchmark: each round finds its slots free. The day passes a little too.
let passedMs = 0;
const pass = (): void => {
  passedMs += 2 * PERIOD_MS;
};
const clock = {
  now: () => Date.now() + passedMs,
  elapsed: () => performance.now() + passedMs,
  uptime: () => performance.now() + passedMs,
  machineClock: () => null,
  machine: () => performance.now() + passedMs,
  random: Math.random,
};

const round = (ledger: Ledger) => async (): Promise<void> => {
  const lease = await ledger.take();
  if (!isLease(lease)) throw new Error("The clock has not passed far enough.");
  await ledger.settle(lease, "answered");
};

function renamePair(folder: string): () => Promise<void> {
  const [one, other] = [
    join(folder, "0.1763609400000.1763609400000.88000.k3j2h1g0-1"),
    join(folder, "0.1763609460110.1763609460110.60110.k3j2h1g0-2"),
  ];
  closeSync(openSync(one, "wx", 0o600));
  return async () => {
    renameSync(one, other);
    renameSync(other, one);
  };
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
