import { type Amount, Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { ComparisonRequest, SecondSource, Split } from "../comparison.ts";
import { candidateTotal } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";
import { costsOf } from "../option/entrants.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";
import { type SplitResult, splitAward } from "./award.ts";
import { secondSource } from "./second-source.ts";
import { type SplitBidder, splitSupplier } from "./split-supplier.ts";

export interface SplitOutcome {
  readonly split: Split | null;
  readonly secondSource: SecondSource | null;
  /** Who could take a part and is not in the split, and why. */
  readonly leftOut: readonly { readonly ref: string; readonly reason: string }[];
}

/**
 * The need shared out over several suppliers, over the options whose landed cost is complete; `partial` are those that can
 * sell less than the need. No split where fewer than two can take part, or where they do not come to the need.
 */
export function splitOptions(
  contestants: readonly Contestant[],
  partial: readonly SplitBidder[],
  terms: Terms,
  request: ComparisonRequest,
): SplitOutcome {
  const read = [...contestants, ...partial].map((bidder) => ({
    bidder,
    supplier: splitSupplier(bidder, terms, ownFreight(bidder, request)),
  }));
  const leftOut = read.flatMap(({ bidder, supplier }) =>
    typeof supplier === "string" ? [{ ref: bidder.ref, reason: supplier }] : [],
  );
  const sources = read.flatMap(({ bidder, supplier }) =>
    typeof supplier === "string" ? [] : [{ bidder, supplier, seller: sellerOf(bidder) }],
  );
  if (sources.length < 2 || request.maxSuppliers < 2) return { split: null, secondSource: null, leftOut };
  const award = splitAward({
    need: terms.need,
    maxSuppliers: request.maxSuppliers,
    allowOverbuy: terms.allowOverbuy,
    suppliers: sources.map(({ supplier }) => supplier),
  });
  if (award.total === null) return { split: null, secondSource: null, leftOut };
  const totalAt = (ref: string, quantity: number): Decimal | null => {
    const found = sources.find(({ bidder }) => bidder.ref === ref);
    return found ? landedAt(found.bidder, quantity, terms) : null;
  };
  const shared = award.allocations.map(({ id, quantity, total }) => ({
    ref: id,
    quantity,
    total: totalAt(id, quantity) ?? new Decimal(total),
  }));
  shared.sort((a, b) => b.quantity - a.quantity || (a.ref < b.ref ? -1 : 1));
  const single = bestSingle(contestants);
  const isBeaten = single?.total.lessThan(sumOf(shared)) ?? false;
  const allocations = single !== null && isBeaten ? [single] : shared;
  const sellers = new Set(
    sources.filter(({ bidder }) => allocations.some(({ ref }) => ref === bidder.ref)).map(({ seller }) => seller),
  );
  const second = sellers.size > 1 ? sumOf(allocations) : secondSource(sources, terms, totalAt);
  return {
    split: presentSplit(allocations, single, award, terms.currency),
    secondSource: single && second && presentSecond(single.total, second, terms.currency),
    leftOut,
  };
}

const ownFreight = ({ ref }: SplitBidder, { costsByProduct }: ComparisonRequest): boolean =>
  costsOf({ ref }, { costs: {}, costsByProduct }).freight !== undefined;

interface Part {
  readonly ref: string;
  readonly quantity: number;
  readonly total: Decimal;
}

function presentSplit(
  allocations: readonly Part[],
  single: Part | null,
  { proof, gap }: Extract<SplitResult, { allocations: unknown }>,
  currency: string,
): Split {
  const total = roundToMinorUnit(sumOf(allocations), currency);
  /** How much `more` is above `less`, as shown; nothing below zero. */
  const excess = (more: Amount, less: Amount): Amount =>
    roundToMinorUnit(Decimal.max(0, new Decimal(more).minus(less)), currency);
  const alone = single && roundToMinorUnit(single.total, currency);
  return {
    allocations: allocations.map((part) => ({ ...part, total: roundToMinorUnit(part.total, currency) })),
    total,
    saving: alone && excess(alone, total),
    proof,
    gap,
  };
}

function presentSecond(alone: Decimal, second: Decimal, currency: string): SecondSource {
  const [total, single] = [roundToMinorUnit(second, currency), roundToMinorUnit(alone, currency)];
  const premium = roundToMinorUnit(Decimal.max(0, new Decimal(total).minus(single)), currency);
  return { allocations: [], total, premium, minShare: "0" };
}

/** The cheapest that covers the need alone at a known total, one that no split can hold included. */
function bestSingle(contestants: readonly Contestant[]): Part | null {
  const [best] = contestants
    .filter(({ total }) => total.high?.equals(total.low))
    .toSorted((a, b) => a.total.low.comparedTo(b.total.low));
  return best ? { ref: best.ref, quantity: best.best.quantity, total: best.total.low } : null;
}

const sumOf = (parts: readonly Part[]): Decimal => parts.reduce((sum, { total }) => sum.plus(total), new Decimal(0));

/** One seller under two listings is one source. */
function sellerOf({ ref, listing }: SplitBidder): string {
  const { id } = listing.product.supplier;
  return id === null ? ref : `${listing.product.marketplace} ${id}`;
}

function landedAt({ listing, costs }: SplitBidder, quantity: number, terms: Terms): Decimal | null {
  const price = priceListing(listing, costs, { ...terms, need: quantity, allowOverbuy: false });
  const [best] = price.state === "priced" ? price.candidates : [];
  return best ? candidateTotal(best, costs, terms.landing).low : null;
}
