import { Decimal } from "../../model/money.ts";
import type { UnitRatio } from "../../model/unit.ts";
import type { ComparisonRequest, FailedListing, Listing } from "../comparison.ts";
import { isSaid } from "../landed-cost/cost-lines.ts";
import { inAskedUnit, recountedListings } from "../option/asked-unit.ts";
import { costsOf, openOption, withQuotes } from "../option/open-option.ts";
import type { Option, Plan, PricedOption } from "../option/option.ts";
import { type Terms, termsOf } from "../option/terms.ts";
import { eachInSteps, finish, type Steps } from "../steps.ts";

/** A question with every listing entered, scored and priced once. */
export interface OpenComparison {
  /** By reference, those that sell by another count than the one asked for: a platform quotes by its own. */
  readonly recounted: ReadonlyMap<string, UnitRatio>;
  /** With every listing in the unit asked for. */
  readonly request: ComparisonRequest;
  readonly terms: Terms;
  /** In the order of the request. */
  readonly options: readonly Option[];
}

export const openComparison = (asked: ComparisonRequest): OpenComparison => finish(openInSteps(asked));

/** The same in short steps. */
export function* openInSteps(asked: ComparisonRequest): Steps<OpenComparison> {
  const request = inAskedUnit(asked);
  const terms = termsOf(request);
  const recounted = recountedListings(asked);
  yield;
  const options = yield* eachInSteps(request.listings, (listing) => openOption(listing, request, terms));
  return { recounted, request, terms, options };
}

/** What the platform says of a listing's delivery: quotes, or why it delivers none. */
export type DeliveryAnswer = Listing["quotes"] | FailedListing["failure"];

/** The same with more delivery quotes, by reference: only those listings are priced again. */
export const addQuotes = (opened: OpenComparison, answers: ReadonlyMap<string, DeliveryAnswer>): OpenComparison =>
  finish(addQuotesInSteps(opened, answers));

/** The same in short steps. */
export function* addQuotesInSteps(opened: OpenComparison, answers: ReadonlyMap<string, DeliveryAnswer>): Steps<OpenComparison> {
  const { request, terms, recounted } = opened;
  const listings = request.listings.map((listing) => {
    const answer = answers.get(listing.ref);
    return answer === undefined || !("quotes" in listing) ? listing : answered(listing, answer);
  });
  const asked = { ...request, listings };
  const options = yield* eachInSteps(opened.options, (option, index) => {
    const listing = listings[index];
    if (listing === undefined || option.state === "failed" || !answers.has(option.ref)) return option;
    return "quotes" in listing ? withQuotes(option, listing, asked, terms) : openOption(listing, asked, terms);
  });
  return { recounted, request: asked, terms, options };
}

function answered(listing: Listing, answer: DeliveryAnswer): Listing | FailedListing {
  if (!("length" in answer)) return { ref: listing.ref, failure: answer };
  return { ...listing, product: freeFromQuotes(listing.product, answer), quotes: [...listing.quotes, ...answer] };
}

/** A quote may say from which value of goods its way is free: the least of them is the listing's own rule, where it has none. */
function freeFromQuotes(product: Listing["product"], quotes: Listing["quotes"]): Listing["product"] {
  const [least] = quotes
    .flatMap(({ freeFrom }) => (freeFrom?.currency === product.offer.currency ? (freeFrom ?? []) : []))
    .toSorted((one, other) => new Decimal(one.amount).comparedTo(other.amount));
  if (least === undefined || product.shipping.freeFrom !== null) return product;
  return { ...product, shipping: { ...product.shipping, freeFrom: least } };
}

/** A quantity of the unit asked for in the listing's own, by which its platform quotes; null where that is no whole number. */
export function ownQuantity({ recounted }: OpenComparison, ref: string, quantity: number): number | null {
  const ratio = recounted.get(ref);
  if (ratio === undefined) return quantity;
  const own = new Decimal(quantity).times(ratio.dividedBy).div(ratio.times);
  return own.isInteger() ? own.toNumber() : null;
}

/**
 * At which quantities a listing's delivery is worth asking for, the need first: those whose cost without it could still be the
 * least. Only listings whose freight nobody has said.
 */
export function quantitiesToQuote(opened: OpenComparison, limit: number): ReadonlyMap<string, readonly number[]> {
  const { options, request, terms } = opened;
  const priced = options.filter((option): option is PricedOption => option.state === "priced");
  const complete = priced.flatMap(({ plan }) => plan.total.high ?? []);
  const isNeed = (quantity: number): number => Number(quantity === request.quantity);
  // A parcel's own quote goes before the freight that the buyer has for the others, so it is asked for in spite of that.
  const lacksQuote = (ref: string, { shape, fee }: Plan): boolean =>
    shape.rule === null && fee === null && !isSaid("freight", costsOf({ ref }, { ...request, costs: {} }));
  const wanted = priced.map(({ ref, everyPlan, costs }) => {
    const worth = everyPlan
      .filter((plan) => lacksQuote(ref, plan) || terms.landing.unknownLines(plan.shape, costs).includes("freight"))
      .filter(({ quantity }) => ownQuantity(opened, ref, quantity) !== null)
      .filter(({ quantity, total }) => isNeed(quantity) === 1 || complete.every((other) => total.low.lessThanOrEqualTo(other)))
      .toSorted((a, b) => isNeed(b.quantity) - isNeed(a.quantity) || a.total.low.comparedTo(b.total.low));
    return [ref, [...new Set(worth.map(({ quantity }) => quantity))].slice(0, limit)] as const;
  });
  return new Map(wanted.filter(([, quantities]) => quantities.length > 0));
}
