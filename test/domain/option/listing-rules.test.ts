import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { productionDays } from "../../../src/domain/option/pieces/days.ts";
import { planPurchase } from "../../../src/domain/order/purchase-plan.ts";
import type { FreightOption } from "../../../src/model/freight.ts";
import { listing, lump, productWith, request, tiersOf } from "../../support/listing.ts";
import { aSku } from "../../support/product.ts";

const WAYS = {
  freight: "0",
  insuranceRate: "0",
  dutyRate: "0",
  destinationTerminal: "0",
  brokerage: "0",
  lastMile: "0",
  unloading: "0",
  vatRate: "0",
};
const MIXED = { mixedBatch: true, mixedFrom: null, dropShipping: null, customMade: null, samples: null };

const optionOf = (one: ReturnType<typeof listing>, quantity: number) =>
  compareOptions(request([one], { quantity, costs: WAYS })).options[0];

describe("the least value of an order", () => {
  it("raises the quantity to what costs as much", () => {
    // 80 · 2.50 = 200 is under 300: 120 · 2.50 = 300.
    const tiers = [{ minQuantity: 1, unitPrice: "2.50" }];
    expect(planPurchase({ need: 80, tiers, minOrderValue: "300" })).toMatchObject({
      buy: 120,
      total: "300.00",
      reasons: ["below_min_value"],
    });
    expect(planPurchase({ need: 80, tiers, minOrderValue: "300", allowOverbuy: false })).toMatchObject({
      state: "infeasible",
      reason: "below_min_value",
      nearest: { quantity: 120, total: "300.00" },
    });
    expect(planPurchase({ need: 120, tiers, minOrderValue: "300" })).toMatchObject({ buy: 120, surplus: 0, reasons: [] });
    // With 1.00 from 200 on, 300 pieces are the least there; 120 at 2.50 cost the same, and the smaller is bought.
    expect(
      planPurchase({
        need: 80,
        tiers: [
          { minQuantity: 1, unitPrice: "2.50" },
          { minQuantity: 200, unitPrice: "1.00" },
        ],
        minOrderValue: "300",
      }),
    ).toMatchObject({ buy: 120 });
  });

  it("holds for a listing, as does the most one buyer may have", () => {
    expect(optionOf(listing("1", { ladder: [[1, "2.50"]], offer: { minOrderValue: "300" } }), 80)).toMatchObject({
      buy: { quantity: 120 },
    });
    expect(optionOf(listing("1", { ladder: [[1, "2.50"]], offer: { limitPerBuyer: 50 } }), 80)).toMatchObject({
      state: "infeasible",
      nearest: { quantity: 50 },
    });
  });

  it("holds for a SKU by its own limit, not by the least of all SKUs", () => {
    const skus = [
      aSku({ id: "a", unitPrice: "2.50", stock: 900, limitPerBuyer: 5 }),
      aSku({ id: "b", unitPrice: "2.50", stock: 900, limitPerBuyer: 100 }),
      aSku({ id: "c", unitPrice: "2.50", stock: 900, limitPerBuyer: null }),
    ];
    const offer = { priceBasis: "sku", limitPerBuyer: 5 } as const;
    const named = (skuId: string) => optionOf(listing("1", { skus, offer }, { skuId }), 80);
    expect(named("a")).toMatchObject({ state: "infeasible", reasons: [{ code: "above_limit_per_buyer" }] });
    expect(named("b")).toMatchObject({ state: "feasible", buy: { quantity: 80 } });
    expect(named("c")).toMatchObject({ state: "feasible", buy: { quantity: 80 } });
    const mixed = (skuId: string, quantity: number) => {
      const mix = [
        { skuId, quantity },
        { skuId: "c", quantity: 80 - quantity },
      ];
      const services = { ...MIXED, mixedFrom: null };
      return optionOf(listing("1", { skus, offer, services }, { mix }), 80);
    };
    expect(mixed("b", 60)).toMatchObject({ state: "feasible" });
    expect(mixed("a", 6)).toMatchObject({ state: "infeasible", reasons: [{ code: "above_limit_per_buyer" }] });
  });
});

describe("a need with decimals", () => {
  it("is bought as it stands", () => {
    // 12.5 · 8.00 = 100.00; 0.75 · 4.00 = 3.00.
    expect(planPurchase({ need: 12.5, tiers: [{ minQuantity: 5, unitPrice: "8.00" }] })).toMatchObject({
      buy: 12.5,
      total: "100.00",
      surplus: 0,
    });
    expect(planPurchase({ need: 0.75, tiers: [{ minQuantity: 0.5, unitPrice: "4.00" }] })).toMatchObject({
      buy: 0.75,
      total: "3.00",
    });
    expect(planPurchase({ need: 2.5, tiers: [{ minQuantity: 5, unitPrice: "8.00" }] })).toMatchObject({ buy: 5, surplus: 2.5 });
    expect(planPurchase({ need: 12.5, orderMultiple: 5, tiers: [{ minQuantity: 5, unitPrice: "8.00" }] })).toMatchObject({
      buy: 15,
    });
  });
});

describe("a ladder beside SKUs", () => {
  const ladder = [
    [10, "5.00"],
    [1000, "4.00"],
  ] as const;
  const sku = (id: string, unitPrice: string, stock: number | null = 9000) =>
    aSku({ id, unitPrice, stock, attributes: { size: id } });
  const priced = (skus: ReturnType<typeof sku>[], quantity: number) =>
    optionOf(listing("1", { ladder, skus }), quantity)?.cost?.total;

  it("is that of the SKU it begins with: which is bought is not said", () => {
    // 1000 · 4.00 to 1000 · 9.00.
    expect(priced([sku("S", "5.00"), sku("L", "5.50"), sku("XXL", "9.00")], 1000)).toMatchObject({
      low: "4000.00",
      high: "9000.00",
    });
  });

  it("rules where the SKUs agree", () => {
    expect(priced([sku("S", "5.00"), sku("L", "5.00")], 1000)).toMatchObject({ low: "4000.00", high: "4000.00" });
    expect(priced([sku("S", "4.00"), sku("L", "4.00")], 1000)).toMatchObject({ low: "4000.00", high: "4000.00" });
  });

  it("is not widened by a SKU that is sold out", () => {
    expect(priced([sku("S", "5.00"), sku("XXL", "9.00", 0)], 1000)).toMatchObject({ low: "4000.00", high: "4000.00" });
    const skus = [sku("A", "3.00", 0), sku("B", "4.00"), sku("C", "4.20")];
    const option = optionOf(listing("1", { ladder: [], skus, offer: { priceBasis: "sku" } }), 300);
    // 300 · 4.00 to 300 · 4.20.
    expect(option?.cost?.total).toMatchObject({ low: "1200.00", high: "1260.00" });
  });
});

describe("a SKU that is named", () => {
  const a = (stock: number | null) => aSku({ id: "a", unitPrice: "2.00", stock });
  const bought = (stock: number | null, listed: number | null) =>
    optionOf(listing("1", { ladder: [], skus: [a(stock)], stock: listed, offer: { priceBasis: "sku" } }, { skuId: "a" }), 500);

  it("has no more than the whole listing, also where its own stock is not told", () => {
    for (const stock of [null, 800])
      expect(bought(stock, 100)).toMatchObject({ reasons: [{ code: "above_stock" }], nearest: { quantity: 100 } });
    expect(bought(100, 800)).toMatchObject({ nearest: { quantity: 100, total: "200.00" } });
    expect(bought(null, 800)).toMatchObject({ state: "feasible" });
    expect(bought(null, null)).toMatchObject({ state: "feasible" });
  });
});

describe("what the budget covers", () => {
  // By sea 100 for the shipment in 41 to 47 days, by air 1,000 in 6 to 10; goods 1.00 each.
  const options = [lump("100", { days: { low: 40, high: 45 } }), lump("1000", { method: "air", days: { low: 5, high: 8 } })];
  const { freight: _, ...costs } = WAYS;
  const most = (change: Parameters<typeof request>[1]) =>
    compareOptions(
      request([listing("1", { leadTimeDays: { low: 1, high: 2 }, options })], {
        quantity: 500,
        costs,
        budget: "2000",
        ...change,
      }),
    ).budget;
  const requirements = { maxLeadTimeDays: 20, minSupplierScore: null, certifications: [], verifiedOnly: false };

  it("is counted by a delivery that comes in time, and by the soonest where speed goes first", () => {
    // 2,000 less 100 by sea, less 1,000 by air.
    expect(most({})).toMatchObject({ mostQuantity: 1_900 });
    expect(most({ requirements })).toMatchObject({ mostQuantity: 1_000 });
    expect(most({ priority: "speed" })).toMatchObject({ mostQuantity: 1_000 });
  });
});

describe("a cost that is said otherwise for one listing", () => {
  it("stands in place of the shared one", () => {
    const { dutyRate: _, ...ways } = WAYS;
    const { options } = compareOptions(
      request([listing("1"), listing("2")], {
        costs: { ...ways, freight: "50", dutyAmount: "20" },
        costsByProduct: { "alibaba:2": { freightPerUnit: "0.20", dutyRate: "0.1" } },
      }),
    );
    // 100 + 50 + 20; and 100 + 100 · 0.20 + a tenth of the 120 that reach the port.
    expect(options.map(({ cost }) => cost?.total.low)).toEqual(["170.00", "132.00"]);
  });
});

describe("a mixed order", () => {
  const skus = [aSku({ id: "a", unitPrice: "12.00", stock: 500 }), aSku({ id: "b", unitPrice: "14.00", stock: 500 })];
  const mixed = (
    services:
      | typeof MIXED
      | (Omit<typeof MIXED, "mixedFrom"> & { mixedFrom: { quantity: number | null; amount: string | null } }),
    each: number,
    more = {},
  ) => {
    const one = listing(
      "1",
      { ladder: [[2, "12.00"]], skus, services, offer: { priceBasis: "sku", minOrderQuantity: 2 }, ...more },
      {
        mix: [
          { skuId: "a", quantity: each },
          { skuId: "b", quantity: each },
        ],
      },
    );
    return optionOf(one, each * 2);
  };

  it("starts at its least number or its least amount, whichever it reaches", () => {
    const least = { ...MIXED, mixedFrom: { quantity: 50, amount: "500" } };
    // 3 · 12 + 3 · 14 = 78, 6 units; 20 each are 520; 25 each are 50 units.
    expect(mixed(least, 3)).toMatchObject({ state: "infeasible", reasons: [{ code: "below_min_value" }] });
    expect(mixed(least, 20)).toMatchObject({ state: "feasible" });
    expect(mixed({ ...MIXED, mixedFrom: { quantity: 50, amount: null } }, 20)).toMatchObject({
      state: "infeasible",
      reasons: [{ code: "below_moq" }],
    });
    expect(mixed({ ...MIXED, mixedFrom: { quantity: 50, amount: null } }, 25)).toMatchObject({ state: "feasible" });
    expect(mixed(MIXED, 3)).toMatchObject({ state: "feasible" });
  });

  it("is bounded by the stock of the listing", () => {
    expect(mixed(MIXED, 60, { stock: 80 })).toMatchObject({ state: "infeasible", reasons: [{ code: "above_stock" }] });
    expect(mixed(MIXED, 40, { stock: 80 })).toMatchObject({ state: "feasible" });
  });
});

describe("the production time", () => {
  const leadTimes = [
    { minQuantity: 1, maxQuantity: 100, days: { low: 3, high: 3 } },
    { minQuantity: 101, maxQuantity: 1000, days: { low: 10, high: 10 } },
    { minQuantity: 1001, maxQuantity: 5000, days: { low: 35, high: 35 } },
  ];

  it("is that of the quantity bought", () => {
    const product = productWith("1", { leadTimes, leadTimeDays: { low: 3, high: 35 } });
    expect(productionDays(product, 100)).toEqual({ low: 3, high: 3 });
    expect(productionDays(product, 4000)).toEqual({ low: 35, high: 35 });
    expect(productionDays(product, 6000)).toEqual({ low: 35, high: null });
    expect(productionDays(productWith("1", { leadTimeDays: { low: 7, high: 9 } }), 6000)).toEqual({ low: 7, high: 9 });
  });
});

describe("a promotion price", () => {
  it("is said with what holds without it", () => {
    const promotion = { regularTiers: tiersOf([[10, "12.00"]]), until: null };
    const listings = [listing("1", { ladder: [[10, "8.00"]], offer: { promotion } }), listing("2", { ladder: [[10, "9.00"]] })];
    expect(compareOptions(request(listings, { costs: WAYS })).verdict.because).toContain(
      "a promotion price, nobody says until when; 12.00 without it",
    );
  });
});

describe("more than is in stock", () => {
  const DAYS = { low: 10, high: 20 };
  const stocked = (monthlyOutput: number | null, leadTimeDays: typeof DAYS | null = DAYS) =>
    listing("1", { ladder: [[1, "2.00"]], stock: 200, leadTimeDays, supplier: { monthlyOutput } });
  const within = (one: ReturnType<typeof listing>, maxLeadTimeDays: number | null) =>
    compareOptions(
      request([one], {
        quantity: 1_000,
        costs: WAYS,
        requirements: { maxLeadTimeDays, minSupplierScore: null, certifications: [], verifiedOnly: false },
      }),
    ).options[0];

  it("can be bought where the seller says that it makes as much by the deadline, with a warning", () => {
    // 3000 a month are 2000 in 20 days and 3000 in a month.
    for (const days of [20, null]) {
      const option = within(stocked(3_000), days);
      expect(option).toMatchObject({ state: "feasible", buy: { quantity: 1_000 }, cost: { total: { low: "2000.00" } } });
      expect(option?.warnings).toContainEqual(expect.objectContaining({ code: "above_stock" }));
    }
  });

  it("cannot where it makes less, or where its output or its lead time is not said", () => {
    // 900 a month are 600 in 20 days.
    expect(within(stocked(900), 20)).toMatchObject({
      state: "infeasible",
      reasons: [{ code: "above_stock" }],
      nearest: { quantity: 600, total: "1200.00" },
    });
    for (const one of [stocked(null), stocked(3_000, null)]) {
      expect(within(one, 20)).toMatchObject({ state: "infeasible", nearest: { quantity: 200, total: "400.00" } });
    }
  });

  it("counts the days on the way as no days of making", () => {
    // 3000 a month are 100 a day; 8 of the 20 days are on the way by the faster delivery: 12 x 100 = 1200. In 30 days 22 x 100 = 2200.
    const door = (low: number, high: number) => lump("0", { scope: "door", term: "DAP", days: { low, high } });
    const sent = (quotes: readonly FreightOption[]) => ({ ...stocked(3_000), quotes });
    const asked = (one: ReturnType<typeof listing>, quantity: number, days: number, costs: BuyerCosts = { unloading: "0" }) =>
      compareOptions(
        request([one], {
          quantity,
          costs,
          requirements: { maxLeadTimeDays: days, minSupplierScore: null, certifications: [], verifiedOnly: false },
        }),
      ).options[0];
    const quoted = sent([door(5, 8), door(10, 15)]);
    expect(asked(quoted, 1_500, 20)).toMatchObject({ state: "infeasible", nearest: { quantity: 1_200 } });
    expect(asked(quoted, 2_200, 30)).toMatchObject({ state: "feasible", buy: { quantity: 2_200 } });
    expect(asked(quoted, 2_201, 30)).toMatchObject({ state: "infeasible", nearest: { quantity: 2_200 } });
    // The stock is there whatever is made: nothing can be in 6 days.
    expect(asked(quoted, 500, 6)).toMatchObject({ state: "infeasible", nearest: { quantity: 200 } });
    // A way within the seller's country is not the way to the buyer, and a buyer's own freight takes the seller's days away.
    const home = sent([lump("0", { scope: "domestic", days: { low: 8, high: 8 } })]);
    expect(asked(home, 2_000, 20, WAYS)).toMatchObject({ state: "feasible" });
    const own = asked(quoted, 2_000, 20, WAYS);
    expect(own).toMatchObject({ state: "feasible", requirements: [{ state: "unknown" }] });
    expect(own?.warnings.find(({ code }) => code === "above_stock")?.message).toContain(
      "if the way, whose days are not known, took none",
    );
  });

  it("goes by what the buyer knows of the output", () => {
    const known = { ...stocked(null), scoreProfile: { monthlyOutput: 3_000 } };
    expect(within(known, 20)).toMatchObject({ state: "feasible", buy: { quantity: 1_000 } });
  });
});
