import { expect, it } from "vitest";
import { answerOf } from "../../../src/domain/compare/compare-options.ts";
import { costCurves } from "../../../src/domain/compare/cost-curves.ts";
import { openComparison } from "../../../src/domain/compare/open-comparison.ts";
import { comparisonInput } from "../../../src/tools/compare-purchase-options/input.ts";
import { comparisonRequest } from "../../../src/tools/compare-purchase-options/request.ts";

const DEFAULTS = { country: "US", currency: "USD", language: "en", fx: null, maxDisputeRate: "0.02", maxRefundRate: "0.05" };
const LADDER = { name: "ladder", prices_text: "1-499: 6.00; 500+: 4.80", currency: "USD", trade_term: "DDP Chicago" };
const FLAT = { name: "flat", prices_text: "1+: 5.00", currency: "USD", trade_term: "DDP Chicago", stock: 700 };

function opened(more: object) {
  const input = comparisonInput.parse({ quantity: 420, destination: "US", offers: [LADDER, FLAT], ...more });
  return openComparison(comparisonRequest(input, [], ["en"], { defaults: DEFAULTS, now: () => 0 }));
}
const at = (curves: ReturnType<typeof costCurves>, ref: string, quantity: number) =>
  curves.find((curve) => curve.ref === ref)?.points.find(([drawn]) => drawn === quantity)?.[1];

it("draws what the least order costs that covers each quantity, on both sides of a break", () => {
  const curves = costCurves(opened({}));
  // From 400 on (400 × 6.00 = 2,400.00 = 500 × 4.80) the dearer step buys more for less.
  expect(at(curves, "offer:ladder", 84)).toBe(504);
  expect(at(curves, "offer:ladder", 420)).toBe(2_400);
  expect(at(curves, "offer:ladder", 499)).toBe(2_400);
  expect(at(curves, "offer:ladder", 840)).toBe(4_032);
  expect(at(curves, "offer:flat", 420)).toBe(2_100);
  // 700 are in stock: no more can be had.
  expect(at(curves, "offer:flat", 700)).toBe(3_500);
  expect(at(curves, "offer:flat", 701)).toBeNull();
});

it("buys no more than is needed where the buyer has no room for it", () => {
  // 420 × 6.00.
  expect(at(costCurves(opened({ allow_overbuy: false })), "offer:ladder", 420)).toBe(2_520);
});

it("agrees with the comparison on who is the cheapest at every quantity drawn", () => {
  const comparison = opened({
    offers: [LADDER, FLAT, { ...FLAT, name: "dear", prices_text: "1-450: 5.40; 451+: 4.85", stock: 5_000 }],
  });
  const curves = costCurves(comparison);
  const { curve } = answerOf(comparison);
  const quantities = new Set(curves.flatMap(({ points }) => points.map(([quantity]) => quantity)));
  expect(quantities.size).toBeGreaterThan(40);
  for (const quantity of quantities) {
    const totals = curves.flatMap(({ ref }) => {
      const total = at(curves, ref, quantity);
      return total == null ? [] : [{ ref, total }];
    });
    const least = Math.min(...totals.map(({ total }) => total));
    const said = curve.find(({ fromQuantity, toQuantity }) => fromQuantity <= quantity && quantity <= toQuantity)?.cheapest;
    if (totals.length === curves.length)
      expect(totals.filter(({ total }) => total === least).map(({ ref }) => ref)).toContain(said);
  }
});

it("draws nothing for an order of several kinds", () => {
  const comparison = opened({});
  const [listing] = comparison.request.listings;
  if (listing === undefined || !("mix" in listing)) throw new Error("no listing");
  const mixed = openComparison({ ...comparison.request, listings: [{ ...listing, mix: [{ skuId: "1", quantity: 420 }] }] });
  expect(costCurves(mixed)).toEqual([]);
});
