import type { Wait } from "../ledger.ts";
import { clockName, type Moment, parseClock } from "./slot-time.ts";

// No platform closes an app for longer.
const LONGEST_MS = 7 * 86_400_000;
// Two readings of one moment, and their rounding.
const READING_MS = 1_000;

/** A gateway that takes no calls for a time. */
export interface Ban {
  /** Epoch milliseconds, by the wall clock as it was when the ban was given. */
  readonly untilMs: number;
  /** From then on. */
  readonly lengthMs: number;
  readonly because: Wait["because"];
  /** Its end on the machine's own clock, which no step of the wall clock moves; null in a name that an earlier version gave. */
  readonly end: { readonly uptimeMs: number; readonly clock: string | null } | null;
}

/** @param untilMs epoch milliseconds, on the wall clock of `now` */
export const banUntil = (untilMs: number, because: Wait["because"], { wallMs, uptimeMs, clock }: Moment): Ban => {
  const lengthMs = Math.max(0, Math.ceil(untilMs - wallMs));
  return { untilMs: Math.ceil(untilMs), lengthMs, because, end: { uptimeMs: Math.ceil(uptimeMs + lengthMs), clock } };
};

/**
 * How much of a ban is left, milliseconds; 0 or less where it is over. The machine's own clock tells, sleep and all. After the
 * machine was off, or on another machine clock, the wall clock tells, and no more than the whole ban is left.
 */
export function banLeftMs(ban: Ban, now: Moment): number {
  const byWallMs = Math.min(ban.untilMs - now.wallMs, ban.lengthMs);
  if (!tellsItsEnd(ban, now)) return byWallMs;
  const leftMs = ban.end.uptimeMs - now.uptimeMs;
  // Where no system names its clock, the machine may have been off since.
  return now.clock === null ? Math.min(leftMs, byWallMs) : leftMs;
}

/** The ban of which the most is left; null where none is in force. */
export const lastingBan = (bans: readonly Ban[], now: Moment): Ban | null =>
  bans
    .filter((ban) => banLeftMs(ban, now) > 0)
    .reduce<Ban | null>((last, next) => (last && banLeftMs(last, now) >= banLeftMs(next, now) ? last : next), null);

/** Whether its end stands on the machine clock of this moment. Further ahead than the ban is long, it is from before the machine was off. */
export const tellsItsEnd = (ban: Ban, now: Moment): ban is Ban & { readonly end: NonNullable<Ban["end"]> } =>
  ban.end !== null && ban.end.clock === now.clock && ban.end.uptimeMs - now.uptimeMs <= ban.lengthMs + READING_MS;

/** "frozen.1795752000000.suspended.604800000.604912345-5f0a91cc": the epoch milliseconds of its end first. */
export const banName = ({ untilMs, because, lengthMs, end }: Ban): string =>
  ["frozen", untilMs, because, lengthMs, ...(end === null ? [] : [`${end.uptimeMs}-${clockName(end.clock)}`])].join(".");

export function parseBan(name: string): Ban | null {
  const [, untilMs, because, lengthMs, uptimeMs, clock] =
    /^frozen\.(\d{1,15})(?:\.(suspended|rate_limited|quota_exhausted)(?:\.(\d{1,12})(?:\.(\d{1,15})-(\w{1,32}))?)?)?$/.exec(
      name,
    ) ?? [];
  if (untilMs === undefined) return null;
  return {
    untilMs: Number(untilMs),
    lengthMs: lengthMs === undefined ? LONGEST_MS : Number(lengthMs),
    because: (because as Wait["because"] | undefined) ?? "suspended",
    end: uptimeMs === undefined ? null : { uptimeMs: Number(uptimeMs), clock: parseClock(clock) },
  };
}
