import { type Amount, Decimal, isAmount } from "../../model/money.ts";
import { readUnit } from "../../model/unit-words.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { plainNumber } from "../text/json-shape.ts";
import {
  CURRENCY_MARK,
  type CurrencyMark,
  currencyOfMark,
  hasNoCents,
  readCurrencyMark,
  sameCurrency,
  writesDecimalComma,
} from "./currency-mark.ts";
import { decimalText, isOpenPoint, NUMBER } from "./number-text.ts";

// No price is longer; a longer text is prose.
const MAX_LENGTH = 80;
// A mark before or after, and the unit the price is for ("/件", "per 100 pcs", "each").
const MONEY = new RegExp(
  `^(${CURRENCY_MARK})?\\s*(${NUMBER})\\s*(${CURRENCY_MARK})?\\s*(?:(?:\\/|per )\\s*([^/]{1,30})|each)?$`,
  "iu",
);
const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&yen;": "¥",
  "&#165;": "¥",
  "&euro;": "€",
  "&pound;": "£",
  "&dollar;": "$",
  "&#36;": "$",
};

export interface MarkedAmount {
  readonly amount: Amount;
  readonly mark: CurrencyMark | null;
  /** What the price is for ("件", "kg"), where the text says it. A price for 100 is divided: its unit is one piece. */
  readonly unit: string | null;
}

/**
 * An amount with the scale it was written in: "¥10.00" is "10.00", "1,200.00" is "1200.00", "5,20 €" is "5.20", 10.5 is "10.5".
 * Null for negative numbers and whatever is not one amount. Zero is "0"; readers of prices take it as unknown.
 */
export const readAmount = (input: unknown): Amount | null => readMarkedAmount(input)?.amount ?? null;

/** An amount, the mark beside it as written, and what it is a price for. */
export function readMarkedAmount(input: unknown): MarkedAmount | null {
  if (typeof input === "number") return input >= 0 ? bounded(plainNumber(input) ?? "", null, null) : null;
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  // aliexpress.ds.product.wholesale.get prints prices with quotes inside the string.
  const text = withoutEntities(toHalfWidth(input))
    .trim()
    .replace(/^["']|["']$/g, "")
    .trim();
  const match = MONEY.exec(text);
  if (match === null) return null;
  const [, before, digits = "", after, unit] = match;
  const marks = [before, after].filter((mark) => mark !== undefined).map(readCurrencyMark);
  // "5 pcs" is a quantity, and two marks that differ name no currency.
  if (marks.includes(null)) return null;
  const mark = oneMark(marks);
  if (mark === undefined) return null;
  const isGrouped = isOpenPoint(digits) && hasNoCents(mark);
  if (isOpenPoint(digits) && !isGrouped && writesDecimalComma(mark)) return null;
  const amount = decimalText(isGrouped ? digits.replace(".", "") : digits);
  return amount === null ? null : forOne(amount, mark, unit ?? null);
}

/** "¥8.5元" says the yuan twice; undefined where the marks contradict each other. */
function oneMark(marks: readonly (CurrencyMark | null)[]): CurrencyMark | null | undefined {
  const [first = null, second = first] = marks;
  if (first === null || second === null || first === second) return first;
  if (!sameCurrency(first, second)) return undefined;
  return currencyOfMark(first) ?? second;
}

/** A price for "100 pcs" or "千个" as the price of one. */
function forOne(amount: Amount, mark: CurrencyMark | null, unitText: string | null): MarkedAmount | null {
  const reading = readUnit(unitText);
  if (reading === null || reading.per === 1) return bounded(amount, mark, unitText);
  return bounded(new Decimal(amount).div(reading.per).toDecimalPlaces(MOST_DECIMALS).toFixed(), mark, reading.unit.name);
}

// Exact for a hundred and a thousand; a twelfth ends here, far below the minor unit of any order.
const MOST_DECIMALS = 12;

const withoutEntities = (text: string): string =>
  text.includes("&") ? text.replace(/&(?:#\d{1,3}|[a-z]{1,6});/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? entity) : text;

const bounded = (amount: string, mark: CurrencyMark | null, unit: string | null): MarkedAmount | null =>
  isAmount(amount) ? { amount, mark, unit } : null;
