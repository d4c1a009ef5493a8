import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { ComparedOption } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import type { Plan, PricedOption } from "../option/option.ts";
import { planLeast } from "../option/plans/plan-cost.ts";
import { exactPlan } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";
import { batchLimit, bestBatchCount, planInstalments } from "../order/instalments.ts";
import { SALES_WINDOW_DAYS, stockOutlook } from "../order/stock-risk.ts";

type Parts = Pick<ComparedOption, "batches" | "bestBatchCount" | "batchLimit" | "stockDays" | "stockDaysBasis" | "stockRisk">;

/**
 * The need in several deliveries, each paying its own way, where the demand is known: the buyer's, else the seller's sales stand in
 * for it. A count is left out where a cost is known of the whole order and not of its shipments. Without a holding rate no total holds
 * what the stock costs while it lies, which is not known. While a cost of each shipment is not known, no count is the best.
 */
export function deliveriesInParts(option: PricedOption, request: ComparisonRequest, terms: Terms): Parts {
  const { plan, pieces, listing, costs } = option;
  const { dailyDemand } = request;
  const { sold30Days } = listing.product.trade;
  const stock = stockOutlook({ bought: plan.quantity, dailyDemand, sold30Days });
  const demand = dailyDemand ?? (sold30Days === null ? null : new Decimal(sold30Days).dividedBy(SALES_WINDOW_DAYS).toFixed());
  const outlook = {
    stockDays: stock.days === null ? null : Number(stock.days),
    stockDaysBasis: stock.basis,
    stockRisk: stock.risk,
  };
  if (demand === null || plan.mix.length > 0) return { ...outlook, batches: [], bestBatchCount: null, batchLimit: null };
  const { oneTime, ...repeated } = costs;
  let isUnquoted = false;
  const plans = planInstalments({
    quantities: [...new Set([terms.need, plan.quantity])],
    dailyDemand: demand,
    holdingRatePerYear: request.holdingRatePerYear ?? "0",
    maxBatches: request.maxBatches,
    multiple: pieces[0]?.multiple ?? terms.quantum,
    once: oneTime === undefined ? NOTHING : plan.total.low.minus(planLeast(plan, repeated, terms.landing)),
    costOf(size) {
      const order = exactPlan(pieces, size, costs, terms);
      if (order === null) return null;
      if (opensMore(order, option, terms)) {
        isUnquoted = true;
        return null;
      }
      const total = oneTime === undefined ? order.total.low : planLeast(order, repeated, terms.landing);
      return { total, unitPrice: order.goods.low.dividedBy(size) };
    },
  });
  const isOpen = plan.total.high === null || isUnquoted;
  const limit = isOpen ? batchLimit(plans) : null;
  const shown = (amount: Decimal): string => roundToMinorUnit(amount, terms.currency);
  return {
    ...outlook,
    batches: plans.map(({ count, sizes, total, holdingCost }) => ({
      count,
      sizes,
      total: shown(total),
      holdingCost: request.holdingRatePerYear === null ? null : shown(holdingCost),
    })),
    bestBatchCount: isOpen ? null : bestBatchCount(plans),
    batchLimit: limit && { perShipment: shown(limit.perShipment), count: limit.count },
  };
}

/** Whether a cost is unknown of an order that is known of the plan, as a delivery that is quoted for the larger quantity alone. */
function opensMore(order: Plan, { plan, costs }: PricedOption, { landing }: Terms): boolean {
  const unknown = landing.unknownLines(plan.shape, costs);
  return (
    (order.isOpenEnded && !plan.isOpenEnded) || landing.unknownLines(order.shape, costs).some((line) => !unknown.includes(line))
  );
}

const NOTHING = new Decimal(0);
