import type { Offer } from "../../../model/product.ts";
import { readPriceLadder } from "../../../normalize/price/price-ladder.ts";
import { readPriceRange } from "../../../normalize/price/price-range.ts";
import { asRecord, asText } from "../../../normalize/text/json-shape.ts";
import type { Notes } from "../notes.ts";
import { readPrice } from "./figures.ts";
import { onePriceTier } from "./one-price.ts";

export interface DomesticPrice {
  readonly offer: Pick<Offer, "priceBasis" | "tiers" | "priceRange">;
  /** The unit that the ladder's text counts in. */
  readonly unit: string | null;
  /** Where the ladder begins; null where none was read: one price says nothing of a minimum. */
  readonly ladderStart: number | null;
}

/**
 * 1688's older dialects: a ladder in one text ("1-9件:¥10.00;100件以上:¥7.20") under `price_range` or inside `price`, else one price
 * that holds from the MOQ on, else a bare range, which is an interval and no price.
 */
export function readDomesticPrice(price: unknown, priceRange: unknown, minOrder: number | null, notes: Notes): DomesticPrice {
  const nested = asRecord(price);
  const text = asText(nested["priceRange"]) ?? asText(nested["price_range"]) ?? asText(priceRange);
  const ladder = readPriceLadder(text, { currency: "CNY" });
  if (ladder.tiers.length > 0 && readPrice(text) === null) {
    notes.add(ladder.warnings);
    const ladderStart = ladder.tiers[0]?.minQuantity ?? null;
    return { offer: { priceBasis: "quantity", tiers: ladder.tiers, priceRange: null }, unit: ladder.unit, ladderStart };
  }
  const single = asText(nested["price"]) ?? asText(price) ?? text;
  const unitPrice = readPrice(single);
  if (unitPrice !== null) {
    const tiers = onePriceTier(unitPrice, "CNY", minOrder, notes);
    return { offer: { priceBasis: "quantity", tiers, priceRange: null }, unit: null, ladderStart: null };
  }
  const range = [text, single].map(readPriceRange).find(({ low, high }) => low !== null && high !== null);
  if (range?.low != null && range.high !== null) {
    return {
      offer: { priceBasis: "range", tiers: [], priceRange: { low: range.low, high: range.high } },
      unit: null,
      ladderStart: null,
    };
  }
  notes.add(ladder.warnings);
  notes.read("offer.tiers", text ?? single, () => null);
  return { offer: { priceBasis: "none", tiers: [], priceRange: null }, unit: null, ladderStart: null };
}
