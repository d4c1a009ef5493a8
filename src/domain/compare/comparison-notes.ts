import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import type { ComparedOption } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { rateAgeNote } from "../exchange-rates.ts";
import type { Option } from "../option/option.ts";
import { costNotes } from "./cost-notes.ts";

/** What a reader has to know of the figures as a whole: old rates, costs that nobody pays, sellers that appear twice. */
export function comparisonNotes(
  request: ComparisonRequest,
  opened: readonly Option[],
  options: readonly ComparedOption[],
  leftOutOfSplit: readonly { readonly ref: string; readonly reason: string }[],
): readonly string[] {
  return [
    ...(request.fx === null ? [] : nonNull(rateAgeNote(request.fx, request.nowMs))),
    ...costNotes(request, options, quotingRefs(opened)),
    ...holdingNote(request, options),
    ...curveNote(opened),
    ...sameSellers(opened),
    ...splitNote(leftOutOfSplit),
  ];
}

/** Who quotes a delivery beyond its own country. */
const quotingRefs = (options: readonly Option[]): ReadonlySet<string> =>
  new Set(
    options.flatMap((option) => {
      if (option.state === "failed") return [];
      const { product, quotes } = option.listing;
      return [...product.shipping.options, ...quotes].some(({ scope }) => scope !== "domestic") ? [option.ref] : [];
    }),
  );

/** How the note begins that only who reads the whole curve needs. */
export const CURVE_NOTE = "The curve leaves out what";

/** What a platform quotes for one quantity at a time says nothing of the others. */
function curveNote(options: readonly Option[]): readonly string[] {
  const platforms = options.flatMap((option) => {
    if (option.state !== "priced" || option.pieces.length === 0) return [];
    const { quotes, product } = option.listing;
    return quotes.some(({ minQuantity, maxQuantity }) => minQuantity === maxQuantity)
      ? [MARKETPLACE_FACTS[product.marketplace].name]
      : [];
  });
  if (platforms.length === 0) return [];
  return [`${CURVE_NOTE} ${[...new Set(platforms)].join(" and ")} quotes for one quantity at a time.`];
}

const isToldInParts = ({ bestBatchCount, batchLimit }: ComparedOption): boolean =>
  (bestBatchCount ?? 1) > 1 || (batchLimit ?? null) !== null;

/** Where the buyer counts on a demand, or the seller's sales alone make several deliveries worth telling. */
const holdingNote = (
  { dailyDemand, holdingRatePerYear }: ComparisonRequest,
  options: readonly ComparedOption[],
): readonly string[] =>
  holdingRatePerYear === null && (dailyDemand !== null || options.some(isToldInParts))
    ? ["The batches hold no cost of holding stock: give `holding_rate_per_year`."]
    : [];

function sameSellers(options: readonly Option[]): readonly string[] {
  const bySeller = new Map<string, string[]>();
  for (const option of options) {
    if (option.state === "failed") continue;
    const { ref, listing } = option;
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
