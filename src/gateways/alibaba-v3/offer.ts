import type * as z from "zod";
import type { Offer, Sku } from "../../model/product.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import { readPriceRangeIn } from "../../normalize/price/price-range.ts";
import { quantityIn } from "../../normalize/price/stated-quantity.ts";
import { asList, asRecord, asText } from "../../normalize/text/json-shape.ts";
import { identifiedSkus } from "../reading/identified-skus.ts";
import { imageUrl } from "../reading/image-urls.ts";
import type { Notes } from "../reading/notes.ts";
import { priceIn } from "../reading/prices/figures.ts";
import { onePriceTier } from "../reading/prices/one-price.ts";
import { offerOfSkus } from "../reading/prices/sku-prices.ts";
import type { ItemPayload } from "./payload.ts";

type Payload = z.output<typeof ItemPayload>;

/** What the listing's quantities count. */
export const orderUnit = ({ min_order_unit, price_info }: Payload): string | null => min_order_unit ?? price_info.price_unit;

export function readSkus(payload: Payload, currency: string | null, notes: Notes): Sku[] {
  const inventory = quantityIn(orderUnit(payload));
  return identifiedSkus(payload.sku_list, ({ sku_id }) => sku_id, notes).map((sku) => {
    const unitPrice = notes.read("skus.items.unit_price", sku.price, priceIn(currency));
    return {
      id: sku.skuId,
      attributes: attributesOf(sku.attributes),
      // A price without a currency is no price.
      unitPrice: currency === null ? null : unitPrice,
      tiers: [],
      stock: notes.read("skus.items.stock", sku.inventory, inventory),
      sold: null,
      image: imageUrl(sku.image_url),
      customizable: sku.support_customization,
      customFields: customFieldsOf(sku.custom_fields),
    };
  });
}

/** What a buyer may have changed: names in a list or a text, or records with a name; a record without one is by name. */
function customFieldsOf(value: unknown): string[] {
  const entries = typeof value === "string" ? value.split(/[,;]/) : Array.isArray(value) ? value : [value];
  return [...new Set(entries.flatMap(namesIn))];
}

function namesIn(entry: unknown): string | readonly string[] {
  const record = asRecord(entry);
  const { name, field_name, label } = record;
  return asText(entry) ?? asText(name) ?? asText(field_name) ?? asText(label) ?? Object.keys(record);
}

/** Tiers, else the SKUs' prices, else one price from the MOQ on, else a bare range. */
export function readOffer(
  payload: Payload,
  skus: readonly Sku[],
  currency: string | null,
  minOrder: number | null,
  notes: Notes,
): Pick<Offer, "priceBasis" | "tiers" | "priceRange"> {
  const { tier_prices, price_range } = payload.price_info;
  const { low, high } = currency === null ? { low: null, high: null } : readPriceRangeIn(asText(price_range), currency);
  const priceRange = low === null || high === null ? null : { low, high };
  const bySku = offerOfSkus(skus);
  const steps = tier_prices.map(({ min_quantity, price }) => ({ minQuantity: min_quantity, price }));
  const ladder = readPriceLadder(steps, { currency, unit: orderUnit(payload) });
  notes.add(ladder.warnings);
  if (steps.length > 0 && ladder.tiers.length === 0) notes.markUnreadable("offer.tiers");
  if (currency !== null && ladder.tiers.length > 0) return { priceBasis: "quantity", tiers: ladder.tiers, priceRange };
  if (bySku.priceBasis !== "none") return { ...bySku, priceRange };
  // Two ends alike are one price.
  if (currency !== null && steps.length === 0 && priceRange !== null && priceRange.low === priceRange.high) {
    return { priceBasis: "quantity", tiers: onePriceTier(priceRange.low, minOrder, notes), priceRange };
  }
  if (priceRange !== null) return { priceBasis: "range", tiers: [], priceRange };
  notes.read("offer.tiers", price_range, () => null);
  return { priceBasis: "none", tiers: [], priceRange: null };
}

/** `{Color: "Red"}`, or a list of names and values, of which one alone may stand without its list. */
function attributesOf(value: unknown): Readonly<Record<string, string>> {
  const named = asList(value)
    .map(asRecord)
    .map((entry) => [entry["name"] ?? entry["attr_name"], entry["value"] ?? entry["attr_value"]] as const)
    .filter(([name, text]) => asText(name) !== null && asText(text) !== null);
  const pairs = Array.isArray(value) || named.length > 0 ? named : Object.entries(asRecord(value));
  return Object.fromEntries(
    pairs.flatMap(([name, text]) => {
      const [shownName, shownText] = [asText(name), asText(text)];
      return shownName === null || shownText === null ? [] : [[shownName, shownText]];
    }),
  );
}
