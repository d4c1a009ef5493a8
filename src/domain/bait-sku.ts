import { Decimal } from "../model/money.ts";
import type { Sku } from "../model/product.ts";

// Names of entries that are not the goods: samples, accessories, deposits, custom links, postage and price differences.
const NOT_THE_GOODS = /样品|配件|定金|链接|补差|邮费|\b(?:samples?|accessor(?:y|ies)|deposit|link|postage)\b/i;
/** A SKU under this part of its siblings' median price is there to make the listing look cheap. */
const BAIT_SHARE = "0.5";

/**
 * The SKUs that may not set a listing's price, each with the evidence in words.
 * A single SKU has no siblings to be measured by and is judged by its name alone.
 */
export function baitSkus(skus: readonly Sku[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const sku of skus) {
    const named = Object.values(sku.attributes).find((value) => NOT_THE_GOODS.test(value));
    if (named !== undefined) found.set(sku.id, `its name says it is not the goods: ${JSON.stringify(named.slice(0, 40))}`);
  }
  const priced = skus.filter((sku) => sku.unitPrice !== null);
  for (const sku of priced) {
    if (found.has(sku.id) || sku.unitPrice === null) continue;
    const siblings = priced.filter((other) => other !== sku && !found.has(other.id));
    const middle = median(siblings.map((other) => new Decimal(other.unitPrice ?? 0)));
    if (middle?.times(BAIT_SHARE).greaterThan(sku.unitPrice)) {
      found.set(sku.id, `${sku.unitPrice} is under half of ${middle.toFixed()}, the median of the other SKUs`);
    }
  }
  return found;
}

function median(values: readonly Decimal[]): Decimal | null {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) return null;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return lower.plus(upper).dividedBy(2);
}
