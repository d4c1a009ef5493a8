import type { Seal } from "../storage/seal.ts";
import { type Entry, LONGEST_LIFE_MS, type Store } from "./cache.ts";

// A clock that was set back makes an entry look as if it came from the future; past this it is not believed.
const MAX_CLOCK_STEP_MS = 60_000;

export interface Summary {
  readonly entries: number;
  /** As kept, encryption included. */
  readonly bytes: number;
  /** Epoch milliseconds; null where nothing is kept. */
  readonly oldestMs: number | null;
}

/** A store that outlives the process, with what a person may want to know of it and do to it. */
export interface KeptStore extends Store {
  /** Removes every entry whose key begins so, all of them for an empty prefix. Resolves to their number. */
  remove(prefix: string): Promise<number>;
  summary(): Promise<Summary>;
  /** Ends timers; nothing is lost. */
  close(): Promise<void>;
}

// Of what is kept: raise it whenever the shape of a product or of another kept value changes. An entry of another shape is a miss.
const SHAPE = 2;

/** An entry as it is written down. Its key stands in it, so that a file that was renamed is found out without a seal too. */
export const formatEntry = (key: string, { value, storedAtMs, freshForMs }: Entry, seal: Seal): string =>
  seal.close(JSON.stringify({ key, shape: SHAPE, storedAtMs, freshForMs, value }), { role: "cache", name: key });

/** Null for anything that is not this key's entry, in whatever way. */
export function parseEntry(key: string, kept: string, seal: Seal): Entry | null {
  const opened = seal.open(kept, { role: "cache", name: key });
  if ("unreadable" in opened) return null;
  try {
    const entry: unknown = JSON.parse(opened.text);
    return isEntryOf(entry, key) ? { value: entry.value, storedAtMs: entry.storedAtMs, freshForMs: entry.freshForMs } : null;
  } catch {
    return null;
  }
}

/** Whether something stored then may still be kept. */
export const mayBeKept = (storedAtMs: number, nowMs: number): boolean =>
  nowMs - storedAtMs < LONGEST_LIFE_MS && storedAtMs - nowMs <= MAX_CLOCK_STEP_MS;

const isEntryOf = (entry: unknown, key: string): entry is Entry =>
  typeof entry === "object" &&
  entry !== null &&
  "value" in entry &&
  "shape" in entry &&
  entry.shape === SHAPE &&
  "key" in entry &&
  entry.key === key &&
  "storedAtMs" in entry &&
  Number.isFinite(entry.storedAtMs) &&
  "freshForMs" in entry &&
  Number.isFinite(entry.freshForMs);
