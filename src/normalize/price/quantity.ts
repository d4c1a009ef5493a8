import { Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import { isMeasure } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { decimalText, isOpenPoint, NUMBER } from "./number-text.ts";

// A quantity is short; the length bound also bounds the work of the expression below.
const MAX_LENGTH = 100;
const NUMBER_GROUP = `(${NUMBER})`;
// 1万, 5千个, 10k pcs; 千克 and 千米 are units.
const SIZE = "(万|萬|[千百](?![克米升瓦])|k(?![a-z]))?";
const DIGITS = `${NUMBER_GROUP}\\s?${SIZE}`;
// 件, pcs, piece(s), m²: one script a word, so that "3D打印" is no quantity.
const UNIT =
  "\\(?((?:\\p{Script=Han}{1,3}?|(?!\\p{Script=Han})\\p{L}(?:(?!\\p{Script=Han})[\\p{L}²³. ]){0,20}?(?:\\(\\w{1,3}\\))?)??)\\)?";
const AT_LEAST = "-?\\+|[-~]|及?以上|起批?|起订|(?:or|and) (?:more|above|up|over)|& ?up";
const AT_MOST = "及?以下|以内|(?:or|and) (?:less|fewer|below|under)";
// What stands before a bound, by the sign it means.
const SIGNS: readonly (readonly [sign: string, words: string])[] = [
  [
    "≥",
    "≥|满|滿|从|至少|不少于|不低于|起订量|from|at least|starting (?:from|at)|min(?:imum)?\\.?(?: (?:order|qty|quantity))?(?: of)?|moq",
  ],
  ["≤", "≤|不超过|不多于|最多|up to|at most|max(?:imum)?\\.?|no more than"],
  [">", ">|超过|over|above|more than"],
  ["<", "<|少于|不足|under|below|less than|fewer than"],
];
const SIGN = `(${SIGNS.map(([, words]) => words).join("|")})`;
const RANGE = new RegExp(
  `^${SIGN}?[\\s:]*${DIGITS}\\s*${UNIT}\\s*(?:(?:-|~|至|到|to)\\s*${DIGITS}\\s*${UNIT}|(?:(${AT_LEAST})|(${AT_MOST}))\\s*${UNIT})?$`,
  "iu",
);
const SIGN_OF: readonly (readonly [sign: string, pattern: RegExp])[] = SIGNS.map(([sign, words]) => [
  sign,
  new RegExp(`^(?:${words})$`, "iu"),
]);
const COUNT = new RegExp(`^${NUMBER_GROUP}\\s?(万|萬|千|百|亿|k|w)?\\s*\\+?$`, "i");
// "1.2w" is how a Chinese keyboard writes 1.2万.
const SIZES: Readonly<Record<string, number>> = {
  ...{ 百: 100, 千: 1_000, 万: 10_000, 萬: 10_000, 亿: 100_000_000 },
  ...{ k: 1_000, w: 10_000 },
};

export interface QuantityRange {
  readonly minQuantity: number;
  /** Null: open. */
  readonly maxQuantity: number | null;
  /** As the seller writes it. */
  readonly unit: string | null;
}

/**
 * A range of quantities, as in "10-99件", "100+", "≥100", "100件以上", "10件以下" (an upper bound from 1) or "1000" (and up).
 * Null where the text is none, or ends before it begins. `listedIn` is what a quantity without a unit counts: it may have decimals
 * where that is a measure.
 */
export function readQuantityRange(text: string, listedIn: string | null = null): QuantityRange | null {
  if (text.length > MAX_LENGTH) return null;
  const match = RANGE.exec(toHalfWidth(text).trim());
  if (match === null) return null;
  const [, words, first = "", firstSize, firstUnit, second, secondSize, secondUnit, , atMost, lastUnit] = match;
  const said = firstUnit || secondUnit || lastUnit || null;
  const reading = readUnit(said);
  const per = reading?.per ?? 1;
  // "1千个" counts thousands of 个: the quantity has them, the unit does not.
  const unit = per === 1 ? said : (reading?.unit.name ?? said);
  const counts = reading ?? readUnit(listedIn);
  const inDecimals = counts !== null && isMeasure(counts.unit);
  const number = (digits: string, size: string | undefined) => counted(digits, sizeOf(size) * per, inDecimals);
  // "1-5万" is from 1万 on, "500-1万" from 500 on.
  const isShared = firstSize === undefined && second !== undefined && Number(decimalText(first)) < Number(decimalText(second));
  const quantity = number(first, isShared ? secondSize : firstSize);
  if (quantity === null) return null;
  const range = inDecimals ? measureRange : countRange;
  const step = inDecimals ? 0 : 1;
  const sign = words === undefined ? undefined : SIGN_OF.find(([, pattern]) => pattern.test(words))?.[0];
  if (sign !== undefined && (second !== undefined || atMost !== undefined)) return null;
  if (second !== undefined) return range(quantity, number(second, secondSize) ?? -1, unit);
  if (atMost !== undefined || sign === "≤") return range(step, quantity, unit);
  if (sign === "<") return range(step, quantity - step, unit);
  if (sign === ">") return range(quantity + step, null, unit);
  return quantity === 0 ? null : range(quantity, null, unit);
}

const sizeOf = (size: string | undefined): number => SIZES[size?.toLowerCase() ?? ""] ?? 1;

/** A whole number from 12, "12", "1,234", "1,00,000", "5000+", "1.5万" or "10k+"; else null. */
export function readCount(input: unknown): number | null {
  if (typeof input === "number") return Number.isSafeInteger(input) && input >= 0 ? input : null;
  if (typeof input !== "string" || input.length > MAX_LENGTH) return null;
  const [, digits, size] = COUNT.exec(toHalfWidth(input).trim()) ?? [];
  return digits === undefined ? null : counted(digits, sizeOf(size), false);
}

/** A whole number of years: "12年", "12 years", "第12年" or 12; else null. */
export function readYears(input: unknown): number | null {
  const [, digits] =
    (typeof input === "string" && /^\s*(?:第)?(\d{1,3})\s*(?:年|yrs?\b|years?\b)/i.exec(toHalfWidth(input))) || [];
  return readCount(digits ?? input);
}

function counted(digits: string, per: number, inDecimals: boolean): number | null {
  const plain = decimalText(digits);
  if (plain === null || isOpenPoint(digits)) return null;
  const quantity = new Decimal(plain).times(per);
  return (inDecimals || quantity.isInteger()) && quantity.lte(Number.MAX_SAFE_INTEGER) ? quantity.toNumber() : null;
}

/** The largest of a listing's several spellings of its MOQ; those that disagree are named in a warning. */
export function effectiveMinOrder(candidates: readonly unknown[]): {
  readonly minOrderQuantity: number | null;
  readonly warnings: readonly Warning[];
} {
  const given = [...new Set(candidates.map(readMinimum).filter((minimum) => minimum > 0))];
  const largest = given.length === 0 ? null : Math.max(...given);
  if (given.length < 2) return { minOrderQuantity: largest, warnings: [] };
  const spellings = given.join(", ");
  const message = `The listing names different minimum orders (${spellings}); the largest is taken.`;
  return { minOrderQuantity: largest, warnings: [{ code: "moq_conflict", message }] };
}

/** What has been read is taken as it is, in decimals too; 0 where there is none. */
function readMinimum(candidate: unknown): number {
  if (typeof candidate === "number") return Number.isFinite(candidate) ? candidate : 0;
  return readCount(candidate) ?? (typeof candidate === "string" ? (readQuantityRange(candidate)?.minQuantity ?? 0) : 0);
}

const countRange = (from: number, to: number | null, unit: string | null): QuantityRange | null => {
  const minQuantity = Math.max(from, 1);
  return to !== null && to < minQuantity ? null : { minQuantity, maxQuantity: to, unit };
};

const measureRange = (from: number, to: number | null, unit: string | null): QuantityRange | null =>
  to !== null && to < from ? null : { minQuantity: from, maxQuantity: to, unit };
