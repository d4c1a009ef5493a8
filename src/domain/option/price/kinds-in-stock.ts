import { Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import { floorTo } from "../pieces/piece.ts";
import type { MixPrice } from "./mix-price.ts";
import { goodsOf, type PriceStep } from "./offer-price.ts";

interface Order {
  readonly quantity: number;
  readonly step: PriceStep;
  readonly multiple: number;
  /** What the seller makes in time: that much can be had of one SKU. */
  readonly made: number;
}

/**
 * The SKUs of an order that none of them has enough in stock for, where all cost the same: as few as can be, the largest stock first.
 * Without mixed batches each is given its least order. Empty where one has enough, where a stock is not stated, or where what is shown
 * does not come to it.
 * @example 300 and 400 in stock for 500: 400 of the second and 100 of the first
 */
export function kindsInStock(product: Product, { quantity, step, multiple, made }: Order): readonly MixPrice[] {
  const skus = goodsOf(product);
  if (skus.length < 2 || made >= quantity || skus.some(({ stock }) => stock === null)) return [];
  const together = product.services.mixedBatch === true;
  const least = together ? 0 : (product.offer.minOrderQuantity ?? 0);
  const kinds = skus
    .map(({ id, stock, limitPerBuyer }) => {
      const most = Math.min(stock ?? 0, limitPerBuyer ?? Number.POSITIVE_INFINITY);
      return { sku: id, most: together ? most : floorTo(most, multiple) };
    })
    .filter(({ most }) => most > 0 && most >= least)
    .toSorted((a, b) => b.most - a.most);
  const taken: { readonly sku: string; units: Decimal }[] = [];
  let left = new Decimal(quantity);
  for (const { sku, most } of kinds) {
    if (left.isZero()) break;
    const units = Decimal.min(left, most);
    taken.push({ sku, units });
    left = left.minus(units);
  }
  if (!left.isZero() || taken.length < 2) return [];
  // What the last lacks of a least order, those before it can spare.
  const last = taken.at(-1);
  for (const kind of taken.slice(0, -1).reverse()) {
    const lacking = new Decimal(least).minus(last?.units ?? 0);
    if (last === undefined || lacking.lessThanOrEqualTo(0)) break;
    const spared = Decimal.min(lacking, kind.units.minus(least));
    kind.units = kind.units.minus(spared);
    last.units = last.units.plus(spared);
  }
  if (last?.units.lessThan(least)) return [];
  return taken.map(({ sku, units }) => ({
    sku,
    quantity: units.toNumber(),
    unitPrice: step.unitPrice,
    term: step.term,
  }));
}
