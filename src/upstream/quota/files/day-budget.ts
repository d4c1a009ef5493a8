import type { QuotaRule } from "../../../model/wire.ts";

// A day is counted by the hour, other periods in as many parts.
const PARTS = 24;

/** How many attempts started in each part of the period, by the wall clock: a day's budget outlives a restart. */
export interface Budget {
  /** The number of the newest part since the epoch. */
  readonly newest: number;
  /** The newest part first. */
  readonly counts: readonly number[];
}

export const EMPTY_BUDGET: Budget = { newest: 0, counts: [] };

/** The number of the part that holds a moment, epoch milliseconds. Hours begin together in GMT and in the platforms' GMT+8. */
export const partAt = (rule: QuotaRule, wallMs: number): number => Math.floor(wallMs / partMs(rule));

/**
 * The budget as it stands at a moment: parts that no window can reach any more are forgotten. The parts kept always
 * cover the whole sliding period, so that the platform's own day, which is one such period, cannot be passed either.
 */
export function budgetAt(rule: QuotaRule, budget: Budget, wallMs: number, lateMs: number): Budget {
  const current = partAt(rule, wallMs);
  // One part ahead is a small step of the clock. Further ahead, the clock was wrong: the counts keep their distances.
  const newest = budget.newest > current + 1 ? current : budget.newest;
  const passed = Math.max(0, current - newest);
  const counts = [...Array.from({ length: Math.min(passed, PARTS * 2) }, () => 0), ...budget.counts];
  const moved = { newest: newest + passed, counts };
  const kept = counts.filter((_, age) => leavesMs(rule, moved.newest - age, lateMs) > wallMs);
  return { newest: moved.newest, counts: kept };
}

/** Milliseconds until one more after `ahead` others fits in. `budget` as `budgetAt` gives it. */
export function budgetWaitMs(rule: QuotaRule, budget: Budget, ahead: number, wallMs: number, lateMs: number): number {
  const room = Math.max(1, rule.limit - ahead);
  let used = sum(budget.counts);
  let waitMs = 0;
  for (let age = budget.counts.length - 1; age >= 0 && used >= room; age -= 1) {
    used -= budget.counts[age] ?? 0;
    waitMs = Math.max(waitMs, leavesMs(rule, budget.newest - age, lateMs) - wallMs);
  }
  return Math.ceil(waitMs);
}

/** How many more the rule lets through. `budget` as `budgetAt` gives it. */
export const budgetLeft = (rule: QuotaRule, budget: Budget): number => Math.max(0, rule.limit - sum(budget.counts));

/** One more, or with −1 one less, in a part; nothing where that part is forgotten. */
export function addToBudget(budget: Budget, part: number, change: 1 | -1): Budget {
  const counts = Array.from({ length: Math.max(budget.counts.length, 1) }, (_, age) => {
    const count = budget.counts[age] ?? 0;
    return budget.newest - age === part ? Math.max(0, count + change) : count;
  });
  return { newest: budget.newest, counts };
}

/** "490112.5-0-1c": the newest part, and the counts in base 36, so that the longest day fits into a file name. */
export const formatBudget = ({ newest, counts }: Budget): string =>
  `${newest}.${counts.length === 0 ? "0" : counts.map((count) => count.toString(36)).join("-")}`;

export function parseBudget(text: string): Budget | null {
  const [, newest, counts] = /^(\d{1,15})\.([0-9a-z]{1,6}(?:-[0-9a-z]{1,6})*)$/.exec(text) ?? [];
  if (newest === undefined || counts === undefined) return null;
  return { newest: Number(newest), counts: counts.split("-").map((count) => Number.parseInt(count, 36)) };
}

const partMs = ({ periodMs }: QuotaRule): number => periodMs / PARTS;

/** When the last window that can hold an arrival of this part has gone by, epoch milliseconds. */
const leavesMs = (rule: QuotaRule, part: number, lateMs: number): number => (part + 1) * partMs(rule) + lateMs + rule.periodMs;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Of each part the larger count: where one of two histories lacks what the other has. */
export function mergedBudget(one: Budget, other: Budget): Budget {
  const newest = Math.max(one.newest, other.newest);
  const oldest = Math.min(one.newest - one.counts.length, other.newest - other.counts.length);
  const countIn = (budget: Budget, part: number): number => budget.counts[budget.newest - part] ?? 0;
  const counts = Array.from({ length: Math.min(newest - oldest, PARTS * 2) }, (_, age) =>
    Math.max(countIn(one, newest - age), countIn(other, newest - age)),
  );
  return { newest, counts };
}
