import { type Amount, Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import { isMeasure, priceInUnit, quantityInUnit, type Unit, type UnitRatio, unitRatio } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { unreadTextWarnings } from "../text/unread-text.ts";
import type { OfferedTier } from "./tier-text.ts";

// Exact for all but a price for a dozen or the like by the piece: there the error is far below a minor unit of any order.
const MOST_DECIMALS = 12;

export interface UnitedTiers {
  readonly tiers: readonly OfferedTier[];
  /** As the seller writes it; what every tier counts in. */
  readonly unit: string | null;
  /** Whether quantities between whole numbers can be bought. */
  readonly isMeasured: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Tiers that all count in the unit of the first that names one. A tier in another unit is converted where that is exact, and does
 * not join the ladder where it is not (`mixed_unit`); a price for another unit than its quantity's is converted or is none
 * (`unit_conflict`).
 */
export function inOneUnit(offered: readonly OfferedTier[]): UnitedTiers {
  const unit =
    offered.find((tier) => tier.unit !== null)?.unit ?? offered.find((tier) => tier.priceUnit !== null)?.priceUnit ?? null;
  const own = readUnit(unit)?.unit ?? null;
  if (own === null) return { tiers: offered, unit, isMeasured: false, warnings: [] };
  const strangers: string[] = [];
  const conflicts: string[] = [];
  const tiers = offered.flatMap((tier) => {
    const priced = withPriceOf(tier, own, conflicts);
    const ratio = ratioBetween(tier.unit, own);
    if (ratio !== null) return [isOne(ratio) ? priced : converted(priced, ratio)];
    strangers.push(tier.raw);
    return [];
  });
  return {
    tiers,
    unit,
    isMeasured: isMeasure(own),
    warnings: [
      ...unreadTextWarnings("mixed_unit", "A tier counts in another unit than its ladder", strangers),
      ...unreadTextWarnings("unit_conflict", "A price is for another unit than its quantity", conflicts),
    ],
  };
}

/** A price for `from` as one for `to`, at most twelve decimals; null where the units do not convert. */
export function priceForUnit(
  price: Amount,
  from: string | null,
  to: string | null,
  unitsPerPack: number | null = null,
): Amount | null {
  const [own, wanted] = [readUnit(from)?.unit, readUnit(to)?.unit];
  if (own === undefined || wanted === undefined) return price;
  const ratio = unitRatio(own, wanted, { from: unitsPerPack, to: unitsPerPack });
  if (ratio === null) return null;
  return isOne(ratio) ? price : rounded(priceInUnit(price, ratio));
}

function withPriceOf(tier: OfferedTier, own: Unit, conflicts: string[]): OfferedTier {
  if (tier.price === null || tier.priceUnit === null) return tier;
  const price = priceForUnit(tier.price, tier.priceUnit, tier.unit ?? own.name);
  if (price === null) conflicts.push(tier.raw);
  // A tier that counts by the thousand is priced by the thousand.
  const per = readUnit(tier.unit)?.per ?? 1;
  return { ...tier, price: price === null || per === 1 ? price : rounded(new Decimal(price).times(per)) };
}

/** Null where the tier's unit does not convert; a tier without one counts as the ladder does. */
function ratioBetween(unit: string | null, own: Unit): UnitRatio | null {
  const reading = readUnit(unit);
  return unitRatio(reading?.unit ?? own, own);
}

function converted(tier: OfferedTier, ratio: UnitRatio): OfferedTier {
  const quantity = (value: number): number => Number(rounded(quantityInUnit(value, ratio)));
  return {
    ...tier,
    minQuantity: quantity(tier.minQuantity),
    maxQuantity: tier.maxQuantity === null ? null : quantity(tier.maxQuantity),
    price: tier.price === null ? null : rounded(priceInUnit(tier.price, ratio)),
  };
}

const isOne = ({ times, dividedBy }: UnitRatio): boolean => times.eq(dividedBy);

const rounded = (value: Decimal): Amount => value.toDecimalPlaces(MOST_DECIMALS).toFixed();
