import type { QuotaRule } from "../../../model/wire.ts";
import { anchorAt, type DayAnchor, dayTimeMs, formatAnchor, isOfThisBoot, parseAnchor, wallStepMs } from "./day-clock.ts";
import type { Moment } from "./slot-time.ts";

// A day is counted by the hour, other periods in as many parts.
const PARTS = 24;
const ROUNDING_MS = 1_000;
// Clocks are set by a little now and then, and slowly drift apart; hours that are off by so much harm no day.
const SMALL_STEP_MS = 60_000;

/** How many attempts started in each part of the period, by the count's own time: a day's budget outlives a restart. */
export interface Budget {
  /** The number of the newest part since the epoch. */
  readonly newest: number;
  /** The newest part first. */
  readonly counts: readonly number[];
  /** From where the count's time goes on; null where nothing was counted yet, or by an earlier version. */
  readonly anchor: DayAnchor | null;
}

/** As `budgetAt` gives it. */
export type BudgetNow = Budget & { readonly anchor: DayAnchor };

export const EMPTY_BUDGET: Budget = { newest: 0, counts: [], anchor: null };

/** The number of the part that holds a moment, epoch milliseconds. Hours begin together in GMT and in the platforms' GMT+8. */
const partAt = (rule: QuotaRule, dayMs: number): number => Math.floor(dayMs / partMs(rule));

/**
 * The budget as it stands at a moment: parts that no window can reach any more are forgotten. The parts kept always
 * cover the whole sliding period, so that the platform's own day, which is one such period, cannot be passed either.
 */
export function budgetAt(rule: QuotaRule, budget: Budget, now: Moment, lateMs: number): BudgetNow {
  const dayMs = dayTimeMs(budget.anchor, now);
  const current = partAt(rule, dayMs);
  // Only counts without an anchor can lie ahead. One part is a small step of the clock; further, the counts keep their distances.
  const newest = budget.newest > current + 1 ? current : budget.newest;
  const passed = Math.max(0, current - newest);
  const counts = [...Array.from({ length: Math.min(passed, PARTS * 2) }, () => 0), ...budget.counts];
  const kept = counts.filter((_, age) => leavesMs(rule, newest + passed - age, lateMs) > dayMs);
  return { newest: newest + passed, counts: kept, anchor: anchorAt(dayMs, now) };
}

/** Milliseconds until one more after `ahead` others fits in. */
export function budgetWaitMs(rule: QuotaRule, budget: BudgetNow, ahead: number, lateMs: number): number {
  const room = Math.max(1, rule.limit - ahead);
  let used = sum(budget.counts);
  let waitMs = 0;
  for (let age = budget.counts.length - 1; age >= 0 && used >= room; age -= 1) {
    used -= budget.counts[age] ?? 0;
    waitMs = Math.max(waitMs, leavesMs(rule, budget.newest - age, lateMs) - budget.anchor.dayMs);
  }
  return Math.ceil(waitMs);
}

/** How many more the rule lets through. */
export const budgetLeft = (rule: QuotaRule, budget: BudgetNow): number => Math.max(0, rule.limit - sum(budget.counts));

/** One more, or with −1 one less, in a part; nothing where that part is forgotten. */
export function addToBudget(budget: Budget, part: number, change: 1 | -1): Budget {
  const counts = Array.from({ length: Math.max(budget.counts.length, 1) }, (_, age) => {
    const count = budget.counts[age] ?? 0;
    return budget.newest - age === part ? Math.max(0, count + change) : count;
  });
  return { ...budget, counts };
}

/**
 * Whether its time has to be told by the clocks of this moment from now on: it was counted on others, or by an earlier version, or the
 * wall clock was set since, which must not pass for hours that the machine is off later.
 */
export const needsAnchor = ({ counts, anchor }: Budget, now: Moment): boolean =>
  anchor === null ? counts.some((count) => count > 0) : !isOfThisBoot(anchor, now) || wallStepMs(anchor, now) > SMALL_STEP_MS;

export const anchored = (budget: Budget, now: Moment): Budget => ({
  ...budget,
  anchor: anchorAt(dayTimeMs(budget.anchor, now), now),
});

/** "490112.5-0-1c.…": the newest part, the counts in base 36, so that the longest day fits into a file name, and the anchor. */
export const formatBudget = ({ newest, counts, anchor }: Budget): string =>
  `${newest}.${counts.length === 0 ? "0" : counts.map((count) => count.toString(36)).join("-")}${anchor === null ? "" : `.${formatAnchor(anchor)}`}`;

export function parseBudget(text: string): Budget | null {
  const [, newest, counts, anchor] = /^(\d{1,15})\.([0-9a-z]{1,6}(?:-[0-9a-z]{1,6})*)(?:\.([\w-]+))?$/.exec(text) ?? [];
  if (newest === undefined || counts === undefined) return null;
  return {
    newest: Number(newest),
    counts: counts.split("-").map((count) => Number.parseInt(count, 36)),
    anchor: parseAnchor(anchor ?? ""),
  };
}

const partMs = ({ periodMs }: QuotaRule): number => periodMs / PARTS;

/** When the last window that can hold an arrival of this part has gone by, epoch milliseconds. */
const leavesMs = (rule: QuotaRule, part: number, lateMs: number): number => (part + 1) * partMs(rule) + lateMs + rule.periodMs;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Of each part the larger count, by the first one's time: where one of two histories lacks what the other has. */
export function mergedBudget(rule: QuotaRule, one: Budget, other: Budget, now: Moment): Budget {
  const apartMs = dayTimeMs(one.anchor, now) - dayTimeMs(other.anchor, now);
  // Rather later than earlier; of one history they are apart by a rounding.
  const moved = { ...other, newest: other.newest + Math.ceil((apartMs - ROUNDING_MS) / partMs(rule)) };
  const newest = Math.max(one.newest, moved.newest);
  const oldest = Math.min(one.newest - one.counts.length, moved.newest - moved.counts.length);
  const countIn = (budget: Budget, part: number): number => budget.counts[budget.newest - part] ?? 0;
  const counts = Array.from({ length: Math.min(newest - oldest, PARTS * 2) }, (_, age) =>
    Math.max(countIn(one, newest - age), countIn(moved, newest - age)),
  );
  return { newest, counts, anchor: one.anchor };
}
