import { Decimal } from "../../model/money.ts";
import type { Product, Warning } from "../../model/product.ts";
import { createObjectMemory, onceForEach } from "../../object-memory.ts";
import type { OptionScore, Reason } from "../compared-option.ts";
import type { ComparisonRequest, FailedListing, Listing, NamedCost } from "../comparison.ts";
import { convert, convertPrice } from "../exchange-rates.ts";
import { type BuyerCosts, laidOver } from "../landed-cost/buyer-costs.ts";
import { knownOfSupplier, profileOf, withOwnKnowledge } from "../supplier-score/listing-profile.ts";
import type { SupplierScore } from "../supplier-score/score-result.ts";
import { scoreSupplier } from "../supplier-score/supplier-score.ts";
import type { InfeasibleOption, Option, Plan, PricedOption, Seen } from "./option.ts";
import { orderTerms } from "./order-terms.ts";
import { daysToMake } from "./pieces/days.ts";
import { mixWarnings, stockMixOf, stockPieces, stockRefusal } from "./pieces/stock-pieces.ts";
import { mixPlans } from "./plans/mix-plans.ts";
import { byPreference, frontier, nearestPlan, plansAt } from "./plans/plans.ts";
import { offerPrice } from "./price/offer-price.ts";
import { checkRequirements } from "./requirements.ts";
import { isRead, type Terms } from "./terms.ts";
import { unitWarning, unpricedReason } from "./unpriced.ts";

/** A listing with everything that a comparison finds out about it: scored once, priced once. */
export function openOption(listing: Listing | FailedListing, request: ComparisonRequest, terms: Terms): Option {
  if (!isRead(listing)) return { state: "failed", ref: listing.ref, failure: listing.failure };
  return priceOption(see(listing, request, terms), request, terms);
}

/** The same with what was learned of the listing's delivery: what is known of the supplier stands. */
export function withQuotes(option: Option, listing: Listing, request: ComparisonRequest, terms: Terms): Option {
  return option.state === "failed" ? option : priceOption({ ...seenOf(option), listing }, request, terms);
}

/** The same under other costs of the way: a figure that is said may stand in for a seller's delivery, and opens other orders. */
export const withCosts = (option: PricedOption, costs: BuyerCosts, request: ComparisonRequest, terms: Terms): Option =>
  priceOption({ ...seenOf(option), costs }, request, terms);

const seenOf = ({ ref, listing, costs, score, hasAlarm, known, requirements, ownWarnings, warnings }: Seen): Seen => ({
  ref,
  listing,
  costs,
  score,
  hasAlarm,
  known,
  requirements,
  ownWarnings,
  warnings,
});

const scores = createObjectMemory<Product, SupplierScore>();
const knownOf = onceForEach<Product, readonly string[]>(knownOfSupplier);

/** A listing is compared again and again; its supplier is scored once for all that is known on that day. */
function scoreOf({ product, scoreProfile = {} }: Listing, request: ComparisonRequest): SupplierScore {
  const { maxDisputeRate, maxRefundRate, nowMs } = request;
  const profile = withOwnKnowledge(profileOf(product.supplier, product.certifications, nowMs), scoreProfile);
  const key = JSON.stringify([profile, maxDisputeRate, maxRefundRate]);
  return scores(product, key, () => scoreSupplier(profile, { maxDisputeRate, maxRefundRate }));
}

function see(listing: Listing, request: ComparisonRequest, terms: Terms): Seen {
  const { product } = listing;
  const scored = scoreOf(listing, request);
  // Where too little is known the score's level says so already; the first warning would only repeat it.
  const risks = scored.riskWarnings.slice(scored.level === "insufficient_data" ? 1 : 0);
  return {
    ref: listing.ref,
    listing,
    costs: terms.sameCosts(withOwnCosts(costsOf(listing, request), listing, terms)),
    score: scoreText(scored),
    hasAlarm: scored.alarms.length > 0,
    // Until when an offer holds is known of it, as a day that was read; a seller's own words stand elsewhere.
    known: listing.validUntil == null ? knownOf(product) : [`holds until ${listing.validUntil}`, ...knownOf(product)],
    requirements: [],
    ownWarnings: [
      ...staleFirst(product.warnings).slice(0, MAX_LISTING_WARNINGS),
      ...risks.map((message) => ({ code: "supplier_risk", message })),
    ],
    warnings: [],
  };
}

const MAX_LISTING_WARNINGS = 5;

/** That a price is old weighs more than whatever else is odd about it. */
const staleFirst = (warnings: readonly Warning[]): readonly Warning[] => [
  ...warnings.filter(({ code }) => code === "stale"),
  ...warnings.filter(({ code }) => code !== "stale"),
];

/** A delivery's fee decides with the price: an old one is said as an old price is. */
const ageWarning = (plan: Plan | null): readonly Warning[] =>
  plan?.route?.stale === undefined ? [] : [{ code: "stale", message: plan.route.stale }];

function scoreText({ low, high, estimate, level }: ReturnType<typeof scoreSupplier>): OptionScore {
  const text = (points: string): string => new Decimal(points).toFixed(1);
  return { low: text(low), high: text(high), estimate: estimate === null ? null : text(estimate), level };
}

/** A listing's SKUs share its costs, and the listings of a marketplace share those. */
export const productOf = (ref: string): string => ref.split("#")[0] ?? ref;
export const marketplaceOf = (ref: string): string => ref.split(":")[0] ?? ref;

/** The buyer's costs for one listing: its own over its marketplace's over the shared ones. A listing's hold for its SKUs too. */
export function costsOf(
  listing: Pick<Listing, "ref">,
  { costs, costsByProduct }: Pick<ComparisonRequest, "costs" | "costsByProduct">,
): BuyerCosts {
  return [...new Set([marketplaceOf(listing.ref), productOf(listing.ref), listing.ref])].reduce(
    (shared, key) => laidOver(shared, costsByProduct[key] ?? {}),
    costs,
  );
}

/** What an offer charges once or for each order stands beside what the buyer has of the kind. Without a rate nothing is landed. */
function withOwnCosts(
  costs: BuyerCosts,
  { oneTimeCosts = [], perOrderCosts = [], product }: Listing,
  terms: Terms,
): BuyerCosts {
  const { currency } = product.offer;
  if (currency === null || convert(new Decimal(1), currency, terms.currency, terms.fx) === null) return costs;
  const sum = (own: readonly NamedCost[], given: string | undefined): string | undefined => {
    if (own.length === 0) return given;
    const amounts = own.map(({ amount }) => convertPrice(new Decimal(amount), currency, terms.currency, terms.fx));
    return amounts.reduce((total, amount) => total.plus(amount), new Decimal(given ?? 0)).toFixed();
  };
  const [oneTime, perOrder] = [sum(oneTimeCosts, costs.oneTime), sum(perOrderCosts, costs.perOrder)];
  return { ...costs, ...(oneTime === undefined ? {} : { oneTime }), ...(perOrder === undefined ? {} : { perOrder }) };
}

function priceOption(seen: Seen, request: ComparisonRequest, terms: Terms): Option {
  const { listing, costs } = seen;
  const checked = (plan: Plan | null, warnings: readonly Warning[]): Seen => ({
    ...seen,
    warnings: staleFirst([...warnings, ...seen.ownWarnings, ...ageWarning(plan)]),
    requirements: checkRequirements(request.requirements, {
      product: listing.product,
      leadTimeDays: plan === null ? daysToMake(listing.product) : plan.days,
      score: seen.score,
      nowMs: request.nowMs,
    }),
  });
  const infeasible = (reason: Reason, nearest: Plan | null, pieces: InfeasibleOption["pieces"] = []): Option => ({
    ...checked(nearest, price.warnings),
    state: "infeasible",
    reasons: [reason],
    pieces,
    nearest,
  });
  const price = offerPrice(listing.product, listing.skuId);
  if (listing.product.status === "off_shelf")
    return infeasible({ code: "off_shelf", message: "The listing is no longer sold" }, null);
  if (isExpired(listing, request.nowMs))
    return infeasible(
      { code: "expired_offer", message: `The offer held until ${listing.validUntil}: ask whether it still does` },
      null,
    );
  const reason = unpricedReason(listing, price.steps, terms);
  if (reason !== null) return { ...checked(null, price.warnings), state: "unpriced", reason };
  const order = orderTerms(listing, price.steps, costs, terms);
  const stockMix = stockMixOf(listing, price.steps, order, costs, terms);
  const mixed = listing.mix.length > 0 ? mixPlans(listing, costs, terms) : null;
  if (mixed !== null && "reason" in mixed) return infeasible(mixed.reason, null);
  const pieces = mixed === null ? stockPieces(listing, price.steps, order, costs, terms, stockMix) : [];
  const all = [...(mixed?.plans ?? plansAt(pieces, terms.need, costs, terms))].sort(byPreference(terms));
  const [plan] = all;
  if (plan === undefined) {
    const nearest = nearestPlan(pieces, terms.need, costs, terms);
    return infeasible(stockRefusal(listing, price.steps, order, terms, stockMix), nearest, pieces);
  }
  const [first = plan, ...others] = frontier(all).toSorted(byPreference(terms));
  return {
    ...checked(plan, [...mixWarnings(price.warnings, plan, listing), ...unitWarning(listing, terms)]),
    state: "priced",
    pieces,
    everyPlan: all,
    plans: [first, ...others],
    plan,
    isOverBudget: terms.budget?.lessThan(plan.total.low) === true,
    isMadeToOrder: order.stock !== null && plan.quantity > order.stock,
  };
}

/** An offer that held until a day that has passed; it holds to that day's end (UTC). */
const isExpired = ({ validUntil }: Listing, nowMs: number): boolean =>
  validUntil != null && new Date(nowMs).toISOString().slice(0, 10) > validUntil;
