import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestBatchCount, planInstalments } from "../../../src/domain/order/instalments.ts";
import type { PurchasePlanInput } from "../../../src/domain/order/plan-request.ts";
import { planPurchase } from "../../../src/domain/order/purchase-plan.ts";
import { Decimal } from "../../../src/model/money.ts";
import { runs } from "../../support/runs.ts";

interface Case {
  readonly tiers: readonly { readonly minQuantity: number; readonly maxQuantity: number | null; readonly cents: number }[];
  readonly need: number;
  readonly minOrderQuantity: number | null;
  readonly orderMultiple: number | null;
  readonly stock: number | null;
  readonly freight: readonly { readonly minQuantity: number; readonly flatCents: number; readonly perUnitCents: number }[];
  readonly freeFromCents: number | null;
}

// Far above every break that a case can have, so that looking at each quantity up to it is looking at all.
const SCANNED = 1_200;

const euros = (cents: number): string => new Decimal(cents).div(100).toString();

const ladder = fc
  .array(
    fc.record({
      span: fc.integer({ min: 1, max: 40 }),
      gap: fc.constantFrom(0, 0, 0, 5, 17),
      cents: fc.integer({ min: 20, max: 1500 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((steps) => fc.tuple(fc.constant(steps), fc.boolean(), fc.integer({ min: 1, max: 12 })))
  .map(([steps, isOpen, start]) => {
    let from = start;
    return steps.map(({ span, gap, cents }, index) => {
      const minQuantity = from;
      from += span + gap;
      return { minQuantity, maxQuantity: isOpen && index === steps.length - 1 ? null : minQuantity + span - 1, cents };
    });
  });

const orderCase: fc.Arbitrary<Case> = fc.record({
  tiers: ladder,
  need: fc.integer({ min: 1, max: 150 }),
  minOrderQuantity: fc.option(fc.integer({ min: 1, max: 60 })),
  orderMultiple: fc.option(fc.integer({ min: 1, max: 12 })),
  stock: fc.option(fc.integer({ min: 0, max: 220 })),
  freight: fc
    .array(
      fc.record({
        minQuantity: fc.integer({ min: 2, max: 120 }),
        flatCents: fc.integer({ min: 0, max: 9000 }),
        perUnitCents: fc.integer({ min: 0, max: 90 }),
      }),
      { maxLength: 3 },
    )
    .chain((steps) =>
      fc.integer({ min: 0, max: 9000 }).map((flatCents) => [{ minQuantity: 1, flatCents, perUnitCents: 0 }, ...steps]),
    ),
  freeFromCents: fc.option(fc.integer({ min: 1, max: 20_000 })),
});

const inputOf = (one: Case, factor = 1): PurchasePlanInput => ({
  tiers: one.tiers.map(({ minQuantity, maxQuantity, cents }) => ({
    minQuantity,
    maxQuantity,
    unitPrice: euros(cents * factor),
  })),
  need: one.need,
  minOrderQuantity: one.minOrderQuantity,
  orderMultiple: one.orderMultiple,
  stock: one.stock,
  freight: one.freight.map(({ minQuantity, flatCents, perUnitCents }) => ({
    minQuantity,
    flat: euros(flatCents * factor),
    perUnit: euros(perUnitCents * factor),
  })),
  freeFreightFrom: one.freeFromCents === null ? null : euros(one.freeFromCents * factor),
});

/** The cost in cents of exactly `quantity`, straight from the rules; null where it cannot be ordered. */
function costAt(one: Case, quantity: number): number | null {
  const tier = one.tiers.find(
    (step) => quantity >= step.minQuantity && quantity <= (step.maxQuantity ?? Number.POSITIVE_INFINITY),
  );
  if (!tier || quantity < (one.minOrderQuantity ?? 0) || quantity > (one.stock ?? SCANNED)) return null;
  if (quantity % (one.orderMultiple ?? 1) !== 0) return null;
  const goods = tier.cents * quantity;
  if (one.freeFromCents !== null && goods >= one.freeFromCents) return goods;
  const reached = one.freight.filter((step) => step.minQuantity <= quantity);
  const last = Math.max(...reached.map((step) => step.minQuantity));
  const fees = reached.filter((step) => step.minQuantity === last).map((step) => step.flatCents + step.perUnitCents * quantity);
  return goods + Math.min(...fees);
}

function scan(one: Case): { readonly quantity: number; readonly cents: number } | null {
  let best: { quantity: number; cents: number } | null = null;
  for (let quantity = one.need; quantity <= SCANNED; quantity += 1) {
    const cents = costAt(one, quantity);
    if (cents !== null && (best === null || cents < best.cents)) best = { quantity, cents };
  }
  return best;
}

function nearest(one: Case): number | null {
  for (let quantity = one.need; quantity <= SCANNED; quantity += 1) if (costAt(one, quantity) !== null) return quantity;
  for (let quantity = one.need - 1; quantity >= 1; quantity -= 1) if (costAt(one, quantity) !== null) return quantity;
  return null;
}

const totalOf = (input: PurchasePlanInput): Decimal | null => {
  const plan = planPurchase(input);
  return plan.state === "feasible" ? new Decimal(plan.total) : null;
};

describe("a purchase plan", () => {
  test("is what looking at every quantity finds, the smaller of equals", () => {
    fc.assert(
      fc.property(orderCase, (one) => {
        const plan = planPurchase(inputOf(one));
        const best = scan(one);
        if (plan.state === "feasible") {
          expect({ quantity: plan.buy, cents: Number(plan.total) * 100 }).toEqual({
            quantity: best?.quantity,
            cents: expect.closeTo(best?.cents ?? -1, 6),
          });
          const exact = costAt(one, one.need);
          expect(plan.exact === null ? null : Math.round(Number(plan.exact.total) * 100)).toBe(exact);
        } else {
          expect(best).toBeNull();
          expect(plan.nearest?.quantity ?? null).toBe(nearest(one));
        }
      }),
      runs(500, 2000),
    );
  });

  test("without overbuying is exactly the need or the nearest to it", () => {
    fc.assert(
      fc.property(orderCase, (one) => {
        const plan = planPurchase({ ...inputOf(one), allowOverbuy: false });
        const exact = costAt(one, one.need);
        if (plan.state === "feasible") expect([plan.buy, Math.round(Number(plan.total) * 100)]).toEqual([one.need, exact]);
        else expect([exact, plan.nearest?.quantity ?? null]).toEqual([null, nearest(one)]);
      }),
      runs(150, 500),
    );
  });

  test("does not depend on the order of the tiers", () => {
    fc.assert(
      fc.property(
        orderCase.chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.tiers], { minLength: one.tiers.length })),
        ),
        ([one, tiers]) => {
          expect(planPurchase(inputOf({ ...one, tiers }))).toEqual(planPurchase(inputOf(one)));
        },
      ),
    );
  });

  test("never gets cheaper when a price rises", () => {
    fc.assert(
      fc.property(orderCase, fc.nat(), fc.integer({ min: 1, max: 900 }), (one, index, rise) => {
        const raised = one.tiers.map((tier, at) =>
          at === index % one.tiers.length ? { ...tier, cents: tier.cents + rise } : tier,
        );
        const [before, after] = [
          totalOf({ ...inputOf(one), freeFreightFrom: null }),
          totalOf({ ...inputOf({ ...one, tiers: raised }), freeFreightFrom: null }),
        ];
        expect(after === null).toBe(before === null);
        if (before && after) expect(after.gte(before)).toBe(true);
      }),
    );
  });

  test("scales with the money", () => {
    fc.assert(
      fc.property(orderCase, fc.integer({ min: 2, max: 50 }), (one, factor) => {
        const [once, scaled] = [planPurchase(inputOf(one)), planPurchase(inputOf(one, factor))];
        if (once.state !== "feasible" || scaled.state !== "feasible") expect(scaled.state).toBe(once.state);
        else expect([scaled.buy, scaled.total]).toEqual([once.buy, new Decimal(once.total).times(factor).toFixed(2)]);
      }),
    );
  });
});

test("batches sum to what is bought, meet the minimum and the multiple, and differ by one multiple at most", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 900 }),
      (lots, orderMultiple, minOrderQuantity, maxBatches, holdingMills) => {
        const quantity = lots * orderMultiple;
        const plans = planInstalments({
          quantities: [quantity],
          once: new Decimal(0),
          dailyDemand: "7.5",
          holdingRatePerYear: new Decimal(holdingMills).div(1000).toString(),
          maxBatches,
          multiple: orderMultiple,
          costOf: (size) =>
            size < minOrderQuantity ? null : { total: new Decimal(3).times(size).plus(40), unitPrice: new Decimal(3) },
        });
        for (const { count, sizes, total, holdingCost } of plans) {
          expect(sizes).toHaveLength(count);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(quantity);
          expect(sizes.every((size) => size >= minOrderQuantity && size % orderMultiple === 0)).toBe(true);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(orderMultiple);
          expect(total.minus(holdingCost).toFixed(20)).toBe(new Decimal(3 * quantity + 40 * count).toFixed(20));
        }
        const best = plans.find(({ count }) => count === bestBatchCount(plans));
        expect(plans.every(({ total }) => best?.total.lte(total))).toBe(true);
      },
    ),
  );
});
