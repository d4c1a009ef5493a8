import { Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import type { OptionScore } from "../compared-option.ts";
import type { ComparisonRequest, Listing } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { profileOf, withOwnKnowledge } from "../supplier-score/listing-profile.ts";
import { type SupplierScore, scoreSupplier } from "../supplier-score/supplier-score.ts";
import { candidateTotal } from "./candidate.ts";
import type { Contestant, Entrant, Unpriced } from "./contestant.ts";
import { leadTime } from "./lead-time.ts";
import { type ListingPrice, priceListing, type Terms } from "./listing-price.ts";
import { checkRequirements } from "./requirements.ts";
import { worthKeeping } from "./sure-lead.ts";

/** A listing with everything that the comparison found out about it. */
export type Entry =
  | { readonly state: "priced"; readonly contestant: Contestant; readonly price: ListingPrice }
  | { readonly state: "unpriced"; readonly unpriced: Unpriced }
  | { readonly state: "infeasible"; readonly entrant: Entrant; readonly price: Extract<ListingPrice, { state: "infeasible" }> };

export function enter(listing: Listing, request: ComparisonRequest, terms: Terms): Entry {
  const costs = costsOf(listing, request);
  const price = expired(listing, request) ?? priceListing(listing, costs, terms);
  const entrant = {
    ...entrantOf(listing, costs, price, request),
    warnings: [...price.warnings, ...shortList(listing.product.warnings), ...riskOf(listing, request)],
  };
  if (price.state === "unpriced") return { state: "unpriced", unpriced: { ...entrant, reason: price.reason } };
  const [best] = price.state === "priced" ? price.candidates : [];
  if (price.state === "infeasible" || !best) return { state: "infeasible", entrant, price: asInfeasible(price) };
  const candidates = worthKeeping(price.candidates, costs, terms.landing, terms.currency);
  const total = candidateTotal(best, costs, terms.landing);
  return { state: "priced", price, contestant: { ...entrant, candidates, best, total } };
}

/** An offer that held until a day that has passed; it holds to that day's end (UTC). */
function expired({ validUntil }: Listing, { nowMs }: ComparisonRequest): ListingPrice | null {
  if (validUntil == null || new Date(nowMs).toISOString().slice(0, 10) <= validUntil) return null;
  const reason = { code: "expired_offer" as const, message: `The offer held until ${validUntil}: ask whether it still does` };
  return { state: "infeasible", reason, nearest: null, warnings: [] };
}

/** The buyer's costs for one listing: its own over its marketplace's over the shared ones. A listing's hold for its SKUs too. */
export function costsOf(
  listing: Pick<Listing, "ref">,
  { costs, costsByProduct }: Pick<ComparisonRequest, "costs" | "costsByProduct">,
): BuyerCosts {
  const [product = listing.ref] = listing.ref.split("#");
  const [marketplace = product] = product.split(":");
  return { ...costs, ...costsByProduct[marketplace], ...costsByProduct[product], ...costsByProduct[listing.ref] };
}

function entrantOf(listing: Listing, costs: BuyerCosts, price: ListingPrice, request: ComparisonRequest): Entrant {
  const candidate = price.state === "priced" ? (price.candidates[0] ?? null) : null;
  const leadTimeDays = leadTime(listing, candidate);
  const score = scoreOf(listing, request);
  const facts = { product: listing.product, leadTimeDays, score, nowMs: request.nowMs };
  const requirements = checkRequirements(request.requirements, facts);
  return { ref: listing.ref, listing, costs, score, leadTimeDays, requirements, warnings: [] };
}

const scored = (
  { product, scoreProfile }: Listing,
  { nowMs, maxDisputeRate, maxRefundRate }: ComparisonRequest,
): SupplierScore =>
  scoreSupplier(withOwnKnowledge(profileOf(product.supplier, product.certifications, nowMs), scoreProfile ?? {}), {
    maxDisputeRate,
    maxRefundRate,
  });

function scoreOf(listing: Listing, request: ComparisonRequest): OptionScore {
  const { low, high, estimate, level } = scored(listing, request);
  const text = (points: string): string => new Decimal(points).toFixed(1);
  return { low: text(low), high: text(high), estimate: estimate === null ? null : text(estimate), level };
}

// Where too little is known the score's level says so already; the first warning would only repeat it.
function riskOf(listing: Listing, request: ComparisonRequest): readonly Warning[] {
  const { riskWarnings, level } = scored(listing, request);
  return riskWarnings.slice(level === "insufficient_data" ? 1 : 0).map((message) => ({ code: "supplier_risk", message }));
}

const MAX_LISTING_WARNINGS = 5;
const shortList = (warnings: readonly Warning[]): readonly Warning[] => warnings.slice(0, MAX_LISTING_WARNINGS);

const asInfeasible = (price: Exclude<ListingPrice, { state: "unpriced" }>): Extract<ListingPrice, { state: "infeasible" }> =>
  price.state === "infeasible"
    ? price
    : {
        state: "infeasible",
        reason: { code: "above_stock", message: "Nothing can be ordered" },
        nearest: null,
        warnings: price.warnings,
      };
