import { expect, it } from "vitest";
import { reportPage } from "../../src/report/page.ts";
import type { ComparisonAnswer } from "../../src/tools/compare-purchase-options/answer-schema.ts";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";

// 100 × 2.00 = 200.00 and 100 × 2.50 = 250.00.
const ANSWER = compareOffers({
  quantity: 100,
  destination: "FR",
  currency: "EUR",
  offers: [
    { name: "one", supplier: "One", pricesText: "1+: 2.00", currency: "EUR", tradeTerm: "DDP Lyon" },
    { name: "two", supplier: "Two", pricesText: "1+: 2.50", currency: "EUR", tradeTerm: "DDP Lyon" },
  ],
});
type Curves = Parameters<typeof reportPage>[0]["curves"];
const curvesOf = (one: Curves[number]["points"], two: Curves[number]["points"]): Curves => [
  { ref: "offer:one", points: one },
  { ref: "offer:two", points: two },
];
const page = (curves: Curves, curve = ANSWER.curve, language: "en" | "zh" = "en"): string =>
  reportPage({ answer: { ...ANSWER, curve: [...curve] }, curves, decidedAtMs: null, language });

it("draws two lines over two quantities", () => {
  const written = page(
    curvesOf(
      [
        [50, 100],
        [100, 200],
      ],
      [
        [50, 125],
        [100, 250],
      ],
    ),
  );
  expect(written).toContain('class="chart"');
  expect(written).not.toMatch(/NaN|Infinity/);
});

it.each([
  ["one quantity alone", curvesOf([[100, 200]], [[100, 250]])],
  ["one cost alone", curvesOf([[100, 200]], [[100, null]])],
  ["costs of zero alone", curvesOf([[50, 0]], [[100, 0]])],
])("draws nothing of %s, and still tells the stretches", (_, curves) => {
  const written = page(curves);
  expect(written).not.toMatch(/NaN|Infinity/);
  expect(written).not.toContain('class="chart"');
  expect(written).toContain('class="stretches"');
});

type Stretch = ComparisonAnswer["curve"][number];
const stretch = (index: number, cheapest: string | null): Stretch => ({
  from_quantity: index * 10 + 1,
  to_quantity: index * 10 + 10,
  cheapest,
});
const told = (curve: Stretch[], language: "en" | "zh" = "en"): readonly string[] =>
  [...(/<ul class="stretches">(.*?)<\/ul>/s.exec(page([], curve, language))?.[1] ?? "").matchAll(/<li>(.*?)<\/li>/gs)].map(
    ([, text = ""]) => text.replace(/<[^>]*>/g, ""),
  );
const alternating = (count: number): Stretch[] =>
  Array.from({ length: count }, (_, index) => stretch(index, index % 2 === 0 ? "offer:one" : "offer:two"));

it("tells six stretches, with one that cannot be told among them", () => {
  const curve = alternating(6).map((one, index) => (index === 2 ? stretch(2, null) : one));
  expect(told(curve)).toEqual(["1–10 One", "11–20 Two", "21–30 cannot be told", "31–40 Two", "41–50 One", "51–60 Two"]);
});

it("says how many stretches it leaves out", () => {
  // Eight with two that cannot be told: six are named, two are left out. Nine: six and three.
  const eight = alternating(8).map((one, index) => (index === 2 || index === 5 ? stretch(index, null) : one));
  expect(told(eight)).toEqual([
    "1–10 One",
    "11–20 Two",
    "31–40 Two",
    "41–50 One",
    "61–70 One",
    "71–80 Two",
    "2 more not shown",
  ]);
  expect(told(alternating(9))).toHaveLength(7);
  expect(told(alternating(9)).at(-1)).toBe("3 more not shown");
  expect(told(alternating(9), "zh").at(-1)).toBe("另有3段未列出");
});
