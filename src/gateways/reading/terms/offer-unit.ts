import { Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import { HOLDS_PIECES, isMeasure, type UnitRatio, unitRatio } from "../../../model/unit.ts";
import { readUnit, type UnitReading } from "../../../model/unit-words.ts";
import { productInUnit, type UnitConversion } from "../../../normalize/price/product-unit.ts";
import type { Notes } from "../notes.ts";
import { plainLine } from "../plain-texts.ts";

/** The listing's own words: what a price is for, and what quantities (minimum, tiers, stock) are counted in. */
export interface OfferUnits {
  readonly price: string | null;
  readonly order: string | null;
}

/**
 * The product counted and priced in one unit. A price for "100 Pieces" is divided; where the price is for another unit than the
 * order counts, the finer of the two is taken if they convert (of measures the price's own), and where they do not there is no
 * price (`unit_conflict`): how many pieces a carton holds is for the seller to say.
 */
export function inOfferUnit(product: Product, written: OfferUnits, notes: Notes): Product {
  const words = { price: plainWord(written.price), order: plainWord(written.order) };
  const [priced, ordered] = [readUnit(words.price ?? words.order), readUnit(words.order ?? words.price)];
  if (priced === null || ordered === null) return withUnit(product, words.price ?? words.order, null, null);
  const unitsPerPack = priced.unitsPerPack ?? ordered.unitsPerPack ?? product.offer.unitsPerPack;
  const ratio = unitRatio(ordered.unit, priced.unit, { from: unitsPerPack, to: unitsPerPack });
  if (ratio === null) return inConflict(product, words, priced, ordered, notes);
  return productInUnit(product, conversion(words, priced, ordered, ratio, unitsPerPack));
}

const plainWord = (word: string | null): string | null => (word === null ? null : plainLine(word) || null);

/** `ratio`: how many of the price's unit are in one that the order counts. */
function conversion(
  words: OfferUnits,
  priced: UnitReading,
  ordered: UnitReading,
  ratio: UnitRatio,
  unitsPerPack: number | null,
): UnitConversion {
  const share = ratio.times.div(ratio.dividedBy);
  const multiple = words.order === null ? 1 : ordered.per;
  const byPrice = isMeasure(priced.unit) ? !share.eq(1) : share.gt(1);
  const reading = byPrice ? priced : ordered;
  const word = byPrice ? (words.price ?? words.order) : (words.order ?? words.price);
  return {
    unit: reading.per === 1 && reading.unitsPerPack === null ? word : reading.unit.name,
    unitClass: reading.unit.unitClass,
    unitsPerPack: HOLDS_PIECES.has(reading.unit.unitClass) ? unitsPerPack : null,
    isMeasured: isMeasure(reading.unit),
    quantity: byPrice ? share.times(multiple) : new Decimal(multiple),
    price: (byPrice ? new Decimal(1) : share).div(priced.per),
  };
}

function inConflict(product: Product, words: OfferUnits, priced: UnitReading, ordered: UnitReading, notes: Notes): Product {
  // A unit that is not known is the seller's word: it stays out of sentences of ours.
  const named = ({ unit }: UnitReading): string => (unit.unitClass === "other" ? "a unit of its own" : unit.name);
  notes.warn(
    "unit_conflict",
    `The price is for one unit (${named(priced)}), the minimum order counts another (${named(ordered)}): ask how many of the first are in one of the second.`,
  );
  notes.markUnreadable("offer.tiers");
  const own = withUnit(product, words.price, priced, null);
  return {
    ...own,
    skus: own.skus.map((sku) => ({ ...sku, unitPrice: null, tiers: [] })),
    offer: {
      ...own.offer,
      priceBasis: "none",
      priceRange: null,
      fobPrice: null,
      tiers: [],
      promotion: null,
      minOrderQuantity: null,
      orderMultiple: null,
    },
  };
}

const withUnit = (
  product: Product,
  unit: string | null,
  reading: UnitReading | null,
  unitsPerPack: number | null,
): Product => ({
  ...product,
  offer: {
    ...product.offer,
    unit,
    unitClass: reading?.unit.unitClass ?? "other",
    unitsPerPack: unitsPerPack ?? product.offer.unitsPerPack,
  },
});
