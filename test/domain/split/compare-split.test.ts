import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { Comparison } from "../../../src/domain/comparison.ts";
import { FREE_WAY, listing, lump, request } from "../../support/listing.ts";
import { aSku } from "../../support/product.ts";

const A = "alibaba:1";
const B = "alibaba:2";
const C = "alibaba:3";
/** Everything of the way is known and costs nothing but ten dollars an order. */
const NOTHING = { ...FREE_WAY, freight: "0", dutyRate: "0", vatRecoverable: true, perOrder: "10" };
const parts = ({ split }: Comparison) => split?.allocations.map(({ ref, quantity, total }) => [ref, quantity, total]);

describe("a need above every stock", () => {
  const small = [listing("1", { ladder: [[1, "2.00"]], stock: 60 }), listing("2", { ladder: [[1, "2.50"]], stock: 50 })];

  it("is split over those that cannot cover it alone, with no single supplier to save against", () => {
    // 60 × 2.00 + 10 = 130.00; 40 × 2.50 + 10 = 110.00.
    const comparison = compareOptions(request(small, { costs: NOTHING }));
    expect(parts(comparison)).toEqual([
      [A, 60, "130.00"],
      [B, 40, "110.00"],
    ]);
    expect(comparison.split).toMatchObject({ total: "240.00", saving: null, proof: "optimal" });
    expect(comparison.verdict).toMatchObject({ state: "infeasible", winner: null, contenders: [] });
    expect(comparison.verdict.because).toBe(
      `No single option covers 100; a split does: 60 from ${A} and 40 from ${B}, 240.00 USD landed in all.`,
    );
  });

  it("takes what a closed last tier can sell", () => {
    const tiers = [listing("1", { ladder: [[1, 60, "2.00"]] }), listing("2", { ladder: [[1, 50, "2.50"]] })];
    expect(parts(compareOptions(request(tiers, { costs: NOTHING })))).toEqual([
      [A, 60, "130.00"],
      [B, 40, "110.00"],
    ]);
  });

  it("has no split where all together have too little, and says how far each goes", () => {
    const comparison = compareOptions(request(small, { quantity: 200, costs: NOTHING }));
    expect(comparison.split).toBeNull();
    expect(comparison.verdict.because).toContain(`${A}: 60 are in stock; 200 are needed, possible at 60`);
  });

  it("leaves out those that fail a requirement", () => {
    const requirements = { maxLeadTimeDays: null, minSupplierScore: null, certifications: [], verifiedOnly: true };
    const doubtful = [small[0] ?? listing("1"), listing("2", { stock: 50, supplier: { verified: false } })];
    expect(compareOptions(request(doubtful, { costs: NOTHING, requirements })).split).toBeNull();
  });
});

describe("a split beside single suppliers", () => {
  const three = [
    listing("1", { ladder: [[1, "2.00"]], stock: 60 }),
    listing("2", { ladder: [[1, "2.10"]], stock: 70 }),
    listing("3", { ladder: [[1, "3.00"]] }),
  ];

  it("lets small stocks undercut the one that has it all, and the verdict says so", () => {
    // 60 × 2.00 + 40 × 2.10 + 2 × 10 = 224.00 against 100 × 3.00 + 10 = 310.00.
    const comparison = compareOptions(request(three, { costs: NOTHING }));
    expect(comparison.verdict).toMatchObject({ state: "winner", winner: C });
    expect(comparison.verdict.because).toMatch(/\. Split over 2 suppliers it costs 224\.00 USD, 86\.00 less\.$/);
    expect(comparison.split).toMatchObject({ total: "224.00", saving: "86.00" });
  });

  it("is no saving against a single supplier that is the cheapest", () => {
    // Delivered duty paid for 200.00, quoted for 100 pieces alone.
    const quoted = listing("4", { ladder: [[1, "2.00"]] }, { quotes: [lump("0", { minQuantity: 100, maxQuantity: 100 })] });
    const { freight: _, ...way } = NOTHING;
    const own = Object.fromEntries([A, B, C].map((ref) => [ref, { freight: "0" }]));
    const comparison = compareOptions(request([...three, quoted], { costs: way, costsByProduct: own }));
    expect(comparison.split).toMatchObject({ total: "210.00", saving: "0.00" });
    expect(parts(comparison)).toEqual([["alibaba:4", 100, "210.00"]]);
  });

  it("holds an option with quotes where the buyer's own freight replaces them", () => {
    const quoted = listing(
      "4",
      { ladder: [[1, "1.50"]], stock: 50 },
      { quotes: [lump("5", { minQuantity: 50, maxQuantity: 50 })] },
    );
    // 50 × 1.50 + 10 + 50 × 2.00 + 10.
    expect(compareOptions(request([...three, quoted], { costs: NOTHING })).split).toMatchObject({ total: "195.00" });
  });
});

it("counts no samples into the stock of the goods", () => {
  const skus = [
    aSku({ id: "1", unitPrice: "2.00", stock: 60, attributes: { colour: "black" } }),
    aSku({ id: "2", unitPrice: "0.10", stock: 9_999, attributes: { colour: "样品" } }),
  ];
  const wish = { skus, stock: 10_059, offer: { priceBasis: "sku" as const, tiers: [] } };
  const { options } = compareOptions(request([listing("1", wish)], { costs: NOTHING }));
  expect(options[0]).toMatchObject({ state: "infeasible", reasons: [{ code: "above_stock" }], nearest: { quantity: 60 } });
});
