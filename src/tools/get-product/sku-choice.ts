import { Decimal } from "../../model/money.ts";
import type { Sku } from "../../model/product.ts";

const CONCISE_SKUS = 5;

/** The few SKUs that say most of a listing: those that set its price range and the largest stock, then the first. */
export function chosenSkus(skus: readonly Sku[], bait: ReadonlyMap<string, string>): readonly Sku[] {
  const goods = skus.filter((sku) => !bait.has(sku.id));
  const priced = goods
    .filter((sku) => sku.unitPrice !== null)
    .sort((a, b) => new Decimal(a.unitPrice ?? 0).comparedTo(b.unitPrice ?? 0));
  const stocked = goods.filter((sku) => sku.stock !== null).sort((a, b) => (b.stock ?? 0) - (a.stock ?? 0));
  const first = [priced[0], priced.at(-1), stocked[0], ...goods, ...skus].filter((sku) => sku !== undefined);
  const chosen = new Set([...new Set(first)].slice(0, CONCISE_SKUS));
  return skus.filter((sku) => chosen.has(sku));
}

/** Lowest and highest SKU price, bait left out; null where no SKU has a price. */
export function priceSpread(skus: readonly Sku[], bait: ReadonlyMap<string, string>): { low: string; high: string } | null {
  const prices = skus.filter((sku) => sku.unitPrice !== null && !bait.has(sku.id)).map((sku) => sku.unitPrice ?? "");
  const sorted = prices.sort((a, b) => new Decimal(a).comparedTo(b));
  const low = sorted[0];
  return low === undefined ? null : { low, high: sorted.at(-1) ?? low };
}
