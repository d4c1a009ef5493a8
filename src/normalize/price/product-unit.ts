import type { FreightOption } from "../../model/freight.ts";
import { type Amount, Decimal } from "../../model/money.ts";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Product } from "../../model/product.ts";
import type { UnitClass } from "../../model/unit.ts";

// A price for a dozen has no end by the piece: here it is cut, far below the minor unit of any order.
const PRICE_DECIMALS = 12;
const QUANTITY_DECIMALS = 6;

/** How a listing's figures become figures of another unit. */
export interface UnitConversion {
  readonly unit: string | null;
  readonly unitClass: UnitClass;
  readonly unitsPerPack: number | null;
  /** Quantities of a measure may have decimals; counts are whole. */
  readonly isMeasured: boolean;
  /** How many of the new unit are in one of the old. */
  readonly quantity: Decimal;
  /** What a price for the old unit is multiplied by. */
  readonly price: Decimal;
}

type Counting = (count: number) => number;
type Pricing = (amount: Amount) => Amount;

/**
 * The product with every quantity and price of its goods in another unit. Least quantities are rounded up and most quantities down
 * to whole units of a count; "1 to 9 dozen" is 12 to 119 pieces, for the last dozen is whole.
 */
export function productInUnit(product: Product, by: UnitConversion): Product {
  const { unit, unitClass, unitsPerPack } = by;
  const named: Product = { ...product, offer: { ...product.offer, unit, unitClass, unitsPerPack } };
  if (by.quantity.eq(1) && by.price.eq(1)) return named;
  const price: Pricing = (amount) =>
    by.price.eq(1) ? amount : new Decimal(amount).times(by.price).toDecimalPlaces(PRICE_DECIMALS).toFixed();
  const least: Counting = (count) => counted(by.quantity.times(count), by, Decimal.ROUND_CEIL);
  const most: Counting = (count) => counted(by.quantity.times(count), by, Decimal.ROUND_FLOOR);
  const tiers = (ladder: readonly PriceTier[]): PriceTier[] =>
    ladder.map((tier) => ({
      ...tier,
      minQuantity: least(tier.minQuantity),
      maxQuantity: orNull(tier.maxQuantity, (top) => topIn(top, by)),
      unitPrice: price(tier.unitPrice),
    }));
  const { offer, services, supplier, trade, package: parcel } = named;
  return {
    ...named,
    stock: orNull(named.stock, most),
    skus: named.skus.map((sku) => ({
      ...sku,
      unitPrice: orNull(sku.unitPrice, price),
      tiers: tiers(sku.tiers),
      stock: orNull(sku.stock, most),
      ...(sku.limitPerBuyer === undefined ? {} : { limitPerBuyer: orNull(sku.limitPerBuyer, most) }),
    })),
    leadTimes: named.leadTimes.map((time) => ({
      ...time,
      minQuantity: least(time.minQuantity),
      maxQuantity: orNull(time.maxQuantity, (top) => topIn(top, by)),
    })),
    supplier: { ...supplier, monthlyOutput: orNull(supplier.monthlyOutput, most) },
    trade: { ...trade, sold30Days: orNull(trade.sold30Days, most) },
    services: {
      ...services,
      mixedFrom: orNull(services.mixedFrom, ({ quantity, amount }) => ({ quantity: orNull(quantity, least), amount })),
    },
    package: by.quantity.eq(1) ? parcel : packed(parcel, by, most),
    shipping: {
      ...named.shipping,
      options: named.shipping.options.map((option) => deliveryIn(option, by, least)),
      ...saidDaysIn(named.shipping, by, least),
    },
    offer: {
      ...offer,
      minOrderQuantity: orNull(offer.minOrderQuantity, least),
      orderMultiple: orNull(offer.orderMultiple, least),
      limitPerBuyer: orNull(offer.limitPerBuyer, most),
      priceRange: orNull(offer.priceRange, ({ low, high }) => ({ low: price(low), high: price(high) })),
      fobPrice: orNull(offer.fobPrice, price),
      onePiecePrice: orNull(offer.onePiecePrice, price),
      listPrice: orNull(offer.listPrice, price),
      tiers: tiers(offer.tiers),
      promotion: orNull(offer.promotion, ({ regularTiers, until }) => ({ regularTiers: tiers(regularTiers), until })),
    },
  };
}

/** The days that were said hold for quantities too. */
const saidDaysIn = ({ saidDays }: Product["shipping"], by: UnitConversion, least: Counting): Partial<Product["shipping"]> =>
  saidDays === undefined ? {} : { saidDays: saidDays.map((option) => deliveryIn(option, by, least)) };

/** The last quantity of a step, up to the next one's beginning. */
const topIn = (top: number, by: UnitConversion): number =>
  by.isMeasured || by.quantity.lt(1)
    ? counted(by.quantity.times(top), by, Decimal.ROUND_FLOOR)
    : counted(by.quantity.times(top + 1), by, Decimal.ROUND_CEIL) - 1;

function counted(value: Decimal, { isMeasured }: UnitConversion, rounding: 2 | 3): number {
  return (isMeasured ? value.toDecimalPlaces(QUANTITY_DECIMALS) : value.toDecimalPlaces(0, rounding)).toNumber();
}

/** A weight is shared by the units inside, and so is the room that the parcel takes. */
function packed(parcel: Product["package"], { quantity }: UnitConversion, most: Counting): Product["package"] {
  const weightKg = orNull(parcel.weightKg, (weight) =>
    new Decimal(weight).div(quantity).toDecimalPlaces(PRICE_DECIMALS).toFixed(),
  );
  const unitsInside = quantity.times(parcel.unitsInside ?? 1).toFixed();
  return { ...parcel, weightKg, unitsInside, unitsPerCarton: orNull(parcel.unitsPerCarton, most) };
}

function deliveryIn(option: FreightOption, by: UnitConversion, least: Counting): FreightOption {
  const { additional } = option;
  return {
    ...option,
    minQuantity: least(option.minQuantity),
    maxQuantity: orNull(option.maxQuantity, (top) => topIn(top, by)),
    // A step that is no whole number of units says only that the fee grows.
    additional:
      additional === null || by.quantity.eq(1)
        ? additional
        : { ...additional, firstUnits: wholeIn(additional.firstUnits, by), stepUnits: wholeIn(additional.stepUnits, by) },
  };
}

function wholeIn(count: number | null, { quantity }: UnitConversion): number | null {
  const value = count === null ? null : quantity.times(count);
  return value?.isInteger() === true ? value.toNumber() : null;
}

const orNull = <From, To>(value: From | null, change: (value: From) => To): To | null =>
  value === null ? null : change(value);
