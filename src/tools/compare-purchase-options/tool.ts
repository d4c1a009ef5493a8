import type { z } from "zod";
import type { Comparison } from "../../domain/comparison.ts";
import { createObjectMemory } from "../../object-memory.ts";
import { type Answer, defineTool, type ToolContext } from "../tool.ts";
import { type ComparisonAnswer, comparisonAnswer } from "./answer-schema.ts";
import { settleWithBuyer } from "./ask-buyer.ts";
import { conciseComparison } from "./concise.ts";
import { keepDecision } from "./decision-record.ts";
import { fitComparison, wholeComparison } from "./fit.ts";
import { comparisonInput } from "./input.ts";
import { presentComparison } from "./present.ts";
import { type Weighed, weigh } from "./weigh.ts";

export const comparePurchaseOptions = defineTool({
  name: "compare_purchase_options",
  title: "Compare purchase options",
  description:
    "Answers who to buy from: 1 to 20 listings, or offers that you hold, at one quantity, landed at the destination in one currency. Use " +
    "it for any purchase to be decided, with what is known of the way in `costs`. For each option: how many to buy at which " +
    "price, the landed cost line by line, lead time, supplier score, or why it cannot be bought. Then the verdict: a winner only where " +
    "nothing unknown could put another ahead, else the one question to ask next; the best split; where the order flips. What is not " +
    "known stays out of the totals and is named.",
  input: comparisonInput,
  output: comparisonAnswer,
  async run(asked, context) {
    const { asked: settled, weighed } = await settleWithBuyer(asked, await weigh(asked, context), context);
    const presented = presentedOf(weighed, context.mode);
    const kept = await keepDecision(settled, weighed, presented, context);
    return written(weighed, presented, { kept, detail: asked.detail, isWhole: context.isWhole === true });
  },
});

const presentations = createObjectMemory<Comparison, ComparisonAnswer>();

/** One comparison is put in words once. */
const presentedOf = ({ comparison, request, notes }: Weighed, mode: ToolContext["mode"]): ComparisonAnswer =>
  presentations(comparison, JSON.stringify([mode, notes]), () => presentComparison(comparison, mode, notes, request.listings));

interface Manner {
  readonly kept: string | null;
  readonly detail: "concise" | "full";
  readonly isWhole: boolean;
}

type Written = Answer<z.input<typeof comparisonAnswer>>;

const answers = createObjectMemory<ComparisonAnswer, Written>();

/** The answer in both channels, written out once. */
const written = ({ notes }: Weighed, presented: ComparisonAnswer, manner: Manner): Written =>
  answers(presented, `${manner.kept} ${manner.detail} ${manner.isWhole}`, () => write(notes, presented, manner));

function write(said: readonly string[], presented: ComparisonAnswer, { kept, detail, isWhole }: Manner): Written {
  const notes = kept === null ? said : [...said, `Kept as ${kept}: recheck_decision asks it again.`];
  const full = { ...presented, notes: [...notes], decision_id: kept };
  const wanted = detail === "full" ? full : conciseComparison(full);
  const { answer, text } = isWhole ? wholeComparison(wanted) : fitComparison(wanted);
  return { structured: answer, text, failed: answer.options.every(({ state }) => state === "error") };
}
