import type { QuotaRule } from "../../../model/wire.ts";
import type { Room, Wait } from "../ledger.ts";
import { banLeftMs, banName, banUntil, lastingBan, tellsItsEnd } from "./ban.ts";
import { anchored, type DayQuotaNow, dayAt, dayLeft, dayWaitMs, EMPTY_DAY, needsAnchor } from "./day-quota.ts";
import { markAt, type Snapshot } from "./names.ts";
import { freeSlots, isAdrift, paceWaitMs } from "./pace.ts";
import type { SlotFolder } from "./slot-folder.ts";
import type { Moment } from "./slot-time.ts";

const NO_WAIT: Wait = { waitMs: 0, because: "rate_limited" };

/** What the folder says at one moment. */
export interface SlotView {
  /** Each slot with how long it can last at most. */
  readonly seen: Snapshot;
  readonly now: Moment;
}

type Rules = Pick<SlotFolder, "paces" | "dayRules" | "lateMs">;

/** Looks at the folder. @throws Fault for another quota's folder, else the file system's errors */
export function viewNow(folder: SlotFolder): SlotView {
  const seen = dated(folder.look(), folder);
  // After the look: a mark that was written before this moment is never further ahead of it than its lease.
  const now = folder.moment();
  writeAnew(folder, { seen, now });
  return { seen, now };
}

/** How long the one after `ahead` others waits at the least. */
export function waitIn(view: SlotView, ahead: number, rules: Rules): Wait {
  const { seen, now } = view;
  const ban = lastingBan(seen.frozen, now);
  if (ban !== null) return { waitMs: Math.ceil(banLeftMs(ban, now)), because: ban.because };
  const waits = [
    ...rules.paces.map((pace): Wait => ({ waitMs: paceWaitMs(pace, seen, ahead, now), because: "rate_limited" })),
    ...rules.dayRules.map((rule, index): Wait => {
      const waitMs = dayWaitMs(rule, dayIn(view, index, rule, rules), ahead, rules.lateMs);
      return { waitMs, because: "quota_exhausted" };
    }),
  ];
  return waits.reduce((longest, wait) => (wait.waitMs > longest.waitMs ? wait : longest), NO_WAIT);
}

/** How many each rule lets through at once; all 0 while the gateway is closed. */
export function roomIn(view: SlotView, rules: Rules): readonly Room[] {
  const { seen, now } = view;
  const closed = lastingBan(seen.frozen, now) !== null;
  return [
    ...rules.paces.map((pace) => ({ rule: pace.rule, left: closed ? 0 : freeSlots(pace, seen, now).length })),
    ...rules.dayRules.map((rule, index) => ({
      rule,
      left: closed ? 0 : dayLeft(rule, dayIn(view, index, rule, rules)),
    })),
  ];
}

const dayIn = ({ seen, now }: SlotView, index: number, rule: QuotaRule, { lateMs }: Rules): DayQuotaNow =>
  dayAt(rule, seen.days.get(index)?.value ?? EMPTY_DAY, now, lateMs);

const dated = (seen: Snapshot, { atMostMs }: SlotFolder): Snapshot => ({
  ...seen,
  slots: new Map(
    [...seen.slots].map(([index, slot]) => [index, { ...slot, atMostMs: atMostMs(slot.name, slot.mark.leaseMs) }]),
  ),
});

/** What another machine clock wrote, as one before the machine was off, is written by this one from now on. */
function writeAnew(folder: SlotFolder, { seen, now }: SlotView): void {
  for (const slot of seen.slots.values()) {
    // When it was written this process may know; at the latest now.
    if (isAdrift(slot.mark, now)) folder.mark(slot, markAt(now, Math.max(0, slot.atMostMs ?? slot.mark.leaseMs)));
  }
  for (const ban of seen.frozen) {
    const leftMs = banLeftMs(ban, now);
    if (tellsItsEnd(ban, now) || leftMs <= 0) continue;
    folder.add(banName(banUntil(now.wallMs + leftMs, ban.because, now)));
    folder.remove(ban.name);
  }
  for (const [index, { value }] of seen.days)
    if (needsAnchor(value, now)) folder.changeDay(index, (kept) => anchored(kept, now));
}
