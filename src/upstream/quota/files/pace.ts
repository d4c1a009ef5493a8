import type { QuotaRule } from "../../../model/wire.ts";
import { holdMs } from "../hold-times.ts";
import type { Mark, Slot, Snapshot } from "./names.ts";
import type { Moment } from "./slot-time.ts";
import { FULL_PACE } from "./slowdown.ts";

// A folder of more files than this is slow to read, and no gateway sells more in a second: such a pace is kept lower.
const MAX_SLOTS = 500;
// Clocks are set by a little now and then; that is waited for.
const SMALL_STEP_MS = 1_000;

/** A rule that is kept by slots, each good for one arrival in a period. */
export interface Pace {
  readonly rule: QuotaRule;
  /** Slots are numbered through all paces of a folder. */
  readonly firstSlot: number;
  readonly slots: number;
}

export function pacesOf(rules: readonly QuotaRule[]): readonly Pace[] {
  let firstSlot = 0;
  return rules.map((rule) => {
    const pace = { rule, firstSlot, slots: Math.min(MAX_SLOTS, rule.limit) };
    firstSlot += pace.slots;
    return pace;
  });
}

export const slotIndexes = ({ firstSlot, slots }: Pace): readonly number[] =>
  Array.from({ length: slots }, (_, place) => firstSlot + place);

export const slotsOf = (pace: Pace, seen: Snapshot): readonly Slot[] =>
  slotIndexes(pace).flatMap((index) => seen.slots.get(index) ?? []);

/** Which slots of a pace one more call can take. */
export function freeSlots(pace: Pace, seen: Snapshot, now: Moment): readonly Slot[] {
  const steps = slowSteps(seen);
  return slotsOf(pace, seen).filter((slot) => remainingMs(pace, slot, now, steps) <= 0);
}

/** Whether a mark lies further ahead than it did when written: it is from before a reboot, or a clock was set back. */
export const isAdrift = (mark: Mark, now: Moment): boolean => aheadMs(mark, now) > mark.leaseMs + SMALL_STEP_MS;

/**
 * Milliseconds until a slot is free, at most 0 where it is: never longer than its own lease from the moment at which this process
 * first saw it, however the wall clock is set. @param steps each doubles the period
 */
function remainingMs(pace: Pace, { mark, atMostMs = mark.leaseMs }: Slot, now: Moment, steps: number): number {
  return Math.min(aheadMs(mark, now), atMostMs) + pace.rule.periodMs * (2 ** steps - 1);
}

/** The least that the one after `ahead` others waits for this pace, milliseconds. */
export function paceWaitMs(pace: Pace, seen: Snapshot, ahead: number, now: Moment): number {
  const steps = slowSteps(seen);
  const heldMs = holdMs(pace.rule) + pace.rule.periodMs * (2 ** steps - 1);
  const remaining = slotsOf(pace, seen)
    // What is in flight is marked for the case that no answer comes; one may come in now.
    .map((slot) => Math.min(remainingMs(pace, slot, now, steps), heldMs))
    .filter((waitMs) => waitMs > 0)
    .sort((a, b) => a - b);
  // Each further round starts a period after the one before it; how long its calls take is not known.
  const rounds = Math.floor(ahead / pace.slots);
  const place = remaining.length + (ahead % pace.slots) - pace.slots;
  return Math.ceil((remaining[place] ?? 0) + rounds * heldMs);
}

const slowSteps = ({ slowdown }: Snapshot): number => (slowdown?.value ?? FULL_PACE).steps;

/** The machine clock that wrote the mark tells alone. The wall clock tells of a reboot, and to containers with clocks of their own. */
function aheadMs(mark: Mark, now: Moment): number {
  const machineMs = mark.machineMs - now.machineMs;
  return mark.clock !== null && mark.clock === now.clock ? machineMs : Math.max(machineMs, mark.wallMs - now.wallMs);
}
