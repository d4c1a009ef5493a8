import type { Amount } from "../../model/money.ts";
import type { Offer, Sku } from "../../model/product.ts";
import { asText } from "../../normalize/json-shape.ts";
import { readPriceLadder } from "../../normalize/price-ladder.ts";
import { isLower, readPrice } from "../reading/figures.ts";
import type { Notes } from "../reading/notes.ts";
import type { ListedPrice, ListedSku, Listing } from "./listing.ts";

// `quoteType`: 0 and 2 price by quantity (without and with SKUs), 1 by SKU.
const BY_SKU = "1";

/** How the listing is priced, and a price for each of its SKUs where the SKU sets it. */
export interface Pricing {
  readonly offer: Pick<Offer, "priceBasis" | "tiers">;
  readonly unitPrices: readonly Sku["unitPrice"][];
}

/** The price that pays. Channel prices (`jxhyPrice`, `consignPrice`, `fenxiaoPriceInfo`, `channelPrice`) are for others. */
export function readPricing(listing: Listing, notes: Notes): Pricing {
  const none = listing.skus.map(() => null);
  const bySku = listing.quoteType === BY_SKU && listing.skus.length > 0;
  if (bySku) return skuPricing(listing, notes);
  const tiers = readTiers(listing.prices, notes);
  if (tiers.length > 0) return { offer: { priceBasis: "quantity", tiers }, unitPrices: none };
  if (listing.skus.length === 0) return { offer: { priceBasis: "none", tiers: [] }, unitPrices: none };
  const pricing = skuPricing(listing, notes);
  if (pricing.offer.priceBasis === "sku") {
    notes.warn("price_basis_assumed", "The listing is priced by quantity but names no ladder; the SKU's prices are taken.");
  }
  return pricing;
}

function skuPricing({ skus }: Listing, notes: Notes): Pricing {
  const unitPrices = skus.map((sku) => payingPrice(sku, "skus.items.unit_price", notes));
  const known = unitPrices.some((price) => price !== null);
  if (!known && notes.unreadable.has("skus.items.unit_price")) notes.markUnreadable("offer.tiers");
  return { offer: { priceBasis: known ? "sku" : "none", tiers: [] }, unitPrices };
}

/** `priceRangeList` has lower bounds only: the next start closes a step, the last is open. */
function readTiers(prices: readonly ListedPrice[], notes: Notes): Offer["tiers"] {
  const steps = prices.flatMap((price) => {
    const unitPrice = payingPrice(price, "offer.tiers", notes);
    return unitPrice === null ? [] : [{ minQuantity: price.startQuantity, price: unitPrice }];
  });
  if (steps.length === 0) return [];
  const { tiers, warnings } = readPriceLadder(steps, { currency: "CNY" });
  notes.add(warnings);
  return tiers;
}

function payingPrice(listed: ListedPrice | ListedSku, field: string, notes: Notes): Amount | null {
  const price = notes.read(field, listed.price, readPrice);
  const promotion = readPrice(listed.promotionPrice);
  if (price === null || promotion === null || !isLower(promotion, price)) return price;
  // Told once: a listing may have hundreds of SKUs.
  if (!notes.warnings.some(({ code }) => code === "promotion")) {
    const example = `${promotion} instead of ${asText(listed.price)} CNY`;
    notes.warn("promotion", `Promotion prices are taken where they are lower (${example}); ask until when they hold.`);
  }
  return promotion;
}
