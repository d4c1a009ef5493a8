import type { Config } from "../config/config.ts";
import type { DecisionStore } from "../decisions/decision.ts";
import type { Log } from "../log.ts";
import type { DailyRates } from "../rates/daily-rates.ts";
import { openRates } from "./open-rates.ts";
import { openLastingState } from "./open-state.ts";

/** What is kept from question to question beside the listings. Opening reads nothing and writes nothing. */
export interface Kept {
  readonly rates: DailyRates | null;
  readonly decisions: DecisionStore;
  close(): Promise<void>;
}

export async function openKept(config: Config, log: Log): Promise<Kept> {
  const state = await openLastingState(config, log);
  const rates = openRates(config, state.cacheStore);
  return {
    rates,
    decisions: state.decisions,
    async close() {
      await rates?.close();
      await state.close();
    },
  };
}
