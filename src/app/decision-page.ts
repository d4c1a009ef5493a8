import type { Decision } from "../decisions/decision.ts";
import { reportPage } from "../report/page.ts";
import { pastPage } from "../report/past-decision.ts";
import type { PageLanguage } from "../report/words.ts";
import { type ComparisonAnswer, comparisonAnswer } from "../tools/compare-purchase-options/answer-schema.ts";

/** A kept decision as one self-contained page; a short one where the sellers' figures have passed their time. */
export function decisionPage(decision: Decision, language: PageLanguage): string {
  const { id, decidedAtMs, decided, sellers } = decision;
  const answer = answerIn(sellers?.shown?.answer);
  if (answer === null) return pastPage({ id, decidedAtMs, first: decided.first }, language);
  return reportPage({ answer, curves: sellers?.shown?.curves ?? [], decidedAtMs, language });
}

/** The page of an answer that somebody saved; when it was given is not known. */
export const answerPage = (answer: ComparisonAnswer, language: PageLanguage): string =>
  reportPage({ answer, curves: [], decidedAtMs: null, language });

/** The structured answer of compare_purchase_options: by itself, or in the whole result of a call. Null: it is none. */
export function answerIn(value: unknown): ComparisonAnswer | null {
  if (typeof value !== "object" || value === null) return null;
  const parsed = comparisonAnswer.safeParse("structuredContent" in value ? value.structuredContent : value);
  return parsed.success ? (parsed.data as ComparisonAnswer) : null;
}
