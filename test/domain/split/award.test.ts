import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { splitAward } from "../../../src/domain/split/award.ts";
import type { SplitRequest, SplitSupplier } from "../../../src/domain/split/request.ts";

interface KnownInstance {
  readonly name: string;
  readonly total: string;
  readonly quantities: Readonly<Record<string, number>>;
  readonly request: SplitRequest;
}

const known: readonly KnownInstance[] = JSON.parse(
  readFileSync(new URL("../../fixtures/sourcing-instances.json", import.meta.url), "utf8"),
);

const supplier = (id: string, terms: Partial<SplitSupplier> = {}): SplitSupplier => ({
  id,
  minOrderQuantity: 1,
  capacity: null,
  fixedCost: "0",
  tiers: [{ minQuantity: 1, unitPrice: "2.00" }],
  freight: [],
  ...terms,
});

const from = (minQuantity: number, unitPrice: string) => ({ minQuantity, unitPrice });

describe("split award of instances with known optima", () => {
  it.each(known)("finds the optimum of $name, and the same on every call", ({ request, total, quantities }) => {
    const result = splitAward(request);
    expect(result).toMatchObject({ total, proof: "optimal", gap: "0" });
    if (result.total === null) return;
    expect(Object.fromEntries(result.allocations.map(({ id, quantity }) => [id, quantity]))).toEqual(quantities);
    expect(splitAward(request)).toEqual(result);
  });
});

describe("split award", () => {
  it("adds goods, the freight bracket of the quantity and the fixed cost", () => {
    const terms = {
      fixedCost: "10.5",
      tiers: [from(1, "2"), from(50, "1.8")],
      freight: [{ minQuantity: 1, flat: "7", perUnit: "0.25" }],
    };
    // 60 × 1.8 + 7 + 60 × 0.25 + 10.5
    expect(splitAward({ need: 60, suppliers: [supplier("a", terms)] })).toEqual({
      total: "140.5",
      allocations: [{ id: "a", quantity: 60, total: "140.5" }],
      proof: "optimal",
      gap: "0",
    });
  });

  it("buys more than needed where a higher tier makes that cheaper, unless that is ruled out", () => {
    const suppliers = [supplier("a", { tiers: [from(1, "10"), from(100, "8")] })];
    expect(splitAward({ need: 90, suppliers })).toMatchObject({ total: "800", allocations: [{ quantity: 100 }] });
    expect(splitAward({ need: 90, suppliers, allowOverbuy: false })).toMatchObject({
      total: "900",
      allocations: [{ quantity: 90 }],
    });
  });

  it("splits where one supplier's stock ends, and lists the orders as the request does", () => {
    const suppliers = [supplier("dear", { tiers: [from(1, "3")] }), supplier("cheap", { capacity: 70 })];
    expect(splitAward({ need: 100, suppliers })).toMatchObject({
      total: "230",
      allocations: [
        { id: "dear", quantity: 30, total: "90" },
        { id: "cheap", quantity: 70, total: "140" },
      ],
    });
  });

  it("pays a dearer supplier rather than a second order's fixed cost", () => {
    const suppliers = [
      supplier("a", { capacity: 70, fixedCost: "50" }),
      supplier("b", { tiers: [from(1, "2.4")], fixedCost: "50" }),
    ];
    // 100 × 2.4 + 50 = 290 against 70 × 2 + 30 × 2.4 + 100 = 312
    expect(splitAward({ need: 100, suppliers })).toMatchObject({ total: "290", allocations: [{ id: "b", quantity: 100 }] });
  });

  it("keeps to order multiples that do not divide one another", () => {
    const suppliers = [
      supplier("sixes", { orderMultiple: 6, capacity: 60 }),
      supplier("tens", { orderMultiple: 10, capacity: 60 }),
    ];
    // 100 = 6 · 10 + 10 · 4; 101 is odd, and 102 = 6 · 7 + 10 · 6.
    expect(splitAward({ need: 100, suppliers, allowOverbuy: false })).toMatchObject({ total: "200" });
    expect(splitAward({ need: 101, suppliers, allowOverbuy: false })).toEqual({ total: null, reason: "no_exact_sum" });
    expect(splitAward({ need: 101, suppliers })).toMatchObject({ total: "204" });
  });

  it("orders nothing below the first tier or the first freight bracket, whatever the minimum order says", () => {
    const bracket = { minQuantity: 40, flat: "1", perUnit: "0" };
    expect(splitAward({ need: 5, suppliers: [supplier("a", { tiers: [from(20, "2")] })] })).toMatchObject({ total: "40" });
    expect(splitAward({ need: 5, suppliers: [supplier("a", { freight: [bracket] })] })).toMatchObject({ total: "81" });
  });

  it("takes the fewer suppliers among equals, then the earlier, then the smaller quantity", () => {
    const twins = [supplier("a", { capacity: 60 }), supplier("b", { capacity: 60 }), supplier("c", { capacity: 120 })];
    expect(splitAward({ need: 100, suppliers: twins })).toMatchObject({ allocations: [{ id: "c", quantity: 100 }] });
    expect(splitAward({ need: 50, suppliers: twins })).toMatchObject({ allocations: [{ id: "a", quantity: 50 }] });
    const level = [supplier("a", { tiers: [from(1, "10"), from(100, "9")] })];
    expect(splitAward({ need: 90, suppliers: level })).toMatchObject({ total: "900", allocations: [{ quantity: 90 }] });
  });

  it("takes terms in any order, and the lower of two prices that start at the same quantity", () => {
    const tiers = [from(50, "1"), from(1, "3"), from(50, "1.5")];
    expect(splitAward({ need: 60, suppliers: [supplier("a", { tiers })] })).toMatchObject({ total: "60" });
  });

  it("says why nothing can be awarded", () => {
    const small = [supplier("a", { capacity: 3 }), supplier("b", { capacity: 3 })];
    const reasonOf = (request: SplitRequest) => splitAward(request);
    expect(reasonOf({ need: 5, suppliers: [] })).toEqual({ total: null, reason: "no_supplier" });
    expect(reasonOf({ need: 5, suppliers: [supplier("a", { tiers: [] })] })).toEqual({ total: null, reason: "no_supplier" });
    expect(reasonOf({ need: 7, suppliers: small })).toEqual({ total: null, reason: "above_stock" });
    expect(reasonOf({ need: 7, suppliers: small, maxSuppliers: 1 })).toEqual({ total: null, reason: "above_stock" });
    expect(reasonOf({ need: 5, suppliers: small, maxSuppliers: 1 })).toEqual({ total: null, reason: "supplier_limit" });
    const minimum = [supplier("a", { minOrderQuantity: 7 })];
    expect(reasonOf({ need: 5, suppliers: minimum, allowOverbuy: false })).toEqual({ total: null, reason: "no_exact_sum" });
  });

  it.each([
    ["need", { need: 2.5, suppliers: [supplier("a")] }],
    ["maxSuppliers", { need: 5, maxSuppliers: 0, suppliers: [supplier("a")] }],
    ["suppliers[0].orderMultiple", { need: 5, suppliers: [supplier("a", { orderMultiple: 0 })] }],
    ["suppliers[1]: quantities", { need: 5, suppliers: [supplier("a"), supplier("b", { minOrderQuantity: Number.NaN })] }],
    ["suppliers[1]: amounts", { need: 5, suppliers: [supplier("a"), supplier("b", { fixedCost: "-1" })] }],
  ])("refuses a request whose %s cannot be", (name, request) => {
    expect(() => splitAward(request)).toThrow(
      expect.objectContaining({ kind: "bad_input", message: expect.stringContaining(name) }),
    );
  });

  it("adds up converted amounts of thirty digits exactly, and takes a difference below any minor unit for a tie", () => {
    const suppliers = [
      supplier("a", { tiers: [from(1, "1.404494382022471910112359550561")] }),
      supplier("b", { tiers: [from(1, "1.404494382022471910112359550560")] }),
    ];
    const result = splitAward({ need: 5_000, suppliers });
    // 5,000 times the first price, to the last digit.
    expect(result).toMatchObject({ total: "7022.471910112359550561797752805", proof: "optimal", gap: "0" });
  });

  it("says bounded, with a bound that holds, where neither the search nor the program is within reach", () => {
    const need = 10_000_000;
    const suppliers = Array.from({ length: 20 }, (_, place) =>
      supplier(`s${place}`, {
        minOrderQuantity: 140_000,
        capacity: 1_400_001,
        fixedCost: "85",
        tiers: [from(1, "3.2"), from(466_667, "3.05"), from(1_260_001, "2.98")],
        freight: [
          { minQuantity: 1, flat: "40", perUnit: "0.11" },
          { minQuantity: 700_001, flat: "95", perUnit: "0.04" },
        ],
      }),
    );
    const result = splitAward({ need, suppliers });
    if (result.total === null) throw new Error("there is stock for the need");
    expect(result.proof).toBe("bounded");
    expect(Number(result.gap)).toBeGreaterThan(0);
    expect(Number(result.gap)).toBeLessThan(0.001);
    // Eight orders at the least: their fixed costs and fees, and every unit at the best price there is.
    expect(Number(result.total)).toBeGreaterThanOrEqual(need * 3.02 + 8 * (85 + 95));
    // Seven full orders and the rest at the first price are feasible: neither the award nor the bound may be above that.
    const byHand = 7 * (1_400_001 * 3.02 + 180) + 199_993 * 3.31 + 125;
    expect(Number(result.total)).toBeLessThanOrEqual(byHand);
    expect(Number(result.total) * (1 - Number(result.gap))).toBeLessThanOrEqual(byHand);
  });
});
