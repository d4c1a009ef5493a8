import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import { openComparison } from "../../../src/domain/compare/open-comparison.ts";
import type { ComparisonRequest } from "../../../src/domain/comparison.ts";
import type { Plan, PricedOption } from "../../../src/domain/option/option.ts";
import { Decimal } from "../../../src/model/money.ts";
import type { OptionAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { conciseComparison } from "../../../src/tools/compare-purchase-options/concise.ts";
import { presentComparison } from "../../../src/tools/compare-purchase-options/present.ts";
import { comparisonText } from "../../../src/tools/compare-purchase-options/text.ts";
import { runs } from "../../support/runs.ts";
import { anyQuestion } from "./any-question.ts";

const TIMEOUT_MS = 60_000;

const priced = (asked: ComparisonRequest): readonly PricedOption[] =>
  openComparison(asked).options.filter((option): option is PricedOption => option.state === "priced");
const isOneFigure = ({ total }: Plan): boolean => total.high?.equals(total.low) === true;
const [first, last] = [
  ({ days }: Plan): number => days?.low ?? 0,
  ({ days }: Plan): number => days?.high ?? Number.POSITIVE_INFINITY,
];

describe("the plans of an option", () => {
  it("hold none that another way of it is neither dearer nor later than, and cheaper or sooner", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        for (const { plans, everyPlan } of priced(asked)) {
          for (const plan of plans.filter(isOneFigure)) {
            for (const other of everyPlan.filter(isOneFigure)) {
              compared += 1;
              const isNoWorse =
                other.total.low.lessThanOrEqualTo(plan.total.low) && last(other) <= last(plan) && first(other) <= first(plan);
              const isBetter = other.total.low.lessThan(plan.total.low) || last(other) < last(plan);
              expect(isNoWorse && isBetter).toBe(false);
            }
          }
        }
      }),
      { ...runs(50, 1_500), seed: 3 },
    );
    expect(compared).toBeGreaterThan(60);
  });

  it("refuse nothing for a deadline that one of them meets, and take the cheapest that does", () => {
    let met = 0;
    fc.assert(
      fc.property(anyQuestion(), fc.integer({ min: 5, max: 45 }), (asked, days) => {
        const within = (most: number | null): ComparisonRequest => ({
          ...asked,
          priority: "cost",
          // A freight of the buyer's own would take the seller's days away.
          costs: { brokerage: "20" },
          requirements: { ...asked.requirements, maxLeadTimeDays: most },
        });
        const late = priced(within(days));
        for (const free of priced(within(null))) {
          const inTime = free.everyPlan.filter((plan) => last(plan) <= days);
          if (inTime.length === 0) continue;
          met += 1;
          const option = late.find(({ ref }) => ref === free.ref);
          expect(option?.requirements.find(({ name }) => name === "max_lead_time_days")?.state).toBe("meets");
          for (const plan of inTime.filter(({ ownUnknown }) => ownUnknown.length === 0)) {
            expect(option?.plan.total.low.lessThanOrEqualTo(plan.total.low)).toBe(true);
          }
        }
      }),
      { ...runs(50, 1_000), seed: 3 },
    );
    expect(met).toBeGreaterThan(10);
  });
});

const sumOf = ({ cost }: OptionAnswer): string =>
  (cost?.lines ?? []).reduce((sum, { amount, low }) => sum.plus(amount ?? low ?? 0), new Decimal(0)).toFixed(2);

describe("the lines of an option", () => {
  it(
    "add up to its total in both details, and what is said to be missing has no part in it",
    () => {
      let added = 0;
      fc.assert(
        fc.property(anyQuestion(), (asked) => {
          const full = presentComparison(compareOptions(asked), "sandbox", [], asked.listings);
          const concise = conciseComparison(full);
          for (const option of [...full.options, ...concise.options]) {
            const { cost } = option;
            if (!cost?.lines?.length) continue;
            added += 1;
            expect([cost.total.low, cost.total.high]).toContain(sumOf(option));
            // Half a cent a line and half a cent of the total, and no more: what is left is no place for a cost.
            const left = cost.lines.find(({ name }) => name === "rounding")?.amount ?? "0";
            expect(Math.abs(Number(left))).toBeLessThanOrEqual(0.005 * cost.lines.length);
            for (const name of cost.missing) {
              const line = cost.lines.find((one) => one.name === name);
              expect(Number(line?.amount ?? line?.low ?? 0)).toBe(0);
            }
          }
          for (const ref of new Set(concise.verdict.contenders.slice(0, 2))) {
            const total = concise.options.find((option) => option.ref === ref)?.cost?.total.low;
            if (total !== undefined) expect(comparisonText(concise).replaceAll(",", "")).toContain(total);
          }
        }),
        { ...runs(25, 600), seed: 3 },
      );
      expect(added).toBeGreaterThan(60);
    },
    TIMEOUT_MS,
  );
});
