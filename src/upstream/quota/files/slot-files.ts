import type { QuotaRule } from "../../../model/wire.ts";
import { holdMs, silentMs, stillUnderwayMs } from "../hold.ts";
import type { Lease, Ledger, Wait } from "../ledger.ts";
import { banLeftMs, banName, banUntil, lastingBan, tellsItsEnd } from "./ban.ts";
import {
  addToBudget,
  type BudgetNow,
  budgetAt,
  budgetLeft,
  budgetWaitMs,
  EMPTY_BUDGET,
  needsStamp,
  stamped,
} from "./day-budget.ts";
import { markAt, type Slot, type Snapshot } from "./names.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { isAdrift, type Pace, paceWaitMs, remainingMs, slotsOf } from "./pace.ts";
import { MAX_TRIES, slotFolder } from "./slot-folder.ts";
import type { Moment, SlotTime } from "./slot-time.ts";
import { afterGoodAnswer, slower } from "./slowdown.ts";

const AFTER_LOST_TRIES_MS = 5;
// A ban that seems to have passed is kept a while: the wall clock may be wrong.
const PASSED_BAN_MS = 86_400_000;

interface TakenSlot {
  readonly pace: Pace;
  readonly slot: Slot;
}

interface Taken {
  readonly slots: readonly TakenSlot[];
  /** The part of each budget in which the attempt is counted. */
  readonly parts: readonly number[];
}

export interface SlotFiles extends Ledger {
  /** Holds the lease for a whole one from now on; false where it was over, and the slot is another's. */
  extend(lease: Lease): boolean;
}

/** The ledger on the files of one folder. @throws Fault for another quota's folder, else the file system's errors */
export function slotFiles(
  options: SlotLedgerOptions,
  path: string,
  time: SlotTime,
  tracePath: string | null = null,
): SlotFiles {
  const { paces, budgetRules, look, mark, atMostMs, moment, ...folder } = slotFolder(options, path, time, tracePath);
  const lateMs = silentMs(options);
  const round = Math.min(...options.rules.map(({ limit }) => limit));
  const taken = new Map<number, Taken>();
  let nextId = 1;
  let slowed = false;

  /** With how long each can last at most. */
  const dated = (seen: Snapshot): Snapshot => ({
    ...seen,
    slots: new Map(
      [...seen.slots].map(([index, slot]) => [index, { ...slot, atMostMs: atMostMs(slot.name, slot.mark.leaseMs) }]),
    ),
  });

  /** What another machine clock wrote, as one before the machine was off, is written by this one from now on. */
  const writeAnew = (seen: Snapshot, now: Moment): void => {
    for (const slot of seen.slots.values()) {
      // When it was written this process may know; at the latest now.
      if (isAdrift(slot.mark, now)) mark(slot, markAt(now, Math.max(0, slot.atMostMs ?? slot.mark.leaseMs)));
    }
    for (const ban of seen.frozen) {
      const leftMs = banLeftMs(ban, now);
      if (tellsItsEnd(ban, now) || leftMs <= 0) continue;
      folder.add(banName(banUntil(now.wallMs + leftMs, ban.because, now)));
      folder.remove(ban.name);
    }
    for (const [index, { value }] of seen.budgets)
      if (needsStamp(value, now)) folder.changeBudget(index, (kept) => stamped(kept, now));
  };

  const budgetNow = (index: number, rule: QuotaRule, seen: Snapshot, now: Moment): BudgetNow =>
    budgetAt(rule, seen.budgets.get(index)?.value ?? EMPTY_BUDGET, now, lateMs);

  const waitAfter = (ahead: number, seen: Snapshot, now: Moment): Wait => {
    const ban = lastingBan(seen.frozen, now);
    if (ban !== null) return { waitMs: Math.ceil(banLeftMs(ban, now)), because: ban.because };
    const waits = [
      ...paces.map((pace): Wait => ({ waitMs: paceWaitMs(pace, seen, ahead, now), because: "rate_limited" })),
      ...budgetRules.map((rule, index): Wait => {
        const waitMs = budgetWaitMs(rule, budgetNow(index, rule, seen, now), ahead, lateMs);
        return { waitMs, because: "quota_exhausted" };
      }),
    ];
    return waits.reduce((longest, wait) => (wait.waitMs > longest.waitMs ? wait : longest), NO_WAIT);
  };

  const lookNow = (): { readonly seen: Snapshot; readonly now: Moment } => {
    const seen = dated(look());
    // After the look: a mark that was written before this moment is never further ahead of it than its lease.
    const now = moment();
    writeAnew(seen, now);
    slowed = (seen.slowdown?.value.steps ?? 0) > 0;
    return { seen, now };
  };

  const claimSlot = (pace: Pace, seen: Snapshot, now: Moment): TakenSlot | null => {
    const steps = seen.slowdown?.value.steps ?? 0;
    const free = slotsOf(pace, seen).filter((slot) => remainingMs(pace, slot, now, steps) <= 0);
    const held = markAt(now, lateMs + holdMs(pace.rule));
    for (const one of turned(free, time.random())) {
      const slot = mark(one, held);
      if (slot !== null) return { pace, slot };
    }
    return null;
  };

  const freeSlots = (slots: readonly TakenSlot[], heldMs: (pace: Pace) => number): void => {
    const now = moment();
    // Where the file is gone, the lease was over and the slot is another's.
    for (const { pace, slot } of slots) mark(slot, markAt(now, heldMs(pace)));
  };

  /** Marks what is taken anew, for so long and a period from now; false where it was over, and is another's. */
  const hold = (id: number, underwayMs: number): boolean => {
    const held = taken.get(id);
    if (held === undefined) return false;
    const now = moment();
    const slots = held.slots.flatMap(({ pace, slot }) => {
      const next = mark(slot, markAt(now, underwayMs + holdMs(pace.rule)));
      return next === null ? [] : [{ pace, slot: next }];
    });
    taken.set(id, { ...held, slots });
    return slots.length === held.slots.length;
  };

  /** The part that the attempt is counted in; null where the budget is used up. */
  const countOne = (index: number, rule: QuotaRule): number | null => {
    const counted = folder.changeBudget(index, (known) => {
      const budget = budgetAt(rule, known, moment(), lateMs);
      return budgetWaitMs(rule, budget, 0, lateMs) > 0 ? null : addToBudget(budget, budget.newest, 1);
    });
    return counted?.newest ?? null;
  };

  const giveBack = ({ slots, parts }: Taken): void => {
    freeSlots(slots, () => 0);
    for (const [index, part] of parts.entries()) folder.changeBudget(index, (known) => addToBudget(known, part, -1));
  };

  /** Slots first, then the budgets: all or none. */
  const claim = (seen: Snapshot, now: Moment): Taken | null => {
    const slots: TakenSlot[] = [];
    const parts: number[] = [];
    for (const pace of paces) {
      const slot = claimSlot(pace, seen, now);
      if (slot === null) break;
      slots.push(slot);
    }
    for (const [index, rule] of slots.length === paces.length ? budgetRules.entries() : []) {
      const part = countOne(index, rule);
      if (part === null) break;
      parts.push(part);
    }
    if (slots.length === paces.length && parts.length === budgetRules.length) return { slots, parts };
    giveBack({ slots, parts });
    return null;
  };

  return {
    async take() {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const takenMs = time.elapsed();
        const { seen, now } = lookNow();
        const wait = waitAfter(0, seen, now);
        if (wait.waitMs > 0) return wait;
        const claimed = claim(seen, now);
        if (claimed === null) continue;
        const lease: Lease = { id: nextId, takenMs, leaveByMs: takenMs + options.leaveMs };
        taken.set(lease.id, claimed);
        nextId += 1;
        return lease;
      }
      return { waitMs: 1 + Math.floor(time.random() * AFTER_LOST_TRIES_MS), because: "rate_limited" };
    },
    async settle(lease, outcome) {
      const ended = taken.get(lease.id);
      taken.delete(lease.id);
      if (ended === undefined) return;
      if (outcome === "unanswered") {
        // Marked when taken for the latest moment to leave; it may still arrive for a time after the one at which it did.
        const underwayMs = stillUnderwayMs(options, lease, time.elapsed());
        if (lease.leftMs !== undefined) freeSlots(ended.slots, ({ rule }) => underwayMs + holdMs(rule));
        return;
      }
      if (outcome === "unsent") return giveBack(ended);
      freeSlots(ended.slots, ({ rule }) => holdMs(rule));
      if (slowed) folder.changeSlowdown((slowdown) => afterGoodAnswer(slowdown, round));
    },
    left: ({ id }) => void hold(id, silentMs({ ...options, leaveMs: 0 })),
    extend: ({ id }) => hold(id, lateMs),
    async leastWait(ahead) {
      const { seen, now } = lookNow();
      return waitAfter(ahead, seen, now);
    },
    async room() {
      const { seen, now } = lookNow();
      const closed = lastingBan(seen.frozen, now) !== null;
      const steps = seen.slowdown?.value.steps ?? 0;
      return [
        ...paces.map((pace) => ({
          rule: pace.rule,
          left: closed ? 0 : slotsOf(pace, seen).filter((slot) => remainingMs(pace, slot, now, steps) <= 0).length,
        })),
        ...budgetRules.map((rule, index) => ({
          rule,
          left: closed ? 0 : budgetLeft(rule, budgetNow(index, rule, seen, now)),
        })),
      ];
    },
    async slowDown({ takenMs }) {
      const ageMs = time.elapsed() - takenMs;
      const nowMs = time.machine();
      folder.changeSlowdown((slowdown) => slower(slowdown, nowMs - ageMs, nowMs));
      slowed = true;
    },
    async freeze(untilMs, because) {
      const { frozen } = look();
      const now = moment();
      const next = banUntil(untilMs, because, now);
      if (frozen.some((ban) => banLeftMs(ban, now) >= next.lengthMs)) return;
      folder.add(banName(next));
      for (const ban of frozen) {
        const isSure = ban.because === "rate_limited" || (tellsItsEnd(ban, now) && now.clock !== null);
        if (banLeftMs(ban, now) < (isSure ? 0 : -PASSED_BAN_MS)) folder.remove(ban.name);
      }
    },
  };
}

const NO_WAIT: Wait = { waitMs: 0, because: "rate_limited" };

/** Begun at a random place, so that processes do not all reach for the same slot. */
function turned(slots: readonly Slot[], random: number): readonly Slot[] {
  const start = Math.floor(random * slots.length);
  return [...slots.slice(start), ...slots.slice(0, start)];
}
