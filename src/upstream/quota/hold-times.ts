import type { QuotaRule } from "../../model/wire.ts";
import type { Lease, LedgerOptions } from "./ledger.ts";

// Between our "done" and the gateway's own count: timers are off by some milliseconds, and two clocks drift apart by
// well under 0.1 %.
export const GUARD_MS = 50;
export const DRIFT = 0.001;
// A request may still arrive after its caller gave up; where that costs the app, a minute more is waited.
const LATE_ARRIVAL_MS = 60_000;
// A rule this long is a quota of the day and not a pace: waiting for it is no use to anybody.
const DAY_RULE_FROM_MS = 3_600_000;

/** Each "too fast" doubles the period, so many times at most. */
export const MAX_SLOW_STEPS = 4;

/** How long a place is held from the moment its answer is in, whole milliseconds. */
export const holdMs = ({ periodMs }: QuotaRule): number => Math.ceil(periodMs + GUARD_MS + periodMs * DRIFT);

/** From taking a lease to the last moment at which its request can arrive where no answer comes. */
export const silentMs = ({ leaveMs, answerMs, suspends }: LedgerOptions): number =>
  Math.ceil(leaveMs + answerMs + (suspends ? LATE_ARRIVAL_MS : 0));

/** How long a request that has left without an answer may still arrive; from its taking on where nobody knows when it left. */
export function stillUnderwayMs(options: LedgerOptions, { takenMs, leftMs }: Lease, nowMs: number): number {
  const lastMs = leftMs === undefined ? takenMs + silentMs(options) : leftMs + silentMs({ ...options, leaveMs: 0 });
  return Math.max(0, Math.ceil(lastMs - nowMs));
}

export const isPace = ({ periodMs }: QuotaRule): boolean => periodMs < DAY_RULE_FROM_MS;
