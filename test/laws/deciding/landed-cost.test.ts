import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { Decimal } from "../../../src/model/money.ts";
import { TRADE_RULES, type TradeRule } from "../../../src/model/trade-term.ts";
import { landOne as landShipment, type PriceOfOne as ShipmentPrice } from "../../support/landing.ts";
import { runs } from "../../support/runs.ts";
import { WAY_AMOUNTS, type WayAmount } from "./way-fields.ts";

const DESTINATIONS = ["US", "PR", "AU", "NZ", "ZA", "CA", "DE", "GB", "CH", "NO", "BR", "IN"] as const;
const DUTY_WITHOUT_FREIGHT = ["US", "PR", "AU", "NZ", "ZA", "CA"];
const NEGLIGIBLE = new Decimal("1e-20");

const amount = fc.integer({ min: 0, max: 500_000 }).map((cents) => new Decimal(cents).div(100).toString());
const share = (max: number) => fc.integer({ min: 0, max }).map((mills) => new Decimal(mills).div(1000).toString());

const everyCost = fc.record({
  ...(Object.fromEntries(WAY_AMOUNTS.map((key) => [key, amount])) as Record<WayAmount, typeof amount>),
  insuranceRate: share(50),
  dutyRate: share(400),
  vatRate: share(270),
});
type EveryCost = typeof everyCost extends fc.Arbitrary<infer Costs> ? Costs : never;

const price = (goods: Decimal, parts: Partial<ShipmentPrice> = {}): ShipmentPrice => ({
  rule: "EXW",
  goods,
  quote: null,
  taxIncluded: false,
  ...parts,
});

/** What a seller must ask under each term to be left with the same, step by step along the way. */
function pricesOfOneOffer(exWorks: Decimal, costs: EveryCost, destination: string): Readonly<Record<TradeRule, Decimal>> {
  const FCA = exWorks.plus(costs.loading).plus(costs.originInland).plus(costs.exportClearance);
  const FAS = FCA.plus(costs.originTerminal);
  const FOB = FAS.plus(costs.vesselLoading);
  const CFR = FOB.plus(costs.freight);
  const CIF = CFR.div(new Decimal(1).minus(new Decimal(costs.insuranceRate).times("1.1")));
  const toDoor = new Decimal(costs.destinationTerminal).plus(costs.lastMile);
  const DAP = CIF.plus(toDoor);
  const duty = (DUTY_WITHOUT_FREIGHT.includes(destination) ? FOB : CIF).times(costs.dutyRate);
  // The law's own second writing of the bases; Brazil's tax is part of its own base.
  const base = { AU: CIF, NZ: CIF, ZA: FOB.times("1.1"), CA: FOB, DE: DAP, GB: DAP, CH: DAP, NO: DAP, BR: CIF, IN: CIF }[
    destination
  ];
  const taxed = (base ?? new Decimal(0)).plus(duty).times(costs.vatRate);
  const vat =
    base === undefined ? new Decimal(0) : destination === "BR" ? taxed.div(new Decimal(1).minus(costs.vatRate)) : taxed;
  return {
    EXW: exWorks,
    FCA,
    FAS,
    FOB,
    CFR,
    CIF,
    CPT: CFR.plus(toDoor),
    CIP: DAP,
    DAP,
    DPU: DAP.plus(costs.unloading),
    DDP: DAP.plus(costs.brokerage).plus(duty).plus(vat),
  };
}

const goods = fc.integer({ min: 100_000, max: 10_000_000 }).map((cents) => new Decimal(cents).div(100));

describe("the eleven terms", () => {
  test("land the same goods at one cost, whoever pays which part of the way", () => {
    fc.assert(
      fc.property(
        goods,
        everyCost,
        fc.constantFrom(...DESTINATIONS),
        fc.boolean(),
        (exWorks, costs, destination, vatRecoverable) => {
          const prices = pricesOfOneOffer(exWorks, costs, destination);
          const way = { destination, currency: "EUR", costs: { ...costs, vatRecoverable } };
          const expected = vatRecoverable
            ? prices.DDP.plus(costs.unloading).minus(vatIn(prices, costs, destination))
            : prices.DDP.plus(costs.unloading);
          for (const rule of TRADE_RULES) {
            if (rule === "DDP" && vatRecoverable) continue;
            const { total, complete } = landShipment(price(prices[rule], { rule }), way);
            expect(complete).toBe(true);
            expect(total.high?.eq(total.low)).toBe(true);
            expect(total.low.minus(expected).abs().lt(NEGLIGIBLE), `${rule}: ${total.low} for ${expected}`).toBe(true);
          }
        },
      ),
    );
  });

  test("have one customs value, duty and VAT", () => {
    fc.assert(
      fc.property(goods, everyCost, fc.constantFrom(...DESTINATIONS), (exWorks, costs, destination) => {
        const prices = pricesOfOneOffer(exWorks, costs, destination);
        const value = DUTY_WITHOUT_FREIGHT.includes(destination) ? prices.FOB : prices.CIF;
        for (const rule of TRADE_RULES) {
          const landed = landShipment(price(prices[rule], { rule }), { destination, currency: "EUR", costs });
          expect(landed.customsValue?.minus(value).abs().lt(NEGLIGIBLE), rule).toBe(true);
          expect(landed.duty?.minus(value.times(costs.dutyRate)).abs().lt(NEGLIGIBLE), rule).toBe(true);
          expect(
            landed.vat
              ?.minus(vatIn(prices, costs, destination))
              .abs()
              .lt(NEGLIGIBLE),
            rule,
          ).toBe(true);
        }
      }),
    );
  });
});

function vatIn(prices: Readonly<Record<TradeRule, Decimal>>, costs: EveryCost, destination: string): Decimal {
  const duty = (DUTY_WITHOUT_FREIGHT.includes(destination) ? prices.FOB : prices.CIF).times(costs.dutyRate);
  return prices.DDP.minus(prices.DAP).minus(costs.brokerage).minus(duty);
}

/** A price with all that it could hold inside it, so that no part is larger than its whole. */
const ample = fc.record({
  rule: fc.constantFrom(...TRADE_RULES),
  exWorks: goods,
  costs: everyCost,
  destination: fc.constantFrom(...DESTINATIONS),
  vatRecoverable: fc.constantFrom(true, false, undefined),
});

const saidOf = (costs: BuyerCosts, said: readonly boolean[]): BuyerCosts =>
  Object.fromEntries(Object.entries(costs).filter((_, index) => said[index]));

const recoverability = (value: boolean | undefined) => (value === undefined ? {} : { vatRecoverable: value });

const inside = (inner: { low: Decimal; high: Decimal | null }, outer: { low: Decimal; high: Decimal | null }): boolean =>
  inner.low.plus(NEGLIGIBLE).gte(outer.low) && (outer.high === null || inner.high?.minus(NEGLIGIBLE).lte(outer.high) === true);

describe("what is not known", () => {
  // Some of the costs, or as often all of them: only then has what is open a most.
  const known = fc.oneof(fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }), fc.constant(Array(13).fill(true)));

  test("filled in, stays within the interval it left", () => {
    fc.assert(
      fc.property(ample, known, known, ({ rule, exWorks, costs, destination, vatRecoverable }, some, more) => {
        const offer = price(pricesOfOneOffer(exWorks, costs, destination)[rule], { rule });
        const land = (said: readonly boolean[]) =>
          landShipment(offer, {
            destination,
            currency: "EUR",
            costs: { ...saidOf(costs, said), ...recoverability(vatRecoverable) },
          });
        const wide = land(some);
        const narrow = land(some.map((is, index) => is || (more[index] ?? false)));
        expect(inside(narrow.total, wide.total)).toBe(true);
        expect(inside(narrow.cash, wide.cash)).toBe(true);
        expect(narrow.missing.every((name) => wide.missing.includes(name))).toBe(true);
      }),
      runs(120, 400),
    );
  });

  test("stays within it where the price states no term, whatever the term turns out to be", () => {
    let bounded = 0;
    fc.assert(
      fc.property(ample, known, ({ rule, exWorks, costs, destination, vatRecoverable }, some) => {
        const goods = pricesOfOneOffer(exWorks, costs, destination)[rule];
        const way = { destination, currency: "EUR", costs: { ...saidOf(costs, some), ...recoverability(vatRecoverable) } };
        const open = landShipment(price(goods, { rule: null, isTermOpen: true }), way);
        const stated = landShipment(price(goods, { rule }), way);
        expect(inside(stated.total, open.total)).toBe(true);
        expect(inside(stated.cash, open.cash)).toBe(true);
        expect(stated.missing.every((name) => open.missing.includes(name))).toBe(true);
        bounded += open.total.high === null ? 0 : 1;
      }),
      runs(120, 400),
    );
    expect(bounded).toBeGreaterThan(20);
  });

  test("stays within it under a quote to the door too, with and without the tax in the price", () => {
    fc.assert(
      fc.property(
        ample,
        known,
        fc.constantFrom(null, "EXW" as const, "FOB" as const),
        fc.boolean(),
        amount,
        ({ exWorks, costs, destination, vatRecoverable }, some, rule, taxIncluded, spare) => {
          const { freight: _, ...unquoted } = costs;
          const insured = exWorks.plus(costs.freight).times(costs.insuranceRate).times("1.2");
          const fee = WAY_AMOUNTS.reduce((sum, key) => sum.plus(costs[key]), insured.plus(spare));
          const quote = { scope: "door", amount: fee, term: "DAP" } as const;
          const offer = price(exWorks, { rule, quote, taxIncluded });
          // Without its rate the tax in a retail price cannot be taken out of it: the price stands as it is.
          const rate = { vatRate: costs.vatRate };
          const land = (said: BuyerCosts) =>
            landShipment(offer, {
              destination,
              currency: "EUR",
              costs: { ...rate, ...said, ...recoverability(vatRecoverable) },
            });
          const all = land(unquoted);
          const part = land(saidOf(unquoted, some));
          expect(inside(all.total, part.total)).toBe(true);
        },
      ),
      runs(120, 400),
    );
  });
});

test("each figure more that is known leaves the total inside what it was, whatever the place, the weight and the fees", () => {
  const figures = fc.record({
    originInland: amount,
    originTerminal: amount,
    vesselLoading: amount,
    freight: amount,
    destinationTerminal: amount,
    brokerage: amount,
    lastMile: amount,
    unloading: amount,
    insuranceAmount: amount,
    duties: fc.constantFrom(
      [{ name: "a", rate: "0.3", perKg: "0.2", least: "40" }],
      [
        { name: "a", rate: "1.2", most: "900" },
        { name: "b", perUnit: "0.7" },
      ],
    ),
    vatRate: share(270),
    vatRecoverableShare: share(1000),
  });
  const known = fc.array(fc.boolean(), { minLength: 13, maxLength: 13 });
  fc.assert(
    fc.property(
      fc.constantFrom(...TRADE_RULES),
      fc.constantFrom("works", "port", "airport", "city", "unknown", null),
      fc.constantFrom(...DESTINATIONS, "CN", "TH"),
      figures,
      known,
      known,
      fc.boolean(),
      (rule, placeKind, destination, costs, some, others, isWeighed) => {
        const offer = price(new Decimal(900_000), { rule, placeKind });
        const weighed = { ...offer, kgPerUnit: new Decimal(3) };
        const way = (said: readonly boolean[]) => ({ destination, currency: "EUR", costs: saidOf(costs, said) });
        const wide = landShipment(offer, way(some));
        const more = some.map((is, index) => is || others[index] === true);
        const narrow = landShipment(isWeighed ? weighed : offer, way(more));
        expect(inside(narrow.total, wide.total)).toBe(true);
        expect(inside(narrow.cash, wide.cash)).toBe(true);
      },
    ),
    runs(150, 500),
  );
});

test("all amounts times a factor land at that factor times the total", () => {
  fc.assert(
    fc.property(ample, fc.integer({ min: 2, max: 1000 }), ({ rule, exWorks, costs, destination }, factor) => {
      const larger = Object.fromEntries(
        Object.entries(costs).map(([key, value]) => [
          key,
          key.endsWith("Rate") ? value : new Decimal(value).times(factor).toString(),
        ]),
      );
      const once = landShipment(price(exWorks, { rule }), { destination, currency: "EUR", costs });
      const scaled = landShipment(price(exWorks.times(factor), { rule }), { destination, currency: "EUR", costs: larger });
      expect(scaled.total.low.minus(once.total.low.times(factor)).abs().lt(NEGLIGIBLE)).toBe(true);
    }),
  );
});

test("the lines sum to the total, and to what must be paid without the VAT that comes back", () => {
  fc.assert(
    fc.property(ample, ({ rule, exWorks, costs, destination }) => {
      const back = { ...costs, vatRecoverableShare: "0.4" };
      const landed = landShipment(price(exWorks, { rule }), { destination, currency: "EUR", costs: back });
      const sum = landed.lines.reduce((total, line) => total.plus(line.amount ?? Number.NaN), new Decimal(0));
      expect(sum.minus(landed.total.low).abs().lt(NEGLIGIBLE)).toBe(true);
      const paid = rule === "DDP" ? new Decimal(0) : (landed.vat ?? new Decimal(Number.NaN));
      expect(landed.cash.low.minus(paid.times("0.4")).minus(sum).abs().lt(NEGLIGIBLE)).toBe(true);
    }),
  );
});
