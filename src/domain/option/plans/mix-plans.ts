import type { Decimal } from "../../../model/money.ts";
import type { Reason } from "../../compared-option.ts";
import type { Listing } from "../../comparison.ts";
import { convert, convertPrice } from "../../exchange-rates.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import type { Plan } from "../option.ts";
import { productionDays } from "../pieces/days.ts";
import { deliveriesAt, isReplaced, offeredBy } from "../pieces/deliveries.ts";
import { shapeOf } from "../pieces/pieces.ts";
import { saidTransit } from "../pieces/said-days.ts";
import { mixGoods, mixPrices } from "../price/mix-price.ts";
import type { Terms } from "../terms.ts";
import { landedPlan } from "./plan-cost.ts";

/** One order of several SKUs, with each delivery that the listing offers. */
export function mixPlans(
  listing: Listing,
  costs: BuyerCosts,
  terms: Terms,
): { readonly plans: readonly Plan[] } | { readonly reason: Reason } {
  const priced = mixPrices(listing);
  if ("reason" in priced) return priced;
  const { product } = listing;
  const { lines } = priced;
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const term = lines[0]?.term ?? product.offer.tradeTerm;
  const exchange = (amount: Decimal, currency: string): Decimal | null => convert(amount, currency, terms.currency, terms.fx);
  const ownGoods = mixGoods(lines);
  const goods = convertPrice(ownGoods, product.offer.currency, terms.currency, terms.fx);
  const production = productionDays(product, quantity);
  const options = offeredBy(listing);
  const plans = deliveriesAt({ quantity, goods: ownGoods }, product, options, exchange).map((offered): Plan => {
    const route = isReplaced(offered, shapeOf(term, offered, product), costs) ? null : offered;
    const shape = shapeOf(term, route, product);
    const order = {
      quantity,
      goods: { low: goods, high: goods },
      step: null,
      mix: lines,
      term,
      route,
      shape,
      production,
      saidTransit: saidTransit(route, options, product, quantity),
    };
    return landedPlan(order, costs, terms.landing);
  });
  return { plans };
}
