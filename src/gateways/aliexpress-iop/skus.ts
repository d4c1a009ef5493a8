import type * as z from "zod";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Sku } from "../../model/product.ts";
import { readPriceLadder } from "../../normalize/price-ladder.ts";
import { readCount } from "../../normalize/quantity.ts";
import { isLower, readPositiveCount, readPrice } from "../reading/figures.ts";
import { imageUrl } from "../reading/image-urls.ts";
import type { Notes } from "../reading/notes.ts";
import { oneCurrency } from "../reading/one-currency.ts";
import { readingOnce } from "../reading/sku-prices.ts";
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

export function readSkus(skus: readonly SkuPayload[], currency: string | null, notes: Notes): Sku[] {
  const ladderOf = readingOnce((prices: BulkPrices) => bulkTiers(prices, currency, notes));
  return skus.flatMap((sku) => (sku.sku_id === null ? [] : [readSku(sku.sku_id, sku, currency, ladderOf, notes)]));
}

function readSku(
  id: string,
  sku: SkuPayload,
  currency: string | null,
  ladderOf: (prices: BulkPrices) => readonly PriceTier[],
  notes: Notes,
): Sku {
  const read = notes.read("skus.items.unit_price", sku.offer_sale_price, readPrice);
  // A price without a currency is no price.
  const unitPrice = currency === null ? null : read;
  return {
    id,
    attributes: attributesOf(sku),
    unitPrice,
    tiers: unitPrice === null ? [] : ladderOf({ unitPrice, ...pricesOf(sku) }),
    stock: notes.read("skus.items.stock", sku.sku_available_stock, readCount),
    sold: null,
    image: imageUrl(sku.ae_sku_property_dtos.find(({ sku_image }) => sku_image !== null)?.sku_image ?? null),
    customizable: null,
    customFields: [],
  };
}

/** The seller's own name for a value ("For 14T Pro") is what a buyer sees; the platform's ("Blue") only where there is none. */
const attributesOf = ({ ae_sku_property_dtos }: SkuPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ae_sku_property_dtos.flatMap((property) => {
      const value = property.property_value_definition_name ?? property.sku_property_value;
      return property.sku_property_name === null || value === null ? [] : [[property.sku_property_name, value]];
    }),
  );

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
    { minQuantity: readPositiveCount(prices.sku_bulk_order), price: readPrice(prices.offer_bulk_sale_price) },
    ...prices.wholesale_price_tiers.map(({ min_quantity, wholesale_price }) => ({
      minQuantity: readPositiveCount(min_quantity),
      price: readPrice(wholesale_price),
    })),
  ].flatMap(({ minQuantity, price }) =>
    minQuantity !== null && minQuantity > 1 && price !== null && isLower(price, unitPrice) ? [{ minQuantity, price }] : [],
  );
  if (steps.length === 0) return [];
  const { tiers, warnings } = readPriceLadder([{ minQuantity: 1, price: unitPrice }, ...steps], { currency });
  notes.add(warnings);
  return tiers;
}
