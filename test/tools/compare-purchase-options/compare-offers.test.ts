import { describe, expect, it } from "vitest";
import { compareOffers } from "../../../src/tools/compare-purchase-options/compare-offers.ts";

const offers = [
  { name: "a", pricesText: "100+: 4.80", currency: "USD", tradeTerm: "DDP Hamburg", minOrderQuantity: 100 },
  { name: "b", prices: [{ from: 1, unitPrice: "28.40" }], currency: "CNY", tradeTerm: "DDP Hamburg" },
];

describe("compareOffers", () => {
  it("answers in full, from camelCase", () => {
    // 500 × 4.80 = 2400.00; 500 × 28.40 / 7.10 = 2000.00; DDP leaves unloading: given as 60 for both.
    const answer = compareOffers({
      offers,
      quantity: 500,
      destination: "DE",
      currency: "USD",
      costs: { unloading: 60 },
      costsByProduct: [{ for: "offer:b", perOrder: 5 }],
      fx: { rates: { CNY: "7.10" }, asOf: "2026-11-20", source: "bank" },
    });
    expect(answer.options.map(({ ref, cost }) => [ref, cost?.total?.low])).toEqual([
      ["offer:a", "2460.00"],
      ["offer:b", "2065.00"],
    ]);
    expect(answer.verdict).toMatchObject({ state: "winner", winner: "offer:b" });
    expect(answer.fx).toMatchObject({ rates: { CNY: "7.10" } });
  });

  it.each([
    [{ offers, quantity: 500, quantiy: 5 }, "quantiy"],
    [{ offers: [], quantity: 500 }, "at least one"],
    [{ products: ["1688:610784549587"], offers, quantity: 500 }, "`products`"],
    [{ offers: [{ ...offers[0], tradeterm: "FOB" }], quantity: 5 }, "write `offers.0.trade_term`"],
  ])("refuses what it cannot read by name (%#)", (request, said) => {
    expect(() => compareOffers(request)).toThrow(said);
  });
});
