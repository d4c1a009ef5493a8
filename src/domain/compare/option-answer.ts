import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import type { ComparedOption, Reason } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { termWarnings } from "../landed-cost/term-warnings.ts";
import { marketMarks } from "../market-marks/market-marks.ts";
import {
  type FailedOption,
  type InfeasibleOption,
  isAccepted,
  type Option,
  type PricedOption,
  type Seen,
} from "../option/option.ts";
import { daysToMake } from "../option/pieces/days.ts";
import { leastCovering } from "../option/pieces/piece.ts";
import { planShipment } from "../option/plans/plan-cost.ts";
import type { Terms } from "../option/terms.ts";
import { deliveriesInParts } from "./deliveries-in-parts.ts";
import { cheaperOrder, exactOrder, fasterOrder } from "./other-orders.ts";
import { optionCost, optionShipment, purchase, surplusOf } from "./purchase.ts";

const MAX_NAMED = 4;
// Faults that are facts of the listing and not a failure to read it.
const NOT_FOR_SALE = { off_shelf: "off_shelf", not_sold_there: "not_sold_there" } as const;

export const isNotForSale = ({ failure }: Pick<FailedOption, "failure">): boolean => failure.code in NOT_FOR_SALE;

/** One option as the answer shows it. */
export function optionAnswer(option: Option, request: ComparisonRequest, terms: Terms): ComparedOption {
  switch (option.state) {
    case "failed": {
      const { ref, failure } = option;
      return { ...NOTHING_KNOWN, ref, state: isNotForSale(option) ? "infeasible" : "error", reasons: [failure] };
    }
    case "unpriced":
      return { ...seenAnswer(option, request), state: "unpriced", reasons: [option.reason, ...failed(option)] };
    case "infeasible":
      return infeasibleAnswer(option, request, terms);
    case "priced":
      return pricedAnswer(option, request, terms);
  }
}

const NOTHING_BOUGHT = {
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
  inBudget: null,
} as const satisfies Partial<ComparedOption>;

const NOTHING_KNOWN = {
  title: null,
  supplier: null,
  ...NOTHING_BOUGHT,
  leadTimeDays: null,
  leadTime: { production: null, transit: null },
  supplierScore: null,
  knownOfSupplier: [],
  requirements: [],
  marketMarks: null,
  warnings: [],
} as const satisfies Partial<ComparedOption>;

/** An option without a price: what is known of its seller, and nothing made up. */
function seenAnswer(seen: Seen, request: ComparisonRequest): Omit<ComparedOption, "state" | "reasons"> {
  const { ref, listing, score, known, requirements, warnings } = seen;
  const { product, title } = listing;
  return {
    ref,
    title,
    supplier: product.supplier.name,
    ...(listing.offerWords === undefined ? {} : { offerWords: listing.offerWords }),
    ...NOTHING_BOUGHT,
    leadTimeDays: daysToMake(product),
    leadTime: { production: product.leadTimeDays, transit: null },
    supplierScore: score,
    knownOfSupplier: known,
    requirements: requirements.map(({ name, state, detail }) => ({ name, state, why: detail })),
    marketMarks: marketMarks(request.destination, product.certifications, request.nowMs),
    warnings,
  };
}

function infeasibleAnswer(option: InfeasibleOption, request: ComparisonRequest, terms: Terms): ComparedOption {
  const { reasons, nearest } = option;
  const [first, ...others] = reasons;
  const reason = nearest === null ? first : withMissing(first, option, terms);
  return {
    ...seenAnswer(option, request),
    state: "infeasible",
    reasons: [reason, ...others, ...failed(option)],
    nearest: nearest && { quantity: nearest.quantity, total: roundToMinorUnit(nearest.total.low, terms.currency) },
  };
}

/** The total at the nearest quantity is the least it can be: what it leaves out is said with the reason. */
function withMissing(reason: Reason, { nearest, costs }: InfeasibleOption, { landing }: Terms): Reason {
  if (nearest === null) return reason;
  const own = nearest.ownUnknown.length > 0 || nearest.isOpenEnded ? ["its delivery"] : [];
  const left = own.length > 0 ? own : planShipment(nearest, costs, landing).missing;
  if (left.length === 0) return reason;
  return {
    ...reason,
    message: `${reason.message}. The total at ${nearest.quantity} lacks ${left.length > MAX_NAMED ? `${left.length} costs` : words(left)}`,
  };
}

const words = (names: readonly string[]): string => names.map((name) => name.replaceAll("_", " ")).join(", ");

function pricedAnswer(option: PricedOption, request: ComparisonRequest, terms: Terms): ComparedOption {
  const { plan } = option;
  return {
    ...seenAnswer(option, request),
    state: isAccepted(option) ? "feasible" : "infeasible",
    reasons: [...failed(option), ...overBudget(option, terms)],
    buy: purchase(option, terms.need),
    shipment: optionShipment(option),
    cost: optionCost(plan, option, terms),
    exact: exactOrder(option, terms),
    cheaperBelow: cheaperOrder(option, terms),
    faster: fasterOrder(option, terms),
    ...deliveriesInParts(option, request, terms),
    leadTimeDays: plan.days,
    leadTime: { production: plan.production, transit: plan.transit },
    inBudget: inBudget(option, terms),
    warnings: [
      ...purchaseWarnings(option, terms),
      ...termWarnings(plan.term),
      ...option.warnings.filter(({ code }) => code !== "inverted" || isDearerThanFewer(option)),
    ],
  };
}

/** Whether fewer would cost less a unit: a step that is dearer elsewhere on the ladder says nothing of this order. */
const isDearerThanFewer = ({ plan: { step }, listing }: PricedOption): boolean =>
  step === null ||
  listing.product.offer.tiers.some(
    ({ minQuantity, unitPrice }) => minQuantity < step.minQuantity && new Decimal(unitPrice).lessThan(step.unitPrice),
  );

const failed = ({ requirements }: Seen): readonly Reason[] =>
  requirements
    .filter(({ state }) => state === "fails")
    .map(({ name, detail }) => ({ code: "requirement_failed", message: `${name.replaceAll("_", " ")}: ${detail}` }));

const overBudget = ({ isOverBudget, plan }: PricedOption, { budget, currency }: Terms): readonly Reason[] =>
  isOverBudget && budget !== null
    ? [
        {
          code: "over_budget",
          message: `At least ${roundToMinorUnit(plan.total.low, currency)} ${currency}; the budget is ${budget.toFixed()}`,
        },
      ]
    : [];

function inBudget({ isOverBudget, plan }: PricedOption, { budget }: Terms): ComparedOption["inBudget"] {
  if (budget === null) return null;
  if (isOverBudget) return "no";
  return plan.total.high?.lessThanOrEqualTo(budget) ? "yes" : "unknown";
}

/** Why more than the need is bought. */
function surplusReason({ plan, pieces }: PricedOption, need: number): string {
  const isLeast = pieces.every((piece) => (leastCovering(piece, need) ?? plan.quantity) >= plan.quantity);
  return isLeast ? "no smaller order covers it" : "a smaller order costs more, comes later or is not known as well";
}

function purchaseWarnings(option: PricedOption, { need, maxLeadTimeDays }: Terms): readonly Warning[] {
  const { plan, listing, isMadeToOrder } = option;
  const { offer, services, marketplace } = listing.product;
  const warnings: Warning[] = [];
  const warn = (code: string, message: string): void => {
    warnings.push({ code, message });
  };
  if (plan.quantity > need) warn("surplus", `Buys ${surplusOf(plan, need)} more than needed: ${surplusReason(option, need)}`);
  if (isMadeToOrder) {
    const way = maxLeadTimeDays === null || plan.transit !== null ? "" : ", if the way, whose days are not known, took none";
    warn(
      "above_stock",
      `${plan.quantity} are more than is in stock: the rest is within the monthly output that the seller states${way}`,
    );
  }
  if (plan.term?.assumed === true)
    warn("term_assumed", `${plan.term.rule} is the marketplace's custom, not the listing's word`);
  if (plan.isOpenEnded)
    warn("freight_lower_bound", "The delivery fee grows with the quantity by a step that is not stated: it is a lower bound");
  if (plan.route !== null && plan.fee === null)
    warn("freight_unknown", `Delivery is offered, its fee for ${plan.quantity} is not known`);
  if (plan.mix.length > 0 && services.mixedBatch === null)
    warn("mixed_batch_unknown", "The listing does not say whether it mixes SKUs in one batch: each was priced alone");
  if (offer.taxIncluded === null && marketplace === "aliexpress")
    warn("tax_unknown", "Whether the price includes the destination's tax is not known");
  return warnings;
}
