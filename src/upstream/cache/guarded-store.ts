import { codeOrName } from "../../model/fault.ts";
import type { Log } from "../send.ts";
import type { Time } from "../time.ts";
import type { KeptStore } from "./kept-store.ts";

// A store that hangs costs a second a question: it is asked again this often, not each time.
const TRY_AGAIN_MS = 10_000;

/**
 * A store that may be lost without the cache in front of it being lost too: while it cannot be read it misses, while it cannot be
 * written it forgets, and the log says so once. Removing alone still fails aloud.
 */
export function guardStore(store: KeptStore, log: Log, time: Pick<Time, "elapsed">): KeptStore {
  // A full or read-only disk still reads.
  const retryAtMs: Record<Direction, number | null> = { read: null, write: null };
  const isLost = (): boolean => retryAtMs.read !== null || retryAtMs.write !== null;

  const use = async <T>(direction: Direction, work: () => Promise<T>, without: T): Promise<T> => {
    if (time.elapsed() < (retryAtMs[direction] ?? Number.NEGATIVE_INFINITY)) return without;
    try {
      const result = await work();
      const wasLost = retryAtMs[direction] !== null;
      retryAtMs[direction] = null;
      if (wasLost && !isLost()) log("info", "cache_store_back");
      return result;
    } catch (error) {
      if (!isLost()) log("warn", "cache_store_lost", { error: codeOrName(error), instead: "answers are kept in memory alone" });
      retryAtMs[direction] = time.elapsed() + TRY_AGAIN_MS;
      return without;
    }
  };

  return {
    ...store,
    get: (key) => use("read", () => store.get(key), null),
    lastPurge: () => use("read", () => store.lastPurge(), null),
    set: (key, entry) => use("write", () => store.set(key, entry), undefined),
  };
}

type Direction = "read" | "write";

/** No path and no address stands in a code or a name. */
