import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal } from "../../model/money.ts";
import { type Indicator, SCORE_GROUPS, SCORE_INDICATORS, type ScoreGroup, safeShare, sampleSize } from "./score-indicators.ts";
import type { GroupScore, IndicatorScore, ScoreLevel, ScoreModel, ScoreOptions, SupplierScore } from "./score-result.ts";
import { readProfile, type SupplierProfile } from "./supplier-profile.ts";

const DEFAULT_MAX_DISPUTE_RATE = "0.02";
const DEFAULT_MAX_REFUND_RATE = "0.05";
// Under this share of observed points an estimate would be mostly a guess.
const MIN_COVERAGE = "0.6";
const LEVELS = [
  ["A", 80],
  ["B", 60],
  ["C", 40],
] as const;
const WEAK_BELOW = 60;
/** The published model's own words: weak supplier, buy with care. */
export const WEAK_SUPPLIER = "供应商实力不足,建议谨慎采购";
// The transaction group counts 40 as published, which makes 110 of the whole; rescaled it counts 30.
const RESCALED_TRANSACTION = "0.75";

interface Scored {
  readonly indicator: Indicator;
  readonly value: boolean | number | Amount | null;
  /** What is sure, and what an unknown value could add. */
  readonly points: Decimal;
  readonly open: Decimal;
  readonly max: Decimal;
}

/**
 * Scores a supplier: what is not known neither adds nor takes, it widens the interval from `low` to `high`, in points of 100.
 * @throws Fault `bad_input` where an indicator cannot be read.
 * @example
 * scoreSupplier({ onTimeRate: "0.98", years: 8 }).level; // => "insufficient_data"
 */
export function scoreSupplier(
  profile: SupplierProfile | Readonly<Record<string, unknown>>,
  options: ScoreOptions = {},
): SupplierScore {
  const { model = "rescaled" } = options;
  if (model !== "rescaled" && model !== "published") {
    throw new Fault({ kind: "bad_input", message: 'There is no such score model. Write "rescaled" or "published".' });
  }
  const known = readProfile({ ...profile });
  const scored = SCORE_INDICATORS.map((indicator) => scoreIndicator(indicator, known, model));
  const coverage = coverageOf(scored);
  const { low, high, estimate } = model === "published" ? publishedTotal(scored) : interval(scored, coverage);
  return {
    low: shown(low),
    high: shown(high),
    estimate: estimate && shown(estimate),
    coverage: shown(coverage),
    level: levelOf(estimate),
    groups: SCORE_GROUPS.map((name) => groupScore(name, scored)),
    indicators: scored.map((one) => indicatorScore(one, known, model, options)),
    riskWarnings: [...strengthWarnings(estimate, coverage), ...alarmsOf(known, options)],
    alarms: alarmsOf(known, options),
    improvesMost: improvements(scored),
  };
}

/** Whether A is better whatever the unknown of both turns out to be. */
export const beatsForSure = (a: Pick<SupplierScore, "low">, b: Pick<SupplierScore, "high">): boolean =>
  new Decimal(a.low).gt(b.high);

function scoreIndicator(indicator: Indicator, profile: SupplierProfile, model: ScoreModel): Scored {
  const scale = model === "rescaled" && indicator.group === "transaction" ? RESCALED_TRANSACTION : "1";
  const max = new Decimal(indicator.max).times(scale);
  const value = profile[indicator.field] ?? null;
  if (value !== null) {
    const share = model === "published" ? indicator.share(value) : safeShare(indicator, value, profile);
    const points = max.times(share);
    // A listing that names one certificate does not say that there is no other.
    const mayBeMore = model !== "published" && indicator.field === "certifications" && profile.mayHoldMore === true;
    return { indicator, value, points, open: mayBeMore ? max.minus(points) : ZERO, max };
  }
  const points = model === "published" ? max.times(indicator.share(indicator.publishedDefault)) : ZERO;
  return { indicator, value, points, open: max.minus(points), max };
}

const ZERO = new Decimal(0);

const total = (amounts: readonly Decimal[]): Decimal => amounts.reduce((sum, amount) => sum.plus(amount), ZERO);

const coverageOf = (scored: readonly Scored[]): Decimal =>
  total(scored.filter(({ value }) => value !== null).map(({ max }) => max)).div(total(scored.map(({ max }) => max)));

function interval(scored: readonly Scored[], coverage: Decimal) {
  const low = total(scored.map(({ points }) => points));
  const high = low.plus(total(scored.map(({ open }) => open)));
  return { low, high, estimate: coverage.gte(MIN_COVERAGE) ? low.div(coverage) : null };
}

function publishedTotal(scored: readonly Scored[]) {
  const capped = Decimal.min(100, total(scored.map(({ points }) => points))).toDecimalPlaces(1);
  return { low: capped, high: capped, estimate: capped };
}

function levelOf(estimate: Decimal | null): ScoreLevel {
  if (estimate === null) return "insufficient_data";
  return LEVELS.find(([, from]) => estimate.gte(from))?.[0] ?? "D";
}

function groupScore(name: ScoreGroup, scored: readonly Scored[]): GroupScore {
  const members = scored.filter(({ indicator }) => indicator.group === name);
  return {
    name,
    points: shown(total(members.map(({ points }) => points))),
    max: shown(total(members.map(({ max }) => max))),
    unknownPoints: shown(total(members.map(({ open }) => open))),
  };
}

function indicatorScore(scored: Scored, profile: SupplierProfile, model: ScoreModel, options: ScoreOptions): IndicatorScore {
  const { indicator, value, points, max } = scored;
  const { name } = indicator;
  const source = options.sourceOf?.(name) ?? "buyer";
  if (value === null) {
    const state = options.notLicensed?.has(name) ? "not_licensed" : "unknown";
    const note = model === "published" ? "counted at the published model's default" : null;
    return { name, state, value, points: model === "published" ? shown(points) : null, max: shown(max), source, note };
  }
  const rule = proxyRule(indicator, profile);
  const own = rule === null ? rateNote(indicator, profile, model) : rule;
  const notes = [own, options.notes?.[name] ?? null].filter((note) => note !== null);
  const note = notes.length === 0 ? null : notes.join("; ");
  return { name, state: rule === null ? "observed" : "proxy", value, points: shown(points), max: shown(max), source, note };
}

const proxyRule = ({ field }: Indicator, { proxies }: SupplierProfile): string | null =>
  field === "responseRate" || field === "onTimeRate" ? (proxies?.[field] ?? null) : null;

function rateNote(indicator: Indicator, profile: SupplierProfile, model: ScoreModel): string | null {
  if (indicator.field !== "responseRate" && indicator.field !== "onTimeRate") return null;
  const size = sampleSize(indicator, profile);
  if (size === null) return "sample size unknown";
  if (model === "published") return `of ${size}`;
  const bound = safeShare(indicator, profile[indicator.field] ?? "0", profile);
  return `of ${size}: counted at ${percent(bound)}, its 95 % lower bound`;
}

/** A supplier of whom too little is known is not called weak. */
function strengthWarnings(estimate: Decimal | null, coverage: Decimal): readonly string[] {
  if (estimate === null)
    return [`Insufficient data: indicators worth ${percent(coverage)} of the score are known, too few to estimate it.`];
  return estimate.lt(WEAK_BELOW) ? [WEAK_SUPPLIER] : [];
}

function alarmsOf({ disputeRate, refundRate }: SupplierProfile, options: ScoreOptions): readonly string[] {
  const { maxDisputeRate = DEFAULT_MAX_DISPUTE_RATE, maxRefundRate = DEFAULT_MAX_REFUND_RATE } = options;
  return [...above("Dispute", disputeRate, maxDisputeRate), ...above("Refund", refundRate, maxRefundRate)];
}

function above(name: string, rate: Amount | null | undefined, threshold: Amount): readonly string[] {
  if (rate === null || rate === undefined || new Decimal(rate).lte(threshold)) return [];
  return [`${name} rate ${percent(new Decimal(rate))} is above ${percent(new Decimal(threshold))}.`];
}

/** Time in business is left out where it is known: nobody can change it. */
function improvements(scored: readonly Scored[]): SupplierScore["improvesMost"] {
  return scored
    .map(({ indicator, value, points, max }) => ({ name: indicator.name, isUnknown: value === null, gap: max.minus(points) }))
    .filter(({ name, isUnknown, gap }) => gap.gt(0) && (isUnknown || name !== "years"))
    .sort((a, b) => Number(b.isUnknown) - Number(a.isUnknown) || b.gap.cmp(a.gap))
    .map(({ name, isUnknown, gap }) => ({ name, points: shown(gap), isUnknown }));
}

const percent = (share: Decimal): string => `${share.times(100).toDecimalPlaces(1)} %`;

const shown = (points: Decimal): Amount => points.toDecimalPlaces(9).toString();
