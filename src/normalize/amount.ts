import { type Amount, isAmount } from "../model/money.ts";
import { type CurrencyMark, readCurrencyMark } from "./currency-mark.ts";
import { toHalfWidth, withoutThousandsCommas } from "./half-width.ts";
import { plainNumber } from "./json-shape.ts";

// No price is longer; a longer text is prose.
const MAX_LENGTH = 80;
const MARK = "(?:[A-Z]{1,3}\\s?)?[¥$€£₽₩₹]|[A-Z]{2,3}|元|人民币|美元|欧元|円";
// A mark before or after, and the unit the price is for ("/件", "per piece").
const MONEY = new RegExp(
  `^(${MARK})?\\s*(\\d*\\.?\\d+|\\d+\\.)\\s*(${MARK})?\\s*(?:(?:\\/|per )\\s*[\\p{L}.()]{1,20})?$`,
  "iu",
);

export interface MarkedAmount {
  readonly amount: Amount;
  readonly mark: CurrencyMark | null;
}

/**
 * An amount with the scale it was written in: "¥10.00" is "10.00", "1,200.00" is "1200.00", 10.5 is "10.5".
 * Null for negative numbers and whatever is not one amount. Zero is "0"; readers of prices take it as unknown.
 */
export const readAmount = (input: unknown): Amount | null => readMarkedAmount(input)?.amount ?? null;

/** An amount and the currency it names for sure; a lone "¥" or "$" names none. */
export function readMoney(input: unknown): { amount: Amount; currency: string | null } | null {
  const money = readMarkedAmount(input);
  if (money === null) return null;
  return { amount: money.amount, currency: money.mark === "¥" || money.mark === "$" ? null : money.mark };
}

/** An amount and the mark beside it, as written. */
export function readMarkedAmount(input: unknown): MarkedAmount | null {
  if (typeof input === "number") return input >= 0 ? bounded(plainNumber(input) ?? "", null) : null;
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  // aliexpress.ds.product.wholesale.get prints prices with quotes inside the string.
  const text = withoutThousandsCommas(
    toHalfWidth(input)
      .trim()
      .replace(/^["']|["']$/g, "")
      .trim(),
  );
  const match = MONEY.exec(text);
  if (match === null) return null;
  const [, before, digits = "", after] = match;
  const marks = [before, after].filter((mark) => mark !== undefined).map(readCurrencyMark);
  // "5 pcs" is a quantity, and two marks that differ name no currency.
  if (marks.includes(null)) return null;
  const [mark = null, other = mark] = marks;
  return mark === other || other === null ? bounded(plain(digits), mark) : null;
}

const plain = (digits: string): string => {
  const [whole = "", fraction = ""] = digits.split(".");
  const kept = whole.replace(/^0+(?=\d)/, "") || "0";
  return fraction === "" ? kept : `${kept}.${fraction}`;
};

const bounded = (amount: string, mark: CurrencyMark | null): MarkedAmount | null =>
  isAmount(amount) ? { amount, mark } : null;
