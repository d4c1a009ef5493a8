import type { QuotaRule } from "../../src/model/wire.ts";

/** The fullest window of a history. */
export interface FullestWindow {
  readonly count: number;
  /** The first arrival in it, on the history's clock. */
  readonly fromMs: number;
}

/**
 * Every window of the period that begins with an arrival, both ends within: no other window holds more.
 * @param arrivalsMs on one clock, in any order
 */
export function fullestWindow(arrivalsMs: readonly number[], { periodMs }: Pick<QuotaRule, "periodMs">): FullestWindow {
  const sorted = [...arrivalsMs].sort((a, b) => a - b);
  let fullest: FullestWindow = { count: 0, fromMs: Number.NaN };
  let end = 0;
  for (const [begin, fromMs] of sorted.entries()) {
    while (end < sorted.length && (sorted[end] ?? 0) <= fromMs + periodMs) end += 1;
    if (end - begin > fullest.count) fullest = { count: end - begin, fromMs };
  }
  return fullest;
}

/**
 * The share of the quota that was used while somebody always wanted more: 1 where each round of `limit` arrivals begins
 * exactly a period after the one before. NaN for less than two rounds.
 */
export function quotaUse(arrivalsMs: readonly number[], { limit, periodMs }: QuotaRule): number {
  const sorted = [...arrivalsMs].sort((a, b) => a - b);
  // From the first of the first round to the first of the last whole one: the ends of a history are not saturated.
  const rounds = Math.floor((sorted.length - 1) / limit);
  const [first, last] = [sorted[0], sorted[rounds * limit]];
  return rounds < 1 || first === undefined || last === undefined ? Number.NaN : (rounds * periodMs) / (last - first);
}

/** The longest time without a call, up to the end of the history; endless where there was none. */
export function longestGapMs(arrivalsMs: readonly number[], endMs: number): number {
  if (arrivalsMs.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = [...arrivalsMs, endMs].sort((a, b) => a - b);
  return Math.max(...sorted.slice(1).map((ms, index) => ms - (sorted[index] ?? ms)));
}
