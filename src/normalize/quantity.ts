import { Decimal } from "../model/money.ts";
import type { Warning } from "../model/product.ts";
import { toHalfWidth, withoutThousandsCommas } from "./half-width.ts";

// A quantity is short; the length bound also bounds the work of the expression below.
const MAX_LENGTH = 100;
const DIGITS = "(\\d{1,15})(?:\\.0{1,6})?";
// 件, pcs, piece(s), m²: one script a word, so that "3D打印" is no quantity.
const UNIT =
  "\\(?((?:\\p{Script=Han}{1,3}?|(?!\\p{Script=Han})\\p{L}(?:(?!\\p{Script=Han})[\\p{L}²³.]){0,13}?(?:\\(\\w{1,3}\\))?)??)\\)?";
const AT_LEAST = "-?\\+|-|及?以上|起批?|起订|(?:or|and) (?:more|above|up|over)|& ?up";
const AT_MOST = "及?以下|以内|(?:or|and) (?:less|fewer|below|under)";
const RANGE = new RegExp(
  `^(≥|≤|>|<|满|从|至少|不少于)?\\s*${DIGITS}\\s*${UNIT}\\s*(?:(?:-|~|至|到|to)\\s*${DIGITS}\\s*${UNIT}|(?:(${AT_LEAST})|(${AT_MOST}))\\s*${UNIT})?$`,
  "iu",
);
const COUNT = /^(\d{1,15}(?:\.\d{1,6})?)\s*(万)?\s*\+?$/;

export interface QuantityRange {
  readonly minQuantity: number;
  /** Null: open. */
  readonly maxQuantity: number | null;
  /** As the seller writes it. */
  readonly unit: string | null;
}

/**
 * A range of quantities, as in "10-99件", "100+", "≥100", "100件以上", "10件以下" (an upper bound from 1) or "1000" (and up).
 * Null where the text is none, or ends before it begins.
 */
export function readQuantityRange(text: string): QuantityRange | null {
  if (text.length > MAX_LENGTH) return null;
  const match = RANGE.exec(withoutThousandsCommas(toHalfWidth(text).trim()));
  if (match === null) return null;
  const [, sign, first, firstUnit, second, secondUnit, , atMost, lastUnit] = match;
  const quantity = Number(first);
  const unit = firstUnit || secondUnit || lastUnit || null;
  if (sign !== undefined && (second !== undefined || atMost !== undefined)) return null;
  if (second !== undefined) return range(quantity, Number(second), unit);
  if (atMost !== undefined || sign === "≤") return range(1, quantity, unit);
  if (sign === "<") return range(1, quantity - 1, unit);
  if (sign === ">") return range(quantity + 1, null, unit);
  return quantity === 0 ? null : range(quantity, null, unit);
}

/** A whole number from 12, "12", "1,234", "5000+" or "1.5万"; else null. */
export function readCount(input: unknown): number | null {
  if (typeof input === "number") return Number.isSafeInteger(input) && input >= 0 ? input : null;
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  const match = COUNT.exec(withoutThousandsCommas(toHalfWidth(input).trim()));
  if (match === null) return null;
  const count = new Decimal(match[1] ?? "").times(match[2] === undefined ? 1 : 10_000);
  return count.isInteger() && count.lte(Number.MAX_SAFE_INTEGER) ? count.toNumber() : null;
}

/** The largest of a listing's several spellings of its MOQ; those that disagree are named in a warning. */
export function effectiveMinOrder(candidates: readonly unknown[]): {
  readonly minOrderQuantity: number | null;
  readonly warnings: readonly Warning[];
} {
  const given = [...new Set(candidates.map(readMinimum).filter((minimum) => minimum !== null && minimum > 0))];
  const largest = given.reduce<number | null>((most, minimum) => Math.max(most ?? 0, minimum ?? 0), null);
  if (given.length < 2) return { minOrderQuantity: largest, warnings: [] };
  const spellings = given.join(", ");
  const message = `The listing names different minimum orders (${spellings}); the largest is taken.`;
  return { minOrderQuantity: largest, warnings: [{ code: "moq_conflict", message }] };
}

const readMinimum = (candidate: unknown): number | null =>
  readCount(candidate) ?? (typeof candidate === "string" ? (readQuantityRange(candidate)?.minQuantity ?? null) : null);

const range = (from: number, to: number | null, unit: string | null): QuantityRange | null => {
  const minQuantity = Math.max(from, 1);
  return to !== null && to < minQuantity ? null : { minQuantity, maxQuantity: to, unit };
};
