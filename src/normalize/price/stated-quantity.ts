import { Decimal } from "../../model/money.ts";
import { isMeasure, unitRatio } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { asText } from "../text/json-shape.ts";
import { decimalText, isOpenPoint } from "./number-text.ts";
import { readCount, readQuantityRange } from "./quantity.ts";

// Below this a quantity of a measure is noise of floating point.
const MOST_DECIMALS = 6;

/**
 * Reads quantities of a listing that counts in `unit` (as the seller writes it): 12, "12", "1,000", "100件", "≥10 kg". Only measures
 * have decimals: 0.5 is read in kilograms and is no number of pieces. A text that names another unit is converted where that is
 * exact; null where it is not, and where nothing can be read. 0 is read.
 *
 * @example quantityIn("kg")("500 g") is 0.5, quantityIn("千个")("5000个") is 5, quantityIn("件")(0.5) is null
 */
export function quantityIn(unit: string | null): (value: unknown) => number | null {
  const own = readUnit(unit);
  const isMeasured = own !== null && isMeasure(own.unit);
  return (value) => {
    const count = readCount(value) ?? (isMeasured ? readDecimal(value) : null);
    if (count !== null || typeof value !== "string") return count;
    const stated = readQuantityRange(value);
    const named = stated === null ? null : readUnit(stated.unit);
    if (stated === null || named === null || own === null) return stated?.minQuantity ?? null;
    const ratio = unitRatio(named.unit, own.unit);
    if (ratio === null) return null;
    const quantity = ratio.times.times(stated.minQuantity).div(ratio.dividedBy.times(own.per));
    return isMeasured || quantity.isInteger() ? quantity.toDecimalPlaces(MOST_DECIMALS).toNumber() : null;
  };
}

/** The same where 0 says that nothing is stated. */
export function positiveQuantityIn(unit: string | null): (value: unknown) => number | null {
  const read = quantityIn(unit);
  return (value) => {
    const quantity = read(value);
    return quantity !== null && quantity > 0 ? quantity : null;
  };
}

/**
 * How many of `to` are in one of `from`, both as sellers write them and with their multiples: 1000 for "千个" in "件". 1 where one of
 * them is not said; null where they do not convert.
 */
export function unitsBetween(from: string | null, to: string | null): Decimal | null {
  const [own, wanted] = [readUnit(from), readUnit(to)];
  if (own === null || wanted === null) return new Decimal(1);
  const ratio = unitRatio(own.unit, wanted.unit);
  return ratio === null ? null : ratio.times.times(own.per).div(ratio.dividedBy.times(wanted.per));
}

/** The unit that a quantity names ("100 pcs"); null where it names none. */
export const unitOfQuantity = (value: unknown): string | null =>
  typeof value === "string" ? (readQuantityRange(value)?.unit ?? null) : null;

function readDecimal(value: unknown): number | null {
  const text = asText(value);
  if (text === null || text.length > 40 || isOpenPoint(text)) return null;
  const plain = decimalText(text);
  const quantity = plain === null ? null : new Decimal(plain);
  return quantity === null || quantity.gt(Number.MAX_SAFE_INTEGER) ? null : quantity.toNumber();
}
