import { Decimal } from "../../model/money.ts";
import { UNIT_CLASSES, type UnitClass } from "../../model/unit.ts";
import type { ComparedOption } from "../compared-option.ts";
import type { Comparison, ComparisonRequest, FailedListing, Listing } from "../comparison.ts";
import { cheapestCurve } from "../flips/curve.ts";
import { findFlips } from "../flips/flips.ts";
import { bidderOf } from "../flips/standing.ts";
import { createLanding } from "../landed-cost/landing.ts";
import type { ShipmentShape } from "../landed-cost/shipment-price.ts";
import { inAskedUnit } from "../option/asked-unit.ts";
import { candidateTotal } from "../option/candidate.ts";
import { type Contestant, type Entrant, requirementState, type Unpriced } from "../option/contestant.ts";
import { costsOf, type Entry, enter } from "../option/entrants.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";
import { splitOptions } from "../split/split-options.ts";
import type { SplitBidder } from "../split/split-supplier.ts";
import { compareCost, rankings } from "../verdict/ranks.ts";
import { decide } from "../verdict/verdict.ts";
import { comparisonNotes } from "./comparison-notes.ts";
import { NOTHING_BOUGHT, optionAnswer } from "./option-answer.ts";

// Faults that are facts of the listing and not a failure to read it.
const NOT_FOR_SALE = { off_shelf: "off_shelf", not_sold_there: "not_sold_there" } as const;

/**
 * Who to buy from at one quantity, delivered to one country, and what could change that answer. Pure: the listings and the
 * quotes are read before, the clock is in the request. The order of the listings decides nothing but the order of `options`.
 */
export function compareOptions(asked: ComparisonRequest): Comparison {
  const request = inAskedUnit(asked);
  const terms = termsOf(request);
  const entries = request.listings.filter(isRead).map((listing) => enter(listing, request, terms));
  const field = fieldOf(entries, request, terms);
  const options = answers(entries, request, terms);
  const curve = cheapestCurve(field.contestants, terms);
  const bidders = field.contestants.map((contestant) => {
    const price = priceListing(contestant.listing, contestant.costs, terms);
    return { ...bidderOf(contestant, price.state === "priced" ? price.candidates : contestant.candidates), contestant };
  });
  const entrants = entries.map(entrantOf);
  const { split, secondSource, leftOut } = splitOptions(field.contestants, partialBidders(entries), terms, request);
  return {
    quantity: request.quantity,
    unitClass: terms.unitClass,
    unit: request.unit ?? terms.unitClass,
    currency: request.currency,
    destination: request.destination,
    priority: request.priority,
    verdict: decide({ ...field, split, obstacles: obstaclesOf(options) }),
    options,
    split,
    secondSource,
    flips: findFlips({ bidders, request, terms }, curve),
    curve,
    ranks: field.ranks,
    budget: null,
    messages: { supplier: null, forwarder: null },
    fx: usedRates(request, entrants),
    outstanding: request.listings.flatMap((listing) =>
      isRead(listing) || isNotForSale(listing) ? [] : [`${listing.ref}: ${listing.failure.code}`],
    ),
    notes: comparisonNotes(request, entrants, options, split === null ? [] : leftOut),
  };
}

/**
 * At which quantities a listing's delivery is worth asking for, the need first: those whose cost without it could still be the
 * least. Only listings whose freight nobody has said.
 */
export function quantitiesToQuote(asked: ComparisonRequest, limit: number): ReadonlyMap<string, readonly number[]> {
  const request = inAskedUnit(asked);
  const terms = termsOf(request);
  const priced = request.listings.filter(isRead).flatMap((listing) => {
    const entry = enter(listing, request, terms);
    return entry.state === "priced" && entry.price.state === "priced"
      ? [{ ...entry.contestant, candidates: entry.price.candidates }]
      : [];
  });
  const complete = priced.flatMap(({ total }) => total.high ?? []);
  const isNeed = (quantity: number): number => Number(quantity === request.quantity);
  // A parcel's own quote goes before the freight that the buyer has for the others, so it is asked for in spite of that.
  const lacksQuote = (ref: string, { rule, quote }: ShipmentShape): boolean =>
    rule === null && quote?.known !== true && costsOf({ ref }, { ...request, costs: {} }).freight === undefined;
  const wanted = priced.map(({ ref, candidates, costs }) => {
    const worth = candidates
      .filter(({ shape }) => lacksQuote(ref, shape) || terms.landing.unknownLines(shape, costs).includes("freight"))
      .map((candidate) => ({ quantity: candidate.quantity, low: candidateTotal(candidate, costs, terms.landing).low }))
      .filter(({ quantity, low }) => isNeed(quantity) === 1 || complete.every((total) => low.lessThanOrEqualTo(total)))
      .sort((a, b) => isNeed(b.quantity) - isNeed(a.quantity) || a.low.comparedTo(b.low));
    return [ref, [...new Set(worth.map(({ quantity }) => quantity))].slice(0, limit)] as const;
  });
  return new Map(wanted.filter(([, quantities]) => quantities.length > 0));
}

function termsOf(request: ComparisonRequest): Terms {
  return {
    need: request.quantity,
    unitClass: request.unitClass ?? majorityUnit(request.listings.filter(isRead)),
    currency: request.currency,
    fx: request.fx,
    allowOverbuy: request.allowOverbuy,
    landing: createLanding(request.destination, request.currency, new Decimal(request.quantity)),
  };
}

/** What most listings are sold by; among equals the first of the list of unit classes, whatever their order. */
function majorityUnit(listings: readonly Listing[]): UnitClass {
  const named = listings
    .map(({ product }) => product.offer)
    .filter(({ unit, unitClass }) => unit !== null || unitClass !== "other");
  const count = (unit: UnitClass): number => named.filter(({ unitClass }) => unitClass === unit).length;
  return UNIT_CLASSES.reduce((best, unit) => (count(unit) > count(best) ? unit : best), "piece");
}

function fieldOf(entries: readonly Entry[], request: ComparisonRequest, terms: Terms) {
  const accepted = (entrant: Entrant): boolean => requirementState(entrant) !== "fails";
  const contestants: readonly Contestant[] = entries
    .flatMap((entry) => (entry.state === "priced" && accepted(entry.contestant) ? [entry.contestant] : []))
    .sort(compareCost);
  const unpriced: readonly Unpriced[] = entries
    .flatMap((entry) => (entry.state === "unpriced" && accepted(entry.unpriced) ? [entry.unpriced] : []))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const unread = request.listings.filter((listing) => !isRead(listing) && !isNotForSale(listing)).length;
  return {
    contestants,
    unpriced,
    listed: request.listings.length,
    unread,
    landing: terms.landing,
    request,
    unit: terms.unitClass,
    ranks: rankings(contestants, terms),
  };
}

/** Those that cannot cover the need alone and could sell a part of it. */
const partialBidders = (entries: readonly Entry[]): readonly SplitBidder[] =>
  entries.flatMap((entry) => {
    if (entry.state !== "infeasible" || entry.price.nearest === null || requirementState(entry.entrant) === "fails") return [];
    const { ref, listing, costs } = entry.entrant;
    return [{ ref, listing, costs, best: entry.price.nearest }];
  });

function answers(entries: readonly Entry[], request: ComparisonRequest, terms: Terms): readonly ComparedOption[] {
  const byRef = new Map(entries.map((entry) => [entrantOf(entry).ref, optionAnswer(entry, request, terms)]));
  return request.listings.flatMap((listing) => byRef.get(listing.ref) ?? (isRead(listing) ? [] : [failedOption(listing)]));
}

function failedOption({ ref, failure }: FailedListing): ComparedOption {
  const state = isNotForSale({ failure }) ? "infeasible" : "error";
  return {
    ref,
    title: null,
    supplier: null,
    state,
    reasons: [failure],
    ...NOTHING_BOUGHT,
    leadTimeDays: null,
    leadTime: { production: null, transit: null },
    supplierScore: null,
    knownOfSupplier: [],
    requirements: [],
    inBudget: null,
    marketMarks: null,
    warnings: [],
  };
}

// What to do about a listing that could not be read stands with the listing.
const obstaclesOf = (options: readonly ComparedOption[]): readonly string[] =>
  options.map(({ ref, reasons, nearest }) => {
    const way = nearest === null ? "" : `, possible at ${nearest.quantity}`;
    return `${ref}: ${reasons.map(({ message }) => message.split(". ")[0]).join(", ")}${way}`;
  });

/** The rates that some price of the comparison was converted by. */
function usedRates({ fx, currency }: ComparisonRequest, entrants: readonly Entrant[]): Comparison["fx"] {
  if (fx === null) return null;
  const codes = entrants.flatMap(({ listing }) => [
    listing.product.offer.currency,
    ...[...listing.product.shipping.options, ...listing.quotes].map(({ freight }) => freight?.currency ?? null),
  ]);
  const used = Object.entries(fx.rates).filter(([code]) => code !== currency && codes.includes(code));
  return used.length === 0 ? null : { ...fx, rates: Object.fromEntries(used) };
}

const isRead = (listing: Listing | FailedListing): listing is Listing => "product" in listing;

const isNotForSale = ({ failure }: Pick<FailedListing, "failure">): boolean => failure.code in NOT_FOR_SALE;

const entrantOf = (entry: Entry): Entrant =>
  entry.state === "priced" ? entry.contestant : entry.state === "unpriced" ? entry.unpriced : entry.entrant;
