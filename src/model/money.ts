import { Decimal as BaseDecimal } from "decimal.js";
import { minorUnitDigits } from "./currency.ts";

export { isAmount, isCurrency, minorUnitDigits } from "./currency.ts";

/** Decimal arithmetic of this project: 40 significant digits, ties round half up, always printed in plain notation. */
export const Decimal = BaseDecimal.clone({
  precision: 40,
  rounding: BaseDecimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = BaseDecimal;

/**
 * A decimal number as a string in plain notation: "1234.50", never "1.2e3". Amounts cross every boundary in this form.
 * @example
 * const amount: Amount = "1234.50";
 */
export type Amount = string;

export interface Money {
  readonly amount: Amount;
  /** ISO 4217 code. */
  readonly currency: string;
}

/**
 * An interval of amounts in one currency; `high` null means that no upper bound is known.
 * @example
 * const known: AmountRange = { low: "5100.00", high: null };
 */
export interface AmountRange {
  readonly low: Amount;
  readonly high: Amount | null;
}

/** An amount rounded once, half up, to the currency's minor unit. */
export const roundToMinorUnit = (value: Decimal, currency: string): Amount =>
  value.toFixed(minorUnitDigits(currency), BaseDecimal.ROUND_HALF_UP);

/** The least amount that a currency is paid in: 0.01, or 1 where it has no smaller coin. */
export function minorUnit(currency: string): Decimal {
  const digits = minorUnitDigits(currency);
  const unit = MINOR_UNIT.get(digits) ?? powerOfTen(-digits);
  MINOR_UNIT.set(digits, unit);
  return unit;
}

const MINOR_UNIT = new Map<number, Decimal>();

export const powerOfTen = (exponent: number): Decimal => new Decimal(`1e${exponent}`);

/** A unit figure: two decimals more than the currency's minor unit, half up. */
export const roundUnitFigure = (value: Decimal, currency: string): Amount =>
  value.toFixed(minorUnitDigits(currency) + 2, BaseDecimal.ROUND_HALF_UP);
