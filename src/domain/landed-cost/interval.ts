import { Decimal } from "../../model/money.ts";

/** An amount at or above zero that is known, bounded, or (high null) without a known bound. */
export interface DecimalRange {
  readonly low: Decimal;
  readonly high: Decimal | null;
}

export const ZERO: DecimalRange = { low: new Decimal(0), high: new Decimal(0) };
/** Anything at or above zero: what an unknown cost can be. */
export const UNKNOWN: DecimalRange = { low: new Decimal(0), high: null };

export const exactly = (value: Decimal): DecimalRange => ({ low: value, high: value });

/** The value where the range holds one only, else null. */
export const known = (range: DecimalRange): Decimal | null => (range.high?.eq(range.low) ? range.low : null);

export const plus = (a: DecimalRange, b: DecimalRange): DecimalRange => ({
  low: a.low.plus(b.low),
  high: a.high === null || b.high === null ? null : a.high.plus(b.high),
});

export const sum = (ranges: readonly DecimalRange[]): DecimalRange => ranges.reduce(plus, ZERO);

/** What is left of `whole` without `part`; a part is never larger than its whole, so nothing falls below zero. */
export const without = (whole: DecimalRange, part: DecimalRange): DecimalRange => ({
  low: part.high === null ? ZERO.low : Decimal.max(0, whole.low.minus(part.high)),
  high: whole.high === null ? null : Decimal.max(0, whole.high.minus(part.low)),
});

/** Zero times anything is zero, the unknown included. */
export const times = (range: DecimalRange, factor: Decimal): DecimalRange =>
  factor.isZero() ? ZERO : { low: range.low.times(factor), high: range.high === null ? null : range.high.times(factor) };
