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

it("names both by their names where there is no room for references", () => {
  const [long, other] = [`1688:761145502318#${"1".repeat(40)}`, `alibaba:1601411030688#${"2".repeat(40)}`];
  const when = { what: ["freight"], for: "1688", above: null, below: "20787.89", unit: "USD" };
  const total = { cost: { total: { low: "40140.00", high: null } } };
  const answer = {
    quantity: 6_000,
    unit: "piece",
    currency: "USD",
    verdict: {
      state: "conditional",
      because: "",
      contenders: [long, other],
      rule: [
        { buy: long, when, likely: true },
        { buy: other, when: { ...when, above: "20787.89", below: null }, likely: true },
      ],
    },
    options: [
      { ref: long, supplier: "Yiwu Guanghuida Trading House for Sports", buy: { quantity: 6_000 }, ...total },
      { ref: other, supplier: "Jinhua Quickcraft Houseware Factory", buy: { quantity: 6_000 }, ...total },
    ],
  } as unknown as ComparisonAnswer;
  expect(headlineOf(answer)).toBe(
    "Buy 6,000 from Yiwu Guanghuida Trading if the freight of 1688 costs less than 20,787.89 USD; if not, 6,000 from Jinhua Quickcraft Houseware.",
  );
});
