import { type Amount, Decimal } from "../../model/money.ts";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Product } from "../../model/product.ts";
import { isMeasure, type UnitRatio, unitRatio } from "../../model/unit.ts";
import { readUnit, type UnitReading } from "../../model/unit-words.ts";
import type { Notes } from "./notes.ts";

// A price for a dozen has no end by the piece: here it is cut, far below the minor unit of any order.
const PRICE_DECIMALS = 12;
const QUANTITY_DECIMALS = 6;

/** The listing's own words: what a price is for, and what quantities (minimum, tiers, stock) are counted in. */
export interface OfferUnits {
  readonly price: string | null;
  readonly order: string | null;
}

/** How the listing's figures become figures of one unit. */
interface Conversion {
  readonly unit: string | null;
  readonly reading: UnitReading;
  readonly unitsPerPack: number | null;
  readonly quantity: Decimal;
  readonly price: Decimal;
}

/**
 * The product counted and priced in one unit. A price for "100 Pieces" is divided; where the price is for another unit than the
 * order counts, the finer of the two is taken if they convert (of measures the price's own), and where they do not there is no
 * price (`unit_conflict`): how many pieces a carton holds is for the seller to say.
 */
export function inOfferUnit(product: Product, words: OfferUnits, notes: Notes): Product {
  const [priced, ordered] = [readUnit(words.price ?? words.order), readUnit(words.order ?? words.price)];
  if (priced === null || ordered === null) return withUnit(product, words.price ?? words.order, null, null);
  const unitsPerPack = priced.unitsPerPack ?? ordered.unitsPerPack ?? product.offer.unitsPerPack;
  const ratio = unitRatio(ordered.unit, priced.unit, { from: unitsPerPack, to: unitsPerPack });
  if (ratio === null) return inConflict(product, words, priced, notes);
  return converted(product, conversion(words, priced, ordered, ratio, unitsPerPack));
}

/** `ratio`: how many of the price's unit are in one that the order counts. */
function conversion(
  words: OfferUnits,
  priced: UnitReading,
  ordered: UnitReading,
  ratio: UnitRatio,
  unitsPerPack: number | null,
): Conversion {
  const share = ratio.times.div(ratio.dividedBy);
  const multiple = words.order === null ? 1 : ordered.per;
  const byPrice = isMeasure(priced.unit) ? !share.eq(1) : share.gt(1);
  const reading = byPrice ? priced : ordered;
  const word = byPrice ? (words.price ?? words.order) : (words.order ?? words.price);
  return {
    unit: reading.per === 1 && reading.unitsPerPack === null ? word : reading.unit.name,
    reading,
    unitsPerPack,
    quantity: byPrice ? share.times(multiple) : new Decimal(multiple),
    price: (byPrice ? new Decimal(1) : share).div(priced.per),
  };
}

function converted(product: Product, by: Conversion): Product {
  const held = ["pack", "set", "pair"].includes(by.reading.unit.unitClass) ? by.unitsPerPack : null;
  const named = withUnit(product, by.unit, by.reading, held);
  if (by.quantity.eq(1) && by.price.eq(1)) return named;
  const price = (amount: Amount): Amount =>
    by.price.eq(1) ? amount : new Decimal(amount).times(by.price).toDecimalPlaces(PRICE_DECIMALS).toFixed();
  const quantity = (count: number): number => quantityBy(count, by);
  const orNull = <From, To>(value: From | null, change: (value: From) => To): To | null =>
    value === null ? null : change(value);
  const tiers = (ladder: readonly PriceTier[]): PriceTier[] => ladder.map((tier) => tierBy(tier, by, price));
  const { offer, services } = named;
  return {
    ...named,
    stock: orNull(named.stock, quantity),
    skus: named.skus.map((sku) => ({
      ...sku,
      unitPrice: orNull(sku.unitPrice, price),
      tiers: tiers(sku.tiers),
      stock: orNull(sku.stock, quantity),
    })),
    services: {
      ...services,
      mixedFrom: orNull(services.mixedFrom, (least) => ({ ...least, quantity: orNull(least.quantity, quantity) })),
    },
    offer: {
      ...offer,
      minOrderQuantity: orNull(offer.minOrderQuantity, quantity),
      orderMultiple: orNull(offer.orderMultiple, quantity),
      limitPerBuyer: orNull(offer.limitPerBuyer, quantity),
      priceRange: orNull(offer.priceRange, ({ low, high }) => ({ low: price(low), high: price(high) })),
      fobPrice: orNull(offer.fobPrice, price),
      onePiecePrice: orNull(offer.onePiecePrice, price),
      listPrice: orNull(offer.listPrice, price),
      tiers: tiers(offer.tiers),
      promotion: orNull(offer.promotion, ({ regularTiers, until }) => ({ regularTiers: tiers(regularTiers), until })),
    },
  };
}

/** "1 to 9 dozen" is 12 to 119 pieces: the last dozen is whole. */
function tierBy(tier: PriceTier, by: Conversion, price: (amount: Amount) => Amount): PriceTier {
  const isCounted = !isMeasure(by.reading.unit);
  const top = tier.maxQuantity;
  return {
    ...tier,
    minQuantity: quantityBy(tier.minQuantity, by),
    maxQuantity: top === null ? null : isCounted ? quantityBy(top + 1, by) - 1 : quantityBy(top, by),
    unitPrice: price(tier.unitPrice),
  };
}

function quantityBy(count: number, by: Conversion): number {
  const value = by.quantity.times(count);
  return (isMeasure(by.reading.unit) ? value.toDecimalPlaces(QUANTITY_DECIMALS) : value.ceil()).toNumber();
}

function inConflict(product: Product, words: OfferUnits, priced: UnitReading, notes: Notes): Product {
  const [price, order] = [words.price ?? "", words.order ?? ""];
  notes.warn(
    "unit_conflict",
    `The price is for one unit (${price}), the minimum order counts another (${order}): ask how many of the first are in one of the second.`,
  );
  notes.markUnreadable("offer.tiers");
  const named = withUnit(product, words.price, priced, null);
  return {
    ...named,
    skus: named.skus.map((sku) => ({ ...sku, unitPrice: null, tiers: [] })),
    offer: {
      ...named.offer,
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
