import { reportPage } from "../../src/report/page.ts";
import type { ComparisonAnswer } from "../../src/tools/compare-purchase-options/answer-schema.ts";

type Language = Parameters<typeof reportPage>[0]["language"];

/** Two offers delivered to the United States, at 3.00 and 4.00 USD a piece. */
export const TWO_DELIVERED = {
  destination: "US",
  currency: "USD",
  offers: [
    { name: "one", supplier: "One Ltd", pricesText: "1+: 3.00", currency: "USD", tradeTerm: "DDP" },
    { name: "two", supplier: "Two Ltd", pricesText: "1+: 4.00", currency: "USD", tradeTerm: "DDP" },
  ],
};

/** The page of an answer that was not kept, without curves. */
export const pageOf = (answer: ComparisonAnswer, language: Language = "en"): string =>
  reportPage({ answer, curves: [], decidedAtMs: null, language });

/** A table of that page by the name of its heading, as markup; empty where it has none. */
export const tableOf = (name: string, answer: ComparisonAnswer, language: Language): string =>
  new RegExp(`<table aria-labelledby="${name}".*?</table>`, "s").exec(pageOf(answer, language))?.[0] ?? "";

/** What is written between the markup. */
export const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, "");
