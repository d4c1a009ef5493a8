import { type Amount, Decimal, minorUnit, powerOfTen } from "../../model/money.ts";
import { once, onceForEach } from "../../object-memory.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { amountFieldOf } from "../landed-cost/amounts.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, isSaid, TOP_RATE, type WayLine } from "../landed-cost/cost-lines.ts";
import { taxBases } from "../landed-cost/customs.ts";
import { costsOf, marketplaceOf, productOf } from "../option/open-option.ts";
import type { Plan, PricedOption } from "../option/option.ts";
import { planAbout, planAlong, planLeast } from "../option/plans/plan-cost.ts";
import { beforeCost } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";
import type { FigureLine, Lever } from "./lever.ts";

/** A way to buy that a figure can put first. */
export interface Rider {
  readonly ref: string;
  readonly plan: Plan;
  readonly costs: BuyerCosts;
  readonly product: string;
  readonly marketplace: string;
  /** What it costs where a figure does not move it. */
  readonly still: FigureLine;
}

// A millionth: finer than any tariff states a rate, coarse enough to read.
const RATE_STEP = new Decimal("0.000001");
/** Exchange rates are quoted to six figures. */
const EXCHANGE_DIGITS = 6;

/**
 * The ways to buy at the need. Of those that cost alike and move with the same figures, without the ones whose goods and delivery both
 * cost no less than another's: no figure puts them first.
 */
export function ridersOf(
  options: readonly PricedOption[],
  first: string,
  { costsByProduct }: Pick<ComparisonRequest, "costsByProduct">,
  terms: Terms,
): readonly Rider[] {
  const before = beforeCost(terms);
  const riders = options.flatMap(({ ref, listing, everyPlan, plan: taken, costs }) => {
    const [product, marketplace] = [productOf(ref), marketplaceOf(ref)];
    const own = (costsByProduct[ref] ?? costsByProduct[product]) ? ref : "";
    const { currency } = listing.product.offer;
    const costsKey = JSON.stringify(costs);
    // Lump sums grow with what is bought above the need.
    const growing = (quantity: number): number => Math.max(quantity, terms.need);
    const shapeKeys = new Map(everyPlan.map(({ shape }) => [shape, JSON.stringify(shape)]));
    // A cheaper way that comes too late, or whose delivery nobody knows, is not taken at any figure.
    return everyPlan
      .filter((plan) => before(plan, taken) === 0)
      .map((plan) => {
        // Ways with one key cost alike as a figure of the way moves.
        const key = `${shapeKeys.get(plan.shape)} ${plan.step?.term?.place ?? ""} ${growing(plan.quantity)} ${costsKey}`;
        // A figure is of all, of a marketplace, of one listing, or the rate of a currency.
        const movers = `${marketplace} ${own} ${currency} ${plan.route?.currency ?? ""}`;
        return {
          rider: { ref, product, marketplace, plan, costs, still: still(ref, plan.total.low) },
          kind: `${key} ${movers} ${ref === first}`,
        };
      });
  });
  const kept = new Map<string, Rider[]>();
  for (const { rider, kind } of riders.sort((a, b) => byTotal(a.rider, b.rider))) {
    const same = kept.get(kind) ?? [];
    if (!same.some((other) => isNoMore(other.plan, rider.plan))) kept.set(kind, [...same, rider]);
  }
  return [...kept.values()].flat();
}

const byTotal = (a: Rider, b: Rider): number => a.plan.total.low.comparedTo(b.plan.total.low) || (a.ref < b.ref ? -1 : 1);

const isNoMore = (a: Plan, b: Plan): boolean =>
  a.goods.low.lessThanOrEqualTo(b.goods.low) && (a.fee ?? ZERO).lessThanOrEqualTo(b.fee ?? ZERO);

/** A cost of the way. `owner`: the listing or marketplace whose own figure it is; null where all share it. */
export function costLever(
  line: WayLine,
  owner: string | null,
  now: Amount | null,
  riders: readonly Rider[],
  request: ComparisonRequest,
  { landing, withFigure }: Terms,
): Lever {
  const amount = amountFieldOf(line);
  const isRate = amount === null;
  const field = COST_FIELD[line];
  const affected = affectedBy(field, owner, riders, request);
  const text = onceForEach((value: Decimal) => value.toFixed());
  const start = new Decimal(now ?? 0);
  const end = start.plus("0.001");
  const holdsItself = line === "vat" && taxBases(request.destination).vat?.holdsItself === true;
  const top = holdsItself ? TOP_OF_ITSELF : TOP_RATE[line];
  const scales = line === "insurance" ? INSURANCE_SCALE : holdsItself ? OF_ITSELF_SCALE : PLAIN_SCALE;
  const run = scales.scale(end).minus(scales.scale(start));
  const lines = riders.map(({ ref, plan, costs, still }): FigureLine => {
    if (!affected.has(ref)) return still;
    const moved = (value: Decimal): BuyerCosts => withFigure(costs, field, text(value));
    const low = (value: Decimal): Decimal => planLeast(plan, moved(value), landing);
    const bent = { at: low, about: (value: Decimal) => planAbout(plan, moved(value), landing) };
    if (amount === null) {
      const [from, to] = [now === null ? bent.about(start) : still.about.value, bent.about(end)];
      const about = { value: from, slope: (to - from) / run.toNumber() };
      const exact = (): Straight => {
        const value = now === null ? low(start) : plan.total.low;
        return { value, slope: clean(low(end).minus(value).dividedBy(run)) };
      };
      return { ref, about, exact: once(exact), ...(holdsItself || landing.isBent(plan.shape, costs) ? { bent } : {}) };
    }
    // What is nothing, or not said, has no share in what it costs now.
    const along = planAlong(plan, start.isZero() ? moved(ONE) : costs, amount, landing);
    const from = now !== null ? still.about.value : along.bends ? bent.about(start) : along.about.without;
    const exact = (): Straight => {
      const { slope, without } = along.exact();
      return { value: now !== null ? plan.total.low : along.bends ? low(start) : without, slope: clean(slope) };
    };
    return { ref, about: { value: from, slope: along.about.slope }, exact: once(exact), ...(along.bends ? { bent } : {}) };
  });
  return {
    now: start,
    least: ZERO,
    most: top === undefined ? null : new Decimal(top),
    step: isRate ? RATE_STEP : minorUnit(request.currency),
    ...scales,
    lines,
  };
}

/** A cost of the way, and whose own figure it is: a listing's or a marketplace's; null where all share it. */
export interface OwnedLine {
  readonly line: WayLine;
  readonly owner: string | null;
}

/** The same ways with some costs of the way said to be nothing, wherever they are not said in another way. */
export function withNothing(
  riders: readonly Rider[],
  lines: readonly OwnedLine[],
  request: ComparisonRequest,
  { landing, withFigure }: Terms,
): readonly Rider[] {
  const affected = lines.map(({ line, owner }) => affectedBy(COST_FIELD[line], owner, riders, request));
  return riders.map((rider) => {
    const costs = lines.reduce((said, { line }, index) => {
      const isMoved = said[COST_FIELD[line]] !== undefined || !isSaid(line, said);
      return affected[index]?.has(rider.ref) && isMoved ? withFigure(said, COST_FIELD[line], "0") : said;
    }, rider.costs);
    if (costs === rider.costs) return rider;
    const low = planLeast(rider.plan, costs, landing);
    const plan = { ...rider.plan, total: { ...rider.plan.total, low } };
    return { ...rider, costs, plan, still: still(rider.ref, low) };
  });
}

/** The listings for which a figure of that owner counts: those that have none of their own. */
function affectedBy(
  field: keyof BuyerCosts,
  owner: string | null,
  riders: readonly Rider[],
  { costs: shared, costsByProduct }: Pick<ComparisonRequest, "costs" | "costsByProduct">,
): ReadonlySet<string> {
  const probe: BuyerCosts = { [field]: PROBE };
  const probed =
    owner === null
      ? { costs: { ...shared, ...probe }, costsByProduct }
      : { costs: shared, costsByProduct: { ...costsByProduct, [owner]: { ...costsByProduct[owner], ...probe } } };
  const found = new Map<string, boolean>();
  for (const { ref, product, marketplace } of riders) {
    if (found.has(ref)) continue;
    // Those of a marketplace without figures of their own have the same costs.
    const alike = (probed.costsByProduct[ref] ?? probed.costsByProduct[product]) ? ref : marketplace;
    const isAffected = found.get(alike) ?? costsOf({ ref }, probed)[field] === PROBE;
    found.set(alike, isAffected).set(ref, isAffected);
  }
  return new Set([...found].flatMap(([ref, isAffected]) => (isAffected ? [ref] : [])));
}

type Straight = ReturnType<FigureLine["exact"]>;

function still(ref: string, total: Decimal): FigureLine {
  const exact = { value: total, slope: ZERO };
  return { ref, about: { value: total.toNumber(), slope: 0 }, exact: () => exact };
}

const PROBE = "probe";
const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const DOUBLE = new Decimal(2);

// Slopes that are equal but for the noise of the division have no crossing.
const clean = (slope: Decimal): Decimal => slope.toDecimalPlaces(14);

const PLAIN_SCALE = { scale: (value: Decimal): Decimal => value, unscale: (scaled: Decimal): Decimal => scaled };
// The premium is 1.1 r / (1 − 1.1 r) of the uninsured value: linear in r / (1 − 1.1 r).
const INSURANCE_SCALE = {
  scale: (rate: Decimal): Decimal => rate.dividedBy(new Decimal(1).minus(rate.times("1.1"))),
  unscale: (scaled: Decimal): Decimal | null => (scaled.lessThan(0) ? null : scaled.dividedBy(scaled.times("1.1").plus(1))),
};
// A tax that is in its own base is r / (1 − r) of the value without it.
const OF_ITSELF_SCALE = {
  scale: (rate: Decimal): Decimal => rate.dividedBy(ONE.minus(rate)),
  unscale: (scaled: Decimal): Decimal | null => (scaled.lessThan(0) ? null : scaled.dividedBy(scaled.plus(1))),
};
// At the whole of its base such a tax has no end.
const TOP_OF_ITSELF = "0.99";

/** Units of `code` for one of the buyer's currency: prices and fees of that currency are linear in its inverse. */
export function exchangeLever(
  code: string,
  now: Amount,
  riders: readonly Rider[],
  currencyOf: ReadonlyMap<string, string | null>,
  { landing }: Terms,
): Lever {
  const rate = new Decimal(now);
  const step = powerOfTen(rate.e - (EXCHANGE_DIGITS - 1));
  // At half the rate every amount of that currency doubles.
  const run = new Decimal(1).dividedBy(rate);
  const lines = riders.map(({ ref, plan, costs, still }): FigureLine => {
    const isOwn = currencyOf.get(ref) === code;
    const isFee = plan.route?.currency === code && plan.fee !== null;
    if (!isOwn && !isFee) return still;
    const times = (factor: Decimal): Decimal => {
      const goods = isOwn ? { low: plan.goods.low.times(factor), high: plan.goods.high.times(factor) } : plan.goods;
      const fee = isFee ? (plan.fee?.times(factor) ?? null) : plan.fee;
      return planLeast({ ...plan, goods, fee }, costs, landing);
    };
    const slope = times(DOUBLE).minus(plan.total.low).dividedBy(run);
    const straight = { value: plan.total.low, slope };
    const at = (value: Decimal): Decimal => times(rate.dividedBy(value));
    const bent = { at, about: (value: Decimal) => at(value).toNumber() };
    const about = { value: still.about.value, slope: slope.toNumber() };
    return { ref, about, exact: () => straight, ...(landing.isBent(plan.shape, costs) ? { bent } : {}) };
  });
  return {
    now: rate,
    least: step,
    most: null,
    step,
    scale: (value) => new Decimal(1).dividedBy(value),
    unscale: (scaled) => (scaled.greaterThan(0) ? new Decimal(1).dividedBy(scaled) : null),
    lines,
  };
}
