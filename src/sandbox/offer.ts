import { Decimal } from "../model/money.ts";
import type { Listing, ListingSku, Tier } from "./catalogue/listing.ts";
import { convert } from "./exchange.ts";

/** An amount of the listing in another currency, as a decimal string. */
export const priceIn = (listing: Listing, amount: string, currency: string): string =>
  convert(amount, listing.currency, currency);

/** The quantity ladder; empty where the quantity does not set the price. */
export const tiersOf = (listing: Listing): readonly Tier[] =>
  listing.pricing.basis === "quantity" ? listing.pricing.tiers : [];

/** What one unit of a SKU is listed at: its own price, else the first tier's. */
export const skuPrice = (listing: Listing, sku: ListingSku): string | null => sku.price ?? tiersOf(listing)[0]?.price ?? null;

/** Units over all SKUs, or of the listing itself; null where none is stated. */
export function stockOf(listing: Listing): number | null {
  if (listing.skus.length === 0) return listing.stock;
  const stated = listing.skus.flatMap((sku) => (sku.stock === null ? [] : [sku.stock]));
  return stated.length === 0 ? null : stated.reduce((sum, stock) => sum + stock, 0);
}

/** The least and the greatest price anywhere on the listing; null where it has none. */
export function priceRangeOf(listing: Listing): { readonly low: string; readonly high: string } | null {
  if (listing.pricing.basis === "range") return { low: listing.pricing.low, high: listing.pricing.high };
  const prices =
    listing.pricing.basis === "quantity"
      ? listing.pricing.tiers.map((tier) => tier.price)
      : listing.skus.flatMap((sku) => (sku.price === null ? [] : [sku.price]));
  const sorted = [...prices].sort((left, right) => new Decimal(left).cmp(right));
  const [low] = sorted;
  const high = sorted.at(-1);
  return low === undefined || high === undefined ? null : { low, high };
}

/** The ladder in words, as 1688's older dialects carry it: "1-9件:¥10.00;10件以上:¥8.50". Null where no ladder is stated. */
export function ladderTextOf(listing: Listing): string | null {
  if (listing.ladderText !== null) return listing.ladderText;
  const tiers = tiersOf(listing);
  if (tiers.length === 0) return null;
  return tiers
    .map((step) => {
      const price = `¥${priceIn(listing, step.price, "CNY")}`;
      const { zh } = listing.unit;
      return step.maxQuantity === null
        ? `${step.minQuantity}${zh}以上:${price}`
        : `${step.minQuantity}-${step.maxQuantity}${zh}:${price}`;
    })
    .join(";");
}

/** Whether SKUs may be mixed in one order: by the platform's setting, else by the seller's own words; null where neither says. */
export function mixesBatches({ mixedBatch, wholesaleRules }: Listing): boolean | null {
  if (mixedBatch !== null) return true;
  return wholesaleRules?.includes("混批") ? wholesaleRules.startsWith("支持混批") : null;
}
