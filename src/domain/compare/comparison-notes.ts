import type { ComparedOption } from "../compared-option.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { rateAgeNote } from "../exchange.ts";
import { type BuyerCosts, recoverableShare } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, COST_LINES, type LineBasis, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import type { Entrant } from "../option/contestant.ts";
import { costsOf } from "../option/entrants.ts";

/** What a reader has to know of the figures as a whole: old rates, costs that nobody pays, sellers that appear twice. */
export function comparisonNotes(
  request: ComparisonRequest,
  entrants: readonly Entrant[],
  options: readonly ComparedOption[],
  leftOutOfSplit: readonly { readonly ref: string; readonly reason: string }[],
): readonly string[] {
  return [
    ...(request.fx === null ? [] : nonNull(rateAgeNote(request.fx, request.nowMs))),
    ...unusedCosts(request, options),
    ...replacedQuotes(request, options),
    ...vatNote(request, options),
    ...holdingNote(request),
    ...sameSellers(entrants),
    ...splitNote(leftOutOfSplit),
  ];
}

/** Costs that the buyer gave and that are in no total: they contradict the terms or the destination. Nothing is given by a 0. */
function unusedCosts(request: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const { costs, costsByProduct } = request;
  const shared = options.filter(({ cost }) => cost !== null);
  const unused = (given: BuyerCosts, priced: readonly ComparedOption[], field: string): readonly string[] =>
    COST_LINES.flatMap((line) => {
      const figure = given[COST_FIELD[line]];
      if (typeof figure !== "string" || Number(figure) === 0 || priced.length === 0) return [];
      const bases = priced.flatMap(({ cost }) =>
        (cost?.lines ?? []).filter(({ name }) => name === line).map(({ basis }) => basis),
      );
      if (bases.some((basis) => basis === "given" || basis === "computed" || basis === "unknown")) return [];
      const name = RATE_LINES.has(line) ? `${line}_rate` : line;
      return [`\`${field}.${name}\` is in no total: ${whyUnused(line, bases, request)}. Leave it out.`];
    });
  return [
    ...unused(costs, shared, "costs"),
    ...shared.flatMap((option) => unused(costsByProduct[option.ref] ?? {}, [option], `costs_by_product["${option.ref}"]`)),
  ];
}

function whyUnused(line: WayLine, bases: readonly LineBasis[], { destination }: ComparisonRequest): string {
  if (line === "vat" && destination === "US") return "the United States levies no import VAT";
  if (bases.every((basis) => basis === "in_price")) return "the price already holds it";
  return "the price or the delivery quote already holds it";
}

/** A freight meant for one marketplace takes the place of the quotes of another. */
function replacedQuotes({ costs, costsByProduct }: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  if (costs.freight === undefined || !options.some(({ ref }) => ref.startsWith("1688:"))) return [];
  const quoting = options.filter(
    ({ ref, cost }) =>
      ref.startsWith("alibaba:") &&
      cost?.lines.some(({ name, basis }) => name === "freight" && basis === "given") &&
      costsOf({ ref }, { costs: {}, costsByProduct }).freight === undefined,
  );
  if (quoting.length === 0) return [];
  const refs = quoting.map(({ ref }) => ref).join(", ");
  return [
    `\`costs.freight\` also stands in for the delivery quotes of ${refs}: to weigh those, give it as costs_by_product["1688"].freight.`,
  ];
}

function vatNote({ costs }: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const hasVat = options.some(({ cost }) => cost?.lines.some(({ name, basis }) => name === "vat" && basis === "computed"));
  const share = recoverableShare(costs);
  if (!hasVat || share?.isZero()) return [];
  if (share?.eq(1)) return ["The VAT is to be paid (`cash`) and comes back: it is in no total."];
  if (share) return [`${share.times(100)} % of the VAT comes back: that part is in \`cash\` and in no total.`];
  return ["Each total runs from without VAT to with it: say whether it comes back (`costs.vat_recoverable`)."];
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
