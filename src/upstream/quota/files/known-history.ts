import type { Time } from "../../time.ts";
import type { DayQuota } from "./day-quota.ts";
import { isSameFolder } from "./folder.ts";
import type { Frozen, Slot, Snapshot } from "./names.ts";
import { FULL_PACE, type Slowdown } from "./slowdown.ts";

// File systems that number a folder anew now and then would hold the quota for ever. What a running process knows tells it of others.
const MOST_COPIES = 1;

/** Why what a folder tells of the calls so far cannot be all of them. */
export type Loss = "another_ledger" | "copied_folder" | "older_state" | "no_identity" | "no_rules";

/** What this process has seen of a ledger: enough to notice that another, or an older copy of it, stands in its place. */
export interface KnownHistory {
  /** Whether this process has seen a ledger at all. */
  readonly any: boolean;
  /** The newest that was seen of each day's quota. */
  readonly days: ReadonlyMap<number, DayQuota>;
  readonly frozen: readonly Frozen[];
  /** As this process last saw or wrote it. */
  readonly slowdown: Slowdown;
  /** Null where all that this process knows of is there, or no longer matters. @param folder as the file system numbers it */
  lossIn(seen: Snapshot, folder: string): Loss | null;
  /** Takes in what stands in the folder. */
  learn(seen: Snapshot): void;
  /** The generation after all that were seen of a slot. */
  generationAfter(index: number, seen: number | null): number;
  /** This process has written a slot's name. */
  wrote(name: string): void;
  wroteSlowdown(slowdown: Slowdown): void;
  /** How long from now a mark of that length can last at most, by this process's own clock: since it first saw it. */
  atMostMs(name: string, lengthMs: number): number;
}

export function createKnownHistory(time: Pick<Time, "elapsed">): KnownHistory {
  const generations = new Map<number, number>();
  const days = new Map<number, DayQuota>();
  let firstSeenMs = new Map<string, number>();
  let frozen: readonly Frozen[] = [];
  let slowdown = FULL_PACE;
  let id: string | null = null;
  let copies = 0;

  const isOlder = ({ index, generation }: Slot): boolean => generation !== null && generation < (generations.get(index) ?? 0);

  return {
    get any() {
      return id !== null;
    },
    days,
    get frozen() {
      return frozen;
    },
    get slowdown() {
      return slowdown;
    },
    lossIn(seen, folder) {
      if (seen.identity === null) return "no_identity";
      if (seen.rules === null) return "no_rules";
      if (!isSameFolder(seen.identity.folder, folder) && copies < MOST_COPIES) {
        copies += 1;
        return "copied_folder";
      }
      if (id === null) return null;
      if (seen.identity.id !== id) return seen.identity.held ? null : "another_ledger";
      return [...seen.slots.values()].some(isOlder) ? "older_state" : null;
    },
    learn(seen) {
      if (seen.identity !== null && seen.identity.id !== id) {
        generations.clear();
        id = seen.identity.id;
      }
      for (const { index, generation } of seen.slots.values())
        generations.set(index, Math.max(generation ?? 0, generations.get(index) ?? 0));
      for (const [index, { value }] of seen.days) days.set(index, value);
      frozen = seen.frozen;
      slowdown = seen.slowdown?.value ?? FULL_PACE;
      const nowMs = time.elapsed();
      firstSeenMs = new Map([...seen.slots.values()].map(({ name }) => [name, firstSeenMs.get(name) ?? nowMs]));
    },
    generationAfter: (index, seen) => Math.max(seen ?? 0, generations.get(index) ?? 0) + 1,
    wrote(name) {
      firstSeenMs.set(name, time.elapsed());
    },
    wroteSlowdown(written) {
      slowdown = written;
    },
    atMostMs: (name, lengthMs) => (firstSeenMs.get(name) ?? time.elapsed()) + lengthMs - time.elapsed(),
  };
}
