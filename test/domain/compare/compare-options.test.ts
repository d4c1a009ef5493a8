import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../src/domain/compared-option.ts";
import type { Comparison } from "../../../src/domain/comparison.ts";
import { listing, lump, request } from "../../support/listing.ts";
import { aSku } from "../../support/product.ts";

const A = "alibaba:1";
const B = "alibaba:2";
const only = ({ options }: Comparison, ref = A): ComparedOption => {
  const found = options.find((option) => option.ref === ref);
  if (!found) throw new Error(`no option ${ref}`);
  return found;
};
const sku = (id: string, unitPrice: string | null, name = id) => aSku({ id, unitPrice, attributes: { colour: name } });
const ALL_KNOWN = {
  loading: "10",
  originInland: "20",
  exportClearance: "5",
  originTerminal: "15",
  vesselLoading: "8",
  freight: "100",
  insuranceRate: "0",
  destinationTerminal: "30",
  brokerage: "12",
  dutyRate: "0.1",
  vatRate: "0.2",
  vatRecoverable: true,
  lastMile: "40",
  unloading: "0",
};

describe("what is bought and what it costs", () => {
  it("lands the best quantity at its tier, not the quantity asked for", () => {
    // 90 × 8.50 = 765.00; 100 × 7.20 = 720.00 buys ten more for 45.00 less.
    const option = only(
      compareOptions(
        request(
          [
            listing("1", {
              ladder: [
                [10, "8.50"],
                [100, "7.20"],
              ],
              rule: "DDP",
            }),
          ],
          { quantity: 90, costs: { unloading: "0" } },
        ),
      ),
    );
    expect(option.buy).toMatchObject({
      quantity: 100,
      surplus: 10,
      unitPrice: "7.20",
      tier: { minQuantity: 100, maxQuantity: null },
    });
    expect(option.cost).toMatchObject({
      goods: "720.00",
      total: { low: "720.00", high: "720.00" },
      complete: true,
      missing: [],
    });
    expect(option.cost?.perUnit.low).toBe("8.0000");
    expect(option.exact).toEqual({ total: { low: "765.00", high: "765.00" }, saving: "45.00" });
  });

  it("adds up every line of an ex-works price", () => {
    // 200 goods + 10 + 20 + 5 + 15 + 8 to the ship = 258; + 100 freight = 358 at the port; duty 35.80; 30 + 12 + 40 beyond it.
    const option = only(compareOptions(request([listing("1", { ladder: [[1, "2.00"]], rule: "EXW" })], { costs: ALL_KNOWN })));
    expect(option.cost?.total).toEqual({ low: "475.80", high: "475.80" });
    // VAT base: 358 + 35.80 + 30 + 40 = 463.80; 20 % of it is 92.76, to be paid though it comes back.
    expect(option.cost?.cash).toEqual({ low: "568.56", high: "568.56" });
    expect(option.cost?.lines.find(({ name }) => name === "duty")).toEqual({
      name: "duty",
      amount: "35.80",
      basis: "computed",
    });
  });

  it("converts by units of the listing's currency for one of the buyer's, exactly", () => {
    // 100 × 7.12 CNY at 7.12 a dollar.
    const wish = { ladder: [[1, "7.12"]] as const, rule: "DDP" as const, offer: { currency: "CNY" } };
    const fx = { rates: { CNY: "7.12" }, asOf: "2026-11-20", source: "bank" };
    const comparison = compareOptions(request([listing("1", wish)], { fx, costs: { unloading: "0" } }));
    expect(only(comparison).cost?.total.high).toBe("100.00");
    expect(only(comparison).buy).toMatchObject({ unitPrice: "7.12", currency: "CNY" });
    expect(comparison.fx).toEqual(fx);
  });

  it("evaluates each tier under the trade term of its own", () => {
    const term = { rule: "DDP", place: "Hamburg", placeKind: "city", assumed: false } as const;
    const tiers = [
      { minQuantity: 1, maxQuantity: 199, unitPrice: "2.00", discount: null, term: null },
      { minQuantity: 200, maxQuantity: null, unitPrice: "1.20", discount: null, term },
    ];
    // 100 ex works: 475.80 with every cost of the way. 200 delivered duty paid: 240.00.
    const option = only(compareOptions(request([listing("1", { rule: "EXW", offer: { tiers } })], { costs: ALL_KNOWN })));
    expect(option.buy).toMatchObject({ quantity: 200, tradeTerm: { rule: "DDP", place: "Hamburg" } });
    expect(option.cost?.total.high).toBe("240.00");
    expect(option.exact?.total.high).toBe("475.80");
  });

  it("takes an unknown SKU as an interval and leaves the bait out, with the evidence", () => {
    const skus = [sku("1", "3.00"), sku("2", "4.00"), sku("3", "0.10", "样品")];
    const wish = { rule: "DDP" as const, skus, offer: { priceBasis: "sku" as const, tiers: [] } };
    const option = only(compareOptions(request([listing("1", wish)], { costs: { unloading: "0" } })));
    expect(option.cost?.total).toEqual({ low: "300.00", high: "400.00" });
    expect(option.cost?.goods).toBeNull();
    expect(option.buy?.unitPrice).toBeNull();
    expect(option.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(["bait_sku", "price_interval"]));
    expect(option.warnings.find(({ code }) => code === "bait_sku")?.message).toContain("样品");
  });

  it("says that a price is old before all else that is odd", () => {
    const skus = [sku("1", "3.00"), sku("2", "4.00"), sku("3", "0.10", "样品")];
    const own = listing("1", { rule: "DDP", skus, offer: { priceBasis: "sku", tiers: [] } });
    const others = ["a", "b", "c", "d", "e"].map((code) => ({ code, message: "Odd." }));
    const product = { ...own.product, warnings: [...others, { code: "stale", message: "It is from yesterday." }] };
    const option = only(compareOptions(request([{ ...own, product }], { costs: { unloading: "0" } })));
    expect(option.warnings[0]?.code).toBe("stale");
    expect(option.warnings.length).toBeGreaterThan(3);
  });

  it("prices the SKU that is named", () => {
    const wish = {
      rule: "DDP" as const,
      skus: [sku("1", "3.00"), sku("2", "4.00")],
      offer: { priceBasis: "sku" as const, tiers: [] },
    };
    const named = listing("1", wish, { ref: "alibaba:1#2", skuId: "2" });
    const option = only(compareOptions(request([named], { costs: { unloading: "0" } })), "alibaba:1#2");
    expect(option.cost?.total).toEqual({ low: "400.00", high: "400.00" });
    expect(option.buy?.sku).toBe("2");
  });

  it("keeps an unknown line out of the total and names it", () => {
    const option = only(
      compareOptions(
        request([listing("1", { ladder: [[1, "2.00"]], rule: "CIF" })], {
          destination: "US",
          costs: { destinationTerminal: "30", brokerage: "12", unloading: "0", dutyRate: "0" },
        }),
      ),
    );
    expect(option.cost?.total).toEqual({ low: "242.00", high: null });
    expect(option.cost?.missing).toEqual(["last_mile"]);
    expect(option.cost?.complete).toBe(false);
  });
});

describe("mixed orders", () => {
  const skus = [sku("1", null), sku("2", null)];
  const wish = (mixedBatch: boolean | null) => ({
    rule: "DDP" as const,
    ladder: [
      [50, "3.00"],
      [100, "2.00"],
    ] as const,
    skus,
    offer: { minOrderQuantity: 50 },
    services: { mixedBatch, mixedFrom: null, dropShipping: null, customMade: null, samples: null },
  });
  const mix = [
    { skuId: "1", quantity: 70 },
    { skuId: "2", quantity: 30 },
  ];

  it("sets the tier by the sum where the listing mixes batches", () => {
    const option = only(compareOptions(request([listing("1", wish(true), { mix })], { costs: { unloading: "0" } })));
    expect(option.cost?.total.high).toBe("200.00");
    expect(option.buy?.mix).toEqual([
      { sku: "1", quantity: 70, unitPrice: "2.00" },
      { sku: "2", quantity: 30, unitPrice: "2.00" },
    ]);
  });

  it("makes each SKU meet the MOQ alone where it does not", () => {
    const option = only(compareOptions(request([listing("1", wish(false), { mix })])));
    expect(option.state).toBe("infeasible");
    expect(option.reasons[0]).toMatchObject({ code: "below_moq" });
    expect(option.reasons[0]?.message).toContain("SKU 2");
  });
});

describe("options that cannot be bought or priced", () => {
  const state = (wish: Parameters<typeof listing>[1], change: Parameters<typeof request>[1] = {}) => {
    const option = only(compareOptions(request([listing("1", wish)], change)));
    return { state: option.state, code: option.reasons[0]?.code, nearest: option.nearest };
  };

  it("says what is nearest where exactly the need cannot be ordered", () => {
    const wish = { ladder: [[200, "2.00"]] as const, rule: "DDP" as const };
    expect(state(wish, { allowOverbuy: false, costs: { unloading: "0" } })).toEqual({
      state: "infeasible",
      code: "below_moq",
      nearest: { quantity: 200, total: "400.00" },
    });
  });

  it("invents nothing above the stock or the last closed tier", () => {
    expect(state({ ladder: [[1, "2.00"]], rule: "DDP", stock: 60 }, { costs: { unloading: "0" } })).toEqual({
      state: "infeasible",
      code: "above_stock",
      nearest: { quantity: 60, total: "120.00" },
    });
    expect(state({ ladder: [[1, 80, "2.00"]], rule: "DDP" })).toMatchObject({
      state: "infeasible",
      code: "above_top_tier",
      nearest: { quantity: 80 },
    });
  });

  it("leaves a price unpriced without its rate, its unit or its figure", () => {
    expect(state({ offer: { currency: "CNY" } })).toMatchObject({ state: "unpriced", code: "rate_missing" });
    expect(state({ offer: { unit: "Set", unitClass: "set" } }, { unitClass: "piece" })).toMatchObject({
      state: "unpriced",
      code: "unit_mismatch",
    });
    expect(state({ offer: { tiers: [], priceBasis: "none" } })).toMatchObject({ state: "unpriced", code: "no_price" });
    expect(state({ offer: { currency: null } })).toMatchObject({ state: "unpriced", code: "no_price" });
    expect(state({ status: "off_shelf" })).toMatchObject({ state: "infeasible", code: "off_shelf" });
  });

  it("keeps a listing that could not be read to itself", () => {
    const failed = { ref: "alibaba:9", failure: { code: "rate_limited", message: "The platform asks to wait" } } as const;
    const comparison = compareOptions(request([failed, listing("1", { rule: "DDP" })], { costs: { unloading: "0" } }));
    expect(only(comparison, "alibaba:9")).toMatchObject({ state: "error", reasons: [{ code: "rate_limited" }] });
    expect(comparison.verdict).toMatchObject({ state: "winner", winner: A });
    expect(comparison.verdict.because).toContain("1 of 2 listings could not be read");
    expect(comparison.outstanding).toEqual(["alibaba:9: rate_limited"]);
  });

  it("counts in what most listings are sold by", () => {
    const set = { offer: { unit: "Set", unitClass: "set" as const } };
    const comparison = compareOptions(request([listing("1", set), listing("2", set), listing("3")]));
    expect(comparison.unitClass).toBe("set");
    expect(only(comparison, "alibaba:3").state).toBe("unpriced");
  });
});

describe("stock and batches", () => {
  it("tells the days of stock and the best number of deliveries from the buyer's demand", () => {
    // Published example: 1500 at 7.20, 30 a day, 58 an order, 24 % a year: 11035.53 in one batch, 11004.77 in two.
    const wish = { ladder: [[1, "7.20"]] as const, rule: "DDP" as const };
    const change = {
      quantity: 1500,
      dailyDemand: "30",
      holdingRatePerYear: "0.24",
      maxBatches: 3,
      costs: { unloading: "0", perOrder: "58" },
    };
    const option = only(compareOptions(request([listing("1", wish)], change)));
    expect(option.batches.map(({ count, sizes, total }) => [count, sizes, total])).toEqual([
      [1, [1500], "11035.53"],
      [2, [750, 750], "11004.77"],
      [3, [500, 500, 500], "11033.18"],
    ]);
    expect(option).toMatchObject({ bestBatchCount: 2, stockDays: 50, stockDaysBasis: "your_demand", stockRisk: "medium" });
  });
});

describe("splits", () => {
  it("prices the second source where one supplier is the cheapest for all of it", () => {
    // All 90 fit into the cheapest one's stock: sharing saves nothing.
    const comparison = compareOptions(
      request(
        [
          listing("1", { ladder: [[1, "1.00"]], rule: "DDP", stock: 99 }),
          listing("2", { ladder: [[1, "2.00"]], rule: "DDP" }),
          listing("3", { ladder: [[1, "2.50"]], rule: "DDP" }),
        ],
        { costs: { unloading: "0" }, quantity: 90 },
      ),
    );
    expect(comparison.split).toMatchObject({ total: "90.00", saving: "0.00", proof: "optimal" });
    // The second source takes a fifth of the need: 18 units at 2.00 in place of 1.00.
    expect(comparison.secondSource).toEqual({
      allocations: [
        { ref: "alibaba:1", quantity: 72, total: "72.00" },
        { ref: "alibaba:2", quantity: 18, total: "36.00" },
      ],
      total: "108.00",
      premium: "18.00",
      minShare: "0.2",
    });
  });

  it("beats the best single supplier where none has it all cheaply", () => {
    // Alone: 300.00, 260.00 past the second one's cheap tier, 190.00. Shared: 60 × 1.00 + 40 × 1.90 = 136.00.
    const listings = [
      listing("1", { ladder: [[1, "3.00"]], rule: "DDP" }),
      listing("2", {
        ladder: [
          [1, 60, "1.00"],
          [61, "2.60"],
        ],
        rule: "DDP",
      }),
      listing("3", { ladder: [[1, "1.90"]], rule: "DDP" }),
    ];
    const { split } = compareOptions(request(listings, { costs: { unloading: "0" } }));
    expect(split).toMatchObject({ total: "136.00", saving: "54.00", proof: "optimal" });
    expect(split?.allocations).toEqual([
      { ref: "alibaba:2", quantity: 60, total: "60.00" },
      { ref: "alibaba:3", quantity: 40, total: "76.00" },
    ]);
  });

  it("makes none where a landed cost is not complete", () => {
    expect(compareOptions(request([listing("1"), listing("2")])).split).toBeNull();
  });

  it("counts one supplier under two listings as one source", () => {
    const supplier = { id: "7" };
    const comparison = compareOptions(
      request([listing("1", { rule: "DDP", supplier }), listing("2", { rule: "DDP", supplier, ladder: [[1, "1.10"]] })], {
        costs: { unloading: "0" },
      }),
    );
    expect(comparison.notes.join(" ")).toContain("Listings of one supplier, one source: alibaba:1 and alibaba:2");
    expect(comparison.secondSource).toBeNull();
  });
});

describe("delivery quotes", () => {
  it("takes the bracket of the quantity, in the buyer's currency", () => {
    const options = [lump("80.00", { maxQuantity: 99 }), lump("60.00", { minQuantity: 100, maxQuantity: 499 })];
    const option = only(compareOptions(request([listing("1", { ladder: [[1, "2.00"]], options })])));
    expect(option.cost?.lines.find(({ name }) => name === "freight")).toEqual({
      name: "freight",
      amount: "60.00",
      basis: "quoted",
    });
  });

  it("does not stretch a quote for one quantity to another", () => {
    const quotes = [lump("60.00", { minQuantity: 50, maxQuantity: 50 })];
    const option = only(compareOptions(request([listing("1", { ladder: [[1, "2.00"]] }, { quotes })])));
    expect(option.cost?.missing).toContain("freight");
    expect(option.warnings.map(({ code }) => code)).toContain("freight_unknown");
  });

  it("takes AliExpress goods with a delivery to the door, and none as unknown", () => {
    const retail = (options: Parameters<typeof listing>[1]) =>
      listing("2", { marketplace: "aliexpress", rule: null, ladder: [[1, "2.00"]], ...options });
    const costs = { brokerage: "0", unloading: "0", dutyRate: "0", vatRate: "0", vatRecoverable: true };
    const quoted = compareOptions(request([retail({ options: [lump("25.00", { scope: "door" })] })], { costs }));
    expect(only(quoted, "aliexpress:2").cost?.total).toEqual({ low: "225.00", high: "225.00" });
    const silent = compareOptions(request([retail({})], { costs }));
    expect(only(silent, "aliexpress:2").cost?.total).toEqual({ low: "200.00", high: null });
  });
});

describe("ranks", () => {
  it("orders by cost, by the last day of delivery, by the surest score and by the smallest outlay", () => {
    const door = (low: number, high: number) => [lump("0", { scope: "door", term: "DAP", days: { low, high } })];
    const listings = [
      listing("1", { ladder: [[50, "2.00"]], options: door(5, 10), leadTimeDays: { low: 5, high: 20 } }),
      listing("2", {
        ladder: [[1, "2.10"]],
        options: door(5, 8),
        leadTimeDays: { low: 3, high: 5 },
        supplier: { years: 10, transactionLevel: 5, tradeAssurance: true },
      }),
    ];
    const { ranks, options } = compareOptions(request(listings));
    expect(ranks).toEqual({ cost: [A, B], speed: [B, A], risk: [B, A], first_order: [B, A] });
    expect(options.map(({ leadTimeDays }) => leadTimeDays)).toEqual([
      { low: 10, high: 30 },
      { low: 8, high: 13 },
    ]);
  });
});
