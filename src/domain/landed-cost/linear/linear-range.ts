import type { Decimal } from "../../../model/money.ts";
import type { Branches } from "./branches.ts";
import { add, constant, equal, type Linear, NOTHING, scale, subtract } from "./linear.ts";

/** A figure at or above zero that is known, bounded, or (high null) without a known bound. */
export interface LinearRange {
  readonly low: Linear;
  readonly high: Linear | null;
}

export const ZERO: LinearRange = { low: NOTHING, high: NOTHING };
/** Anything at or above zero: what an unknown cost can be. */
export const UNKNOWN: LinearRange = { low: NOTHING, high: null };

export const exactly = (figure: Linear): LinearRange => ({ low: figure, high: figure });
export const exactAmount = (amount: Decimal): LinearRange => exactly(constant(amount));

export const isExact = ({ low, high }: LinearRange): boolean => high !== null && (low === high || equal(low, high));

export const plus = (a: LinearRange, b: LinearRange): LinearRange => {
  const low = add(a.low, b.low);
  if (a.high === null || b.high === null) return { low, high: null };
  return { low, high: a.high === a.low && b.high === b.low ? low : add(a.high, b.high) };
};

export const sum = (ranges: readonly LinearRange[]): LinearRange => ranges.reduce(plus, ZERO);

/** What is left of `whole` without `part`; a part is never larger than its whole, so nothing falls below zero. */
export function without(whole: LinearRange, part: LinearRange, { larger }: Branches): LinearRange {
  if (part === ZERO) return whole;
  return {
    low: part.high === null ? NOTHING : larger(subtract(whole.low, part.high), NOTHING),
    high: whole.high === null ? null : larger(subtract(whole.high, part.low), NOTHING),
  };
}

/** Zero times anything is zero, the unknown included. */
export function times({ low, high }: LinearRange, factor: Decimal): LinearRange {
  if (factor.isZero()) return ZERO;
  const scaled = scale(low, factor);
  return { low: scaled, high: high === null ? null : high === low ? scaled : scale(high, factor) };
}

export const atLeast = ({ low, high }: LinearRange, floor: Linear, { larger }: Branches): LinearRange =>
  both(low, high, (end) => larger(end, floor));

/** A cap bounds what has no bound of its own. */
export const atMost = ({ low, high }: LinearRange, cap: Linear, { smaller }: Branches): LinearRange =>
  high === null ? { low: smaller(low, cap), high: cap } : both(low, high, (end) => smaller(end, cap));

const both = (low: Linear, high: Linear | null, f: (end: Linear) => Linear): LinearRange => {
  const end = f(low);
  return { low: end, high: high === null ? null : high === low ? end : f(high) };
};
