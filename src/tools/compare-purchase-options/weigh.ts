import { answerInSteps } from "../../domain/compare/compare-options.ts";
import { type OpenComparison, openInSteps } from "../../domain/compare/open-comparison.ts";
import type { Comparison, ComparisonRequest } from "../../domain/comparison.ts";
import { marketLanguage } from "../../domain/language/language.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import { createObjectMemory } from "../../object-memory.ts";
import { createAnswerMemory } from "../answer-memory.ts";
import { fetchEach, type Outcome } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import { SELLER_TEXT_NOTE, standardNotes } from "../wording/notes.ts";
import { withQuotes } from "./freight-quotes.ts";
import { withRates } from "./given/rates.ts";
import { inTurns } from "./in-turns.ts";
import type { ComparisonInput } from "./input.ts";
import { comparisonRequest } from "./request.ts";

export interface Weighed {
  /** The same object where the same question meets the same facts again. */
  readonly comparison: Comparison;
  /** What was compared: every listing and rate that was read. */
  readonly request: ComparisonRequest;
  /** The same with every listing priced: what a page draws is read from it. */
  readonly opened: OpenComparison;
  readonly notes: readonly string[];
}

const DAY_MS = 86_400_000;
// Twenty listings opened are some megabytes.
const KEPT_QUESTIONS = 6;

const openings = createAnswerMemory<Promise<OpenComparison>>(KEPT_QUESTIONS);
const answers = createObjectMemory<OpenComparison, Promise<Comparison>>();

/**
 * Reads the listings, the deliveries and the rates that a question needs, and compares. The same question about the very same facts
 * is not worked out again. `fresh`: nothing that is cached is used.
 */
export async function weigh(asked: ComparisonInput, context: ToolContext, fresh = false): Promise<Weighed> {
  const destination = asked.destination ?? context.defaults.country;
  const wanted = asked.language ?? context.defaults.language;
  const language = wanted === "market" ? marketLanguage(destination) : wanted;
  const currency = asked.currency ?? context.defaults.currency;
  const want = { language, country: destination, currency, include: [], ...(fresh ? { fresh } : {}) };
  const outcomes = await fetchEach(asked.products, want, context);
  const rated = await withRates(comparisonRequest(asked, outcomes, [language], context), asked, context);
  const { maxDisputeRate, maxRefundRate } = context.defaults;
  // In how much detail it is told changes nothing of what is compared.
  const compared = { ...asked, detail: undefined };
  const question = JSON.stringify([compared, language, destination, currency, maxDisputeRate, maxRefundRate]);
  const facts = [...outcomes.map(factOf), JSON.stringify(rated.request.fx), Math.floor(rated.request.nowMs / DAY_MS)];
  const opened = await openings(question, facts, () => inTurns(openInSteps(rated.request)));
  const quoted = await withQuotes(opened, want, context);
  const comparison = await answerTo(quoted.opened, quoted.outstanding);
  const notes = [
    // Of a buyer's own offers nothing is invented.
    ...(outcomes.length > 0 ? standardNotes(context) : [SELLER_TEXT_NOTE]),
    ...rated.notes,
    ...comparison.notes,
    ...(await upstreamNotes(outcomes, context.market)),
    ...attributions(outcomes),
  ];
  return { comparison, request: quoted.opened.request, opened: quoted.opened, notes };
}

/** A failure is told anew each time. */
const factOf = (outcome: Outcome): unknown => ("fault" in outcome ? Symbol("failed") : outcome.fetched.product);

const answerTo = (opened: OpenComparison, outstanding: readonly string[]): Promise<Comparison> =>
  answers(opened, JSON.stringify(outstanding), async () => {
    const found = await inTurns(answerInSteps(opened));
    return { ...found, outstanding: [...found.outstanding, ...outstanding] };
  });

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
