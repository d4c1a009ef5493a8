import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { Comparison, ComparisonRequest, Flip } from "../../../src/domain/comparison.ts";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { Decimal } from "../../../src/model/money.ts";
import { TRADE_RULES } from "../../../src/model/trade-term.ts";
import { listing, lump, request } from "../../support/listing.ts";
import { runs } from "../../support/runs.ts";
import { anyQuestion } from "./any-question.ts";
import { FIELD_OF_FIGURE } from "./way-fields.ts";

// Each run asks the whole comparison many times over.
const TIMEOUT_MS = 600_000;

const price = fc.integer({ min: 100, max: 900 }).map((cents) => (cents / 100).toFixed(2));
const amount = fc.option(
  fc.integer({ min: 0, max: 9_000 }).map((cents) => (cents / 100).toFixed(2)),
  { nil: undefined },
);
const rate = fc.option(
  fc.integer({ min: 0, max: 300 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  { nil: undefined },
);
const offer = fc.record({
  one: price,
  many: price,
  from: fc.integer({ min: 2, max: 9 }),
  rule: fc.constantFrom(...TRADE_RULES),
  currency: fc.constantFrom("USD", "CNY"),
  fee: fc.option(fc.integer({ min: 0, max: 90 }).map(String), { nil: undefined }),
});
const costs = fc
  .record({
    freight: amount,
    lastMile: amount,
    brokerage: amount,
    dutyRate: rate,
    vatRate: rate,
    insuranceRate: rate,
    destinationTerminal: amount,
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as BuyerCosts);
const question = fc
  .tuple(fc.array(offer, { minLength: 2, maxLength: 3 }), costs, fc.integer({ min: 1, max: 6 }))
  .map(([offers, known, quantity]) =>
    request(
      offers.map(({ one, many, from, rule, currency, fee }, index) =>
        listing(String(index + 1), {
          ladder: [
            [1, one],
            [from, many],
          ],
          rule,
          offer: { currency },
          options: fee === undefined ? [] : [lump(fee)],
        }),
      ),
      { quantity, costs: known, fx: { rates: { CNY: "7.12" }, asOf: "2026-11-20", source: null } },
    ),
  );

/** Of figures that move together, the first takes it all: their sum decides. */
function applied(asked: ComparisonRequest, flip: Flip, value: string): ComparisonRequest {
  return flip.what.reduce((changed, what, index) => appliedTo(changed, what, flip.for, index === 0 ? value : "0"), asked);
}

function appliedTo(asked: ComparisonRequest, what: string, ref: string | null, value: string): ComparisonRequest {
  if (what === "quantity") return { ...asked, quantity: Number(value) };
  if (what.startsWith("fx.") && asked.fx)
    return { ...asked, fx: { ...asked.fx, rates: { ...asked.fx.rates, [what.slice(3)]: value } } };
  const figure = { [FIELD_OF_FIGURE[what] ?? what]: value };
  return ref === null
    ? { ...asked, costs: { ...asked.costs, ...figure } }
    : { ...asked, costsByProduct: { ...asked.costsByProduct, [ref]: { ...asked.costsByProduct[ref], ...figure } } };
}

/** One step from the threshold back towards the value of today. */
function nearer({ what: [what = ""], now, threshold }: Flip): string {
  const step = what === "quantity" ? "1" : what.startsWith("fx.") ? "0.00001" : what.endsWith("_rate") ? "0.000001" : "0.01";
  const [to, from] = [new Decimal(threshold), new Decimal(now ?? 0)];
  return (to.greaterThan(from) ? to.minus(step) : to.plus(step)).toFixed();
}

/** Who is over the budget or cannot deliver is no contender. */
const low = ({ options, ranks }: Comparison, ref: string | undefined): number =>
  !ranks.cost.includes(ref ?? "")
    ? Number.POSITIVE_INFINITY
    : Number(options.find((option) => option.ref === ref)?.cost?.total.low ?? Number.POSITIVE_INFINITY);

describe("a flip", () => {
  it.each([
    ["of plain offers", question, runs(10, 20)],
    [
      "of every kind of offer, cost and wish",
      anyQuestion().map((asked) => ({ ...asked, priority: "cost" as const, budget: null })),
      runs(12, 1_500),
    ],
  ])(
    "%s puts the option it names first, and not one step short of it",
    (_kind, questions, size) => {
      let seen = 0;
      fc.assert(
        fc.property(questions, (asked) => {
          const before = compareOptions(asked);
          const first = before.ranks.cost[0];
          for (const flip of before.flips) {
            seen += 1;
            const there = compareOptions(applied(asked, flip, flip.threshold));
            // By quantity, less than a minor unit may lie between the two.
            if (flip.what[0] === "quantity") expect(low(there, flip.leader)).toBeLessThanOrEqual(low(there, first));
            else expect(low(there, flip.leader), JSON.stringify(flip)).toBeLessThan(low(there, first));
            expect(there.ranks.cost[0]).toBe(flip.leader);
            const isToday = flip.now === null && new Decimal(flip.threshold).isZero();
            const short = isToday ? before : compareOptions(applied(asked, flip, nearer(flip)));
            expect(low(short, flip.leader), JSON.stringify(flip)).toBeGreaterThanOrEqual(low(short, first));
          }
        }),
        { ...size, seed: 3 },
      );
      expect(seen).toBeGreaterThan(8);
    },
    TIMEOUT_MS,
  );
});
