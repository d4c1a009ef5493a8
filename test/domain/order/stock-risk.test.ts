import { expect, test } from "vitest";
import { stockOutlook } from "../../../src/domain/order/stock-risk.ts";
import fixture from "../../fixtures/purchase-plan.json" with { type: "json" };

test.each(fixture.stock)("$bought units at $dailyDemand a day: $risk", ({ bought, dailyDemand, days, risk }) => {
  expect(stockOutlook({ bought, dailyDemand })).toMatchObject({ days, risk });
});

test("the buyer's demand goes before the seller's sales", () => {
  expect(stockOutlook({ bought: 100, dailyDemand: "3", sold30Days: 3000 })).toEqual({
    days: "33.3",
    basis: "your_demand",
    risk: "low",
  });
});

test("the seller's sales of 30 days stand in where the buyer gave none", () => {
  expect(stockOutlook({ bought: 100, sold30Days: 40 })).toEqual({ days: "75", basis: "seller_sales", risk: "medium" });
});

test("nothing sold and nothing said is unknown, not endless stock", () => {
  const unknown = { days: null, basis: null, risk: "unknown" };
  expect(stockOutlook({ bought: 100, sold30Days: 0 })).toEqual(unknown);
  expect(stockOutlook({ bought: 100 })).toEqual(unknown);
});
