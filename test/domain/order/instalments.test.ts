import { describe, expect, test } from "vitest";
import { batchLimit, bestBatchCount, type InstalmentInput, planInstalments } from "../../../src/domain/order/instalments.ts";
import { Decimal } from "../../../src/model/money.ts";
import fixture from "../../fixtures/purchase-plan.json" with { type: "json" };

const flat = (unitPrice: string, perBatch: string): InstalmentInput["costOf"] => {
  const price = new Decimal(unitPrice);
  return (size) => ({ total: price.times(size).plus(perBatch), unitPrice: price });
};

const input = (parts: Partial<InstalmentInput>): InstalmentInput => ({
  quantities: [100],
  once: new Decimal(0),
  multiple: 1,
  dailyDemand: "1",
  holdingRatePerYear: "0",
  maxBatches: 3,
  costOf: flat("1", "5"),
  ...parts,
});

describe("equal batches", () => {
  const { quantity, dailyDemand, unitPrice, costPerBatch, holdingRatePerYear, totals, best } = fixture.equalBatches;
  const plans = planInstalments(
    input({ quantities: [quantity], dailyDemand, holdingRatePerYear, maxBatches: 5, costOf: flat(unitPrice, costPerBatch) }),
  );

  test("cost their goods, their freight each, and the holding of half a batch on average", () => {
    expect(Object.fromEntries(plans.map((plan) => [plan.count, plan.total.toFixed(2)]))).toEqual(totals);
  });

  test("have a best number", () => {
    expect(bestBatchCount(plans)).toBe(best);
  });
});

describe("batch sizes", () => {
  test("are as equal as the order multiple allows and sum to what is bought", () => {
    expect(planInstalments(input({ multiple: 10 })).map((plan) => plan.sizes)).toEqual([[100], [50, 50], [40, 30, 30]]);
  });

  test("below the minimum order are no plan", () => {
    const costOf: InstalmentInput["costOf"] = (size) => (size < 40 ? null : flat("1", "0")(size));
    expect(planInstalments(input({ costOf })).map((plan) => plan.count)).toEqual([1, 2]);
  });

  test("that the seller does not sell are no plan", () => {
    const costOf: InstalmentInput["costOf"] = (size) => (size === 50 ? null : flat("1", "0")(size));
    expect(planInstalments(input({ costOf })).map((plan) => plan.count)).toEqual([1, 3]);
  });

  test("pay the price of their own tier", () => {
    const costOf: InstalmentInput["costOf"] = (size) => flat(size >= 100 ? "1" : "2", "0")(size);
    expect(planInstalments(input({ costOf })).map((plan) => plan.total.toString())).toEqual(["100", "200", "200"]);
  });
});

test("a tie goes to fewer batches", () => {
  expect(bestBatchCount(planInstalments(input({ costOf: flat("1", "0") })))).toBe(1);
});

test("without a demand there is nothing to plan", () => {
  expect(planInstalments(input({ dailyDemand: "0" }))).toEqual([]);
  expect(bestBatchCount([])).toBeNull();
});

test("the need and what is bought are both cut, and the cheaper of them is the plan", () => {
  // 90 in two: 2 × (45 + 5) = 100, and 900 bought at 0.1 in one: 90 + 5.
  const costOf: InstalmentInput["costOf"] = (size) => flat(size >= 900 ? "0.1" : "1", "5")(size);
  const plans = planInstalments(input({ quantities: [90, 900], maxBatches: 2, costOf }));
  expect(plans.map(({ sizes, total }) => [sizes, total.toFixed(2)])).toEqual([
    [[90], "95.00"],
    [[45, 45], "100.00"],
  ]);
});

test("what is paid once is paid once, whatever the batches", () => {
  const plans = planInstalments(input({ costOf: flat("1", "0"), once: new Decimal(900) }));
  expect(plans.map(({ total }) => total.toFixed(2))).toEqual(["1000.00", "1000.00", "1000.00"]);
});

describe("while a cost of each shipment is not known", () => {
  test("says up to what cost of a shipment the batches win", () => {
    // Held at 36.5 % a year and used at 1 a day, 100 cost 0.365 × 100² / 730 = 5.00 to hold, 2 × 50 half of it.
    const plans = planInstalments(input({ holdingRatePerYear: "0.365", maxBatches: 2, costOf: flat("1", "0") }));
    expect(plans.map(({ total }) => total.toFixed(2))).toEqual(["105.00", "102.50"]);
    // The second shipment may cost what it saves.
    expect(batchLimit(plans)).toMatchObject({ count: 2 });
    expect(batchLimit(plans)?.perShipment.toFixed(2)).toBe("2.50");
  });

  test("has no limit where one delivery is the cheapest anyway", () => {
    expect(batchLimit(planInstalments(input({ costOf: flat("1", "5") })))).toBeNull();
  });
});
