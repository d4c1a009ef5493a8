import { defineTool } from "../tool.ts";
import { comparisonAnswer } from "./answer-schema.ts";
import { settleWithBuyer } from "./ask-buyer.ts";
import { conciseComparison } from "./concise.ts";
import { keepDecision } from "./decision-record.ts";
import { fitComparison } from "./fit.ts";
import { comparisonInput } from "./input.ts";
import { presentComparison } from "./present.ts";
import { comparisonText } from "./text.ts";
import { weigh } from "./weigh.ts";

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
    const { asked: settled, weighed } = await settleWithBuyer(asked, await weigh(asked, context), context);
    const presented = presentComparison(weighed.comparison, context.mode, weighed.notes, weighed.request.listings);
    const kept = await keepDecision(settled, weighed, presented, context);
    const notes = kept === null ? weighed.notes : [...weighed.notes, `Kept as ${kept}: recheck_decision asks it again.`];
    const full = { ...presented, notes: [...notes], decision_id: kept };
    const answer = fitComparison(asked.detail === "full" ? full : conciseComparison(full));
    return { structured: answer, text: comparisonText(answer), failed: answer.options.every(({ state }) => state === "error") };
  },
});
