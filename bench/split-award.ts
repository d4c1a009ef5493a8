import { splitAward } from "../src/domain/split/award.ts";
import type { SplitRequest } from "../src/domain/split/request.ts";
import { generated, instances } from "./split/instances.ts";
import { milpOf } from "./split/milp.ts";

// Floors: what the optimiser is held to on the project's smallest machine.
const LEAST_RATIO = 5;
const LEAST_MEDIAN_RATIO = 20;
const MOST_FIRST_CALL_MS = 250;
const MOST_GROWTH_MB = 300;
const SOLVER_TIME_LIMIT_SECONDS = 120;

/** Prints both tables and the floors that were missed. */
export const run = async (): Promise<void> => {
  const missed: string[] = [];
  const first = timed(() => splitAward(generated({ suppliers: 30, tiers: 5, need: 5_000, seed: 101 })));
  console.log(`first call, 30 suppliers × 5 tiers, need 5,000: ${first.ms.toFixed(1)} ms\n`);
  if (first.ms > MOST_FIRST_CALL_MS) missed.push(`first call ${first.ms.toFixed(0)} ms`);

  // The package's types call it CommonJS, where it loads as a module with a default export.
  const { default: loadHighs } = (await import("highs")) as unknown as { default: typeof import("highs").default };
  const highs = await loadHighs();
  const ratios: number[] = [];
  console.log("| instance | ours, ms | HiGHS, ms | ratio | equal optimum | proof |\n|---|---|---|---|---|---|");
  for (const { name, request } of instances()) {
    const growth = residentMb();
    const ours = medianMs(() => splitAward(request), 1_000);
    const grown = residentMb() - growth;
    const theirs = medianMs(
      () => highs.solve(milpOf(request), { mip_rel_gap: 0, mip_abs_gap: 0, time_limit: SOLVER_TIME_LIMIT_SECONDS }),
      3_000,
    );
    const { Status, ObjectiveValue } = theirs.value;
    const total = ours.value.total;
    const isSettled = Status === "Optimal";
    const isEqual = total !== null && Math.abs(Number(total) - ObjectiveValue) < 0.005;
    const ratio = theirs.ms / ours.ms;
    ratios.push(ratio);
    const proof = ours.value.total === null ? ours.value.reason : ours.value.proof;
    const verdict = isEqual ? "yes" : isSettled ? "no" : `no (${Status}: ${ObjectiveValue})`;
    console.log(`| ${name} | ${ours.ms.toFixed(2)} | ${theirs.ms.toFixed(1)} | ${ratio.toFixed(0)} | ${verdict} | ${proof} |`);
    if (ratio < LEAST_RATIO) missed.push(`${name}: ratio ${ratio.toFixed(1)}`);
    if (isSettled && !isEqual) missed.push(`${name}: ${total} against ${ObjectiveValue}`);
    if (grown > MOST_GROWTH_MB) missed.push(`${name}: grew by ${grown.toFixed(0)} MB`);
  }
  if (median(ratios) < LEAST_MEDIAN_RATIO) missed.push(`median ratio ${median(ratios).toFixed(1)}`);
  console.log(`\nmedian ratio: ${median(ratios).toFixed(0)}\n`);
  growthTable();
  console.log(`\nfloors missed: ${missed.length === 0 ? "none" : missed.join("; ")}`);
};

const growthTable = (): void => {
  console.log("| suppliers | tiers | need | at most | ours, ms | proof | gap |\n|---|---|---|---|---|---|---|");
  const base = { suppliers: 20, tiers: 5, need: 10_000 };
  const shapes = [
    ...[5, 10, 20, 40, 80].map((suppliers) => ({ ...base, suppliers })),
    ...[1, 3, 10, 20].map((tiers) => ({ ...base, tiers })),
    ...[100, 1_000, 100_000, 1_000_000, 10_000_000].map((need) => ({ ...base, need })),
  ];
  for (const shape of shapes) {
    for (const limit of [null, 3]) {
      const request: SplitRequest = { ...generated({ ...shape, seed: 5 }), maxSuppliers: limit };
      const { ms, value } = medianMs(() => splitAward(request), 500);
      const proof = value.total === null ? `${value.reason} |` : `${value.proof} | ${value.gap}`;
      console.log(`| ${shape.suppliers} | ${shape.tiers} | ${shape.need} | ${limit ?? "any"} | ${ms.toFixed(2)} | ${proof} |`);
    }
  }
};

const timed = <Value>(work: () => Value): { readonly ms: number; readonly value: Value } => {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
};

/** The warm median: one call unmeasured, then as many as fit the time, at least three and at most fifty. */
const medianMs = <Value>(work: () => Value, budgetMs: number): { readonly ms: number; readonly value: Value } => {
  const warm = timed(work);
  const runs = Math.max(3, Math.min(50, Math.floor(budgetMs / warm.ms)));
  const times = Array.from({ length: warm.ms > 10_000 ? 1 : runs }, () => timed(work).ms);
  return { ms: median(times), value: warm.value };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const residentMb = (): number => process.memoryUsage().rss / 2 ** 20;
