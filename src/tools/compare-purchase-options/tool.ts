import { compareOptions } from "../../domain/compare/compare-options.ts";
import type { Comparison } from "../../domain/comparison.ts";
import { marketLanguage } from "../../domain/language/language.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import { fetchEach, type Outcome } from "../references.ts";
import { defineTool } from "../tool.ts";
import { standardNotes } from "../wording/notes.ts";
import { comparisonAnswer } from "./answer-schema.ts";
import { fitComparison } from "./fit.ts";
import { withQuotes } from "./freight-quotes.ts";
import { comparisonInput } from "./input.ts";
import { conciseComparison, presentComparison } from "./present.ts";
import { withRates } from "./rates.ts";
import { comparisonRequest } from "./request.ts";
import { comparisonText } from "./text.ts";

export const comparePurchaseOptions = defineTool({
  name: "compare_purchase_options",
  title: "Compare purchase options",
  description:
    "Answers who to buy from: 1 to 20 listings, or offers that you hold, at one quantity, landed at the destination in one currency. Use " +
    "it whenever a purchase is to be decided, with whatever is known of the way in `costs`. For each option: how many to buy at which " +
    "price, the landed cost line by line, lead time, supplier score, or why it cannot be bought. Then the verdict: a winner only where " +
    "nothing unknown could put another ahead, else the one question to ask next; the best split; where the order flips. What is not " +
    "known stays out of the totals and is named.",
  input: comparisonInput,
  output: comparisonAnswer,
  async run(asked, context) {
    const destination = asked.destination ?? context.defaults.country;
    const wanted = asked.language ?? context.defaults.language;
    const language = wanted === "market" ? marketLanguage(destination) : wanted;
    const want = { language, country: destination, currency: asked.currency ?? context.defaults.currency, include: [] };
    const outcomes = await fetchEach(asked.products, want, context);
    const rated = await withRates(comparisonRequest(asked, outcomes, [language], context), asked, context);
    const { request, outstanding } = await withQuotes(rated.request, want, context);
    const compared = compareOptions(request);
    const comparison: Comparison = { ...compared, outstanding: [...compared.outstanding, ...outstanding] };
    const notes = [
      ...standardNotes(context),
      ...rated.notes,
      ...comparison.notes,
      ...(await upstreamNotes(outcomes, context.market)),
      ...attributions(outcomes),
    ];
    const full = presentComparison(comparison, context.mode, notes);
    const answer = fitComparison(asked.detail === "full" ? full : conciseComparison(full));
    return { structured: answer, text: comparisonText(answer), failed: answer.options.every(({ state }) => state === "error") };
  },
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
