import { MAX_ANSWER_CHARACTERS } from "../wording/answer-size.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";
import { conciseComparison } from "./concise.ts";
import { comparisonText } from "./text.ts";

/** Shortens an answer that would pass the limit in either channel: the short form first, then the last options, which are named. */
export function fitComparison(answer: ComparisonAnswer): ComparisonAnswer {
  if (fits(answer)) return answer;
  const cut = "The answer was too long: some of its detail was left out; ask again with fewer products for all of it.";
  let shorter: ComparisonAnswer = { ...conciseComparison(answer), notes: [...answer.notes, cut] };
  const dropped: string[] = [];
  while (!fits(shorter) && shorter.options.length > 1) {
    dropped.unshift(shorter.options.at(-1)?.ref ?? "");
    shorter = {
      ...shorter,
      options: shorter.options.slice(0, -1),
      outstanding: [...answer.outstanding, `left out: ${dropped.join(", ")}`],
    };
  }
  return shorter;
}

const fits = (answer: ComparisonAnswer): boolean =>
  JSON.stringify(answer).length <= MAX_ANSWER_CHARACTERS && comparisonText(answer).length <= MAX_ANSWER_CHARACTERS;
