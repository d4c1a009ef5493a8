import { Decimal } from "../../../model/money.ts";
import type { CalculatorRow, Listing } from "../../catalogue/listing.ts";

/** `value` of /shipping/freight/calculate: quotes for exactly this quantity, to the buyer's door. */
export const alibabaFreight = (listing: Listing, quantity: number, country: string): readonly object[] =>
  !Number.isInteger(quantity) || quantity < 1
    ? []
    : listing.calculator
        .filter((row) => row.countries.includes(country))
        .filter((row) => quantity >= row.minQuantity && (row.maxQuantity === null || quantity <= row.maxQuantity))
        .map((row) => quotePayload(row, quantity, country));

const quotePayload = (row: CalculatorRow, quantity: number, country: string): object => ({
  shipping_type: row.shippingType,
  vendor_code: row.vendorCode,
  vendor_name: row.vendorName,
  trade_term: "DAP",
  dispatch_country: "CN",
  destination_country: country,
  delivery_time: `${row.days[0]}~${row.days[1]}`,
  solution_biz_type: "distributionWaybill",
  fee: { amount: new Decimal(row.perUnit).times(quantity).plus(row.base).toFixed(2), currency: "USD" },
});
