import { answerOf } from "../../domain/compare/compare-options.ts";
import { type OpenComparison, openComparison } from "../../domain/compare/open-comparison.ts";
import type { Comparison, ComparisonRequest } from "../../domain/comparison.ts";
import { marketLanguage } from "../../domain/language/language.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import { fetchEach, type Outcome } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import { standardNotes } from "../wording/notes.ts";
import { withQuotes } from "./freight-quotes.ts";
import { withRates } from "./given/rates.ts";
import type { ComparisonInput } from "./input.ts";
import { comparisonRequest } from "./request.ts";

export interface Weighed {
  readonly comparison: Comparison;
  /** What was compared: every listing and rate that was read. */
  readonly request: ComparisonRequest;
  /** The same with every listing priced: what a page draws is read from it. */
  readonly opened: OpenComparison;
  readonly notes: readonly string[];
}

/** Reads the listings, the deliveries and the rates that a question needs, and compares. `fresh`: nothing that is cached is used. */
export async function weigh(asked: ComparisonInput, context: ToolContext, fresh = false): Promise<Weighed> {
  const destination = asked.destination ?? context.defaults.country;
  const wanted = asked.language ?? context.defaults.language;
  const language = wanted === "market" ? marketLanguage(destination) : wanted;
  const currency = asked.currency ?? context.defaults.currency;
  const want = { language, country: destination, currency, include: [], ...(fresh ? { fresh } : {}) };
  const outcomes = await fetchEach(asked.products, want, context);
  const rated = await withRates(comparisonRequest(asked, outcomes, [language], context), asked, context);
  const { opened, outstanding } = await withQuotes(openComparison(rated.request), want, context);
  const compared = answerOf(opened);
  const { request } = opened;
  const notes = [
    ...standardNotes(context),
    ...rated.notes,
    ...compared.notes,
    ...(await upstreamNotes(outcomes, context.market)),
    ...attributions(outcomes),
  ];
  return { comparison: { ...compared, outstanding: [...compared.outstanding, ...outstanding] }, request, opened, notes };
}

// Where no reference could be read, nothing upstream was asked and nothing is to be said of it.
async function upstreamNotes(
  outcomes: readonly Outcome[],
  open: () => Promise<{ notes(): readonly string[] }>,
): Promise<readonly string[]> {
  return outcomes.every(({ ref }) => ref === null) ? [] : (await open()).notes();
}

function attributions(outcomes: readonly Outcome[]): readonly string[] {
  const marketplaces = new Set(
    outcomes.flatMap((outcome) => ("fetched" in outcome ? [outcome.fetched.product.marketplace] : [])),
  );
  return [...marketplaces].map((marketplace) => MARKETPLACE_FACTS[marketplace].attribution);
}
