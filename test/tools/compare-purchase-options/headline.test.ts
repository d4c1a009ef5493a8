import { expect, it } from "vitest";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { headlineOf } from "../../../src/tools/compare-purchase-options/said/headline.ts";

const [ONE, OTHER] = ["1688:738204915561", "alibaba:1601206810538"];

/** What the headline reads of an answer: a rule on one figure, between a plan of this quantity and another. */
function ruledBy(what: readonly string[], below: string, bought: number, unit = "USD"): string {
  const when = { what, for: "1688", above: null, below, unit };
  const rule = [
    { buy: ONE, when, likely: true },
    { buy: OTHER, when: { ...when, above: below, below: null }, likely: true },
  ];
  return headlineOf({
    quantity: 5_000,
    unit: "piece",
    currency: unit,
    verdict: { state: "conditional", rule, because: "", contenders: [ONE, OTHER] },
    options: [
      { ref: ONE, supplier: null, buy: { quantity: bought } },
      { ref: OTHER, supplier: null, buy: { quantity: 5_000 } },
    ],
  } as unknown as ComparisonAnswer);
}

it("says the limit of a carriage for the quantity that is bought, rounded down", () => {
  // 3,803.56 for 5,000 is 3803.56 × 5200 / 5000 = 3955.7024 for 5,200.
  expect(ruledBy(["freight"], "3803.56", 5_200)).toContain("costs less than 3,955.70 USD");
  // 100.01 × 7500 / 5000 = 150.015.
  expect(ruledBy(["origin_inland", "freight"], "100.01", 7_500)).toContain("together cost less than 150.01 USD");
});

it("says it as it is where the plan buys what was asked for, or less", () => {
  expect(ruledBy(["freight"], "3803.56", 5_000)).toContain("costs less than 3,803.56 USD");
  expect(ruledBy(["freight"], "3803.56", 4_000)).toContain("costs less than 3,803.56 USD");
});

it("lets no fee grow that is paid once", () => {
  expect(ruledBy(["brokerage"], "200.00", 5_200)).toContain("costs less than 200.00 USD");
});

it("says it in the smallest coin of the currency, rounded down", () => {
  // 380,356 × 5200 / 5000 = 395,570.24 yen; 3,803.567 × 5200 / 5000 = 3,955.70968 dinars.
  expect(ruledBy(["freight"], "380356", 5_200, "JPY")).toContain("costs less than 395,570 JPY");
  expect(ruledBy(["freight"], "3803.567", 5_200, "KWD")).toContain("costs less than 3,955.709 KWD");
});
