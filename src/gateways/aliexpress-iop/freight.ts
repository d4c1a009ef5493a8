import type * as z from "zod";
import { Fault } from "../../model/fault.ts";
import type { FreightOption } from "../../model/freight.ts";
import { isCurrency, type Money } from "../../model/money.ts";
import type { Call } from "../../model/wire.ts";
import { readAmount } from "../../normalize/price/amount.ts";
import { readCount } from "../../normalize/price/quantity.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import { amountIn } from "../reading/prices/figures.ts";
import { FreightResult, responseOf } from "./payload.ts";

type Option = z.output<typeof FreightResult>["delivery_options"][number];

// The threshold is written for a reader ("￡8.00", "US $10.00"): its figure alone counts, in the quote's currency.
const FIGURE = /\d[\d.,\s]*/;

/**
 * Quotes to the buyer's door for exactly the quantity asked. `shipping_fee_cent` is in whole currency units in spite of its name.
 * @throws Fault `bad_answer`
 */
export function readFreight(body: unknown, call: Call): FreightOption[] {
  const result = asRecord(responseOf(body)["result"]);
  if (Object.keys(result).length === 0) {
    const message = "The answer of aliexpress-iop holds no delivery options.";
    throw new Fault({ kind: "bad_answer", gateway: "aliexpress-iop", message });
  }
  const quantity = call.quantity ?? 1;
  return FreightResult.parse(result).delivery_options.map((option) => {
    const low = readCount(option.min_delivery_days);
    const high = readCount(option.max_delivery_days);
    const freeFrom = thresholdOf(option);
    return {
      method: null,
      carrier: option.company ?? option.code,
      minQuantity: quantity,
      maxQuantity: quantity,
      days: low === null && high === null ? null : { low, high },
      freight: feeOf(option, call),
      ...(freeFrom === null ? {} : { freeFrom }),
      additional: null,
      scope: "door",
      term: null,
    };
  });
}

/** Free where the platform says so, and where it names neither a fee nor a currency. */
function feeOf(option: Option, call: Call): Money | null {
  const currency = option.shipping_fee_currency?.toUpperCase() ?? null;
  const stated = option.shipping_fee_cent !== undefined && option.shipping_fee_cent !== null;
  const isFree = option.free_shipping === true || (!stated && currency === null);
  const shown = currency !== null && isCurrency(currency) ? currency : null;
  if (isFree) {
    const named = shown ?? (isCurrency(call.currency) ? call.currency : null);
    return named === null ? null : { amount: "0", currency: named };
  }
  const fee = amountIn(shown)(option.shipping_fee_cent);
  return fee === null || shown === null ? null : { amount: fee, currency: shown };
}

/** The goods value from which this delivery is free; 0 beside a fee that is asked is no such value. A flag that is left out says nothing against the threshold beside it. */
function thresholdOf({ mayHavePFS, free_shipping_threshold, shipping_fee_currency }: Option): Money | null {
  if (mayHavePFS === false) return null;
  const currency = shipping_fee_currency?.toUpperCase() ?? null;
  const figure = FIGURE.exec(String(free_shipping_threshold ?? "").normalize("NFKC"))?.[0].trim() ?? null;
  const amount = figure === null ? null : readAmount(figure);
  const isStated = amount !== null && /[1-9]/.test(amount);
  return !isStated || currency === null || !isCurrency(currency) ? null : { amount, currency };
}
