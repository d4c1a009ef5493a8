import { type Amount, Decimal } from "../model/money.ts";

const DAY_MS = 86_400_000;
/** A rate set older than this is a warning. */
const FRESH_DAYS = 7;
// Enough that a converted total of 10^12 keeps its cents; a longer quotient would only be hard to read.
const RATE_DIGITS = 20;

// A rate restated from another base is cut at twenty digits: the noise that leaves must not tip a half cent.
const AMOUNT_DIGITS = 18;

/** Exchange rates for one buyer: units of each currency for one of the buyer's. */
export interface RateTable {
  readonly rates: Readonly<Record<string, Amount>>;
  /** ISO 8601 date. */
  readonly asOf: string | null;
  readonly source: string | null;
}

/** The rates of another base, restated for one of `currency`; null where the set does not hold that currency. */
export function ratesFor(currency: string, set: RateTable & { readonly base: string }): RateTable | null {
  const { base, rates, asOf, source } = set;
  const own = base === currency ? new Decimal(1) : positive(rates[currency]);
  if (own === null) return null;
  const restated = Object.entries({ ...rates, [base]: "1" }).flatMap(([code, rate]) => {
    const units = positive(rate);
    if (units === null || code === currency) return [];
    return [[code, base === currency ? rate : units.dividedBy(own).toSignificantDigits(RATE_DIGITS).toFixed()]];
  });
  return { rates: Object.fromEntries(restated), asOf, source };
}

/** An amount of another currency in the buyer's, not rounded; null where no rate is known. */
export function convert(amount: Decimal, from: string, currency: string, fx: RateTable | null): Decimal | null {
  if (from === currency) return amount;
  const rate = positive(fx?.rates[from]);
  return rate === null ? null : amount.dividedBy(rate).toSignificantDigits(AMOUNT_DIGITS);
}

/**
 * The same for a price of a listing, which is opened only where its rate is known.
 * @throws Error where it is not: a price without a rate may stand in no total.
 */
export function convertPrice(amount: Decimal, from: string | null, currency: string, fx: RateTable | null): Decimal {
  const converted = from === null ? null : convert(amount, from, currency, fx);
  if (converted === null) throw new Error(`a price in ${from} was opened without its rate to ${currency}`);
  return converted;
}

/** A sentence where the rates are older than a week or undated; null where they are fresh. */
export function rateAgeNote(fx: RateTable, nowMs: number): string | null {
  if (fx.asOf === null) return "The exchange rates carry no date: check that they are of this week.";
  const days = Math.floor((nowMs - Date.parse(fx.asOf)) / DAY_MS);
  if (Number.isNaN(days)) return `The exchange rates' date "${fx.asOf.slice(0, 30)}" cannot be read: write it as 2026-11-20.`;
  return days > FRESH_DAYS ? `The exchange rates are ${days} days old (${fx.asOf}): give newer ones in \`fx\`.` : null;
}

function positive(rate: Amount | undefined): Decimal | null {
  if (rate === undefined) return null;
  const value = new Decimal(rate);
  return value.greaterThan(0) ? value : null;
}
