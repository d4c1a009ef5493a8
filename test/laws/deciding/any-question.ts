import fc from "fast-check";
import type { ComparisonRequest, Listing } from "../../../src/domain/comparison.ts";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import type { FreightOption } from "../../../src/model/freight.ts";
import { TRADE_RULES } from "../../../src/model/trade-term.ts";
import { type Ladder, listing, lump, request } from "../../support/listing.ts";

const cents = (min: number, max: number) => fc.integer({ min, max }).map((value) => (value / 100).toFixed(2));
const thousandths = (max: number) => fc.integer({ min: 0, max }).map((value) => (value / 1000).toFixed(3));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 });
const said = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

/** Tiers, with gaps, dearer later ones and a closed top. */
const ladder: fc.Arbitrary<Ladder> = fc
  .tuple(
    fc.array(fc.record({ span: fc.integer({ min: 1, max: 14 }), gap: fc.constantFrom(0, 0, 0, 3), price: cents(100, 900) }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.boolean(),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([steps, isOpen, first]) => {
    let from = first;
    return steps.map(({ span, gap, price }, index) => {
      const start = from;
      from += span + gap;
      return [start, isOpen && index === steps.length - 1 ? null : start + span - 1, price] as const;
    });
  });

const days = fc
  .tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 8 }))
  .map(([low, more]) => ({ low, high: low + more }));

/** Deliveries of every kind: lump sums in brackets, fees that grow by steps, free ones, ones without a fee. */
const delivery: fc.Arbitrary<FreightOption> = fc
  .record({
    fee: orNull(cents(0, 4_000)),
    scope: fc.constantFrom("main", "main", "door", "domestic"),
    days: fc.option(days, { nil: null, freq: 5 }),
    minQuantity: fc.constantFrom(1, 1, 1, 5, 12),
    span: orNull(fc.integer({ min: 2, max: 25 })),
    additional: orNull(
      fc.record({ amount: cents(0, 300), firstUnits: orNull(fc.constantFrom(1, 3)), stepUnits: orNull(fc.constantFrom(1, 4)) }),
    ),
    freeFrom: orNull(cents(1_000, 9_000)),
    method: fc.constantFrom("sea", "air", "express"),
  })
  .map(({ fee, scope, minQuantity, span, additional, freeFrom, ...rest }) =>
    lump(fee, {
      ...rest,
      scope: scope as FreightOption["scope"],
      minQuantity,
      maxQuantity: span === null ? null : minQuantity + span,
      additional: fee === null ? null : additional,
      ...(freeFrom === null ? {} : { freeFrom: { amount: freeFrom, currency: "USD" } }),
    }),
  );

const seller = fc.record({
  ladder,
  rule: fc.constantFrom(...TRADE_RULES, null),
  currency: fc.constantFrom("USD", "USD", "CNY"),
  options: fc.array(delivery, { maxLength: 3 }),
  minOrderQuantity: orNull(fc.integer({ min: 1, max: 9 })),
  orderMultiple: fc.constantFrom(null, null, 2, 5),
  minOrderValue: orNull(cents(500, 6_000)),
  stock: orNull(fc.integer({ min: 3, max: 60 })),
  limitPerBuyer: fc.constantFrom(null, null, null, 30),
  production: fc.option(days, { nil: null, freq: 5 }),
  later: orNull(days),
  weight: orNull(cents(10, 300)),
  size: fc.boolean(),
  priceRange: fc.constantFrom(false, false, false, true),
});

type Seller = typeof seller extends fc.Arbitrary<infer Value> ? Value : never;

function listingOf(one: Seller, index: number): Listing {
  const { rule, options, stock, production, later, weight, size, currency, minOrderQuantity, orderMultiple } = one;
  const isRange = one.priceRange && one.ladder.length === 1;
  return listing(String(index + 1), {
    ladder: isRange ? [] : one.ladder,
    rule,
    options,
    stock,
    leadTimeDays: production,
    leadTimes:
      production === null || later === null
        ? []
        : [
            { minQuantity: 1, maxQuantity: 8, days: production },
            { minQuantity: 9, maxQuantity: null, days: later },
          ],
    package: {
      weightKg: weight,
      ...(size ? { lengthCm: "40", widthCm: "30", heightCm: "20" } : { lengthCm: null, widthCm: null, heightCm: null }),
      unitsPerCarton: null,
    },
    offer: {
      currency,
      minOrderQuantity,
      orderMultiple,
      minOrderValue: one.minOrderValue,
      limitPerBuyer: one.limitPerBuyer,
      ...(isRange ? { priceBasis: "range", priceRange: { low: "3.00", high: "4.50" } } : {}),
    },
  });
}

const duty = fc.oneof(
  fc.record({ dutyRate: thousandths(900) }),
  fc.record({ dutyAmount: cents(0, 3_000) }),
  fc.constant({ duties: [{ name: "a", rate: "0.12", perUnit: "0.35", least: "6", most: "40" }] }),
  fc.constant({
    duties: [
      { name: "a", rate: "1.45" },
      { name: "b", perKg: "0.8", amount: "3", least: "5" },
    ],
  }),
  fc.constant({}),
);
const freight = fc.oneof(
  fc.record({ freight: cents(0, 5_000) }),
  fc.record({ freightPerUnit: cents(0, 200), freight: cents(0, 900) }),
  fc.constant({ freightPerKg: "1.3", volumetricDivisor: "5000", freightLeast: "25" }),
  fc.constant({ freightPerM3: "160" }),
  fc.constant({}),
);
const amount = maybe(cents(0, 4_000));
/** Costs in every form that a buyer can give. */
export const anyCosts: fc.Arbitrary<BuyerCosts> = fc
  .tuple(
    fc.record({
      loading: amount,
      originInland: amount,
      exportClearance: amount,
      originTerminal: amount,
      vesselLoading: amount,
      destinationTerminal: amount,
      brokerage: amount,
      lastMile: amount,
      unloading: amount,
      perOrder: amount,
      oneTime: amount,
      vatRate: maybe(thousandths(270)),
      vatRecoverableShare: maybe(fc.constantFrom("0", "0.4", "1")),
      insuranceRate: maybe(thousandths(60)),
    }),
    duty,
    freight,
  )
  .map(([plain, levied, carried]) => said({ ...plain, ...levied, ...carried }) as BuyerCosts);

export interface QuestionWish {
  readonly sellers?: { readonly minLength: number; readonly maxLength: number };
  readonly most?: number;
}

/** A small question of every kind: what a buyer may know, want and meet. */
export const anyQuestion = ({
  sellers = { minLength: 2, maxLength: 4 },
  most = 6,
}: QuestionWish = {}): fc.Arbitrary<ComparisonRequest> =>
  fc
    .record({
      sellers: fc.array(seller, sellers),
      costs: anyCosts,
      quantity: fc.integer({ min: 1, max: most }),
      destination: fc.constantFrom("US", "DE", "AU", "ZA", "BR", "IN", "TH"),
      allowOverbuy: fc.constantFrom(true, true, true, false),
      maxLeadTimeDays: fc.constantFrom(null, null, 20, 35),
      budget: fc.constantFrom(null, null, null, "60"),
      priority: fc.constantFrom("cost", "cost", "cost", "speed"),
    })
    .map(({ sellers: offered, maxLeadTimeDays, ...question }) =>
      request(offered.map(listingOf), {
        ...question,
        priority: question.priority as ComparisonRequest["priority"],
        fx: { rates: { CNY: "7.12" }, asOf: "2026-11-20", source: null },
        requirements: { maxLeadTimeDays, minSupplierScore: null, certifications: [], verifiedOnly: false },
      }),
    );
