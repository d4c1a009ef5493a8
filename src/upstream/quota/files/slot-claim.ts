import type { QuotaRule } from "../../../model/wire.ts";
import { holdMs } from "../hold-times.ts";
import { addToDay, dayAt, dayWaitMs } from "./day-quota.ts";
import { markAt, type Slot } from "./names.ts";
import { freeSlots, type Pace } from "./pace.ts";
import type { SlotFolder } from "./slot-folder.ts";
import type { SlotView } from "./slot-view.ts";

interface TakenSlot {
  readonly pace: Pace;
  readonly slot: Slot;
}

/** What one attempt has taken: a slot of each pace, and a place in each day's quota. */
export interface SlotClaim {
  readonly slots: readonly TakenSlot[];
  /** The part of each day's quota in which the attempt is counted. */
  readonly parts: readonly number[];
}

/** Slots first, then the quotas of the day: all or none. Null where others were first. */
export function claim(folder: SlotFolder, view: SlotView, random: () => number): SlotClaim | null {
  const { paces, dayRules } = folder;
  const slots: TakenSlot[] = [];
  const parts: number[] = [];
  for (const pace of paces) {
    const slot = claimSlot(folder, pace, view, random());
    if (slot === null) break;
    slots.push(slot);
  }
  for (const [index, rule] of slots.length === paces.length ? dayRules.entries() : []) {
    const part = countOne(folder, index, rule);
    if (part === null) break;
    parts.push(part);
  }
  if (slots.length === paces.length && parts.length === dayRules.length) return { slots, parts };
  giveBack(folder, { slots, parts });
  return null;
}

/** Holds its slots for so long from now, and gives the claim as it stands: where a slot's file is gone, it is another's. */
export function holdOn(folder: SlotFolder, held: SlotClaim, heldMs: (pace: Pace) => number): SlotClaim {
  const now = folder.moment();
  const slots = held.slots.flatMap(({ pace, slot }) => {
    const next = folder.mark(slot, markAt(now, heldMs(pace)));
    return next === null ? [] : [{ pace, slot: next }];
  });
  return { ...held, slots };
}

/** As if the attempt had never been: nothing has left. */
export function giveBack(folder: SlotFolder, unused: SlotClaim): void {
  holdOn(folder, unused, () => 0);
  for (const [index, part] of unused.parts.entries()) folder.changeDay(index, (known) => addToDay(known, part, -1));
}

function claimSlot(folder: SlotFolder, pace: Pace, { seen, now }: SlotView, random: number): TakenSlot | null {
  const held = markAt(now, folder.lateMs + holdMs(pace.rule));
  for (const one of turned(freeSlots(pace, seen, now), random)) {
    const slot = folder.mark(one, held);
    if (slot !== null) return { pace, slot };
  }
  return null;
}

/** The part that the attempt is counted in; null where the day's quota is used up. */
function countOne({ changeDay, moment, lateMs }: SlotFolder, index: number, rule: QuotaRule): number | null {
  const counted = changeDay(index, (known) => {
    const day = dayAt(rule, known, moment(), lateMs);
    return dayWaitMs(rule, day, 0, lateMs) > 0 ? null : addToDay(day, day.newest, 1);
  });
  return counted?.newest ?? null;
}

/** Begun at a random place, so that processes do not all reach for the same slot. */
function turned(slots: readonly Slot[], random: number): readonly Slot[] {
  const start = Math.floor(random * slots.length);
  return [...slots.slice(start), ...slots.slice(0, start)];
}
