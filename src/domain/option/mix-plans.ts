import type { Decimal } from "../../model/money.ts";
import type { Reason } from "../compared-option.ts";
import type { Listing } from "../comparison.ts";
import { convert } from "../exchange.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { addDays, productionDays } from "./days.ts";
import { deliveriesAt, isReplaced, ownUnknown } from "./deliveries.ts";
import { mixGoods, mixPrices } from "./mix-price.ts";
import type { Plan } from "./option.ts";
import { shapeOf } from "./pieces.ts";
import { planTotal } from "./plan-cost.ts";
import type { Terms } from "./terms.ts";

/** One order of several SKUs, with each delivery that the listing offers. */
export function mixPlans(
  listing: Listing,
  costs: BuyerCosts,
  terms: Terms,
): { readonly plans: readonly Plan[] } | { readonly reason: Reason } {
  const priced = mixPrices(listing);
  if ("reason" in priced) return priced;
  const { product, quotes } = listing;
  const { lines } = priced;
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const term = lines[0]?.term ?? product.offer.tradeTerm;
  const exchange = (amount: Decimal, currency: string): Decimal | null => convert(amount, currency, terms.currency, terms.fx);
  const ownGoods = mixGoods(lines);
  const goods = exchange(ownGoods, product.offer.currency ?? "") ?? ownGoods;
  const options = [...product.shipping.options, ...quotes];
  const production = productionDays(product, quantity);
  const plans = deliveriesAt({ quantity, goods: ownGoods }, product, options, exchange).map((offered): Plan => {
    const rule = term?.rule ?? null;
    const route = isReplaced(offered, rule, costs) ? null : offered;
    const load = {
      quantity,
      goods: { low: goods, high: goods },
      fee: route?.flat == null ? null : route.flat.plus(route.perUnit.times(quantity)),
      shape: shapeOf(term, route, product),
      isOpenEnded: route?.exact === false,
    };
    const { low, high, cash } = planTotal(load, costs, terms.landing);
    const transit = route === null || route.scope === "domestic" ? null : route.days;
    return {
      ...load,
      step: null,
      mix: lines,
      term,
      route,
      total: { low, high },
      cash,
      production,
      transit,
      days: addDays(production, transit),
      ownUnknown: ownUnknown(route, load.shape, costs, terms.landing),
    };
  });
  return { plans };
}
