import type { Reason } from "../compared-option.ts";
import type { Listing } from "../comparison.ts";
import { orderReason } from "../order/order-reason.ts";
import { orderability } from "../order/purchase-plan.ts";
import { type OrderTerms, orderRules } from "./order-terms.ts";
import type { PriceStep } from "./price/offer-price.ts";
import type { Terms } from "./terms.ts";

/** Why the need cannot be ordered from a listing, in words with its figures. */
export function refusalOf(listing: Listing, steps: readonly PriceStep[], order: OrderTerms, terms: Terms): Reason {
  const { need } = terms;
  const rules = orderRules(order, steps, listing);
  const { limitPerBuyer } = order;
  if (limitPerBuyer !== null && need > limitPerBuyer && limitPerBuyer === order.most) {
    return { code: "above_limit_per_buyer", message: `One buyer may have ${limitPerBuyer}; ${need} are needed` };
  }
  const code = orderability(rules, need);
  if (code === null && order.leastValue !== null) {
    const { currency } = listing.product.offer;
    return {
      code: "below_min_value",
      message: `${need} are worth less than the least order of ${order.leastValue.toFixed()} ${currency ?? ""}`.trim(),
    };
  }
  return orderReason(code ?? "above_stock", rules, need);
}
