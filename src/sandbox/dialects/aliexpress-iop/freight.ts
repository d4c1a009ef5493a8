import { Decimal } from "../../../model/money.ts";
import type { DoorOption, Listing } from "../../catalogue/listing.ts";
import { convert } from "../../exchange.ts";
import { priceIn, skuPrice, stockOf } from "../../offer.ts";

/** `delivery_option_d_t_o` for a quantity sent to a country; empty where nothing is delivered there. */
export const aliexpressFreight = (listing: Listing, quantity: number, country: string, currency: string): readonly object[] =>
  quantity < 1 || listing.notSoldTo.includes(country)
    ? []
    : listing.door
        .filter((option) => option.countries.includes(country))
        .map((option) => optionPayload(listing, option, quantity, currency));

function optionPayload(listing: Listing, option: DoorOption, quantity: number, currency: string): object {
  const fee = feeOf(listing, option, quantity, currency);
  const free = new Decimal(fee).isZero();
  return {
    code: option.code,
    shipping_fee_currency: currency,
    // Whole currency units in spite of the name.
    shipping_fee_cent: fee,
    shipping_fee_format: `${currency} ${fee}`,
    free_shipping: free,
    free_shipping_threshold: `${currency} ${convert(option.freeFrom ?? "0.00", "USD", currency)}`,
    min_delivery_days: option.days[0],
    max_delivery_days: option.days[1],
    guaranteed_delivery_days: "60",
    company: option.company,
    ship_from_country: "CN",
    tracking: true,
    available_stock: `${stockOf(listing) ?? 0}`,
    mayHavePFS: option.freeFrom !== null,
  };
}

function feeOf(listing: Listing, option: DoorOption, quantity: number, currency: string): string {
  const [firstSku] = listing.skus;
  const price = firstSku ? skuPrice(listing, firstSku) : null;
  const goods = price === null ? null : new Decimal(priceIn(listing, price, "USD")).times(quantity);
  if (option.freeFrom !== null && goods?.gte(option.freeFrom)) return "0.00";
  const furtherSteps = Math.ceil(Math.max(0, quantity - option.firstUnits) / option.stepUnits);
  const fee = new Decimal(option.additionalFee).times(furtherSteps).plus(option.firstFee);
  return convert(fee.toFixed(2), "USD", currency);
}
