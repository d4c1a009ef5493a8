import { describe, expect, test } from "vitest";
import type { PurchasePlanInput } from "../../../src/domain/order/plan-request.ts";
import { tierAt } from "../../../src/domain/order/price-tiers.ts";
import { candidateQuantities, nearestOrderable, orderability, planPurchase } from "../../../src/domain/order/purchase-plan.ts";
import { Fault } from "../../../src/model/fault.ts";
import fixture from "../../fixtures/purchase-plan.json" with { type: "json" };

const LADDER = [
  { minQuantity: 10, maxQuantity: 99, unitPrice: "8.50" },
  { minQuantity: 100, maxQuantity: null, unitPrice: "7.20" },
];

const buyOf = (input: PurchasePlanInput): number | null => {
  const plan = planPurchase(input);
  return plan.state === "feasible" ? plan.buy : null;
};

describe("the best order for a need", () => {
  test.each(fixture.plans)("$input.need of $input.tiers", ({ input, expect: expected }) => {
    expect(planPurchase(input as PurchasePlanInput)).toMatchObject(expected);
  });

  test("says everything about what is bought", () => {
    const freight = [{ minQuantity: 1, flat: "20", perUnit: "0.10" }];
    expect(planPurchase({ tiers: LADDER, need: 84, freight, currency: "USD" })).toEqual({
      state: "feasible",
      buy: 84,
      unitPrice: "8.50",
      goods: "714.00",
      freight: "28.40",
      total: "742.40",
      surplus: 0,
      exact: { total: "742.40" },
      saving: "0.00",
      reasons: [],
    });
  });

  test("is rounded to the currency's minor unit", () => {
    const tiers = [{ minQuantity: 1, unitPrice: "12.345" }];
    expect(planPurchase({ tiers, need: 3, currency: "JPY" })).toMatchObject({ total: "37" });
    expect(planPurchase({ tiers, need: 3, currency: "KWD" })).toMatchObject({ total: "37.035" });
  });

  test("goes to the next freight bracket where that is cheaper", () => {
    const freight = [
      { minQuantity: 1, flat: "200", perUnit: "0" },
      { minQuantity: 50, flat: "20", perUnit: "0" },
    ];
    expect(planPurchase({ tiers: LADDER, need: 40, freight })).toMatchObject({ buy: 50, total: "445.00", saving: "95.00" });
  });

  test("leaves out quantities whose freight is not known", () => {
    const freight = [{ minQuantity: 60, flat: "5", perUnit: "0" }];
    expect(planPurchase({ tiers: LADDER, need: 40, freight })).toMatchObject({ buy: 60, exact: null, saving: null });
  });

  test("reads a free-freight threshold of nothing as no rule", () => {
    const freight = [{ minQuantity: 1, flat: "9", perUnit: "0" }];
    expect(planPurchase({ tiers: LADDER, need: 20, freight, freeFreightFrom: "0" })).toMatchObject({ freight: "9.00" });
  });
});

describe("what can be ordered", () => {
  test("is rounded up to the order multiple", () => {
    const plan = planPurchase({ tiers: LADDER, need: 25, orderMultiple: 12 });
    expect(plan).toMatchObject({ buy: 36, surplus: 11, exact: null, reasons: ["not_a_multiple"] });
  });

  test("starts at the larger of the minimum order and the first tier", () => {
    expect(buyOf({ tiers: LADDER, need: 3, minOrderQuantity: 48 })).toBe(48);
    expect(buyOf({ tiers: LADDER, need: 3, minOrderQuantity: 2 })).toBe(10);
  });

  test("ends at the stock, with what is left as the nearest", () => {
    expect(planPurchase({ tiers: LADDER, need: 300, stock: 250, orderMultiple: 20 })).toEqual({
      state: "infeasible",
      reason: "above_stock",
      nearest: { quantity: 240, total: "1728.00" },
    });
  });

  test("a minimum order that the stock cannot fill is stopped by the stock", () => {
    expect(planPurchase({ tiers: LADDER, need: 3, minOrderQuantity: 50, stock: 30 })).toEqual({
      state: "infeasible",
      reason: "above_stock",
      nearest: null,
    });
  });

  test("a multiple that jumps over the last closed tier is above it", () => {
    const tiers = [{ minQuantity: 1, maxQuantity: 99, unitPrice: "1" }];
    expect(planPurchase({ tiers, need: 60, orderMultiple: 50 })).toMatchObject({
      reason: "above_top_tier",
      nearest: { quantity: 50, total: "50.00" },
    });
  });

  test("without a price is nothing, and a price of 0 is no price", () => {
    const nothing = { state: "infeasible", reason: "no_price", nearest: null };
    expect(planPurchase({ tiers: [], need: 5 })).toEqual(nothing);
    expect(planPurchase({ tiers: [{ minQuantity: 1, unitPrice: "0" }], need: 5 })).toEqual(nothing);
  });

  test("under mixed terms is refused: their totals do not buy the same thing", () => {
    const tiers = [
      { minQuantity: 1, unitPrice: "2", term: { rule: "FOB" } },
      { minQuantity: 100, unitPrice: "1", term: { rule: "CIF" } },
    ];
    expect(planPurchase({ tiers, need: 5 })).toEqual({ state: "infeasible", reason: "mixed_terms", nearest: null });
  });

  test.each([
    [5, "below_moq"],
    [30, null],
    [31, "not_a_multiple"],
    [480, "above_stock"],
  ])("%i units: %s", (quantity, reason) => {
    expect(orderability({ tiers: LADDER, orderMultiple: 10, stock: 400 }, quantity)).toBe(reason);
  });

  test("the nearest to a need is the next above, else the last below", () => {
    const tiers = [
      { minQuantity: 1, maxQuantity: 9, unitPrice: "10" },
      { minQuantity: 100, maxQuantity: 200, unitPrice: "7" },
    ];
    expect(nearestOrderable({ tiers }, 10)).toBe(100);
    expect(nearestOrderable({ tiers }, 999)).toBe(200);
    expect(nearestOrderable({ tiers, stock: 50 }, 999)).toBe(9);
  });
});

describe("candidate quantities", () => {
  test("are the need, the breaks of price and freight, and each tier's free-freight quantity, in multiples and in order", () => {
    const quantities = candidateQuantities({
      tiers: LADDER,
      need: 23,
      orderMultiple: 10,
      freight: [{ minQuantity: 1 }, { minQuantity: 250 }],
      freeFreightFrom: "600",
    });
    // Free from 600 / 8.50 = 70.6, so 80; 600 / 7.20 = 83.3 lies below the tier's own start.
    expect(quantities).toEqual([30, 80, 100, 250]);
  });

  test("are exactly the need without overbuying", () => {
    expect(candidateQuantities({ tiers: LADDER, need: 95, allowOverbuy: false })).toEqual([95]);
    expect(candidateQuantities({ tiers: LADDER, need: 5, allowOverbuy: false })).toEqual([]);
  });
});

describe("the tier at a quantity", () => {
  const tiers = [
    { minQuantity: 50, maxQuantity: 80, unitPrice: "7" },
    { minQuantity: 1, maxQuantity: null, unitPrice: "9" },
    { minQuantity: 50, maxQuantity: 80, unitPrice: "6" },
  ];
  test("is the last one reached, the cheaper of two that start together", () => {
    expect(tierAt(tiers, 49)?.unitPrice).toBe("9");
    expect(tierAt(tiers, 50)?.unitPrice).toBe("6");
  });
  test("is none above its closed top", () => {
    expect(tierAt(tiers, 81)).toBeNull();
    expect(tierAt(tiers, 0)).toBeNull();
  });
});

test.each([
  [{ tiers: LADDER, need: 0 }, "need is 0"],
  [{ tiers: LADDER, need: -2.5 }, "a number above 0"],
  [{ tiers: [{ minQuantity: 1, unitPrice: "1e3" }], need: 1 }, "plain notation"],
])("%j is refused with what to write", (input, words) => {
  expect(() => planPurchase(input)).toThrow(Fault);
  expect(() => planPurchase(input)).toThrow(words);
});
