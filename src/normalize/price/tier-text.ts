import type { Amount } from "../../model/money.ts";
import type { TradeRule, TradeTerm } from "../../model/trade-term.ts";
import { readTradeTerm } from "../terms/trade-term.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { asRecord } from "../text/json-shape.ts";
import { type MarkedAmount, readMarkedAmount } from "./amount.ts";
import type { CurrencyMark } from "./currency-mark.ts";
import { splitJoined } from "./joined-text.ts";
import { readQuantityRange } from "./quantity.ts";
import { quantityIn } from "./stated-quantity.ts";

/**
 * A tier of a payload, as the platform typed it.
 * @example
 * const tier: RawTier = { minQuantity: "100", maxQuantity: "-1", price: "18.20" };
 */
export interface RawTier {
  readonly minQuantity: unknown;
  /** Absent, blank or below 1 ("-1") is open. */
  readonly maxQuantity?: unknown;
  readonly price: unknown;
  readonly term?: string | null;
}

/** One tier as the seller offers it, before it is set among the others. */
export interface OfferedTier {
  readonly raw: string;
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  /** True for "10件以下": it begins where nothing else does. */
  readonly isUpperBound: boolean;
  readonly unit: string | null;
  /** Null: no price can be read. Zero is no price either. */
  readonly price: Amount | null;
  readonly mark: CurrencyMark | null;
  /** What the price is for, where it says it ("kg" in "$4/kg"). */
  readonly priceUnit: string | null;
  readonly term: TradeTerm | null;
  /** What stands where the term should, and is none. */
  readonly unreadTerm: string | null;
}

const MAX_LENGTH = 300;
const LINES = /[;\n|]/;
const UPPER_BOUND =
  /以下|以内|不超过|不多于|最多|少于|不足|^\s*[≤<]|(?:or|and) (?:less|fewer|below|under)|up to|at most|^\s*max|no more than|under|below|(?:less|fewer) than/i;
// "500 pcs @ $1.20", "1-9件=10元", "1-9件 → 10元".
const BETWEEN = /\s*(?:=>?|@|→|⇒|->)\s*/;
// "$1.20 (500-999)": the price goes first.
const PRICE_FIRST = /^([^()]{1,40}?)\s*\(([^()]{1,40})\)$/;
// "满100件9元": the price begins behind the unit.
const GLUED = /^(.{1,40}\p{Script=Han})\s*(\d[\d.,]{0,20}\s*(?:元|块|RMB|CNY).{0,20})$/iu;
const FIRST_PRICE_MARK = /[¥$€£]|US ?\$/i;

/** The input's parts, one a tier: a text is split at its separators, an element of a list only at line ends. */
export function splitTiers(input: unknown): readonly unknown[] {
  if (typeof input === "string") return splitJoined(toHalfWidth(input), "price");
  if (!Array.isArray(input)) return [];
  return input.flatMap((element) => (typeof element === "string" ? lines(toHalfWidth(element)) : [element]));
}

/** A tier, as in "10-99件:¥8.50", "≥100件 ¥7.20" or "1000:5.0:FOB:Ningbo"; null where no quantity with a price can be seen. */
export function readTier(part: unknown, defaultTerm: TradeRule | undefined, unit: string | null): OfferedTier | null {
  return typeof part === "string" ? fromText(part, defaultTerm, unit) : fromRecord(asRecord(part), defaultTerm, unit);
}

/** A part for a warning. */
export const rawTier = (part: unknown): string => {
  if (typeof part === "string") return part;
  const { minQuantity, maxQuantity, price } = asRecord(part);
  return [minQuantity, maxQuantity, price]
    .filter((value) => value !== undefined)
    .map((value) => String(value).slice(0, 40))
    .join(" : ");
};

const lines = (text: string): readonly string[] =>
  text
    .split(LINES)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function fromText(part: string, defaultTerm: TradeRule | undefined, unit: string | null): OfferedTier | null {
  if (part.length > MAX_LENGTH) return null;
  const [quantityText = "", priceText, termText = "", ...place] = fields(withPriceBehind(part));
  const quantity = readQuantityRange(quantityText.trim(), unit);
  if (quantity === null || priceText === undefined) return null;
  const price = readPriceAndTerm(priceText.trim());
  const stated = [termText, ...place].join(" ").trim() || price.rest;
  return {
    raw: part,
    ...quantity,
    unit: quantity.unit ?? unit,
    isUpperBound: UPPER_BOUND.test(quantityText),
    price: price.amount,
    mark: price.mark,
    priceUnit: price.unit,
    ...readTerm(stated, defaultTerm),
  };
}

function withPriceBehind(part: string): string {
  const [, price = "", quantity = ""] = PRICE_FIRST.exec(part) ?? [];
  const isSwapped = readQuantityRange(quantity) !== null && (readMarkedAmount(price)?.mark ?? null) !== null;
  return isSwapped ? `${quantity}:${price}` : part;
}

function fields(part: string): readonly string[] {
  if (part.includes(":")) return part.split(":");
  const [before = "", behind, ...more] = part.split(BETWEEN);
  if (behind !== undefined && more.length === 0) return [before, behind];
  const [, glued, price] = GLUED.exec(part) ?? [];
  if (glued !== undefined && price !== undefined && readQuantityRange(glued) !== null) return [glued, price];
  const at = part.search(FIRST_PRICE_MARK);
  const split = at > 0 ? at : part.lastIndexOf(" ");
  return split > 0 ? [part.slice(0, split), part.slice(split)] : [part];
}

interface PriceText extends Omit<MarkedAmount, "amount"> {
  readonly amount: Amount | null;
  readonly rest: string;
}

/** "5.0" and "5.0 FOB Ningbo": an amount, and what stands after it where that is a term. */
function readPriceAndTerm(text: string): PriceText {
  const whole = readMarkedAmount(text);
  if (whole !== null) return { ...whole, rest: "" };
  const [start = ""] = /^\D{0,6}[\d.,'’]{1,40}(?=\s+\D)/.exec(text) ?? [];
  const amount = readMarkedAmount(start);
  const rest = text.slice(start.length).trim();
  return amount !== null && readTradeTerm(rest) !== null
    ? { ...amount, rest }
    : { amount: null, mark: null, unit: null, rest: "" };
}

function readTerm(stated: string, defaultTerm: TradeRule | undefined): Pick<OfferedTier, "term" | "unreadTerm"> {
  if (stated === "") {
    return {
      term: defaultTerm === undefined ? null : { rule: defaultTerm, place: null, placeKind: "unknown", assumed: true },
      unreadTerm: null,
    };
  }
  const term = readTradeTerm(stated);
  return { term, unreadTerm: term === null ? stated : null };
}

function fromRecord(
  record: Record<string, unknown>,
  defaultTerm: TradeRule | undefined,
  unit: string | null,
): OfferedTier | null {
  const { minQuantity: rawMinimum, maxQuantity: rawMaximum, price, term } = record;
  const read = quantityIn(unit);
  const minimum = readMinimum(rawMinimum, read);
  const maximum = readMaximum(rawMaximum, read);
  if (minimum === null || maximum === undefined || (maximum !== null && maximum < minimum)) return null;
  const amount = readMarkedAmount(price);
  return {
    raw: rawTier(record),
    minQuantity: minimum,
    maxQuantity: maximum,
    isUpperBound: false,
    unit,
    price: amount?.amount ?? null,
    mark: amount?.mark ?? null,
    priceUnit: amount?.unit ?? null,
    ...readTerm(typeof term === "string" ? term.trim() : "", defaultTerm),
  };
}

type QuantityReader = ReturnType<typeof quantityIn>;

function readMinimum(value: unknown, read: QuantityReader): number | null {
  const quantity = read(value);
  return quantity === 0 ? 1 : quantity;
}

/** Null is open, undefined unreadable. */
function readMaximum(value: unknown, read: QuantityReader): number | null | undefined {
  if (value === null || value === undefined || value === "") return null;
  if (/^\s*-\d/.test(String(value))) return null;
  const quantity = read(value);
  return quantity === 0 ? null : (quantity ?? undefined);
}
