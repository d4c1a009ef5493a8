import { holdMs, silentMs, stillUnderwayMs } from "../hold.ts";
import type { Lease, Ledger, Wait } from "../ledger.ts";
import { addToBudget, budgetAt, budgetLeft, budgetWaitMs, EMPTY_BUDGET } from "./day-budget.ts";
import { type Frozen, frozenName, markAt, type Slot, type Snapshot } from "./names.ts";
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

  /** When a mark was written that a reboot or a set clock has made meaningless this process may know; at the latest now. */
  const markAnew = (seen: Snapshot, now: Moment): void => {
    for (const slot of seen.slots.values()) {
      if (isAdrift(slot.mark, now)) mark(slot, markAt(now, Math.max(0, slot.atMostMs ?? slot.mark.leaseMs)));
    }
  };

  const closedMs = (ban: Frozen | null, now: Moment): number =>
    ban === null ? 0 : Math.ceil(Math.min(ban.untilMs - now.wallMs, atMostMs(ban.name, ban.lengthMs)));

  const waitAfter = (ahead: number, seen: Snapshot, now: Moment): Wait => {
    const ban = lastOf(seen.frozen);
    const bannedMs = closedMs(ban, now);
    if (ban !== null && bannedMs > 0) return { waitMs: bannedMs, because: ban.because };
    const waits = [
      ...paces.map((pace): Wait => ({ waitMs: paceWaitMs(pace, seen, ahead, now), because: "rate_limited" })),
      ...budgetRules.map((rule, index): Wait => {
        const budget = budgetAt(rule, seen.budgets.get(index)?.value ?? EMPTY_BUDGET, now.wallMs, lateMs);
        return { waitMs: budgetWaitMs(rule, budget, ahead, now.wallMs, lateMs), because: "quota_exhausted" };
      }),
    ];
    return waits.reduce((longest, wait) => (wait.waitMs > longest.waitMs ? wait : longest), NO_WAIT);
  };

  const lookNow = (): { readonly seen: Snapshot; readonly now: Moment } => {
    const seen = dated(look());
    // After the look: a mark that was written before this moment is never further ahead of it than its lease.
    const now = moment();
    markAnew(seen, now);
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
  const countOne = (index: number, rule: (typeof budgetRules)[number]): number | null => {
    const counted = folder.changeBudget(index, (known) => {
      const nowMs = time.now();
      const budget = budgetAt(rule, known, nowMs, lateMs);
      return budgetWaitMs(rule, budget, 0, nowMs, lateMs) > 0 ? null : addToBudget(budget, budget.newest, 1);
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
      const closed = closedMs(lastOf(seen.frozen), now) > 0;
      const steps = seen.slowdown?.value.steps ?? 0;
      return [
        ...paces.map((pace) => ({
          rule: pace.rule,
          left: closed ? 0 : slotsOf(pace, seen).filter((slot) => remainingMs(pace, slot, now, steps) <= 0).length,
        })),
        ...budgetRules.map((rule, index) => {
          const budget = budgetAt(rule, seen.budgets.get(index)?.value ?? EMPTY_BUDGET, now.wallMs, lateMs);
          return { rule, left: closed ? 0 : budgetLeft(rule, budget) };
        }),
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
      if (frozen.some((ban) => ban.untilMs >= untilMs)) return;
      folder.add(frozenName(untilMs, because, untilMs - time.now()));
      for (const ban of frozen) {
        const passedMs = time.now() - ban.untilMs;
        if (passedMs > (ban.because === "rate_limited" ? 0 : PASSED_BAN_MS)) folder.remove(ban.name);
      }
    },
  };
}

const NO_WAIT: Wait = { waitMs: 0, because: "rate_limited" };

const lastOf = (frozen: readonly Frozen[]): Frozen | null =>
  frozen.reduce<Frozen | null>((last, next) => (last === null || next.untilMs > last.untilMs ? next : last), null);

/** Begun at a random place, so that processes do not all reach for the same slot. */
function turned(slots: readonly Slot[], random: number): readonly Slot[] {
  const start = Math.floor(random * slots.length);
  return [...slots.slice(start), ...slots.slice(0, start)];
}
