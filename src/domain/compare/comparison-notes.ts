import type { ComparedOption } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { rateAgeNote } from "../exchange.ts";
import type { Entrant } from "../option/contestant.ts";
import { costNotes } from "./cost-notes.ts";

/** What a reader has to know of the figures as a whole: old rates, costs that nobody pays, sellers that appear twice. */
export function comparisonNotes(
  request: ComparisonRequest,
  entrants: readonly Entrant[],
  options: readonly ComparedOption[],
  leftOutOfSplit: readonly { readonly ref: string; readonly reason: string }[],
): readonly string[] {
  return [
    ...(request.fx === null ? [] : nonNull(rateAgeNote(request.fx, request.nowMs))),
    ...costNotes(request, options),
    ...holdingNote(request),
    ...sameSellers(entrants),
    ...splitNote(leftOutOfSplit),
  ];
}

const holdingNote = ({ dailyDemand, holdingRatePerYear }: ComparisonRequest): readonly string[] =>
  dailyDemand !== null && holdingRatePerYear === null
    ? ["The batches hold no cost of holding stock: give `holding_rate_per_year`."]
    : [];

function sameSellers(entrants: readonly Entrant[]): readonly string[] {
  const bySeller = new Map<string, string[]>();
  for (const { ref, listing } of entrants) {
    const { id } = listing.product.supplier;
    if (id === null) continue;
    const seller = `${listing.product.marketplace} ${id}`;
    bySeller.set(seller, [...(bySeller.get(seller) ?? []), ref]);
  }
  const shared = [...bySeller.values()].filter((refs) => refs.length > 1).map((refs) => refs.join(" and "));
  return shared.length === 0 ? [] : [`Listings of one supplier, one source: ${shared.join("; ")}.`];
}

function splitNote(leftOut: readonly { readonly ref: string; readonly reason: string }[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))].map((reason) => {
    const refs = leftOut.filter((one) => one.reason === reason).map(({ ref }) => ref);
    return `${refs.join(", ")} (${reason})`;
  });
  return [`Not in the split: ${reasons.join("; ")}.`];
}

const nonNull = (note: string | null): readonly string[] => (note === null ? [] : [note]);
