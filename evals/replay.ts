import type { ComparisonAnswer } from "../src/tools/compare-purchase-options/answer-schema.ts";
import { wrongResult } from "./arithmetic.ts";
import { FIVE, missedInStructured, missedInText, type Told } from "./check.ts";
import { LISTING_QUESTIONS } from "./listing-questions.ts";
import { OFFER_QUESTIONS } from "./offer-questions.ts";
import type { EvalQuestion } from "./question.ts";

export const EVAL_QUESTIONS: readonly EvalQuestion[] = [...LISTING_QUESTIONS, ...OFFER_QUESTIONS];

/** A tool's answer in both channels. */
export interface GivenAnswer {
  readonly text: string;
  readonly structured: Readonly<Record<string, unknown>> | undefined;
  readonly isError: boolean;
}
export type AskServer = (tool: string, args: Readonly<Record<string, unknown>>) => Promise<GivenAnswer>;

export interface EvalResult {
  readonly name: string;
  readonly missed: { readonly text: readonly Told[]; readonly structured: readonly Told[] };
  /** Lines of the hand's arithmetic that do not hold, each with what comes out. */
  readonly wrong: readonly string[];
  /** Of the last answer. */
  readonly bytes: { readonly text: number; readonly structured: number };
  /** Of the text: its characters divided by four, as a rule of thumb. */
  readonly tokens: number;
}

// A few at once, as a host's conversations ask: most of the time is waiting for quota.
const AT_ONCE = 4;

/** Replays every question through a running server. The results are in the order of the questions. */
export async function replay(ask: AskServer): Promise<readonly EvalResult[]> {
  const results = new Map<EvalQuestion, EvalResult>();
  const waiting = [...EVAL_QUESTIONS];
  const next = async (): Promise<void> => {
    for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
      let last: GivenAnswer = { text: "", structured: undefined, isError: true };
      for (const { tool, arguments: args } of question.calls) last = await ask(tool, args);
      results.set(question, resultOf(question, last));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return EVAL_QUESTIONS.flatMap((question) => results.get(question) ?? []);
}

function resultOf(question: EvalQuestion, { text: whole, structured, isError }: GivenAnswer): EvalResult {
  const { name, arithmetic } = question;
  const text = ageless(whole);
  const answer = structured as ComparisonAnswer;
  const nothing = isError || structured === undefined;
  return {
    name,
    missed: {
      text: nothing ? FIVE : missedInText(text, answer, question),
      structured: nothing ? FIVE : missedInStructured(answer, question),
    },
    wrong: arithmetic.flatMap((line) => {
      const result = wrongResult(line);
      return result === null ? [] : [`${line}: ${result}`];
    }),
    bytes: { text: Buffer.byteLength(text), structured: Buffer.byteLength(ageless(JSON.stringify(structured ?? null))) },
    tokens: Math.ceil(text.length / 4),
  };
}

// What is said only because the sandbox's rates grow old would make an answer longer by the day.
const ageless = (text: string): string =>
  text.replace(/"[^"\n]*rates are \d+ days old[^"\n]*",?/g, "").replace(/[^.\n]*rates are \d+ days old[^.\n]*\.?/g, "");
