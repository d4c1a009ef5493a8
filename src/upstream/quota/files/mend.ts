import type { QuotaRule } from "../../../model/wire.ts";
import { EMPTY_DAY, mergedDay } from "./day-quota.ts";
import type { Folder } from "./folder.ts";
import type { KnownHistory, Loss } from "./known-history.ts";
import {
  dayName,
  identityName,
  type Mark,
  markAt,
  rulesName,
  type Slot,
  type Snapshot,
  slotName,
  slowdownName,
} from "./names.ts";
import type { SlotLedgerOptions } from "./options.ts";
import { type Pace, slotIndexes, slotsOf } from "./pace.ts";
import type { Moment, SlotTime } from "./slot-time.ts";
import { FULL_PACE } from "./slowdown.ts";

// A file that is renamed in the moment of a reading may be missing from it, but not from one reading after another.
const MISSING_FOR_MS = 100;
const MISSING_READINGS = 3;
// Other processes may have seen the missing slot renamed since this one looked last.
const UNSEEN_RENAMES = 1_000;

/** The slot under its new name; null where its file no longer has the old one: someone else was first. */
export type MarkSlot = (slot: Pick<Slot, "name" | "index" | "generation">, mark: Mark) => Slot | null;

export interface Damaged extends Pick<SlotLedgerOptions, "gateway" | "rules" | "log"> {
  readonly paces: readonly Pace[];
  readonly dayRules: readonly QuotaRule[];
  readonly folder: Folder;
  readonly known: KnownHistory;
  readonly fullLeaseMs: (pace: Pace) => number;
  readonly mark: MarkSlot;
  readonly word: () => string;
  readonly moment: () => Moment;
}

/** Whether a reading showed damage that was set about: the folder then has to be read again. @param number the folder's own */
export type Mend = (seen: Snapshot, number: string) => boolean;

/**
 * Mends a folder under running processes. What was lost of the calls so far is made up for by holding its slots for a whole lease,
 * after which none of those calls matters any more. Of several processes one alone wins the ledger's new identity.
 */
export function mender(damaged: Damaged, time: Pick<SlotTime, "elapsed">): Mend {
  const { gateway, rules, paces, dayRules, folder, known, log, fullLeaseMs, mark, word, moment } = damaged;
  let missing: { readonly ledger: string; readonly what: string; readonly sinceMs: number; readings: number } | null = null;

  const adopt = (seen: Snapshot, number: string, why: Loss): void => {
    for (const pace of paces) {
      for (const slot of slotsOf(pace, seen)) mark(slot, markAt(moment(), fullLeaseMs(pace)));
    }
    for (const [index, rule] of dayRules.entries()) {
      const [kept, before] = [seen.days.get(index), known.days.get(index)];
      if (kept && before) folder.rename(kept.name, dayName(index, mergedDay(rule, kept.value, before, moment())));
    }
    for (const { name } of known.frozen) folder.add(name);
    if (seen.rules === null) folder.add(`rules.${rulesName(rules)}`);
    const own = identityName({ id: word(), folder: number, held: true, mends: 0 });
    if (seen.identity === null) folder.add(own);
    else if (!folder.rename(seen.identity.name, own)) return;
    log("warn", "quota_history_lost", { gateway, why, heldMs: Math.max(0, ...paces.map(fullLeaseMs)) });
  };

  /** The names of what must be there and is not; empty where all is. */
  const missingIn = (seen: Snapshot): readonly string[] => [
    ...paces.flatMap(slotIndexes).flatMap((index) => (seen.slots.has(index) ? [] : [`${index}`])),
    ...dayRules.flatMap((_, index) => (seen.days.has(index) ? [] : [`budget-${index}`])),
    ...(seen.slowdown === null ? ["slowdown"] : []),
  ];

  const replace = (what: readonly string[]): void => {
    const now = moment();
    for (const pace of paces) {
      for (const index of slotIndexes(pace)) {
        if (what.includes(`${index}`))
          folder.add(
            slotName(index, markAt(now, fullLeaseMs(pace)), known.generationAfter(index, null) + UNSEEN_RENAMES, word()),
          );
      }
    }
    for (const index of dayRules.keys()) {
      if (what.includes(`budget-${index}`)) folder.add(dayName(index, known.days.get(index) ?? EMPTY_DAY));
    }
    if (what.includes("slowdown")) folder.add(slowdownName(FULL_PACE));
  };

  return (seen, number) => {
    const loss = known.lossIn(seen, number);
    if (loss !== null) {
      adopt(seen, number, loss);
      return true;
    }
    const what = missingIn(seen);
    const { identity } = seen;
    if (what.length === 0 || identity === null) {
      missing = null;
      return false;
    }
    if (missing === null || missing.ledger !== identity.name || missing.what !== what.join())
      missing = { ledger: identity.name, what: what.join(), sinceMs: time.elapsed(), readings: 0 };
    missing.readings += 1;
    if (missing.readings < MISSING_READINGS || time.elapsed() - missing.sinceMs < MISSING_FOR_MS) return false;
    missing = null;
    // Who wins the new name mends alone; the others see it, and begin to count anew.
    if (!folder.rename(identity.name, identityName({ ...identity, mends: identity.mends + 1 }))) return true;
    replace(what);
    log("warn", "quota_slots_mended", { gateway, missing: what.length });
    return true;
  };
}
