import type { Amount } from "../../model/money.ts";
import type { IndicatorName, ScoreGroup } from "./score-indicators.ts";

/**
 * `rescaled`: the groups weighed to 100 points in all, unknowns open. `published`: the platforms' model as printed, unknowns by its defaults.
 * @example
 * const model: ScoreModel = "published";
 */
export type ScoreModel = "rescaled" | "published";

/**
 * A from 80 points, B from 60, C from 40, D below; none where under 60 % of the points are known.
 * @example
 * const level: ScoreLevel = "insufficient_data";
 */
export type ScoreLevel = "A" | "B" | "C" | "D" | "insufficient_data";

/**
 * One indicator: what is known, and the points that it earns of `max`.
 * @example
 * const years: IndicatorScore = {
 *   name: "years",
 *   state: "observed",
 *   value: 8,
 *   points: "8",
 *   max: "10",
 *   source: "listing",
 *   note: null,
 * };
 */
export interface IndicatorScore {
  readonly name: IndicatorName;
  /** `proxy`: another figure of the platform stands for it, by the rule in the note. */
  readonly state: "observed" | "proxy" | "unknown" | "not_licensed";
  readonly value: boolean | number | Amount | null;
  /** Null where the value is not known. */
  readonly points: Amount | null;
  readonly max: Amount;
  readonly source: "listing" | "buyer";
  readonly note: string | null;
}

/**
 * The points of one group of indicators.
 * @example
 * const group: GroupScore = { name: "capacity", points: "12", max: "20", unknownPoints: "8" };
 */
export interface GroupScore {
  readonly name: ScoreGroup;
  readonly points: Amount;
  readonly max: Amount;
  /** What its unknown indicators could add at most. */
  readonly unknownPoints: Amount;
}

/**
 * Points out of 100, exact to nine decimals; the published model's total to one, as it was published.
 * @example
 * const { low, high, improvesMost }: SupplierScore = scoreSupplier({ years: 8 });
 */
export interface SupplierScore {
  readonly low: Amount;
  readonly high: Amount;
  /** Null where too little is known to estimate. */
  readonly estimate: Amount | null;
  /** The observed indicators' share of all points, 0 to 1. */
  readonly coverage: Amount;
  readonly level: ScoreLevel;
  readonly groups: readonly GroupScore[];
  readonly indicators: readonly IndicatorScore[];
  readonly riskWarnings: readonly string[];
  /** Those of the warnings that put a supplier behind all without: a dispute or a refund rate above its threshold. */
  readonly alarms: readonly string[];
  /** What would raise the score most: what is unknown, by its points, then what is weak and can be changed. */
  readonly improvesMost: readonly { readonly name: IndicatorName; readonly points: Amount; readonly isUnknown: boolean }[];
}

/**
 * How to score, where the defaults are not wanted.
 * @example
 * const options: ScoreOptions = { model: "published", maxDisputeRate: "0.01" };
 */
export interface ScoreOptions {
  readonly model?: ScoreModel | undefined;
  /** Fractions above which a rate warns. */
  readonly maxDisputeRate?: Amount | undefined;
  readonly maxRefundRate?: Amount | undefined;
  /** Indicators that the app's licence keeps back. */
  readonly notLicensed?: ReadonlySet<IndicatorName> | undefined;
  /** Whose word an indicator is; default the buyer's. */
  readonly sourceOf?: ((name: IndicatorName) => "listing" | "buyer") | undefined;
  /** What should be known of an observed value. */
  readonly notes?: Partial<Readonly<Record<IndicatorName, string>>> | undefined;
}
