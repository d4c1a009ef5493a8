import { describe, expect, test } from "vitest";
import { type BatchInput, bestBatchCount, planBatches } from "../../../src/domain/order/batches.ts";
import { Decimal } from "../../../src/model/money.ts";
import fixture from "../../fixtures/purchase-plan.json" with { type: "json" };

const flat = (unitPrice: string, perBatch: string): BatchInput["costOf"] => {
  const price = new Decimal(unitPrice);
  return (size) => ({ total: price.times(size).plus(perBatch), unitPrice: price });
};

const input = (parts: Partial<BatchInput>): BatchInput => ({
  quantity: 100,
  dailyDemand: "1",
  holdingRatePerYear: "0",
  maxBatches: 3,
  costOf: flat("1", "5"),
  ...parts,
});

describe("equal batches", () => {
  const { quantity, dailyDemand, unitPrice, costPerBatch, holdingRatePerYear, totals, best } = fixture.equalBatches;
  const plans = planBatches(
    input({ quantity, dailyDemand, holdingRatePerYear, maxBatches: 5, costOf: flat(unitPrice, costPerBatch) }),
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
    expect(planBatches(input({ quantity: 100, orderMultiple: 10 })).map((plan) => plan.sizes)).toEqual([
      [100],
      [50, 50],
      [40, 30, 30],
    ]);
  });

  test("below the minimum order are no plan", () => {
    expect(planBatches(input({ minOrderQuantity: 40 })).map((plan) => plan.count)).toEqual([1, 2]);
  });

  test("that the seller does not sell are no plan", () => {
    const costOf: BatchInput["costOf"] = (size) => (size === 50 ? null : flat("1", "0")(size));
    expect(planBatches(input({ costOf })).map((plan) => plan.count)).toEqual([1, 3]);
  });

  test("pay the price of their own tier", () => {
    const costOf: BatchInput["costOf"] = (size) => flat(size >= 100 ? "1" : "2", "0")(size);
    expect(planBatches(input({ costOf })).map((plan) => plan.total.toString())).toEqual(["100", "200", "200"]);
  });
});

test("a tie goes to fewer batches", () => {
  expect(bestBatchCount(planBatches(input({ costOf: flat("1", "0") })))).toBe(1);
});

test("without a demand there is nothing to plan", () => {
  expect(planBatches(input({ dailyDemand: "0" }))).toEqual([]);
  expect(bestBatchCount([])).toBeNull();
});
