import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SupplierScore } from "../../../src/domain/supplier-score/score-result.ts";
import type { SupplierProfile } from "../../../src/domain/supplier-score/supplier-profile.ts";
import { beatsForSure, scoreSupplier } from "../../../src/domain/supplier-score/supplier-score.ts";
import { wilsonLowerBound } from "../../../src/domain/supplier-score/wilson.ts";
import { Decimal } from "../../../src/model/money.ts";

const rate = fc.integer({ min: 0, max: 1000 }).map((mills) => new Decimal(mills).div(1000).toString());
const VALUES = {
  factoryAudit: fc.boolean(),
  iso: fc.boolean(),
  tradeAssurance: fc.boolean(),
  certifications: fc.nat({ max: 12 }),
  years: fc.nat({ max: 40 }),
  transactionLevel: fc.nat({ max: 5 }),
  responseRate: rate,
  onTimeRate: rate,
  productCount: fc.nat({ max: 500 }),
  monthlyOutput: fc.nat({ max: 100_000 }),
  shortestLeadDays: fc.nat({ max: 90 }),
};
type Key = keyof typeof VALUES;
const KEYS = Object.keys(VALUES) as Key[];

const complete: fc.Arbitrary<SupplierProfile> = fc.record(VALUES);
const partial: fc.Arbitrary<SupplierProfile> = fc.record(VALUES, { requiredKeys: [] });
const samples = fc.option(
  fc.record({ responseRate: fc.integer({ min: 1, max: 500 }), onTimeRate: fc.integer({ min: 1, max: 500 }) }),
  {
    nil: null,
  },
);

const numbers = ({ low, high }: SupplierScore): { low: number; high: number } => ({ low: Number(low), high: Number(high) });

// The scores are cut to nine decimals.
const ROUNDING = 2e-9;

describe("a supplier's score", () => {
  test("lies between 0 and 100, and is one figure where all is known", () => {
    fc.assert(
      fc.property(partial, complete, samples, (some, all, sizes) => {
        const open = numbers(scoreSupplier({ ...some, samples: sizes }));
        expect(open.low).toBeGreaterThanOrEqual(0);
        expect(open.high).toBeLessThanOrEqual(100);
        expect(open.high).toBeGreaterThanOrEqual(open.low);
        const closed = scoreSupplier({ ...all, samples: sizes });
        expect([closed.high, closed.coverage, closed.estimate]).toEqual([closed.low, "1", closed.low]);
      }),
    );
  });

  test("moves within its interval when an unknown is filled in", () => {
    fc.assert(
      fc.property(partial, complete, samples, fc.constantFrom(...KEYS), (some, all, sizes, key) => {
        fc.pre(some[key] === undefined);
        const before = numbers(scoreSupplier({ ...some, samples: sizes }));
        const after = numbers(scoreSupplier({ ...some, [key]: all[key], samples: sizes }));
        expect(after.low).toBeGreaterThanOrEqual(before.low - ROUNDING);
        expect(after.high).toBeLessThanOrEqual(before.high + ROUNDING);
      }),
    );
  });

  test("never falls when an indicator gets better, in either model", () => {
    fc.assert(
      fc.property(partial, complete, complete, samples, fc.constantFrom(...KEYS), (some, one, other, sizes, key) => {
        const [worse, better] = [one[key], other[key]].sort((a, b) => Number(a) - Number(b));
        const [from, to] = key === "shortestLeadDays" ? [better, worse] : [worse, better];
        for (const model of ["rescaled", "published"] as const) {
          const before = scoreSupplier({ ...some, [key]: from, samples: sizes }, { model });
          const after = scoreSupplier({ ...some, [key]: to, samples: sizes }, { model });
          expect(Number(after.low)).toBeGreaterThanOrEqual(Number(before.low));
          expect(Number(after.high)).toBeGreaterThanOrEqual(Number(before.high));
          expect(Number(after.estimate)).toBeGreaterThanOrEqual(Number(before.estimate));
        }
      }),
    );
  });

  test("is the sum of its groups, and of its indicators", () => {
    fc.assert(
      fc.property(partial, (some) => {
        const score = scoreSupplier(some);
        const sum = (parts: readonly (string | null)[]): number => parts.reduce((total, part) => total + Number(part ?? 0), 0);
        expect(sum(score.groups.map(({ points }) => points))).toBeCloseTo(Number(score.low), 7);
        expect(sum(score.indicators.map(({ points }) => points))).toBeCloseTo(Number(score.low), 7);
        expect(sum(score.groups.map(({ unknownPoints }) => unknownPoints))).toBeCloseTo(
          Number(score.high) - Number(score.low),
          7,
        );
      }),
    );
  });

  test("that beats another for sure beats it whatever both turn out to be", () => {
    fc.assert(
      fc.property(partial, partial, complete, complete, (a, b, restA, restB) => {
        fc.pre(beatsForSure(scoreSupplier(a), scoreSupplier(b)));
        expect(numbers(scoreSupplier({ ...restA, ...a })).low).toBeGreaterThan(numbers(scoreSupplier({ ...restB, ...b })).low);
      }),
      { numRuns: 50 },
    );
  });
});

test("the Wilson bound is below the share, and rises with the share and with the sample", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 5000 }), (mills, size) => {
      const share = new Decimal(mills).div(1000);
      const bound = wilsonLowerBound(share, size);
      expect(bound.gte(0) && bound.lt(share)).toBe(true);
      expect(wilsonLowerBound(share, size + 1).gt(bound)).toBe(true);
      expect(wilsonLowerBound(share.plus("0.001"), size).gt(bound)).toBe(true);
    }),
  );
});
