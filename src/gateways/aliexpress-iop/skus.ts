import type * as z from "zod";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Sku } from "../../model/product.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import { readCount } from "../../normalize/price/quantity.ts";
import { identifiedSkus } from "../reading/identified-skus.ts";
import { imageUrl } from "../reading/image-urls.ts";
import type { Notes } from "../reading/notes.ts";
import { isLower, priceIn, readPositiveCount } from "../reading/prices/figures.ts";
import { oneCurrency } from "../reading/prices/one-currency.ts";
import { readingOnce } from "../reading/prices/sku-prices.ts";
import { attributesOfAll } from "./attributes.ts";
import type { ProductResult } from "./payload.ts";

type Payload = z.output<typeof ProductResult>;
type SkuPayload = Payload["ae_item_sku_info_dtos"][number];

/** The currency of the SKUs' prices: the answer's own, whatever was asked for. */
export const currencyOf = (skus: readonly SkuPayload[], notes: Notes): string | null =>
  oneCurrency(
    skus.map(({ currency_code }) => currency_code),
    null,
    notes,
  );

/** `price_include_tax` where all SKUs agree. */
export function taxIncluded(skus: readonly SkuPayload[], notes: Notes): boolean | null {
  const said = [...new Set(skus.map(({ price_include_tax }) => price_include_tax))];
  if (said.length > 1) notes.warn("tax_unclear", "Tax is in the price of some SKUs only.");
  return said.length === 1 ? (said[0] ?? null) : null;
}

/** The most that one buyer may order at the promotion's price; the smallest of the SKUs' limits. */
export function limitPerBuyer(skus: readonly SkuPayload[]): number | null {
  const limits = skus.flatMap((sku) => limitOf(sku) ?? []);
  return limits.reduce<number | null>((least, limit) => (least === null || limit < least ? limit : least), null);
}

const limitOf = (sku: SkuPayload): number | null => readPositiveCount(sku.buy_amount_limit_set_by_promotion);

/** The crossed-out price beside the lowest price, where it is above it. */
export function listPrice(skus: readonly SkuPayload[], currency: string): string | null {
  const read = priceIn(currency);
  const cheapest = skus
    .map((sku) => ({ price: read(sku.offer_sale_price), crossedOut: read(sku.sku_price) }))
    .reduce<{ price: string; crossedOut: string | null } | null>((best, { price, crossedOut }) => {
      if (price === null || (best !== null && !isLower(price, best.price))) return best;
      return { price, crossedOut };
    }, null);
  if (cheapest === null || cheapest.crossedOut === null) return null;
  return isLower(cheapest.price, cheapest.crossedOut) ? cheapest.crossedOut : null;
}

export function readSkus(skus: readonly SkuPayload[], currency: string | null, notes: Notes): Sku[] {
  const ladderOf = readingOnce((prices: BulkPrices) => bulkTiers(prices, currency, notes));
  const attributes = attributesOfAll(skus);
  const limitsDiffer = new Set(skus.map(limitOf)).size > 1;
  const named = skus.map((sku, index) => ({ ...sku, attributes: attributes[index] ?? {} }));
  return identifiedSkus(named, ({ sku_id }) => sku_id, notes).map((sku) => {
    const read = notes.read("skus.items.unit_price", sku.offer_sale_price, priceIn(currency));
    // A price without a currency is no price.
    const unitPrice = currency === null ? null : read;
    return {
      id: sku.skuId,
      attributes: sku.attributes,
      unitPrice,
      tiers: unitPrice === null ? [] : ladderOf({ unitPrice, ...pricesOf(sku) }),
      stock: notes.read("skus.items.stock", sku.sku_available_stock, readCount),
      sold: null,
      ...(limitsDiffer ? { limitPerBuyer: limitOf(sku) } : {}),
      image: imageUrl(sku.ae_sku_property_dtos.find(({ sku_image }) => sku_image !== null)?.sku_image ?? null),
      customizable: null,
      customFields: [],
    };
  });
}

const pricesOf = ({ sku_bulk_order, offer_bulk_sale_price, wholesale_price_tiers }: SkuPayload) => ({
  sku_bulk_order,
  offer_bulk_sale_price,
  wholesale_price_tiers,
});
type BulkPrices = ReturnType<typeof pricesOf> & { readonly unitPrice: string };

/**
 * `offer_sale_price` is the price at one, `offer_bulk_sale_price` the price at `sku_bulk_order` and up where both stand. Wholesale
 * tiers count where they are below the sale price. Empty where no quantity is cheaper than one.
 */
function bulkTiers(prices: BulkPrices, currency: string | null, notes: Notes): readonly PriceTier[] {
  const { unitPrice } = prices;
  const steps = [
    { minQuantity: readPositiveCount(prices.sku_bulk_order), price: priceIn(currency)(prices.offer_bulk_sale_price) },
    ...prices.wholesale_price_tiers.map(({ min_quantity, wholesale_price }) => ({
      minQuantity: readPositiveCount(min_quantity),
      price: priceIn(currency)(wholesale_price),
    })),
  ].flatMap(({ minQuantity, price }) =>
    minQuantity !== null && minQuantity > 1 && price !== null && isLower(price, unitPrice) ? [{ minQuantity, price }] : [],
  );
  if (steps.length === 0) return [];
  const { tiers, warnings } = readPriceLadder([{ minQuantity: 1, price: unitPrice }, ...steps], { currency });
  notes.add(warnings);
  return tiers;
}
