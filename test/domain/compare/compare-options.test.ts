import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../src/domain/compared-option.ts";
import type { Comparison } from "../../../src/domain/comparison.ts";
import type { FreightOption } from "../../../src/model/freight.ts";
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

  it("says that the delivery quote that decides is old, as it does of a price, and of no other quote", () => {
    const skus = [sku("1", "3.00"), sku("2", "4.00"), sku("3", "0.10", "样品")];
    const own = listing("1", { rule: "FOB", skus, offer: { priceBasis: "sku", tiers: [] } });
    const quoted = (fee: string, stale?: string) => lump(fee, { scope: "door", ...(stale === undefined ? {} : { stale }) });
    const warnings = (quotes: readonly FreightOption[], costs = {}) =>
      only(compareOptions(request([{ ...own, quotes }], { costs }))).warnings.map(({ message }) => message);
    const old = "Its delivery quote is from yesterday.";
    expect(warnings([quoted("50", old)])[0]).toBe(old);
    expect(warnings([quoted("50", old)]).length).toBeGreaterThan(1);
    expect(warnings([quoted("50", old), quoted("40")])).not.toContain(old);
    // The buyer's own freight stands in its place.
    expect(warnings([quoted("50", old)], { freight: "30" })).not.toContain(old);
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

describe("a ladder on which a larger quantity costs more a unit", () => {
  const ladder = [
    [20, "3.00"],
    [500, "2.40"],
    [2_000, "2.60"],
    [5_000, "2.20"],
  ] as const;
  const warned = (quantity: number): boolean =>
    only(
      compareOptions(request([listing("1", { ladder, warnings: [{ code: "inverted", message: "2000" }] })], { quantity })),
    ).warnings.some(({ code }) => code === "inverted");

  it("warns of an order that would cost less a unit were it smaller, and of no other", () => {
    expect([1_500, 2_000, 3_000, 6_000].map(warned)).toEqual([false, true, true, false]);
  });
});

describe("a first order", () => {
  it("is the smallest that each takes, with what is to be paid for it", () => {
    // 50 × 4.60 = 230.00 and 120 × 4.10 = 492.00; their way is not known.
    const small = listing("1", {
      ladder: [
        [50, "4.60"],
        [5_000, "2.98"],
      ],
    });
    const large = listing("2", {
      ladder: [
        [120, "4.10"],
        [5_000, "2.90"],
      ],
    });
    const { verdict, firstOrders } = compareOptions(request([large, small], { quantity: 5_000, priority: "first_order" }));
    expect(verdict).toMatchObject({ state: "winner", winner: A });
    expect(firstOrders).toEqual([
      { ref: B, quantity: 120, outlay: "492.00", isOpen: true },
      { ref: A, quantity: 50, outlay: "230.00", isOpen: true },
    ]);
  });

  it("is surely the smaller outlay where it leaves open no more than the other does", () => {
    // 50 delivered for 230.00 leave nothing open that 40 ex works for 240.00 do not; 40 ex works for 200.00 leave the way open.
    const delivered = listing("1", { ladder: [[50, "4.60"]], rule: "DDP" });
    const works = (price: string) => listing("2", { ladder: [[40, price]], rule: "EXW" });
    const state = (price: string) =>
      compareOptions(request([delivered, works(price)], { quantity: 500, priority: "first_order" })).verdict.state;
    expect([state("6.00"), state("5.00")]).toEqual(["winner", "undecided"]);
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
