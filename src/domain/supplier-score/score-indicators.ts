import { Decimal } from "../../model/money.ts";
import type { SupplierProfile } from "./supplier-profile.ts";
import { wilsonLowerBound } from "./wilson.ts";

export const SCORE_GROUPS = ["certification", "transaction", "fulfilment", "capacity"] as const;

/**
 * A group of indicators, whose points are shown together.
 * @example
 * const group: ScoreGroup = "fulfilment";
 */
export type ScoreGroup = (typeof SCORE_GROUPS)[number];

export const INDICATORS = [
  "factory_audit",
  "iso",
  "trade_assurance",
  "certifications",
  "years",
  "transaction_level",
  "response_rate",
  "on_time_rate",
  "product_count",
  "monthly_output",
  "shortest_lead_days",
] as const;

/**
 * What is looked at in a supplier.
 * @example
 * const name: IndicatorName = "on_time_rate";
 */
export type IndicatorName = (typeof INDICATORS)[number];
export type IndicatorField = Exclude<
  keyof SupplierProfile,
  "samples" | "disputeRate" | "refundRate" | "mayHoldMore" | "proxies"
>;

export interface Indicator {
  readonly name: IndicatorName;
  readonly field: IndicatorField;
  readonly group: ScoreGroup;
  /** Points of the published model, before any rescaling. */
  readonly max: number;
  /** The share of `max` that an observed value earns, 0 to 1. */
  readonly share: (value: boolean | number | string) => Decimal;
  /** What the published model takes for a value that is not known: nothing, but thirty days of lead time. */
  readonly publishedDefault: number;
}

const held = (value: boolean | number | string): Decimal => new Decimal(value === true ? 1 : 0);
const upTo =
  (full: number) =>
  (value: boolean | number | string): Decimal =>
    Decimal.min(1, new Decimal(Number(value)).div(full));
const rate = (value: boolean | number | string): Decimal => Decimal.min(1, new Decimal(String(value)));
// One point a certificate, and all five above three.
const certificates = (value: boolean | number | string): Decimal => (Number(value) > 3 ? new Decimal(1) : upTo(5)(value));
// Five points less one for each week.
const leadTime = (value: boolean | number | string): Decimal =>
  Decimal.max(0, new Decimal(1).minus(new Decimal(Number(value)).div(35)));

const indicator = (
  name: IndicatorName,
  field: IndicatorField,
  group: ScoreGroup,
  max: number,
  share: Indicator["share"],
  publishedDefault = 0,
): Indicator => ({ name, field, group, max, share, publishedDefault });

export const SCORE_INDICATORS: readonly Indicator[] = [
  indicator("factory_audit", "factoryAudit", "certification", 10, held),
  indicator("iso", "iso", "certification", 8, held),
  indicator("trade_assurance", "tradeAssurance", "certification", 7, held),
  indicator("certifications", "certifications", "certification", 5, certificates),
  indicator("years", "years", "transaction", 15, upTo(10)),
  indicator("transaction_level", "transactionLevel", "transaction", 15, upTo(5)),
  indicator("response_rate", "responseRate", "transaction", 10, rate),
  indicator("on_time_rate", "onTimeRate", "fulfilment", 15, rate),
  indicator("product_count", "productCount", "fulfilment", 10, upTo(50)),
  indicator("monthly_output", "monthlyOutput", "capacity", 10, upTo(10_000)),
  indicator("shortest_lead_days", "shortestLeadDays", "capacity", 5, leadTime, 30),
];

/** How many cases stand behind an indicator's rate; null where that is not known or it is no rate. */
export const sampleSize = ({ field }: Indicator, { samples }: SupplierProfile): number | null =>
  field === "responseRate" || field === "onTimeRate" ? (samples?.[field] ?? null) : null;

/** The share that a value earns for sure: a rate over a known sample counts at its lower bound. */
export function safeShare(observed: Indicator, value: boolean | number | string, profile: SupplierProfile): Decimal {
  const share = observed.share(value);
  const sample = sampleSize(observed, profile);
  return sample === null ? share : wilsonLowerBound(share, sample);
}
