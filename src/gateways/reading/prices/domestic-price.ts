import type { Decimal } from "../../../model/money.ts";
import type { Offer } from "../../../model/product.ts";
import { readMarkedAmount } from "../../../normalize/price/amount.ts";
import { readPriceLadder } from "../../../normalize/price/price-ladder.ts";
import { readPriceRangeIn } from "../../../normalize/price/price-range.ts";
import { effectiveMinOrder } from "../../../normalize/price/quantity.ts";
import { positiveQuantityIn, unitOfQuantity, unitsBetween } from "../../../normalize/price/stated-quantity.ts";
import { asRecord, asText } from "../../../normalize/text/json-shape.ts";
import type { Notes } from "../notes.ts";
import { priceIn, readPrice } from "./figures.ts";
import { onePriceTier } from "./one-price.ts";

/** What one of 1688's older dialects states of its price, in the payload's own values. */
export interface StatedPrice {
  readonly price: unknown;
  readonly priceRange: unknown;
  readonly minOrder: unknown;
  /** What the minimum order and the stock count in, where a field says it. */
  readonly unit: string | null;
}

type Pricing = Pick<Offer, "priceBasis" | "tiers" | "priceRange">;

export interface DomesticPrice {
  readonly offer: Pricing & Pick<Offer, "minOrderQuantity">;
  /** What the prices are for and their ladder counts, as the seller writes it. */
  readonly unit: string | null;
  /** How many of `unit` are in one that the field names; null where they do not convert. */
  readonly unitsInStated: Decimal | null;
}

/**
 * 1688's older dialects: a ladder in one text ("1-9件:¥10.00;100件以上:¥7.20") under `price_range` or inside `price`, else one price
 * that holds from the MOQ on, else a bare range, which is an interval and no price.
 */
export function readDomesticPrice(stated: StatedPrice, notes: Notes): DomesticPrice {
  const nested = asRecord(stated.price);
  const text = asText(nested["priceRange"]) ?? asText(nested["price_range"]) ?? asText(stated.priceRange);
  const single = asText(nested["price"]) ?? asText(stated.price) ?? text;
  const countedIn = stated.unit ?? unitOfQuantity(stated.minOrder);
  const ladder = readPriceLadder(text, { currency: "CNY", unit: countedIn });
  const isLadder = ladder.tiers.length > 0 && readPrice(text) === null;
  const unit = (isLadder ? ladder.unit : (readMarkedAmount(single)?.unit ?? null)) ?? countedIn;
  const unitsInStated = unitsBetween(stated.unit, unit);
  const named = notes.read("offer.min_order_quantity", stated.minOrder, positiveQuantityIn(stated.unit ?? unit));
  const minOrder = named === null || unitsInStated === null ? null : unitsInStated.times(named).toNumber();
  const minimum = effectiveMinOrder([minOrder, isLadder ? ladder.tiers[0]?.minQuantity : null]);
  notes.add(minimum.warnings);
  const pricing = (): Pricing => {
    if (isLadder) {
      notes.add(ladder.warnings);
      return { priceBasis: "quantity", tiers: ladder.tiers, priceRange: null };
    }
    const other = readSingle(text, single, minOrder, notes);
    if (other.priceBasis === "none") notes.add(ladder.warnings);
    return other;
  };
  return { offer: { ...pricing(), minOrderQuantity: minimum.minOrderQuantity }, unit, unitsInStated };
}

function readSingle(text: string | null, single: string | null, minOrder: number | null, notes: Notes): Pricing {
  const unitPrice = priceIn("CNY")(single);
  if (unitPrice !== null) {
    return { priceBasis: "quantity", tiers: onePriceTier(unitPrice, minOrder, notes), priceRange: null };
  }
  const range = [text, single]
    .map((value) => readPriceRangeIn(value, "CNY"))
    .find(({ low, high }) => low !== null && high !== null);
  if (range?.low != null && range.high !== null) {
    return { priceBasis: "range", tiers: [], priceRange: { low: range.low, high: range.high } };
  }
  notes.read("offer.tiers", text ?? single, () => null);
  return { priceBasis: "none", tiers: [], priceRange: null };
}
