import { hash as digest } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Log } from "../send.ts";
import type { Time } from "../time.ts";

/** What the platforms allow and what is promised: nothing is kept longer. */
export const LONGEST_LIFE_MS = 7 * 86_400_000;
// About 500 products with all their sections.
const MEMORY_BYTES = 32 * 2 ** 20;
// Who purges from another process waits no longer than this for the memory of this one.
const LOOK_FOR_PURGE_MS = 1_000;
// A clock that was set back makes an entry look younger than it is; past this it is not believed.
const MAX_CLOCK_STEP_MS = 60_000;

export interface Entry {
  /** Plain JSON. */
  readonly value: unknown;
  /** Epoch milliseconds. */
  readonly storedAtMs: number;
  readonly freshForMs: number;
}

/** Where entries outlive a process, or are shared. Keys are hashes: they hold no secret and suit a file name. */
export interface Store {
  get(key: string): Promise<Entry | null>;
  set(key: string, entry: Entry): Promise<void>;
  /** Every entry whose key begins so. */
  delete(prefix: string): Promise<void>;
  /** Another text after each purge, by whichever process; null where there was none, or nobody knows. */
  lastPurge(): Promise<string | null>;
}

export interface Found {
  readonly value: unknown;
  readonly storedAtMs: number;
  readonly ageMs: number;
  readonly fresh: boolean;
}

export interface Cache {
  /**
   * In the order of the keys; null where nothing is kept. What is past its life comes with `fresh: false`.
   * @param gateway whose answers are looked for: they are counted for it
   */
  getMany(keys: readonly string[], gateway?: string): Promise<readonly (Found | null)[]>;
  put(key: string, value: unknown, freshForMs: number): Promise<void>;
  forget(prefix: string): Promise<void>;
  /** Questions for a gateway's answers since the start: `hits` were answered by an entry within its life. */
  figures(gateway: string): { readonly hits: number; readonly misses: number };
}

const NOTHING = { hits: 0, misses: 0 };

/** Memory in front, and behind it a store where there is one. A store that fails is a cache that misses. */
export function createCache(time: Pick<Time, "now">, log: Log, behind: Store | null = null): Cache {
  const memory = new LRUCache<string, Entry>({
    maxSize: MEMORY_BYTES,
    sizeCalculation: ({ value }) => (JSON.stringify(value) ?? "").length + 100,
    // What nobody asks for goes too.
    ttl: LONGEST_LIFE_MS,
    ttlAutopurge: true,
    ttlResolution: 60_000,
    perf: { now: () => performance.now() },
  });
  let lookedMs = Number.NEGATIVE_INFINITY;
  let purge: string | null = null;
  const counts = new Map<string, { hits: number; misses: number }>();

  /** What a person has removed behind must not live on in front. */
  const heedPurge = async (store: Store): Promise<void> => {
    if (Math.abs(time.now() - lookedMs) < LOOK_FOR_PURGE_MS) return;
    lookedMs = time.now();
    const latest = await store.lastPurge().catch(() => null);
    if (latest === null || latest === purge) return;
    purge = latest;
    memory.clear();
  };

  const stored = async (key: string, store: Store): Promise<Entry | null> => {
    try {
      const entry = await store.get(key);
      if (entry) memory.set(key, entry);
      return entry;
    } catch (error) {
      log("warn", "cache_unreadable", { cause: nameOf(error) });
      return null;
    }
  };

  const found = ({ value, storedAtMs, freshForMs }: Entry): Found | null => {
    const ageMs = time.now() - storedAtMs;
    if (ageMs < -MAX_CLOCK_STEP_MS || ageMs >= LONGEST_LIFE_MS) return null;
    return { value, storedAtMs, ageMs: Math.max(0, ageMs), fresh: ageMs < freshForMs };
  };

  return {
    async getMany(keys, gateway = "") {
      if (behind !== null) await heedPurge(behind);
      const near = keys.map((key) => memory.get(key) ?? null);
      const entries =
        behind === null ? near : await Promise.all(near.map((entry, index) => entry ?? stored(keys[index] as string, behind)));
      const answers = entries.map((entry) => entry && found(entry));
      const { hits, misses } = counts.get(gateway) ?? NOTHING;
      const fresh = answers.filter((answer) => answer?.fresh === true).length;
      counts.set(gateway, { hits: hits + fresh, misses: misses + answers.length - fresh });
      return answers;
    },
    async put(key, value, freshForMs) {
      const entry = { value, storedAtMs: time.now(), freshForMs: Math.min(freshForMs, LONGEST_LIFE_MS) };
      memory.set(key, entry);
      try {
        await behind?.set(key, entry);
      } catch (error) {
        log("warn", "cache_not_written", { cause: nameOf(error) });
      }
    },
    async forget(prefix) {
      for (const key of memory.keys()) if (key.startsWith(prefix)) memory.delete(key);
      await behind?.delete(prefix);
    },
    figures: (gateway) => counts.get(gateway) ?? NOTHING,
  };
}

/** A key without a secret or a time in it. Its first part names the subject alone, so that all of it can be forgotten. */
export const cacheKey = (subject: readonly string[], rest: readonly (string | number | null)[]): string =>
  `${subjectPrefix(subject)}${hash(JSON.stringify(rest), 32)}`;

export const subjectPrefix = (subject: readonly string[]): string => `${hash(JSON.stringify(subject), 16)}.`;

const hash = (text: string, length: number): string => digest("sha256", text, "hex").slice(0, length);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
