import type { Decimal } from "../../model/money.ts";
import { type Load, valueAt } from "./linear/linear.ts";
import type { LinearRange } from "./linear/linear-range.ts";

/** An amount at or above zero that is known, bounded, or (high null) without a known bound. */
export interface DecimalRange {
  readonly low: Decimal;
  readonly high: Decimal | null;
}

/** A range of figures at one load. */
export const rangeAt = ({ low, high }: LinearRange, load: Load): DecimalRange => {
  const least = valueAt(low, load);
  return { low: least, high: high === null ? null : high === low ? least : valueAt(high, load) };
};

/** The value where the range holds one only, else null. */
export const known = (range: DecimalRange): Decimal | null => (range.high?.eq(range.low) ? range.low : null);
