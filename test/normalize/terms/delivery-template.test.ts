import { describe, expect, it } from "vitest";
import { deliveryTemplateFee, readFreeThreshold } from "../../../src/normalize/terms/delivery-template.ts";

const TEMPLATE = { first: "6.00", additional: "2.50", firstUnits: 2, stepUnits: 3 };

describe("deliveryTemplateFee", () => {
  it.each([
    [1, "6.00"],
    [2, "6.00"],
    [3, "8.5"],
    [5, "8.5"],
    [6, "11"],
    [100, "88.5"],
  ])("for %i units is %s", (quantity, amount) => {
    expect(deliveryTemplateFee(TEMPLATE, quantity)).toEqual({ amount, exact: true });
  });

  it("is a lower bound where the step is not known", () => {
    expect(deliveryTemplateFee({ ...TEMPLATE, stepUnits: null }, 5)).toEqual({ amount: "6.00", exact: false });
    expect(deliveryTemplateFee({ ...TEMPLATE, stepUnits: null }, 2)).toEqual({ amount: "6.00", exact: true });
    expect(deliveryTemplateFee({ ...TEMPLATE, firstUnits: null, stepUnits: null }, 2)).toEqual({
      amount: "6.00",
      exact: false,
    });
    expect(deliveryTemplateFee({ ...TEMPLATE, additional: null }, 5)).toEqual({ amount: "6.00", exact: false });
  });

  it("is exact where nothing is added, whatever the step", () => {
    expect(deliveryTemplateFee({ first: "6.00", additional: "0.00", firstUnits: null, stepUnits: null }, 500)).toEqual({
      amount: "6.00",
      exact: true,
    });
  });
});

describe("readFreeThreshold", () => {
  it.each([
    ["200", "200"],
    ["¥99.00", "99.00"],
    [0, null],
    ["0", null],
    [-1, null],
    [null, null],
  ])("of %j is %j", (input, amount) => {
    expect(readFreeThreshold(input)).toBe(amount);
  });
});
