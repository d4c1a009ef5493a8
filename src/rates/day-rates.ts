import type { Amount } from "../model/money.ts";

/** One day's exchange rates, whole or not at all. */
export interface DayRates {
  /** ISO 4217: the rates are units of each currency for one of `base`. */
  readonly base: string;
  readonly rates: Readonly<Record<string, Amount>>;
  /** ISO 8601 date of the rates, not of their reading. */
  readonly asOf: string;
  /** As the answer names it. */
  readonly source: string;
}

/** The rates to use now, and what is to be said of them. */
export interface RatesNow {
  /** Null: none could be had and none is kept. */
  readonly rates: DayRates | null;
  /** A sentence where they are not today's reading. */
  readonly note: string | null;
}
