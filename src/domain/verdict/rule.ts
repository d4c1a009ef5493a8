import { type Amount, Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { RuleStretch } from "../comparison.ts";
import { type BuyerCosts, recoverableShare } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, RATE_LINES, TOP_RATE, type WayLine } from "../landed-cost/cost-lines.ts";
import { likelyRate } from "../landed-cost/customs.ts";
import { marketplaceOf } from "../option/open-option.ts";
import { isExact, type PricedOption } from "../option/option.ts";
import { planLeast } from "../option/plans/plan-cost.ts";
import { unitRange } from "../option/price/offer-price.ts";
import type { Contest } from "./contest.ts";
import { type FigureLine, type Stretch, stretchesOf } from "./stretches.ts";
import { trulyOf } from "./turns.ts";
import { sumLever, sumOver } from "./way-sum.ts";

/** One figure, or one group of figures that move together, on which it hangs who is the cheapest. */
export interface Rule {
  readonly stretches: readonly RuleStretch[];
  /** The lines of the way that are asked for; empty where it is a price or whether VAT comes back. */
  readonly lines: readonly WayLine[];
  readonly kind: "way" | "rate" | "price" | "vat_recovery";
  /** Whose own figure it is; null where all share it. */
  readonly owner: string | null;
}

interface Figure {
  readonly what: readonly string[];
  readonly for: string | null;
  readonly unit: string;
  readonly lines: readonly FigureLine[];
  readonly most: Decimal | null;
  /** From where on the figure is implausible (a freight above the goods is nothing to plan with); null: nowhere. */
  readonly limit: Decimal | null;
  readonly shown: (value: Decimal) => Amount;
  /** The chosen ways decide it nearly always; where another does, all of them are looked at. Absent of a figure not of the way. */
  readonly truly?: (stretches: readonly Stretch[]) => readonly Stretch[];
}

const RATE_DIGITS = 6;

/** The rule where who wins hangs on one figure or group; null where on none or on more. `options`: all that could be the cheapest. */
export function ruleOf(options: readonly PricedOption[], contest: Contest): Rule | null {
  if (options.length < 2) return null;
  const { landing } = contest.terms;
  const unknown = options.map(({ plan, costs }) => landing.unknownLines(plan.shape, costs));
  const shared = options.map(({ plan }, index) => (unknown[index] ?? []).filter((line) => !plan.ownUnknown.includes(line)));
  const common = (shared[0] ?? []).filter((line) => shared.every((lines) => lines.includes(line)));
  const extras = options.map((_, index) => (unknown[index] ?? []).filter((line) => !common.includes(line)));
  const ranged = options.filter(({ plan }) => !isExact(plan.goods));
  const owners = options.filter((option, index) => (extras[index] ?? []).length > 0 || option.plan.isOpenEnded);
  if (ranged.length > 0) return ranged.length === 1 && owners.length === 0 ? priceRule(options, ranged, contest) : null;
  if (owners.length === 0) return commonRule(options, common, contest);
  const [lines = []] = extras.filter((extra) => extra.length > 0);
  const isOne = extras.every((extra) => extra.length === 0 || extra.join() === lines.join());
  const hasOwn = owners.some(({ plan }) => plan.ownUnknown.length > 0 || plan.isOpenEnded);
  if (!isOne || (hasOwn && owners.length > 1)) return null;
  return wayRule(options, owners, lines.length > 0 ? lines : ["origin_inland"], contest);
}

/** Costs of the way that one price holds and another does not: they add up, so their sum decides. */
function wayRule(
  options: readonly PricedOption[],
  owners: readonly PricedOption[],
  lines: readonly WayLine[],
  contest: Contest,
): Rule | null {
  const [only = "freight"] = lines;
  if (lines.length === 1 && RATE_LINES.has(only)) return rateRule(options, only, contest);
  const { currency } = contest.request;
  const { landing } = contest.terms;
  const owner = ownerOf(options, owners, contest);
  const limit = owners.reduce((least, { plan }) => Decimal.min(least, plan.goods.low), owners[0]?.plan.goods.low ?? ZERO);
  const line = lines.includes("freight") ? "freight" : lines.find((name) => !RATE_LINES.has(name));
  const isOwed = (option: PricedOption): boolean => owners.includes(option);
  const over = (option: PricedOption): FigureLine => {
    const still = { ref: option.ref, value: option.plan.total.low, slope: ZERO };
    // What is levied is said by its rate: of amounts of it nothing more is known than that whoever owes them pays them.
    if (line === undefined) return isOwed(option) ? { ...still, slope: new Decimal(1) } : still;
    return isOwed(option) || owner === null ? sumOver(option, lines, line, isOwed(option), landing) : still;
  };
  return ruleFrom(
    {
      what: lines,
      for: owner,
      unit: currency,
      lines: options.map(over),
      most: null,
      limit,
      shown: (value) => roundToMinorUnit(value, currency),
      ...(line === undefined
        ? {}
        : { truly: (found) => trulyOf(found, sumLever(line, lines, owner, options, contest), currency) }),
    },
    { lines, kind: "way", owner },
  );
}

/** Rates that all pay alike and whether VAT comes back: the one of them that changes the order. */
function commonRule(options: readonly PricedOption[], common: readonly WayLine[], contest: Contest): Rule | null {
  const rules = common.filter((line) => RATE_LINES.has(line)).flatMap((line) => rateRule(options, line, contest) ?? []);
  const recovery = options.some(({ costs }) => recoverableShare(costs) === null) ? recoveryRule(options, contest) : null;
  const found = recovery === null ? rules : [...rules, recovery];
  return found.length === 1 ? (found[0] ?? null) : null;
}

function rateRule(options: readonly PricedOption[], line: WayLine, contest: Contest): Rule | null {
  const { request, terms } = contest;
  const field = COST_FIELD[line];
  const isOwed = (option: PricedOption): boolean => terms.landing.unknownLines(option.plan.shape, option.costs).includes(line);
  const limit = likelyRate(line, request.destination);
  return ruleFrom(
    {
      what: [`${line}_rate`],
      for: null,
      unit: "fraction",
      lines: options.map((option) => lineOver(option, { [field]: "0" }, { [field]: "0.001" }, "0.001", isOwed(option), terms)),
      most: new Decimal(TOP_RATE[line] ?? 1),
      limit: limit === null ? null : new Decimal(limit),
      shown: rateText,
      truly: (found) => trulyOf(found, sumLever(line, [line], null, options, contest), request.currency),
    },
    { lines: [line], kind: "rate", owner: null },
  );
}

function recoveryRule(options: readonly PricedOption[], { terms }: Contest): Rule | null {
  const [none, all] = [{ vatRecoverableShare: "0" }, { vatRecoverableShare: "1" }];
  return ruleFrom(
    {
      what: ["vat_recoverable_share"],
      for: null,
      unit: "fraction",
      lines: options.map((option) => lineOver(option, none, all, "1", recoverableShare(option.costs) === null, terms)),
      most: new Decimal(1),
      limit: null,
      shown: rateText,
    },
    { lines: [], kind: "vat_recovery", owner: null },
  );
}

/** One price is an interval: from which unit price on another is cheaper. */
function priceRule(options: readonly PricedOption[], [ranged]: readonly PricedOption[], contest: Contest): Rule | null {
  if (!ranged) return null;
  const { plan, listing } = ranged;
  const { low, high } = plan.step === null ? { low: ZERO, high: ZERO } : unitRange(plan.step, plan.quantity);
  const run = high.minus(low);
  if (run.isZero() || plan.total.high === null) return null;
  const slope = plan.total.high.minus(plan.total.low).dividedBy(run);
  const rule = ruleFrom(
    {
      what: ["unit_price"],
      for: ranged.ref,
      unit: listing.product.offer.currency ?? contest.request.currency,
      lines: options.map((option) => {
        const { total } = option.plan;
        return option === ranged
          ? { ref: option.ref, value: total.low.minus(slope.times(low)), slope }
          : { ref: option.ref, value: total.low, slope: ZERO };
      }),
      most: high,
      limit: null,
      shown: (value) => value.toDecimalPlaces(4).toFixed(),
    },
    { lines: [], kind: "price", owner: ranged.ref },
    low,
  );
  return rule;
}

function lineOver(
  { ref, plan, costs }: PricedOption,
  from: BuyerCosts,
  to: BuyerCosts,
  run: string,
  isAffected: boolean,
  { landing }: Contest["terms"],
): FigureLine {
  if (!isAffected) return { ref, value: plan.total.low, slope: ZERO };
  const at = (change: BuyerCosts): Decimal => planLeast(plan, { ...costs, ...change }, landing);
  const value = at(from);
  return { ref, value, slope: at(to).minus(value).dividedBy(run) };
}

const ZERO = new Decimal(0);

const rateText = (value: Decimal): Amount => value.toDecimalPlaces(RATE_DIGITS).toFixed();

function ruleFrom(figure: Figure, about: Omit<Rule, "stretches">, least: Decimal = ZERO): Rule | null {
  const chosen = stretchesOf(figure.lines, least, figure.most);
  if (chosen.length < 2) return null;
  const found = figure.truly?.(chosen) ?? chosen;
  if (found.length < 2) return null;
  const stretches = found.map(({ ref, from, to }, index): RuleStretch => {
    const isLast = index === found.length - 1;
    return {
      buy: ref,
      when: {
        what: figure.what,
        for: figure.for,
        above: index === 0 ? null : figure.shown(from),
        below: isLast || to === null ? null : figure.shown(to),
        unit: figure.unit,
      },
      likely: figure.limit === null || from.lessThan(figure.limit),
    };
  });
  return { ...about, stretches };
}

/**
 * Whose figure the way is: nobody's own where a figure for all would be the same; else the marketplace's where all of it in the
 * comparison lack it, else the listing's.
 */
function ownerOf(options: readonly PricedOption[], owners: readonly PricedOption[], contest: Contest): string | null {
  const [first] = owners;
  if (!first) return null;
  const quoting = contest.options.filter(({ plan }) => plan.shape.rule !== null && plan.fee !== null);
  if (quoting.length === 0 && first.plan.ownUnknown.length === 0) return null;
  const marketplace = marketplaceOf(first.ref);
  const isWhole =
    owners.every(({ ref }) => marketplaceOf(ref) === marketplace) &&
    options.every((option) => owners.includes(option) || marketplaceOf(option.ref) !== marketplace) &&
    quoting.every(({ ref }) => marketplaceOf(ref) !== marketplace);
  return isWhole && first.plan.ownUnknown.length === 0 ? marketplace : first.ref;
}
