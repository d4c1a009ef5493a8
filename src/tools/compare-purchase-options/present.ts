import type { ComparedOption } from "../../domain/compared-option.ts";
import type { Comparison, ComparisonRequest } from "../../domain/comparison.ts";
import { type Forgotten, snakeCased } from "../wording/snake-case.ts";
import { presentTerm } from "../wording/trade-term.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { messagesOf } from "./messages/messages.ts";
import { becauseText } from "./said/because.ts";
import { firstOrderHeadline } from "./said/first-order.ts";
import { headlineOf } from "./said/headline.ts";
import { nextStepsOf } from "./said/next-steps.ts";
import { questionWords } from "./said/question.ts";
import { whyText } from "./said/reasons.ts";

/** The comparison in the words of the answer, everything in it. `listings`: what the messages to write are about. */
export function presentComparison(
  comparison: Comparison,
  mode: ComparisonAnswer["mode"],
  notes: readonly string[],
  listings: ComparisonRequest["listings"] = [],
): ComparisonAnswer {
  const { verdict, options, flips, unitClass: _class, firstOrders = [], ...plain } = comparison;
  const answer: ComparisonAnswer = {
    mode,
    ...snakeCased(plain),
    verdict: {
      ...snakeCased(verdict),
      ask_next: verdict.askNext && questionWords(verdict.askNext, comparison),
      // Written last, from the whole of the answer.
      headline: "",
      next_steps: [],
    },
    options: options.map(presentOption),
    // biome-ignore lint/suspicious/noThenProperty: the contract's name; it holds a reference and is never called.
    flips: mergedFlips(flips).map(({ leader, ...flip }) => ({ ...snakeCased(flip), then: leader })),
    messages: messagesOf(comparison, listings),
    notes: [...notes],
  };
  const said = {
    headline: firstOrderHeadline(answer, firstOrders) ?? headlineOf(answer),
    because: becauseText(answer),
    next_steps: nextStepsOf(answer, verdict.askNext),
  };
  return { ...answer, verdict: { ...answer.verdict, ...said } };
}

/** Figures that change the order at one and the same value are told as one. */
function mergedFlips(flips: Comparison["flips"]): Comparison["flips"] {
  const merged = new Map<string, Comparison["flips"][number]>();
  for (const flip of flips) {
    const key = [flip.for, flip.now, flip.threshold, flip.leader, flip.what[0]?.startsWith("fx.")].join("|");
    const known = merged.get(key);
    merged.set(key, known ? { ...known, what: [...known.what, ...flip.what], together: true } : flip);
  }
  return [...merged.values()];
}

function presentOption({ buy, ...option }: ComparedOption): OptionAnswer {
  return {
    ...snakeCased(option),
    requirements: option.requirements.map((requirement) => ({ ...requirement, why: whyText(requirement) })),
    buy: buy && {
      ...snakeCased({ ...buy, mix: buy.mix.length === 0 ? undefined : buy.mix }),
      trade_term: presentTerm(buy.tradeTerm),
    },
  };
}

type Lost =
  | Exclude<Forgotten<Comparison, ComparisonAnswer>, "unit_class" | "first_orders">
  | Forgotten<ComparedOption, OptionAnswer>;

// Does not compile where a field of the comparison is forgotten in the answer.
true satisfies [Lost] extends [never] ? true : Lost;
