import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAward } from "../../../src/domain/split/award.ts";
import { boundsOf } from "../../../src/domain/split/bound.ts";
import { readInstance } from "../../../src/domain/split/instance.ts";
import { programAward } from "../../../src/domain/split/program.ts";
import type { SplitRequest, SplitSupplier } from "../../../src/domain/split/request.ts";
import { searchAward } from "../../../src/domain/split/search.ts";
import { solveInstance } from "../../../src/domain/split/solve.ts";
import { exhaustiveAward, orderCents } from "../../support/exhaustive-award.ts";
import { runs } from "../../support/runs.ts";

const cents = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((value) => (value / 100).toFixed(2));
const price = fc.integer({ min: 1, max: 900 }).map((value) => (value / 100).toFixed(2));

const supplierWith = (mostUnits: number): fc.Arbitrary<Omit<SplitSupplier, "id">> =>
  fc.record({
    minOrderQuantity: fc.option(fc.integer({ min: 0, max: Math.ceil(mostUnits / 2) })),
    capacity: fc.option(fc.integer({ min: Math.ceil(mostUnits / 6), max: mostUnits })),
    orderMultiple: fc.option(fc.integer({ min: 1, max: 5 })),
    fixedCost: cents(1500),
    tiers: fc.array(fc.record({ minQuantity: fc.integer({ min: 1, max: mostUnits }), unitPrice: price }), {
      minLength: 0,
      maxLength: 3,
    }),
    freight: fc.array(
      fc.record({ minQuantity: fc.integer({ min: 0, max: mostUnits }), flat: cents(900), perUnit: cents(200) }),
      { maxLength: 3 },
    ),
  });

const requestWith = (mostSuppliers: number, mostUnits: number): fc.Arbitrary<SplitRequest> =>
  fc.record({
    need: fc.integer({ min: 1, max: mostUnits }),
    maxSuppliers: fc.option(fc.integer({ min: 1, max: mostSuppliers })),
    allowOverbuy: fc.boolean(),
    suppliers: fc
      .array(supplierWith(mostUnits), { minLength: 1, maxLength: mostSuppliers })
      .map((suppliers) => suppliers.map((supplier, place) => ({ id: `s${place}`, ...supplier }))),
  });

const smallRequest = requestWith(4, 14);
const largeRequest = requestWith(9, 300);

const centsOf = (amount: string | null): number =>
  amount === null ? Number.POSITIVE_INFINITY : Math.round(Number(amount) * 100);
const totalCents = (request: SplitRequest): number => centsOf(splitAward(request).total);

describe("split award against trying everything", () => {
  it("costs what the cheapest of all allocations costs, with the fewest and earliest suppliers", () => {
    fc.assert(
      fc.property(smallRequest, (request) => {
        const result = splitAward(request);
        const best = exhaustiveAward(request);
        expect(centsOf(result.total)).toBe(best.cents);
        if (result.total === null) return;
        expect(result).toMatchObject({ proof: "optimal", gap: "0" });
        const places = result.allocations.map(({ id }) => Number(id.slice(1)));
        expect(places.length).toBe(best.suppliers);
        expect(places.reduce((sum, place) => sum + place, 0)).toBe(best.placeSum);
      }),
      runs(150, 600),
    );
  });

  it("agrees between the dynamic program, with and without a layer a supplier, and the search", () => {
    fc.assert(
      fc.property(largeRequest, (request) => {
        const instance = readInstance(request);
        if (instance.offers.length === 0 || !Number.isInteger(instance.need)) return;
        const program = programAward(instance, instance.limit);
        const searched = searchAward(instance, boundsOf(instance), 20_000);
        if (searched.proven) expect(searched.award?.cost ?? null).toBe(program?.cost ?? null);
        else
          expect(searched.award?.cost ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
            program?.cost ?? Number.POSITIVE_INFINITY,
          );
        const unlimited = programAward({ ...instance, limit: instance.offers.length }, null);
        expect(unlimited?.cost ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(program?.cost ?? Number.POSITIVE_INFINITY);
        if (instance.limit === instance.offers.length) expect(unlimited?.cost).toBe(program?.cost);
      }),
      runs(60, 200),
    );
  });

  it("stays below the optimum with its bound and above it with its award where the work is cut off", () => {
    const limits = { steps: 0, cells: 0, shortSearch: 1, fewSteps: 0 };
    fc.assert(
      fc.property(
        largeRequest,
        fc.constantFrom(1, 5, 50),
        fc.constantFrom(20, 200, 2_000),
        (request, longSearch, coarseSteps) => {
          const instance = readInstance(request);
          if (instance.offers.length === 0) return;
          const optimum = solveInstance(instance).award;
          const { award, floor } = solveInstance(instance, { ...limits, longSearch, coarseSteps });
          if (optimum !== null) expect(floor ?? 0).toBeLessThanOrEqual(optimum.cost);
          expect(award?.cost ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(optimum?.cost ?? Number.POSITIVE_INFINITY);
        },
      ),
      runs(80, 300),
    );
  });
});

describe("split award", () => {
  it("keeps every supplier's terms, the need and the limit, and its parts sum to the total", () => {
    fc.assert(
      fc.property(largeRequest, (request) => {
        const result = splitAward(request);
        if (result.total === null) return;
        const bought = result.allocations.reduce((sum, { quantity }) => sum + quantity, 0);
        if (request.allowOverbuy === false) expect(bought).toBe(request.need);
        else expect(bought).toBeGreaterThanOrEqual(request.need);
        expect(result.allocations.length).toBeLessThanOrEqual(request.maxSuppliers ?? request.suppliers.length);
        for (const { id, quantity, total } of result.allocations) {
          const supplier = request.suppliers.find((candidate) => candidate.id === id);
          expect(supplier && orderCents(supplier, quantity)).toBe(centsOf(total));
        }
        expect(result.allocations.reduce((sum, { total }) => sum + centsOf(total), 0)).toBe(centsOf(result.total));
      }),
      runs(60, 200),
    );
  });

  it("never costs more than one supplier alone, or than filling up from the cheapest first", () => {
    fc.assert(
      fc.property(largeRequest, (request) => {
        const total = totalCents(request);
        for (const supplier of request.suppliers)
          expect(total).toBeLessThanOrEqual(totalCents({ ...request, suppliers: [supplier] }));
        expect(total).toBeLessThanOrEqual(greedyCents(request));
      }),
      runs(30, 100),
    );
  });

  it("never costs more with more suppliers allowed, with one more supplier, or with overbuying allowed", () => {
    fc.assert(
      fc.property(largeRequest, supplierWith(300), fc.integer({ min: 1, max: 8 }), (request, extra, limit) => {
        const limited = { ...request, maxSuppliers: limit };
        const total = totalCents(limited);
        expect(totalCents({ ...limited, maxSuppliers: limit + 1 })).toBeLessThanOrEqual(total);
        expect(totalCents({ ...limited, suppliers: [...request.suppliers, { id: "extra", ...extra }] })).toBeLessThanOrEqual(
          total,
        );
        expect(totalCents({ ...limited, allowOverbuy: true })).toBeLessThanOrEqual(
          totalCents({ ...limited, allowOverbuy: false }),
        );
      }),
      runs(30, 100),
    );
  });

  it("never costs less when a price, a freight fee or a fixed cost rises", () => {
    fc.assert(
      fc.property(largeRequest, fc.nat(), fc.integer({ min: 1, max: 500 }), (request, pick, rise) => {
        const place = pick % request.suppliers.length;
        const raise = (amount: string): string => ((centsOf(amount) + rise) / 100).toFixed(2);
        const before = totalCents(request);
        const changes: ((supplier: SplitSupplier) => SplitSupplier)[] = [
          (supplier) => ({ ...supplier, fixedCost: raise(supplier.fixedCost) }),
          (supplier) => ({ ...supplier, tiers: supplier.tiers.map((tier) => ({ ...tier, unitPrice: raise(tier.unitPrice) })) }),
          (supplier) => ({
            ...supplier,
            freight: supplier.freight.map((bracket) => ({ ...bracket, flat: raise(bracket.flat) })),
          }),
        ];
        for (const change of changes) {
          const suppliers = request.suppliers.map((supplier, at) => (at === place ? change(supplier) : supplier));
          expect(totalCents({ ...request, suppliers })).toBeGreaterThanOrEqual(before);
        }
      }),
      runs(30, 100),
    );
  });

  it("costs a hundred times as much where every amount is a hundred times as much", () => {
    const times = (amount: string): string => String(centsOf(amount));
    fc.assert(
      fc.property(largeRequest, (request) => {
        const suppliers = request.suppliers.map((supplier) => ({
          ...supplier,
          fixedCost: times(supplier.fixedCost),
          tiers: supplier.tiers.map((tier) => ({ ...tier, unitPrice: times(tier.unitPrice) })),
          freight: supplier.freight.map((bracket) => ({
            ...bracket,
            flat: times(bracket.flat),
            perUnit: times(bracket.perUnit),
          })),
        }));
        const { total } = splitAward({ ...request, suppliers });
        expect(total === null ? Number.POSITIVE_INFINITY : Number(total)).toBe(totalCents(request));
      }),
      runs(30, 100),
    );
  });

  it("costs the same in whatever order suppliers, tiers and brackets stand", () => {
    fc.assert(
      fc.property(largeRequest, (request) => {
        const suppliers = request.suppliers.toReversed().map((supplier) => ({
          ...supplier,
          tiers: supplier.tiers.toReversed(),
          freight: supplier.freight.toReversed(),
        }));
        expect(totalCents({ ...request, suppliers })).toBe(totalCents(request));
      }),
      runs(30, 100),
    );
  });
});

/** Fills up supplier after supplier, each as far as it goes, the cheapest unit price at its largest order first. */
const greedyCents = ({ suppliers, need, maxSuppliers }: SplitRequest): number => {
  const orders = suppliers.map((supplier) => {
    const reach =
      Array.from({ length: 300 }, (_, at) => 300 - at).find((quantity) => orderCents(supplier, quantity) !== null) ?? 0;
    return { supplier, reach, unit: reach === 0 ? Number.POSITIVE_INFINITY : (orderCents(supplier, reach) ?? 0) / reach };
  });
  let open = need;
  let sum = 0;
  for (const { supplier, reach } of orders
    .sort((left, right) => left.unit - right.unit)
    .slice(0, maxSuppliers ?? suppliers.length)) {
    if (open === 0) break;
    const quantity = Math.min(reach, open);
    const cost = quantity === 0 ? null : orderCents(supplier, quantity);
    if (cost === null) continue;
    sum += cost;
    open -= quantity;
  }
  return open === 0 ? sum : Number.POSITIVE_INFINITY;
};
