import type { ComparedOption, ComparisonRequest } from "./comparison.ts";
import type { Entrant } from "./contestant.ts";
import { rateAgeNote } from "./exchange.ts";

// Whoever pays a line in these ways, a figure of the buyer's for it changes nothing.
const GIVEN_FIELDS = {
  freight: "freight",
  destination_terminal: "destinationTerminal",
  brokerage: "brokerage",
  last_mile: "lastMile",
  duty: "dutyRate",
  vat: "vatRate",
  insurance: "insuranceRate",
  origin_inland: "originInland",
  unloading: "unloading",
} as const;

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
    ...vatNote(request, options),
    ...holdingNote(request),
    ...sameSellers(entrants),
    ...splitNote(leftOutOfSplit),
  ];
}

/** Costs that the buyer gave and that are in no total: they contradict the terms or the destination. */
function unusedCosts({ costs, destination }: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const priced = options.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  if (priced.length === 0) return [];
  return Object.entries(GIVEN_FIELDS).flatMap(([line, field]) => {
    if (costs[field] === undefined) return [];
    const isUsed = priced.some(({ lines }) =>
      lines.some(({ name, basis }) => name === line && (basis === "given" || basis === "computed" || basis === "unknown")),
    );
    if (isUsed) return [];
    const name = ["duty", "vat", "insurance"].includes(line) ? `${line}_rate` : line;
    const why =
      line === "vat" && destination === "US"
        ? "the United States levies no import VAT"
        : "every price or quote already holds it";
    return [`\`costs.${name}\` is in no total: ${why}.`];
  });
}

function vatNote({ costs }: ComparisonRequest, options: readonly ComparedOption[]): readonly string[] {
  const hasVat = options.some(({ cost }) => cost?.lines.some(({ name, basis }) => name === "vat" && basis === "computed"));
  if (!hasVat || costs.vatRecoverable !== undefined) return [];
  return ["Whether the VAT can be recovered is not said (`costs.vat_recoverable`): each total runs from without to with it."];
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
  return [...bySeller.values()]
    .filter((refs) => refs.length > 1)
    .map((refs) => `${refs.join(" and ")} are listings of one supplier: they count as one source.`);
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
