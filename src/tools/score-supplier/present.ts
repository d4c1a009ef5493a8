import { z } from "zod";
import { INDICATORS, type IndicatorName, SCORE_GROUPS } from "../../domain/supplier-score/score-indicators.ts";
import type { IndicatorScore, SupplierScore } from "../../domain/supplier-score/score-result.ts";
import { Decimal } from "../../model/money.ts";
import { explainedFault } from "../wording/explain.ts";
import { INDICATOR_WORDS } from "./indicator-words.ts";

const MOST_IMPROVEMENTS = 3;

const indicator = z.strictObject({
  name: z.enum(INDICATORS),
  state: z.enum(["observed", "proxy", "unknown", "not_licensed"]),
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  points: z.string().nullable(),
  max: z.string(),
  source: z.enum(["listing", "buyer"]),
  note: z.string().nullable(),
});

export const supplierAnswer = z.strictObject({
  ref: z.string().nullable().describe("null: scored from `profile` alone"),
  supplier: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }).optional(),
  status: z.enum(["ok", "error"]),
  score: z
    .strictObject({ low: z.string(), high: z.string(), estimate: z.string().nullable(), coverage: z.string() })
    .optional()
    .describe("low, high, estimate (out of 100), coverage (share of the points that is known)"),
  level: z.enum(["A", "B", "C", "D", "insufficient_data"]).optional(),
  groups: z
    .array(z.strictObject({ name: z.enum(SCORE_GROUPS), points: z.string(), max: z.string(), unknown_points: z.string() }))
    .optional(),
  indicators: z.array(indicator).optional(),
  known: z.array(z.string()).optional().describe("What else the listing shows of the supplier, in words"),
  risk_warnings: z.array(z.string()).optional(),
  improves_most: z.array(z.string()).optional(),
  error: explainedFault.optional(),
});
export type SupplierAnswer = z.infer<typeof supplierAnswer>;

// What a buyer can do to learn or to better an indicator.
const ASK: Readonly<Record<IndicatorName, string>> = {
  factory_audit: "ask for the audit report and who made it",
  iso: "ask for its ISO certificates and check their numbers with the issuer",
  trade_assurance: "ask whether the order can be paid under trade assurance",
  certifications: "ask for the certificates with their validity",
  years: "ask for the business licence, which has the founding date",
  transaction_level: "look up the grade on the shop's page",
  response_rate: "look up the rate on the shop's page, with the number of inquiries",
  on_time_rate: "ask for the on-time rate of the last year, with the number of orders",
  product_count: "count the listings on the shop's page",
  monthly_output: "ask for the units a month of this line",
  shortest_lead_days: "ask for the shortest lead time in writing",
};

/** Points as shown: one decimal. */
export const points = (amount: string): string => new Decimal(amount).toFixed(1);

/** A score in the answer's words. `detail` concise keeps the indicators that matter: the unknown and those below half. */
export function presentScore(
  score: SupplierScore,
  detail: "concise" | "full",
): Omit<SupplierAnswer, "ref" | "supplier" | "status" | "known" | "error"> {
  return {
    score: {
      low: points(score.low),
      high: points(score.high),
      estimate: score.estimate && points(score.estimate),
      coverage: new Decimal(score.coverage).toDecimalPlaces(2).toString(),
    },
    level: score.level,
    groups: score.groups.map((group) => ({
      name: group.name,
      points: points(group.points),
      max: points(group.max),
      unknown_points: points(group.unknownPoints),
    })),
    indicators: score.indicators.filter((one) => detail === "full" || matters(one)).map(presentIndicator),
    risk_warnings: [...score.riskWarnings],
    improves_most: score.improvesMost
      .slice(0, MOST_IMPROVEMENTS)
      .map(({ name, points: gap }) => `${INDICATOR_WORDS[name]}: up to ${points(gap)} points; ${ASK[name]}`),
  };
}

const matters = ({ state, points: earned, max }: IndicatorScore): boolean =>
  state === "unknown" || state === "not_licensed" || earned === null || new Decimal(earned).times(2).lt(max);

const presentIndicator = (one: IndicatorScore): z.infer<typeof indicator> => ({
  ...one,
  points: one.points && points(one.points),
  max: new Decimal(one.max).toDecimalPlaces(2).toString(),
});
