import type { QuotaRule } from "../../../model/wire.ts";
import { anchorAt, type DayAnchor, dayTimeMs, formatAnchor, isOfThisBoot, parseAnchor, wallStepMs } from "./day-clock.ts";
import type { Moment } from "./slot-time.ts";

// A day is counted by the hour, other periods in as many parts.
const PARTS = 24;
const ROUNDING_MS = 1_000;
// Clocks are set by a little now and then, and slowly drift apart; hours that are off by so much harm no day.
const SMALL_STEP_MS = 60_000;

/** How many attempts started in each part of the period, by the count's own time: the day's quota outlives a restart. */
export interface DayQuota {
  /** The number of the newest part since the epoch. */
  readonly newest: number;
  /** The newest part first. */
  readonly counts: readonly number[];
  /** From where the count's time goes on; null where nothing was counted yet, or by an earlier version. */
  readonly anchor: DayAnchor | null;
}

/** As `dayAt` gives it. */
export type DayQuotaNow = DayQuota & { readonly anchor: DayAnchor };

export const EMPTY_DAY: DayQuota = { newest: 0, counts: [], anchor: null };

/** The number of the part that holds a moment, epoch milliseconds. Hours begin together in GMT and in the platforms' GMT+8. */
const partAt = (rule: QuotaRule, dayMs: number): number => Math.floor(dayMs / partMs(rule));

/**
 * The day's quota as it stands at a moment: parts that no window can reach any more are forgotten. The parts kept always
 * cover the whole sliding period, so that the platform's own day, which is one such period, cannot be passed either.
 */
export function dayAt(rule: QuotaRule, day: DayQuota, now: Moment, lateMs: number): DayQuotaNow {
  const dayMs = dayTimeMs(day.anchor, now);
  const current = partAt(rule, dayMs);
  // Only counts without an anchor can lie ahead. One part is a small step of the clock; further, the counts keep their distances.
  const newest = day.newest > current + 1 ? current : day.newest;
  const passed = Math.max(0, current - newest);
  const counts = [...Array.from({ length: Math.min(passed, PARTS * 2) }, () => 0), ...day.counts];
  const kept = counts.filter((_, age) => leavesMs(rule, newest + passed - age, lateMs) > dayMs);
  return { newest: newest + passed, counts: kept, anchor: anchorAt(dayMs, now) };
}

/** Milliseconds until one more after `ahead` others fits in. */
export function dayWaitMs(rule: QuotaRule, day: DayQuotaNow, ahead: number, lateMs: number): number {
  const room = Math.max(1, rule.limit - ahead);
  let used = sum(day.counts);
  let waitMs = 0;
  for (let age = day.counts.length - 1; age >= 0 && used >= room; age -= 1) {
    used -= day.counts[age] ?? 0;
    waitMs = Math.max(waitMs, leavesMs(rule, day.newest - age, lateMs) - day.anchor.dayMs);
  }
  return Math.ceil(waitMs);
}

/** How many more the rule lets through. */
export const dayLeft = (rule: QuotaRule, day: DayQuotaNow): number => Math.max(0, rule.limit - sum(day.counts));

/** One more, or with −1 one less, in a part; nothing where that part is forgotten. */
export function addToDay(day: DayQuota, part: number, change: 1 | -1): DayQuota {
  const counts = Array.from({ length: Math.max(day.counts.length, 1) }, (_, age) => {
    const count = day.counts[age] ?? 0;
    return day.newest - age === part ? Math.max(0, count + change) : count;
  });
  return { ...day, counts };
}

/**
 * Whether its time has to be told by the clocks of this moment from now on: it was counted on others, or by an earlier version, or the
 * wall clock was set since, which must not pass for hours that the machine is off later.
 */
export const needsAnchor = ({ counts, anchor }: DayQuota, now: Moment): boolean =>
  anchor === null ? counts.some((count) => count > 0) : !isOfThisBoot(anchor, now) || wallStepMs(anchor, now) > SMALL_STEP_MS;

export const anchored = (day: DayQuota, now: Moment): DayQuota => ({
  ...day,
  anchor: anchorAt(dayTimeMs(day.anchor, now), now),
});

/** "490112.5-0-1c.…": the newest part, the counts in base 36, so that the longest day fits into a file name, and the anchor. */
export const formatDay = ({ newest, counts, anchor }: DayQuota): string =>
  `${newest}.${counts.length === 0 ? "0" : counts.map((count) => count.toString(36)).join("-")}${anchor === null ? "" : `.${formatAnchor(anchor)}`}`;

export function parseDay(text: string): DayQuota | null {
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
export function mergedDay(rule: QuotaRule, one: DayQuota, other: DayQuota, now: Moment): DayQuota {
  const apartMs = dayTimeMs(one.anchor, now) - dayTimeMs(other.anchor, now);
  // Rather later than earlier; of one history they are apart by a rounding.
  const moved = { ...other, newest: other.newest + Math.ceil((apartMs - ROUNDING_MS) / partMs(rule)) };
  const newest = Math.max(one.newest, moved.newest);
  const oldest = Math.min(one.newest - one.counts.length, moved.newest - moved.counts.length);
  const countIn = (day: DayQuota, part: number): number => day.counts[day.newest - part] ?? 0;
  const counts = Array.from({ length: Math.min(newest - oldest, PARTS * 2) }, (_, age) =>
    Math.max(countIn(one, newest - age), countIn(moved, newest - age)),
  );
  return { newest, counts, anchor: one.anchor };
}
