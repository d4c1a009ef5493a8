import { clockName, type Moment, parseClock } from "./slot-time.ts";

// Two readings of one moment, and their rounding.
const READING_MS = 50;

/** A moment of the day's count, and what the machine's clocks showed then: the count goes on from it, whatever the wall clock does. */
export interface DayAnchor extends Omit<Moment, "machineMs"> {
  /** Epoch milliseconds where the wall clock was never wrong. */
  readonly dayMs: number;
}

/**
 * What the day's count goes by. While the machine is up its own clock tells, sleep and all. How long it was off the wall clock alone
 * can tell: a step back there counts as no time at all. @param anchor null: nothing is counted yet, or an earlier version counted it
 */
export function dayTimeMs(anchor: DayAnchor | null, now: Moment): number {
  if (anchor === null) return now.wallMs;
  const passedMs = isOfThisBoot(anchor, now) ? now.uptimeMs - anchor.uptimeMs : now.wallMs - anchor.wallMs;
  return anchor.dayMs + Math.max(0, passedMs);
}

/** Whether both were read on one clock. Where no system names it, a machine that has been up for less than then has been off since. */
export const isOfThisBoot = ({ clock, uptimeMs }: Pick<DayAnchor, "clock" | "uptimeMs">, now: Moment): boolean =>
  clock === now.clock && now.uptimeMs >= uptimeMs - READING_MS;

/** How far the wall clock has been set since. */
export const wallStepMs = (anchor: DayAnchor, now: Moment): number =>
  Math.abs(now.wallMs - anchor.wallMs - (now.uptimeMs - anchor.uptimeMs));

export const anchorAt = (dayMs: number, { uptimeMs, wallMs, clock }: Moment): DayAnchor => ({
  dayMs: Math.floor(dayMs),
  uptimeMs: Math.floor(uptimeMs),
  wallMs: Math.floor(wallMs),
  clock,
});

/** "mi2f0k8r-1z141-mi2f0k8r-5f0a91cc" */
export const formatAnchor = ({ dayMs, uptimeMs, wallMs, clock }: DayAnchor): string =>
  [...[dayMs, uptimeMs, wallMs].map((ms) => Math.max(0, ms).toString(36)), clockName(clock)].join("-");

export function parseAnchor(text: string): DayAnchor | null {
  const [, dayMs, uptimeMs, wallMs, clock] = /^([0-9a-z]{1,10})-([0-9a-z]{1,10})-([0-9a-z]{1,10})-(\w{1,32})$/.exec(text) ?? [];
  if (clock === undefined) return null;
  const [day, up, wall] = [dayMs, uptimeMs, wallMs].map((digits = "0") => Number.parseInt(digits, 36));
  return { dayMs: day ?? 0, uptimeMs: up ?? 0, wallMs: wall ?? 0, clock: parseClock(clock) };
}
