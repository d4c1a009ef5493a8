import fc from "fast-check";
import { expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparisonRequest, Verdict } from "../../../src/domain/comparison.ts";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { Decimal } from "../../../src/model/money.ts";
import { runs } from "../../support/runs.ts";
import { anyQuestion } from "./any-question.ts";
import { FIELD_OF_FIGURE } from "./way-fields.ts";

// Each run asks the whole comparison many times over.
const TIMEOUT_MS = 120_000;

// A rate that is part of a sum is said as an amount.
const FIELD: Readonly<Record<string, keyof BuyerCosts>> = {
  ...FIELD_OF_FIGURE,
  insurance: "insuranceAmount",
  duty: "dutyAmount",
  vat: "vatAmount",
  vat_recoverable_share: "vatRecoverableShare",
};

/** Said by a rate; in a sum as an amount beside others. */
const LEVIED: ReadonlySet<string> = new Set(["insurance", "duty", "vat"]);

type When = NonNullable<Verdict["rule"][number]["when"]>;

/** The figure as the next step says it: the whole sum in one line, the others nothing. */
function said(asked: ComparisonRequest, { what, for: owner }: When, value: string): ComparisonRequest {
  const main = what.includes("freight") ? "freight" : (what.find((line) => !LEVIED.has(line)) ?? what[0]);
  const figures = Object.fromEntries(what.map((line) => [FIELD[line] ?? line, line === main ? value : "0"]));
  if (owner === null) return { ...asked, costs: { ...asked.costs, ...figures } };
  const own = { ...asked.costsByProduct[owner], ...figures };
  return { ...asked, costsByProduct: { ...asked.costsByProduct, [owner]: own } };
}

/** A figure of the way that can be said so: not a unit price, and not a cost that the price itself may hold, for no term is stated. */
const isSayable = ({ rule, askNext }: Verdict): boolean => {
  const when = rule[0]?.when ?? null;
  if (when === null || !when.what.every((line) => FIELD[line] !== undefined)) return false;
  const isTermAsked = askNext?.answers.some(({ field, for: ref }) => field === "facts.trade_term" && ref === when.for);
  return !when.what.every((line) => LEVIED.has(line)) && isTermAsked !== true;
};

it(
  "a rule turns where it says, for a fresh comparison one step below and one above",
  () => {
    let seen = 0;
    const questions = anyQuestion().map((asked) => ({ ...asked, priority: "cost" as const, budget: null }));
    fc.assert(
      fc.property(questions, (asked) => {
        const { verdict } = compareOptions(asked);
        const [first, second] = verdict.rule;
        const limit = first?.when?.below;
        if (verdict.state !== "conditional" || !first?.when || !second || limit == null || !isSayable(verdict)) return;
        const step = first.when.unit === "fraction" ? "0.00001" : "0.02";
        const leaderAt = (value: Decimal) => compareOptions(said(asked, first.when as When, value.toFixed())).ranks.cost[0];
        if (new Decimal(limit).lessThan(step)) return;
        seen += 1;
        expect(
          [leaderAt(new Decimal(limit).minus(step)), leaderAt(new Decimal(limit).plus(step))],
          JSON.stringify(verdict.rule),
        ).toEqual([first.buy, second.buy]);
      }),
      { ...runs(250, 3_000), seed: 11 },
    );
    // A law over rules that are never given would hold of nothing.
    expect(seen).toBeGreaterThan(2);
  },
  TIMEOUT_MS,
);
