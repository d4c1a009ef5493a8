import { type Amount, Decimal } from "../../model/money.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { type MarkedAmount, readMarkedAmount } from "./amount.ts";
import { type CurrencyMark, currencyOfMark, resolveCurrency } from "./currency-mark.ts";

const MAX_LENGTH = 120;

/**
 * The ends of a range of prices; null is "not known".
 * @example
 * const range: PriceRange = { low: "3.00", high: "4.50", currency: "USD" };
 */
export interface PriceRange {
  readonly low: Amount | null;
  readonly high: Amount | null;
  /** ISO 4217 where the text names it for sure ("US $"); a lone "¥" or "$" does not. */
  readonly currency: string | null;
}

const UNKNOWN: PriceRange = { low: null, high: null, currency: null };

/**
 * A range of prices, as in "US $5.0 - 10.0", "¥5~¥10", "5.0" or 5; a bound of 0 is unknown. Never throws: what is no range has
 * no ends.
 * @example
 * readPriceRange("US $3.00 - 4.50"); // => { low: "3.00", high: "4.50", currency: "USD" }
 */
export function readPriceRange(input: unknown): PriceRange {
  if (typeof input === "number") return readPriceRange(readMarkedAmount(input)?.amount ?? null);
  if (typeof input !== "string" || input.length > MAX_LENGTH) return UNKNOWN;
  const bounds = boundsOf(input);
  const [first = null, last = first] = bounds;
  if (bounds.length > 2 || first === null || last === null) return UNKNOWN;
  const marks = new Set([first.mark, last.mark].filter((mark) => mark !== null));
  if (marks.size > 1) return UNKNOWN;
  const [low, high] = new Decimal(first.amount).lte(last.amount) ? [first, last] : [last, first];
  const [mark = null] = marks;
  return { low: priceOf(low), high: priceOf(high), currency: currencyOfMark(mark) };
}

/** The same in a field of that currency: a mark that contradicts it makes the range none. */
export function readPriceRangeIn(input: unknown, currency: string | null): PriceRange {
  const marks = typeof input === "string" && input.length <= MAX_LENGTH ? marksOf(boundsOf(input)) : [];
  return marks.some((mark) => resolveCurrency(mark, currency) === "conflict") ? UNKNOWN : readPriceRange(input);
}

const boundsOf = (input: string): (MarkedAmount | null)[] =>
  toHalfWidth(input)
    .split(/[-~至]| to /i)
    .map((bound) => readMarkedAmount(bound.trim()));

const marksOf = (bounds: readonly (MarkedAmount | null)[]): CurrencyMark[] => bounds.flatMap((bound) => bound?.mark ?? []);

const priceOf = (bound: MarkedAmount): Amount | null => (new Decimal(bound.amount).isZero() ? null : bound.amount);
