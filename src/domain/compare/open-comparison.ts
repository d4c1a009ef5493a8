import type { ComparisonRequest, FailedListing, Listing } from "../comparison.ts";
import { isSaid } from "../landed-cost/cost-lines.ts";
import { inAskedUnit } from "../option/asked-unit.ts";
import { costsOf, openOption, withQuotes } from "../option/open-option.ts";
import type { Option, Plan, PricedOption } from "../option/option.ts";
import { isRead, type Terms, termsOf } from "../option/terms.ts";

/** A question with every listing entered, scored and priced once. */
export interface OpenComparison {
  /** By reference, those that sell by another count than the one asked for: a platform quotes by its own. */
  readonly recounted: ReadonlySet<string>;
  /** With every listing in the unit asked for. */
  readonly request: ComparisonRequest;
  readonly terms: Terms;
  /** In the order of the request. */
  readonly options: readonly Option[];
}

export function openComparison(asked: ComparisonRequest): OpenComparison {
  const request = inAskedUnit(asked);
  const terms = termsOf(request);
  const recounted = asked.listings.flatMap((listing, index) => {
    const inUnit = request.listings[index];
    return isRead(listing) && inUnit && isRead(inUnit) && !isCountedAlike(listing, inUnit) ? [listing.ref] : [];
  });
  const options = request.listings.map((listing) => openOption(listing, request, terms));
  return { recounted: new Set(recounted), request, terms, options };
}

function isCountedAlike({ product: own }: Listing, { product: inUnit }: Listing): boolean {
  if (own === inUnit) return true;
  return (
    own.offer.tiers[0]?.unitPrice === inUnit.offer.tiers[0]?.unitPrice && own.skus[0]?.unitPrice === inUnit.skus[0]?.unitPrice
  );
}

/** The same with more delivery quotes, by reference: only those listings are priced again. */
export function addQuotes(opened: OpenComparison, quotes: ReadonlyMap<string, Listing["quotes"]>): OpenComparison {
  const { request, terms, recounted } = opened;
  const quoted = <Item extends Listing | FailedListing>(listing: Item): Item => {
    const more = quotes.get(listing.ref);
    return more === undefined || !("quotes" in listing) ? listing : { ...listing, quotes: [...listing.quotes, ...more] };
  };
  return {
    recounted,
    request: { ...request, listings: request.listings.map(quoted) },
    terms,
    options: opened.options.map((option) => {
      const more = quotes.get(option.ref);
      if (more === undefined || option.state === "failed") return option;
      return withQuotes(option, [...option.listing.quotes, ...more], request, terms);
    }),
  };
}

/**
 * At which quantities a listing's delivery is worth asking for, the need first: those whose cost without it could still be the
 * least. Only listings whose freight nobody has said.
 */
export function quantitiesToQuote(
  { options, request, terms, recounted }: OpenComparison,
  limit: number,
): ReadonlyMap<string, readonly number[]> {
  const priced = options.filter((option): option is PricedOption => option.state === "priced" && !recounted.has(option.ref));
  const complete = priced.flatMap(({ plan }) => plan.total.high ?? []);
  const isNeed = (quantity: number): number => Number(quantity === request.quantity);
  // A parcel's own quote goes before the freight that the buyer has for the others, so it is asked for in spite of that.
  const lacksQuote = (ref: string, { shape, fee }: Plan): boolean =>
    shape.rule === null && fee === null && !isSaid("freight", costsOf({ ref }, { ...request, costs: {} }));
  const wanted = priced.map(({ ref, everyPlan, costs }) => {
    const worth = everyPlan
      .filter((plan) => lacksQuote(ref, plan) || terms.landing.unknownLines(plan.shape, costs).includes("freight"))
      .filter(({ quantity, total }) => isNeed(quantity) === 1 || complete.every((other) => total.low.lessThanOrEqualTo(other)))
      .toSorted((a, b) => isNeed(b.quantity) - isNeed(a.quantity) || a.total.low.comparedTo(b.total.low));
    return [ref, [...new Set(worth.map(({ quantity }) => quantity))].slice(0, limit)] as const;
  });
  return new Map(wanted.filter(([, quantities]) => quantities.length > 0));
}
