import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparisonRequest } from "../../../src/domain/comparison.ts";
import { NOTHING_SAID } from "../../../src/model/product.ts";
import { FREE_WAY, type ListingWish, listing, lump, request } from "../../support/listing.ts";

const NOTE = "The batches hold no cost of holding stock";

// 900 sold in 30 days are 30 a day.
const sold = { ...NOTHING_SAID.trade, sold30Days: 900 };
const compare = (wish: ListingWish, change: Partial<ComparisonRequest>) => {
  const { options, notes } = compareOptions(
    request([listing("1", { ladder: [[1, "7.20"]], rule: "DDP", trade: sold, ...wish })], {
      quantity: 1500,
      maxBatches: 2,
      costs: { unloading: "0", perOrder: "58" },
      ...change,
    }),
  );
  return { option: options[0], notes: notes.join(" ") };
};

describe("deliveries of which the smaller are not quoted", () => {
  const KNOWN = { ...FREE_WAY, dutyRate: "0", perOrder: "58" };
  const quoted = { rule: "EXW" as const, options: [lump("300", { scope: "door", term: "DDP", minQuantity: 751 })] };

  it("are not told without their freight, which would pass for a saving", () => {
    // 10,800 + 58 + 300 = 11,158.00 in one. In two, 2 × (5,400 + 58) = 10,916.00 would be without any freight.
    const { option } = compare(quoted, { dailyDemand: "30", costs: KNOWN });
    expect(option?.batches.map(({ count, total }) => [count, total])).toEqual([[1, "11158.00"]]);
    expect([option?.bestBatchCount, option?.batchLimit]).toEqual([null, null]);
  });

  it("set no limit, whatever else of each shipment is not known", () => {
    // A limit of 300 a shipment would have two deliveries win where they lose: 2 × 200 is more than 300.
    const { brokerage: _none, ...open } = KNOWN;
    const { option } = compare(
      { ...quoted, options: [lump("300", { scope: "main", minQuantity: 751 })] },
      { dailyDemand: "30", costs: open },
    );
    expect(option?.batches.map(({ count }) => count)).toEqual([1]);
    expect([option?.bestBatchCount, option?.batchLimit]).toEqual([null, null]);
  });
});

describe("deliveries without a holding rate", () => {
  it("do not say that holding stock costs nothing, whoever's demand it is", () => {
    // 1500 × 7.20 = 10,800; 58 an order: 10,858.00 in one delivery, 10,916.00 in two, and no holding in either.
    for (const dailyDemand of ["30", null]) {
      expect(compare({}, { dailyDemand }).option?.batches).toEqual([
        { count: 1, sizes: [1500], total: "10858.00", holdingCost: null },
        { count: 2, sizes: [750, 750], total: "10916.00", holdingCost: null },
      ]);
    }
    // At a rate of 0 it is known to cost nothing.
    const free = compare({}, { holdingRatePerYear: "0" });
    expect(free.option?.batches[0]?.holdingCost).toBe("0.00");
  });

  it("are noted for the seller's sales only where several deliveries are told", () => {
    expect(compare({}, { dailyDemand: "30" }).notes).toContain(NOTE);
    // In two deliveries 10,916.00 is more than 10,858.00: one is told.
    const one = compare({}, {});
    expect(one.option?.bestBatchCount).toBe(1);
    expect(one.notes).not.toContain(NOTE);
    // 300 for more than 750, 20 up to there: 10,800 + 58 + 300 = 11,158.00 in one, 10,800 + 2 × (58 + 20) = 10,956.00 in two.
    const door = { scope: "door", term: "DAP" } as const;
    const options = [lump("20", { ...door, maxQuantity: 750 }), lump("300", { ...door, minQuantity: 751 })];
    const two = compare({ options, rule: "EXW" }, {});
    expect(two.option?.batches.map(({ total }) => total)).toEqual(["11158.00", "10956.00"]);
    expect(two.notes).toContain(NOTE);
    expect(compare({ options, rule: "EXW" }, { holdingRatePerYear: "0" }).notes).not.toContain(NOTE);
  });
});
