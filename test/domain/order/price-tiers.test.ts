import { expect, test } from "vitest";
import { orderedTiers } from "../../../src/domain/order/price-tiers.ts";

test("a ladder comes out sorted, chained and without steps that have no price; a gap stays a gap", () => {
  const tiers = [
    { minQuantity: 500, maxQuantity: null, unitPrice: "6" },
    { minQuantity: 1, maxQuantity: null, unitPrice: "10" },
    { minQuantity: 50, maxQuantity: 120, unitPrice: "9" },
    { minQuantity: 100, maxQuantity: 199, unitPrice: "8" },
    { minQuantity: 100, maxQuantity: 199, unitPrice: "7" },
    { minQuantity: 300, maxQuantity: 400, unitPrice: "0" },
  ];
  expect(orderedTiers(tiers).map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice])).toEqual([
    [1, 49, "10"],
    [50, 99, "9"],
    [100, 199, "7"],
    [500, null, "6"],
  ]);
});
