import { Fault } from "../model/fault.ts";
import { createFetcher } from "../upstream/http/fetch.ts";
import type { DayRates, RatesNow } from "./day-rates.ts";
import { readEcbFile } from "./ecb.ts";

const DAY_MS = 86_400_000;
// After a failure the day's file is asked for again by a later call, not by each.
const AGAIN_AFTER_MS = 600_000;
// Over Easter the European Central Bank gives none from Thursday to Tuesday.
const MOST_DAYS = 5;
const CONNECT_MS = 3_000;
const ANSWER_MS = 5_000;

/** Where the last file outlives the process. What fails is a file that is not kept. */
export interface RateStore {
  read(): Promise<KeptRates | null>;
  write(kept: KeptRates): Promise<void>;
}
export interface KeptRates {
  readonly rates: DayRates;
  /** Epoch milliseconds. */
  readonly readAtMs: number;
}

export interface DailyRates {
  /** One fetch a day at the most, whoever asks. Never throws: what failed is in the note. */
  now(): Promise<RatesNow>;
  close(): Promise<void>;
}

export interface DailyRatesOptions {
  /** https, or http on loopback. */
  readonly url: string;
  readonly store: RateStore;
  readonly clock: { now(): number };
}

export function createDailyRates({ url, store, clock }: DailyRatesOptions): DailyRates {
  const fetcher = createFetcher({ ...placesOf(url), connectMs: CONNECT_MS });
  let known: KeptRates | null = null;
  let failed: { readonly atMs: number; readonly why: string } | null = null;
  let asking: Promise<RatesNow> | null = null;

  const freshOf = (kept: KeptRates | null): KeptRates | null => {
    const ageMs = kept === null ? null : clock.now() - kept.readAtMs;
    return ageMs !== null && ageMs >= 0 && ageMs < DAY_MS ? kept : null;
  };

  const fetchFile = async (): Promise<KeptRates> => {
    const reply = await fetcher.fetch({ method: "GET", url, headers: {}, body: null }, ANSWER_MS);
    if (reply.status !== 200) {
      throw new Fault({
        kind: "unavailable",
        message: `The file of the day's exchange rates was answered with ${reply.status}`,
      });
    }
    return { rates: readEcbFile(reply.text, clock.now()), readAtMs: clock.now() };
  };

  const ask = async (): Promise<RatesNow> => {
    known ??= await store.read().catch(() => null);
    const fresh = freshOf(known);
    if (fresh !== null) return told(fresh);
    if (failed === null || clock.now() - failed.atMs >= AGAIN_AFTER_MS || clock.now() < failed.atMs) {
      try {
        const read = await fetchFile();
        // A mirror that lags behind takes nothing back.
        known = known !== null && known.rates.asOf > read.rates.asOf ? { ...known, readAtMs: read.readAtMs } : read;
        failed = null;
        await store.write(known).catch(() => undefined);
        return told(known);
      } catch (error) {
        failed = { atMs: clock.now(), why: error instanceof Error ? error.message.replace(/\.$/, "") : "no answer" };
      }
    }
    return { rates: known?.rates ?? null, note: noteOf(failed.why, known) };
  };

  return {
    async now() {
      const fresh = freshOf(known);
      if (fresh !== null) return told(fresh);
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    close: () => fetcher.close(),
  };

  /** Rates that were read whole; a file that has long not changed is said to be old. */
  function told({ rates }: KeptRates): RatesNow {
    const days = ageInDays(rates.asOf);
    const note =
      days > MOST_DAYS
        ? `The file of the day's exchange rates is of ${rates.asOf}, ${days} days old: look at the rates before you pay.`
        : null;
    return { rates, note };
  }

  function ageInDays(asOf: string): number {
    return Math.max(0, Math.floor((clock.now() - Date.parse(asOf)) / DAY_MS));
  }

  function noteOf(why: string, last: KeptRates | null): string {
    if (last === null) return `No reference exchange rates: ${why}. Give the rates in \`fx\`.`;
    const days = ageInDays(last.rates.asOf);
    return `The day's exchange rates could not be had (${why}): those of ${last.rates.asOf} are used, ${days === 1 ? "1 day" : `${days} days`} old.`;
  }
}

/** The address alone is allowed; http, which is allowed on loopback only, as a base URL. */
function placesOf(url: string): { readonly origins: readonly string[]; readonly baseUrl: string | null } {
  const { origin, protocol } = new URL(url);
  return { origins: [origin], baseUrl: protocol === "https:" ? null : origin };
}
