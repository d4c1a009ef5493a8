import type { ComparisonAnswer } from "../src/tools/compare-purchase-options/answer-schema.ts";
import { spoken } from "../src/tools/compare-purchase-options/said/figures.ts";
import type { EvalQuestion } from "./question.ts";

/** What a buyer has to be told. */
export const FIVE = ["whom", "how many", "total", "unknown", "next"] as const;
export type Told = (typeof FIVE)[number];
export type Channel = "text" | "structured";

const grouped = (figure: number | string): string => {
  const [whole = "", decimals] = String(figure).split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
};
// A run of lines is told by what it leads to: "the way to your door", "the rest (3 lines)".
const RUN = /\bthe way (?:from|to)\b|\d+ lines\b/;

/** What the structured channel does not say, or says otherwise. */
export function missedInStructured(answer: ComparisonAnswer, { says }: EvalQuestion): readonly Told[] {
  const { verdict, split, options } = answer;
  const isShared = says.next === "split";
  const part = split?.allocations.find(({ ref }) => ref === says.whom);
  const option = options.find(({ ref }) => ref === says.whom);
  const first = isShared ? split?.allocations[0]?.ref : (verdict.winner ?? verdict.rule[0]?.buy ?? answer.ranks.cost[0]);
  const told: Readonly<Record<Told, boolean>> = {
    whom: first === says.whom && verdict.headline.includes(says.whom),
    "how many": (isShared ? part?.quantity : option?.buy?.quantity) === says.quantity,
    total: (isShared ? split?.total : option?.cost?.total.low) === says.total,
    unknown: isShared || isSame(option?.cost?.missing ?? ["all"], says.unknown),
    next: isShared ? /^Buy /.test(verdict.headline) : nextOf(answer) === says.next && verdict.next_steps.length > 0,
  };
  return FIVE.filter((what) => !told[what]);
}

/** What the text does not say by itself. */
export function missedInText(text: string, answer: ComparisonAnswer, { says }: EvalQuestion): readonly Told[] {
  const [headline = ""] = text.split("\n").filter((line) => line.trim() !== "");
  // A long line is broken between words.
  const flat = text.replace(/\s+/g, " ");
  const step = answer.verdict.next_steps[0]?.replace(/\s+/g, " ");
  const told: Readonly<Record<Told, boolean>> = {
    whom: headline.includes(says.whom),
    "how many": text.includes(grouped(says.quantity)),
    total: text.includes(grouped(says.total)),
    // Where nothing is unknown, no figure of the headline may be a lower bound.
    unknown:
      says.unknown.length === 0
        ? !/at least|not known|so far/.test(headline)
        : /not known|in (?:neither|no) total/i.test(flat) &&
          says.unknown.every((line) => RUN.test(flat) || flat.includes(spoken(line))),
    next: says.next === "split" ? /^Buy /.test(headline) : step !== undefined && flat.includes(step),
  };
  return FIVE.filter((what) => !told[what]);
}

function nextOf({ verdict, messages }: ComparisonAnswer): EvalQuestion["says"]["next"] {
  if (verdict.ask_next !== null) return verdict.ask_next.to;
  return messages.forwarder !== null && /forwarder/.test(verdict.next_steps[0] ?? "") ? "forwarder" : "confirm";
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((name) => others.includes(name));
