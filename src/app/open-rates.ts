import type { Config } from "../config/config.ts";
import { createDailyRates, type DailyRates, type KeptRates, type RateStore } from "../rates/daily-rates.ts";
import { ECB_URL } from "../rates/ecb.ts";
import { cacheKey, LONGEST_LIFE_MS } from "../upstream/cache/cache.ts";
import type { KeptStore } from "../upstream/cache/kept-store.ts";
import { systemTime } from "../upstream/time.ts";

/** The day's reference rates, kept beside the cached answers; null where the settings want none. */
export function openRates(config: Config, store: KeptStore): DailyRates | null {
  if (!config.dayRates) return null;
  const url = config.fxUrl ?? ECB_URL;
  return createDailyRates({ url, store: rateStore(store, url), clock: systemTime });
}

/** Another address has another file. A kept file lives as long as anything that is kept. */
function rateStore(store: KeptStore, url: string): RateStore {
  const key = cacheKey(["exchange rates"], [url]);
  return {
    async read() {
      const entry = await store.get(key);
      return entry === null || !isKept(entry.value) ? null : entry.value;
    },
    write: (kept) => store.set(key, { value: kept, storedAtMs: kept.readAtMs, freshForMs: LONGEST_LIFE_MS }),
  };
}

const isKept = (value: unknown): value is KeptRates =>
  typeof value === "object" && value !== null && "rates" in value && "readAtMs" in value && typeof value.readAtMs === "number";
