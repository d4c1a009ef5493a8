import type { AmountRange } from "../../model/money.ts";
import { Decimal, roundToMinorUnit, roundUnitFigure } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import type { ComparedOption, OptionCost, Purchase, Reason } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import type { CostLineName } from "../landed-cost/cost-lines.ts";
import { type DecimalRange, roundedLines } from "../landed-cost/landed-cost.ts";
import {
  type Candidate,
  candidateShipment,
  candidateTotal,
  isOpenEnded,
  isQuoteReplaced,
  ownUnknownLines,
} from "../option/candidate.ts";
import { type Contestant, type Entrant, requirementState } from "../option/contestant.ts";
import type { Entry } from "../option/entrants.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";
import { bestBatchCount, planBatches } from "../order/batches.ts";
import { stockOutlook } from "../order/stock-risk.ts";

const MAX_NAMED = 4;

/** One listing as the answer shows it. */
export function optionAnswer(entry: Entry, request: ComparisonRequest, terms: Terms): ComparedOption {
  if (entry.state === "unpriced")
    return { ...emptyOption(entry.unpriced), state: "unpriced", reasons: [entry.unpriced.reason, ...failed(entry.unpriced)] };
  if (entry.state === "infeasible") {
    const { entrant, price } = entry;
    const nearest = price.nearest && {
      quantity: price.nearest.quantity,
      total: roundToMinorUnit(candidateTotal(price.nearest, entrant.costs, terms.landing).low, terms.currency),
    };
    const reason = price.nearest === null ? price.reason : withMissing(price.reason, price.nearest, entrant, terms);
    return { ...emptyOption(entrant), state: "infeasible", reasons: [reason, ...failed(entrant)], nearest };
  }
  return pricedOption(entry.contestant, request, terms);
}

/** The total at the nearest quantity is the least it can be: what it leaves out is said with the reason. */
function withMissing(reason: Reason, nearest: Candidate, { costs }: Entrant, terms: Terms): Reason {
  const { missing } = candidateShipment(nearest, costs, terms.landing);
  const own = ownUnknownLines(nearest, costs).length > 0 || isOpenEnded(nearest, costs) ? ["its delivery"] : [];
  const left = own.length > 0 ? own : missing;
  if (left.length === 0) return reason;
  return {
    ...reason,
    message: `${reason.message}. The total at ${nearest.quantity} lacks ${left.length > MAX_NAMED ? `${left.length} costs` : words(left)}`,
  };
}

const words = (names: readonly string[]): string => names.map((name) => name.replaceAll("_", " ")).join(", ");

/** What an answer says of a purchase that cannot be worked out. */
export const NOTHING_BOUGHT = {
  buy: null,
  shipment: null,
  cost: null,
  exact: null,
  cheaperBelow: null,
  faster: null,
  nearest: null,
  batches: [],
  bestBatchCount: null,
  batchLimit: null,
  stockDays: null,
  stockDaysBasis: null,
  stockRisk: "unknown",
} as const satisfies Partial<ComparedOption>;

/** An option without a price: what is known of its seller, and nothing made up. */
function emptyOption({ ref, listing, score, leadTimeDays, requirements, warnings }: Entrant): ComparedOption {
  return {
    ref,
    title: listing.title,
    supplier: listing.product.supplier.name,
    state: "unpriced",
    reasons: [],
    ...NOTHING_BOUGHT,
    leadTimeDays,
    supplierScore: score,
    leadTime: { production: listing.product.leadTimeDays, transit: null },
    knownOfSupplier: [],
    requirements: requirements.map(({ name, state, detail }) => ({ name, state, why: detail })),
    inBudget: null,
    marketMarks: null,
    warnings,
  };
}

function pricedOption(contestant: Contestant, request: ComparisonRequest, terms: Terms): ComparedOption {
  const { best, listing } = contestant;
  const isRefused = requirementState(contestant) === "fails";
  const plans = batchPlans(contestant, request, terms);
  const stock = stockOutlook({
    bought: best.quantity,
    dailyDemand: request.dailyDemand,
    sold30Days: listing.product.trade.sold30Days,
  });
  return {
    ...emptyOption(contestant),
    state: isRefused ? "infeasible" : "feasible",
    reasons: failed(contestant),
    buy: purchase(contestant, request.quantity),
    cost: optionCost(best, contestant, request.quantity, terms),
    exact: exactPurchase(contestant, terms),
    batches: plans.map(({ count, sizes, total, holdingCost }) => ({
      count,
      sizes,
      total: roundToMinorUnit(total, terms.currency),
      holdingCost: roundToMinorUnit(holdingCost, terms.currency),
    })),
    bestBatchCount: bestBatchCount(plans),
    stockDays: stock.days === null ? null : Number(stock.days),
    stockDaysBasis: stock.basis,
    stockRisk: stock.risk,
    warnings: [...purchaseWarnings(contestant, request.quantity), ...contestant.warnings],
  };
}

const failed = ({ requirements }: Entrant): readonly Reason[] =>
  requirements
    .filter(({ state }) => state === "fails")
    .map(({ name, detail }) => ({ code: "requirement_failed", message: `${name.replaceAll("_", " ")}: ${detail}` }));

function purchase({ best, listing }: Contestant, need: number): Purchase {
  const { step, mix, quantity, term } = best;
  const { offer } = listing.product;
  return {
    quantity,
    surplus: quantity - need,
    unit: offer.unit,
    unitPrice: step === null || step.unitPrice !== step.highUnitPrice ? null : step.unitPrice,
    currency: offer.currency ?? "",
    tier: step && { minQuantity: step.minQuantity, maxQuantity: step.maxQuantity },
    sku: listing.skuId,
    mix: mix.map(({ sku, quantity: units, unitPrice }) => ({ sku, quantity: units, unitPrice })),
    tradeTerm: term,
    basis: listing.basis ?? "listing",
  };
}

function optionCost(candidate: Candidate, { costs }: Pick<Contestant, "costs">, need: number, terms: Terms): OptionCost {
  const { currency } = terms;
  const landed = candidateShipment(candidate, costs, terms.landing);
  const total = candidateTotal(candidate, costs, terms.landing);
  const isRange = !candidate.goods.low.equals(candidate.goods.high);
  const dearest = isRange ? candidateShipment(candidate, costs, terms.landing, true) : landed;
  const isOpen = isOpenEnded(candidate, costs);
  const openQuote: readonly CostLineName[] = isOpen ? ["origin_inland"] : [];
  const missing = [...new Set([...landed.missing, ...openQuote])];
  const lines = isRange
    ? landed.lines.map((line, index) =>
        line.amount?.equals(dearest.lines[index]?.amount ?? Number.NaN)
          ? line
          : { ...line, amount: null, high: dearest.lines[index]?.high ?? null },
      )
    : landed.lines;
  return {
    goods: isRange ? null : roundToMinorUnit(candidate.goods.low, currency),
    lines: roundedLines(lines, total, currency),
    total: rounded(total, currency),
    cash: rounded({ low: landed.cash.low, high: isOpen ? null : dearest.cash.high }, currency),
    perUnit: {
      low: roundUnitFigure(total.low.dividedBy(need), currency),
      high: total.high && roundUnitFigure(total.high.dividedBy(need), currency),
    },
    complete: landed.complete && !isRange && !isOpen,
    missing,
  };
}

function exactPurchase({ listing, costs, total }: Contestant, terms: Terms): ComparedOption["exact"] {
  const price = priceListing(listing, costs, { ...terms, allowOverbuy: false });
  const [best] = price.state === "priced" ? price.candidates : [];
  if (!best) return null;
  const exact = candidateTotal(best, costs, terms.landing);
  const saving = new Decimal(roundToMinorUnit(exact.low, terms.currency)).minus(roundToMinorUnit(total.low, terms.currency));
  return { total: rounded(exact, terms.currency), saving: roundToMinorUnit(Decimal.max(0, saving), terms.currency) };
}

/** Delivery in parts, each paying its own way. Needs the buyer's demand; without a holding rate stock costs nothing to hold. */
function batchPlans({ listing, costs, best }: Contestant, request: ComparisonRequest, terms: Terms) {
  const { dailyDemand, holdingRatePerYear, maxBatches } = request;
  if (dailyDemand === null || !new Decimal(dailyDemand).greaterThan(0) || listing.mix.length > 0) return [];
  return planBatches({
    quantity: best.quantity,
    dailyDemand,
    holdingRatePerYear: holdingRatePerYear ?? "0",
    maxBatches,
    minOrderQuantity: listing.product.offer.minOrderQuantity,
    orderMultiple: listing.product.offer.orderMultiple,
    costOf(size) {
      const price = priceListing(listing, costs, { ...terms, need: size, allowOverbuy: false });
      const [batch] = price.state === "priced" ? price.candidates : [];
      if (!batch) return null;
      return { total: candidateTotal(batch, costs, terms.landing).low, unitPrice: batch.goods.low.dividedBy(size) };
    },
  });
}

function purchaseWarnings({ best, listing, costs }: Contestant, need: number): readonly Warning[] {
  const { offer, services } = listing.product;
  const warnings: Warning[] = [];
  if (best.quantity > need)
    warnings.push({
      code: "surplus",
      message: `Buys ${best.quantity - need} more than needed: that costs less or is the least order`,
    });
  if (best.term?.assumed === true)
    warnings.push({ code: "term_assumed", message: `${best.term.rule} is the marketplace's custom, not the listing's word` });
  if (isOpenEnded(best, costs))
    warnings.push({
      code: "freight_lower_bound",
      message: "The delivery fee grows with the quantity by a step that is not stated: it is a lower bound",
    });
  if (best.route !== null && best.route.amount === null && !isQuoteReplaced(best, costs))
    warnings.push({ code: "freight_unknown", message: `Delivery is offered, its fee for ${best.quantity} is not known` });
  if (listing.mix.length > 0 && services.mixedBatch === null)
    warnings.push({
      code: "mixed_batch_unknown",
      message: "The listing does not say whether it mixes SKUs in one batch: each was priced alone",
    });
  if (offer.taxIncluded === null && listing.product.marketplace === "aliexpress")
    warnings.push({ code: "tax_unknown", message: "Whether the price includes the destination's tax is not known" });
  return warnings;
}

const rounded = ({ low, high }: DecimalRange, currency: string): AmountRange => ({
  low: roundToMinorUnit(low, currency),
  high: high && roundToMinorUnit(high, currency),
});
