import type { Reason } from "../compared-option.ts";
import type { OrderReason, OrderRules } from "./plan-request.ts";

/** Why a quantity cannot be ordered, in words with the listing's figures. */
export function orderReason(code: OrderReason, rules: OrderRules, quantity: number): Reason {
  return { code, message: sentence(code, rules, quantity) };
}

function sentence(
  code: OrderReason,
  { tiers, minOrderQuantity, orderMultiple, stock, minOrderValue }: OrderRules,
  quantity: number,
): string {
  const first = Math.min(...tiers.map(({ minQuantity }) => minQuantity));
  switch (code) {
    case "below_moq":
      return `${quantity} is below the least order of ${Math.max(minOrderQuantity ?? 0, Number.isFinite(first) ? first : 0)}`;
    case "below_min_value":
      return `${quantity} cost less than the least order of ${minOrderValue ?? 0}`;
    case "gap":
      return `No price is stated for ${quantity}: it falls into a gap of the price ladder`;
    case "above_top_tier":
      return `No price is stated above ${Math.max(...tiers.map(({ maxQuantity }) => maxQuantity ?? 0))}; ${quantity} are needed`;
    case "above_stock":
      return `${stock ?? 0} are in stock; ${quantity} are needed`;
    case "not_a_multiple":
      return `It is sold in multiples of ${orderMultiple ?? 1}; ${quantity} is none`;
    case "no_price":
      return "The listing states no price";
    case "mixed_terms":
      return "Its prices stand under different trade terms";
  }
}
