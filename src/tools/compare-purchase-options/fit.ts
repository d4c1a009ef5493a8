import { MAX_ANSWER_CHARACTERS } from "../wording/answer-size.ts";
import type { Block } from "../wording/writers.ts";
import type { ComparisonAnswer } from "./answer-schema.ts";
import { conciseComparison } from "./concise.ts";
import { comparisonText } from "./text.ts";

/** An answer and its text. */
export interface WrittenComparison {
  readonly answer: ComparisonAnswer;
  readonly text: Block;
}

export const wholeComparison = (answer: ComparisonAnswer): WrittenComparison => ({ answer, text: comparisonText(answer) });

/** Shortens an answer that would pass the limit in either channel: the short form first, then the last options, which are named. */
export function fitComparison(answer: ComparisonAnswer): WrittenComparison {
  let written = wholeComparison(answer);
  if (fits(written)) return written;
  const cut = "The answer was too long: some of its detail was left out; ask again with fewer products for all of it.";
  let shorter: ComparisonAnswer = { ...conciseComparison(answer), notes: [...answer.notes, cut] };
  const dropped: string[] = [];
  for (;;) {
    written = wholeComparison(shorter);
    if (fits(written) || shorter.options.length <= 1) return written;
    dropped.unshift(shorter.options.at(-1)?.ref ?? "");
    shorter = {
      ...shorter,
      options: shorter.options.slice(0, -1),
      outstanding: [...answer.outstanding, `left out: ${dropped.join(", ")}`],
    };
  }
}

const fits = ({ answer, text }: WrittenComparison): boolean =>
  JSON.stringify(answer).length <= MAX_ANSWER_CHARACTERS && text.length <= MAX_ANSWER_CHARACTERS;
