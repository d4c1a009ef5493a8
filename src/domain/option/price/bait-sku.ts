import { Decimal } from "../../../model/money.ts";
import type { Sku } from "../../../model/product.ts";
import { onceForEach } from "../../../object-memory.ts";
import { isNotTheGoods } from "./not-the-goods.ts";

/** A SKU under this part of its siblings' median price is there to make the listing look cheap. */
const BAIT_SHARE = "0.5";

/**
 * The SKUs that may not set a listing's price, each with the evidence in words.
 * A single SKU has no siblings to be measured by and is judged by its name alone.
 * Remembered: a comparison asks at thousands of quantities, of the same SKUs.
 */
export const baitSkus: (skus: readonly Sku[]) => ReadonlyMap<string, string> = onceForEach(findBaits);

function findBaits(skus: readonly Sku[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const sku of skus) {
    const named = Object.values(sku.attributes).find(isNotTheGoods);
    if (named !== undefined) found.set(sku.id, `its name says it is not the goods: ${JSON.stringify(named.slice(0, 40))}`);
  }
  const priced = skus.flatMap(({ id, unitPrice }) =>
    unitPrice === null || found.has(id) ? [] : [{ id, price: new Decimal(unitPrice), unitPrice }],
  );
  // Sorted once: a listing may have hundreds of SKUs.
  let ascending = [...priced].sort((a, b) => a.price.comparedTo(b.price));
  for (const sku of priced) {
    const middle = medianWithout(ascending, sku);
    if (!middle?.times(BAIT_SHARE).greaterThan(sku.price)) continue;
    found.set(sku.id, `${sku.unitPrice} is under half of ${middle.toFixed()}, the median of the other SKUs`);
    ascending = ascending.filter((other) => other.id !== sku.id);
  }
  return found;
}

interface Priced {
  readonly price: Decimal;
}

/** The median price of all but one; null where there is no other. */
function medianWithout<Item extends Priced>(ascending: readonly Item[], one: Item): Decimal | null {
  const left = ascending.indexOf(one);
  const others = ascending.length - 1;
  const at = (index: number): Decimal | undefined => ascending[index < left ? index : index + 1]?.price;
  const upper = at(Math.floor(others / 2));
  if (upper === undefined) return null;
  const lower = at(Math.ceil(others / 2) - 1) ?? upper;
  return lower.eq(upper) ? upper : lower.plus(upper).dividedBy(2);
}
