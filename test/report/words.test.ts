import { expect, it } from "vitest";
import { answerIn, decisionPage } from "../../src/app/decision-page.ts";
import { reportPage } from "../../src/report/page.ts";
import type { ComparisonAnswer } from "../../src/tools/compare-purchase-options/answer-schema.ts";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";
import { conciseComparison } from "../../src/tools/compare-purchase-options/concise.ts";

// 2,000 × 2.10 = 4,200.00 and 2,000 × 2.25 = 4,500.00; 1,500 is all that the third has.
const ANSWER = compareOffers({
  quantity: 2_000,
  destination: "FR",
  currency: "EUR",
  budget: 9_000,
  maxSuppliers: 3,
  fx: { rates: { USD: "1.08" }, asOf: "2026-11-20", source: "bank" },
  offers: [
    { name: "one", supplier: "One Ltd", pricesText: "1-999: 2.60; 1000+: 2.10", currency: "EUR", tradeTerm: "FOB Ningbo" },
    {
      name: "two",
      supplier: "Two GmbH",
      pricesText: "1+: 2.25",
      currency: "EUR",
      tradeTerm: "DDP Lyon",
      leadTimeDays: { low: 9, high: 12 },
    },
    { name: "three", supplier: "Three", pricesText: "1+: 2.00", currency: "USD", tradeTerm: "EXW Yiwu", stock: 1_500 },
  ],
});
const page = (answer: ComparisonAnswer, language: "en" | "zh" = "en"): string =>
  reportPage({ answer, curves: [], decidedAtMs: Date.UTC(2026, 10, 25, 9, 30), language });

// Words that the schema fixes, and figures: everything else may come from a stranger.
const FIXED = /^(?:[A-Z]{2,3}|[a-z_]+|-?[\d.]+%?|offer:\w+)$/;
const STRANGE = `\u202E<script>steal()</script><img src=x onerror=steal()>"' onclick=steal() https://evil.example/ &amp;`;

/** Every free text of an answer with markup in its place. */
function estranged<Value>(value: Value): Value {
  if (typeof value === "string") return (FIXED.test(value) ? value : STRANGE) as Value;
  if (Array.isArray(value)) return value.map(estranged) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, estranged(inner)])) as Value;
}

it.each(["en", "zh"] as const)("takes nobody's text for markup, whatever field it stands in (%s)", (language) => {
  const written = page(estranged(ANSWER), language);
  const outside = written.replace(/<style>[\s\S]*?<\/style>/, "");
  expect(outside).not.toMatch(/<(?:script|img|a|iframe|link|object|embed|form)\b/i);
  expect(outside).not.toMatch(/<[^>]*\s(?:on\w+|href|src|style)=/i);
  expect(outside).not.toContain("\u202E");
  expect(outside).toContain("&lt;script&gt;");
});

it("says the same of a short answer, which has the lines of two options and no curves", () => {
  const written = page(conciseComparison(ANSWER));
  for (const figure of ["4,200.00", "4,500.00", "<bdi>One</bdi>", "<bdi>Two</bdi>"]) expect(written).toContain(figure);
  expect(written).not.toMatch(/NaN|undefined|\[object|Infinity/);
});

it("is read from an answer, or from the whole result of a call, and from nothing else", () => {
  const answer: unknown = JSON.parse(JSON.stringify(ANSWER));
  expect(answerIn(answer)).toEqual(answer);
  expect(answerIn({ content: [], structuredContent: answer })).toEqual(answer);
  for (const other of [null, 1, "{}", [], {}, { quantity: 2_000, offers: [] }, { ...ANSWER, options: "none" }])
    expect(answerIn(other)).toBeNull();
});

it("is the same page for the same answer", () => {
  expect(page(ANSWER)).toBe(page(ANSWER));
  expect(page(ANSWER)).toContain("2026-11-25 09:30 UTC");
  expect(page(ANSWER, "zh")).toContain('<html lang="zh-CN"');
});

it("tells what is left of a decision whose sellers' figures have gone", () => {
  const left = {
    id: "d-0mww5m4v5-2665216f",
    decidedAtMs: Date.UTC(2026, 10, 1),
    mode: "live",
    question: {},
    decided: { state: "winner", winner: "1688:1", rule: [], first: { ref: "1688:610784549587", quantity: 5_200 } },
    sellers: null,
  } as const;
  const written = decisionPage(left, "en");
  for (const text of ["buy 5200 from 1688:610784549587", "2026-11-01", "recheck d-0mww5m4v5-2665216f"])
    expect(written).toContain(text);
  expect(decisionPage({ ...left, decided: { ...left.decided, first: null } }, "zh")).toContain("无法采购");
});
