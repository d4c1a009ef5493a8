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

  it("lets an offer's own cost stand for its marketplace's, however it is said", () => {
    const [offer] = compareOffers({
      offers: [
        {
          name: "a",
          prices: [{ from: 1, unitPrice: "1.00" }],
          currency: "USD",
          tradeTerm: "FOB Ningbo",
          marketplace: "alibaba",
        },
      ],
      quantity: 100,
      destination: "US",
      currency: "USD",
      costs: { insuranceRate: 0, destinationTerminal: 0, brokerage: 0, lastMile: 0, unloading: 0, dutyRate: 0 },
      costsByProduct: [
        { for: "alibaba", freight: 900, dutyAmount: 40 },
        { for: "offer:a", freightPerUnit: "0.25", dutyRate: "0.1" },
      ],
    }).options;
    // 100 + 100 · 0.25 + a tenth of 100: duty in the United States is on the value without the freight.
    expect(offer?.cost?.total).toEqual({ low: "135.00", high: "135.00" });
  });

  it("takes the unit, the least order and the term from the price's own text", () => {
    const priced = (pricesText: string, change: object = {}) =>
      compareOffers({
        offers: [{ name: "a", pricesText, currency: "USD", ...change }],
        quantity: 600,
        unit: "piece",
        destination: "US",
      }).options[0];
    // 50 dozen at 24.00; 25 cartons of 24 at 48.00.
    expect(priced("$24/dozen")).toMatchObject({ buy: { quantity: 600 }, cost: { goods: "1200.00" } });
    expect(priced("$48/carton of 24")).toMatchObject({ cost: { goods: "1200.00" } });
    expect(priced("1.95/pc FOB Ningbo, MOQ 1000")).toMatchObject({
      buy: { quantity: 1000, trade_term: { rule: "FOB", place: "Ningbo", assumed: false } },
      cost: { goods: "1950.00" },
    });
    expect(priced("2.00 FOB Ningbo", { tradeTerm: "DDP" })).toMatchObject({ buy: { trade_term: { rule: "DDP" } } });
    // 600 × 2.10 and 600 × 2.50.
    expect(priced("$2.10-2.50")).toMatchObject({ cost: { total: { low: "1260.00" } } });
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
