import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../../src/domain/compared-option.ts";
import type { Comparison } from "../../../../src/domain/comparison.ts";
import { deliveriesAt } from "../../../../src/domain/option/pieces/deliveries.ts";
import type { FreightOption } from "../../../../src/model/freight.ts";
import { Decimal } from "../../../../src/model/money.ts";
import { listing, lump, productWith, request } from "../../../support/listing.ts";

const A = "alibaba:1";
const KNOWN = { brokerage: "0", unloading: "0", dutyRate: "0", vatRate: "0", vatRecoverable: true };
const only = ({ options }: Comparison, ref = A): ComparedOption => {
  const found = options.find((option) => option.ref === ref);
  if (!found) throw new Error(`no option ${ref}`);
  return found;
};

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
    const quoted = compareOptions(request([retail({ options: [lump("25.00", { scope: "door" })] })], { costs: KNOWN }));
    expect(only(quoted, "aliexpress:2").cost?.total).toEqual({ low: "225.00", high: "225.00" });
    const silent = compareOptions(request([retail({})], { costs: KNOWN }));
    expect(only(silent, "aliexpress:2").cost?.total).toEqual({ low: "200.00", high: null });
  });

  it("sets a parcel's quote for the need against no larger order with the buyer's own freight", () => {
    // 100 × 2.00 + 25.00 by the platform's parcel. 101 × 2.00 + the buyer's own 10.00 = 212.00 would be another way of sending, at
    // no saving on quantity: exactly 100 by the buyer's own freight would cost 210.00.
    const door = { scope: "door", minQuantity: 100, maxQuantity: 100 } as const;
    const costs = { ...KNOWN, freight: "10.00" };
    const options = [lump(null, { scope: "door" })];
    for (const known of [{}, { options }]) {
      const product = { marketplace: "aliexpress", rule: null, ladder: [[1, "2.00"]], ...known } as const;
      const retail = listing("2", product, { quotes: [lump("25.00", door)] });
      const { buy, cost, exact } = only(compareOptions(request([retail], { costs })), "aliexpress:2");
      expect([buy?.quantity, cost?.total.low, exact?.saving]).toEqual([100, "225.00", "0.00"]);
    }
  });
});

describe("the fee of a delivery template", () => {
  const feeOf = (additional: FreightOption["additional"], quantity: number) => {
    const options = [lump("6.00", { scope: "domestic", additional })];
    const [route] = deliveriesAt(
      { quantity, goods: new Decimal(0) },
      productWith("1", { options }),
      options,
      (amount) => amount,
    );
    const fee = route?.flat?.plus(route.perUnit.times(quantity));
    return { fee: fee?.toFixed(2), exact: route?.exact };
  };
  const amount = { amount: "2.50", currency: "USD" };

  it.each([
    [1, "6.00"],
    [2, "6.00"],
    [3, "8.50"],
    [5, "8.50"],
    [6, "11.00"],
    [100, "88.50"],
  ])("for %i units is the first fee and one more for each step begun: %s", (quantity, fee) => {
    // 6.00 up to 2 units, 2.50 for each 3 after them: 100 are 33 steps, 6 + 82.50.
    expect(feeOf({ ...amount, firstUnits: 2, stepUnits: 3 }, quantity)).toEqual({ fee, exact: true });
  });

  it("is a lower bound where the step is not known, and exact where nothing is added", () => {
    expect(feeOf({ ...amount, firstUnits: 2, stepUnits: null }, 5)).toEqual({ fee: "6.00", exact: false });
    expect(feeOf({ ...amount, firstUnits: 2, stepUnits: null }, 2)).toEqual({ fee: "6.00", exact: true });
    expect(feeOf({ ...amount, firstUnits: null, stepUnits: null }, 2)).toEqual({ fee: "6.00", exact: false });
    expect(feeOf({ ...amount, amount: "0.00", firstUnits: null, stepUnits: null }, 500)).toEqual({ fee: "6.00", exact: true });
  });
});
