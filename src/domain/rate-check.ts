import { type Amount, Decimal } from "../model/money.ts";
import { type RateTable, ratesFor } from "./exchange-rates.ts";

/** A rate further than this from the reference is a slip of the pen or another day's. */
const MOST_OFF = "0.20";
// Three times off in either direction: no currency of the list has moved so far against the others in decades.
const IMPOSSIBLE = 3;

// Units for one US dollar, to a digit: only to tell a rate from its inverse.
const ROUGH: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.9,
  GBP: 0.8,
  CHF: 0.9,
  CNY: 7,
  JPY: 150,
  KRW: 1_400,
  INR: 85,
  AUD: 1.5,
  CAD: 1.4,
  NZD: 1.7,
  HKD: 7.8,
  SGD: 1.3,
  TWD: 32,
  THB: 34,
  VND: 25_000,
  IDR: 16_000,
  MYR: 4.4,
  PHP: 57,
  AED: 3.67,
  SAR: 3.75,
  MXN: 18,
  BRL: 5.5,
  ZAR: 18,
  SEK: 10,
  NOK: 10.5,
  DKK: 6.7,
  PLN: 4,
  CZK: 23,
};

export interface RateOff {
  readonly currency: string;
  readonly given: Amount;
  readonly reference: Amount;
}

/** The given rates that lie more than 20 % off the reference, with both figures for one of `currency`. */
export function ratesOff(
  given: RateTable,
  currency: string,
  reference: RateTable & { readonly base: string },
): readonly RateOff[] {
  const known = ratesFor(currency, reference);
  if (known === null) return [];
  return Object.entries(given.rates).flatMap(([code, rate]) => {
    const expected = known.rates[code];
    if (expected === undefined) return [];
    const off = new Decimal(rate).minus(expected).abs().div(expected);
    return off.gt(MOST_OFF)
      ? [{ currency: code, given: rate, reference: new Decimal(expected).toSignificantDigits(6).toFixed() }]
      : [];
  });
}

/** Sentences for rates that cannot be, such as an inverse; they are used all the same, because they are the buyer's word. */
export function impossibleRates({ rates }: RateTable, currency: string): readonly string[] {
  const own = ROUGH[currency];
  if (own === undefined) return [];
  return Object.entries(rates).flatMap(([code, rate]) => {
    const rough = ROUGH[code];
    if (rough === undefined || code === currency) return [];
    const expected = rough / own;
    const factor = Number(rate) / expected;
    if (factor < IMPOSSIBLE && factor > 1 / IMPOSSIBLE) return [];
    const figure = new Decimal(expected).toSignificantDigits(2).toFixed();
    const inverse = Number(rate) * expected > 1 / IMPOSSIBLE && Number(rate) * expected < IMPOSSIBLE;
    const why = inverse && expected !== 1 ? "it looks like the inverse" : "it cannot be";
    return [
      `The rate of ${code} is doubtful: ${rate} for one ${currency}, where it is about ${figure}; ${why}. Give units of ${code} for one ${currency}.`,
    ];
  });
}
