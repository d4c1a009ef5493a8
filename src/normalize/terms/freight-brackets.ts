import { FREIGHT_METHODS, type FreightMethod } from "../../model/freight.ts";
import type { Amount } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import { readMarkedAmount } from "../price/amount.ts";
import { currencyOfMark } from "../price/currency-mark.ts";
import { splitJoined } from "../price/joined-text.ts";
import { readQuantityRange } from "../price/quantity.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { asRecord, asText } from "../text/json-shape.ts";
import { unreadTextWarnings } from "../text/unread-text.ts";
import { readDayRange } from "./day-range.ts";

export const FREIGHT_METHOD_ZH: Readonly<Record<FreightMethod, string>> = {
  express: "国际快递",
  air: "空运",
  sea: "海运",
  rail: "铁路",
  truck: "卡车",
};

const METHOD_WORDS: Readonly<Record<FreightMethod, RegExp>> = {
  express: /\bexpress\b|\bcourier\b|\b(?:dhl|fedex|ups|tnt|ems|aramex|dpd|sf)\b|快递|顺丰/i,
  air: /\bair(?:freight)?\b|空运|航空/i,
  sea: /\bsea\b|\bocean\b|海运/i,
  rail: /\brail(?:way)?\b|\btrain\b|铁路|班列/i,
  truck: /\btruck(?:ing)?\b|\broad\b|\bland\b|卡车|卡航|陆运/i,
};

// Said instead of a fee: known to be unknown.
const ON_REQUEST = /contact|negotia|on request|ask (?:the )?(?:seller|supplier)|面议|待议|咨询|联系/i;
const FREE = /^(?:free(?: shipping)?|包邮|免运费|免费)$/i;
const MAX_LENGTH = 200;

/**
 * A freight that holds from a quantity up; days from dispatch to arrival.
 * @example
 * const bracket: FreightBracket = {
 *   minQuantity: 100,
 *   maxQuantity: 499,
 *   method: "express",
 *   minDays: 10,
 *   maxDays: 15,
 *   fee: "200",
 *   currency: "USD",
 * };
 */
export interface FreightBracket {
  readonly minQuantity: number;
  /** Null: open. */
  readonly maxQuantity: number | null;
  readonly method: FreightMethod | null;
  readonly minDays: number | null;
  readonly maxDays: number | null;
  /** A lump sum for the shipment; null is unknown, never free. */
  readonly fee: Amount | null;
  readonly currency: string | null;
}

/**
 * Freight by quantity, as read; `warnings` says what was left.
 * @example
 * const none: FreightBrackets = { brackets: [], warnings: [] };
 */
export interface FreightBrackets {
  /** Ascending by minimum. */
  readonly brackets: readonly FreightBracket[];
  readonly warnings: readonly Warning[];
}

/**
 * Alibaba.com's freight by quantity: "100-499:express:10-15days:$200" (two to four parts), as a list or joined by commas, or the
 * object around it with `moq_logistics` and `default_method`, `default_duration`, `default_freight`. The defaults hold where no
 * bracket is given. "$" is the US dollar, the platform's own currency. Never throws: warns `unparsed_bracket` with the raw text.
 * @example
 * readFreightBrackets("100-499:express:10-15days:$200").brackets[0]?.fee; // => "200"
 */
export function readFreightBrackets(input: unknown): FreightBrackets {
  if (typeof input === "string") return fromParts(splitJoined(toHalfWidth(input), "word"));
  if (Array.isArray(input)) return fromParts(input);
  const { moq_logistics: listed, default_method: method, default_duration: duration, default_freight: fee } = asRecord(input);
  const brackets = typeof listed === "string" || Array.isArray(listed) ? readFreightBrackets(listed) : NONE;
  const defaults = [method, duration, fee].map(asText).filter((part) => part !== null);
  if (brackets.brackets.length > 0 || defaults.length === 0) return brackets;
  const { bracket, unread } = readParts({ minQuantity: 1, maxQuantity: null }, defaults.map(toHalfWidth));
  return { brackets: [bracket], warnings: [...brackets.warnings, ...unparsed(unread)] };
}

/** How goods travel, in English or Chinese; null for any other word. */
export function readFreightMethod(text: string): FreightMethod | null {
  const words = text.slice(0, MAX_LENGTH).replace(/[_-]/g, " ");
  return FREIGHT_METHODS.find((method) => METHOD_WORDS[method].test(words)) ?? null;
}

const NONE: FreightBrackets = { brackets: [], warnings: [] };

const unparsed = (raws: readonly string[]): readonly Warning[] =>
  unreadTextWarnings("unparsed_bracket", "No freight bracket could be read", raws);

function fromParts(texts: readonly unknown[]): FreightBrackets {
  const brackets: FreightBracket[] = [];
  const unread: string[] = [];
  for (const raw of texts) {
    const text = toHalfWidth(asText(raw) ?? "").trim();
    if (text === "") continue;
    const [rangeText = "", ...parts] = text.length > MAX_LENGTH ? [] : text.split(":").map((part) => part.trim());
    const range = readQuantityRange(rangeText);
    if (range === null || parts.length === 0) {
      unread.push(text);
      continue;
    }
    const reading = readParts(range, parts);
    brackets.push(reading.bracket);
    if (reading.unread.length > 0) unread.push(text);
  }
  return { brackets: brackets.toSorted((left, right) => left.minQuantity - right.minQuantity), warnings: unparsed(unread) };
}

/** Each part says by its own look what it is, so that a missing one does not shift the others. */
function readParts(range: { readonly minQuantity: number; readonly maxQuantity: number | null }, parts: readonly string[]) {
  const unread: string[] = [];
  let method: FreightMethod | null = null;
  let days: ReturnType<typeof readDayRange> = null;
  let fee: ReturnType<typeof readFee> = null;
  for (const part of parts) {
    const price = readFee(part);
    const duration = readDayRange(part);
    const way = readFreightMethod(part);
    if (way !== null && method === null && duration === null) method = way;
    else if (duration !== null && days === null && price?.isMarked !== true) days = duration;
    else if (price !== null && fee === null) fee = price;
    else if (part !== "" && !ON_REQUEST.test(part)) unread.push(part);
  }
  const bracket: FreightBracket = {
    minQuantity: range.minQuantity,
    maxQuantity: range.maxQuantity,
    method,
    minDays: days?.low ?? null,
    maxDays: days?.high ?? null,
    fee: fee?.amount ?? null,
    currency: fee?.currency ?? null,
  };
  return { bracket, unread };
}

function readFee(text: string): { amount: Amount; currency: string | null; isMarked: boolean } | null {
  if (FREE.test(text)) return { amount: "0", currency: null, isMarked: true };
  const money = readMarkedAmount(text);
  // "$2/kg" is no sum for the shipment.
  if (money === null || money.unit !== null) return null;
  const { amount, mark } = money;
  // A bare 0 may be a field that nobody filled in; "Free" and "$0" say it.
  if (mark === null && !/[1-9]/.test(amount)) return null;
  const currency = mark === "$" ? "USD" : currencyOfMark(mark);
  return { amount, currency, isMarked: mark !== null };
}
