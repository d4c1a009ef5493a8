import { Decimal } from "../../model/money.ts";
import type { Product } from "../../model/product.ts";
import { readUnit } from "../../model/unit-words.ts";

const CM3_PER_M3 = 1_000_000;
const GRAMS_PER_KG = 1000;

/** The weight and the volume of one sales unit, packed; null is not known. Goods sold by weight weigh what they are sold by. */
export function packedSize({ package: packed, offer }: Pick<Product, "package" | "offer">): {
  readonly kg: Decimal | null;
  readonly m3: Decimal | null;
} {
  const { weightKg, lengthCm, widthCm, heightCm, unitsInside = "1" } = packed;
  const unit = offer.unit === null ? null : (readUnit(offer.unit)?.unit ?? null);
  const sold = unit?.unitClass === "weight" ? new Decimal(unit.size).div(GRAMS_PER_KG) : null;
  const [length, width, height] = [above(lengthCm), above(widthCm), above(heightCm)];
  return {
    kg: above(weightKg) ?? sold,
    m3: length && width && height && length.times(width).times(height).div(CM3_PER_M3).div(unitsInside),
  };
}

/** A weight or a length of nothing is not a measure but a field left at 0. */
const above = (amount: string | null): Decimal | null => {
  const value = amount === null ? null : new Decimal(amount);
  return value?.gt(0) ? value : null;
};
