import { type Amount, Decimal, minorUnit, powerOfTen } from "../../model/money.ts";
import { once, onceForEach } from "../../object-memory.ts";
import type { ComparisonRequest } from "../comparison.ts";
import { amountFieldOf } from "../landed-cost/amounts.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, TOP_RATE, type WayLine } from "../landed-cost/cost-lines.ts";
import { taxBases } from "../landed-cost/customs.ts";
import { planAbout, planAlong, planLeast } from "../option/plans/plan-cost.ts";
import type { Terms } from "../option/terms.ts";
import { type FigureLine, isNear, type Lever, type TrueCost } from "./lever.ts";
import { affectedBy, type Rider } from "./riders.ts";

// A millionth: finer than any tariff states a rate, coarse enough to read.
const RATE_STEP = new Decimal("0.000001");
/** Exchange rates are quoted to six figures. */
const EXCHANGE_DIGITS = 6;

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
  const isAffected = affectedBy(field, owner, request);
  const text = onceForEach((value: Decimal) => value.toFixed());
  const start = new Decimal(now ?? 0);
  const end = start.plus("0.001");
  const holdsItself = line === "vat" && taxBases(request.destination).vat?.holdsItself === true;
  const top = holdsItself ? TOP_OF_ITSELF : TOP_RATE[line];
  const scales = line === "insurance" ? INSURANCE_SCALE : holdsItself ? OF_ITSELF_SCALE : PLAIN_SCALE;
  const run = scales.scale(end).minus(scales.scale(start));
  // A premium inside a price takes from the value for customs by the plain rate, not by the scale of what comes on top.
  const middle = start.plus(top ?? start).dividedBy(2);
  const farther = scales.scale(middle).minus(scales.scale(start)).toNumber();
  const lines = riders.map(({ ref, plan, costs, still }): FigureLine => {
    if (!isAffected({ ref })) return still;
    const moved = (value: Decimal): BuyerCosts => withFigure(costs, field, text(value));
    const low = (value: Decimal): Decimal => planLeast(plan, moved(value), landing);
    const near = (value: Decimal): number => planAbout(plan, moved(value), landing);
    const truly = (bends: boolean): TrueCost => ({ at: low, about: near, bends });
    if (amount === null) {
      const [from, to] = [now === null ? near(start) : still.about.value, near(end)];
      const about = { value: from, slope: (to - from) / run.toNumber() };
      const exact = (): Straight => {
        const value = now === null ? low(start) : plan.total.low;
        return { value, slope: clean(low(end).minus(value).dividedBy(run)) };
      };
      const bends = holdsItself || landing.isBent(plan.shape, costs) || !isNear(near(middle), from + about.slope * farther);
      return { ref, about, exact: once(exact), truly: truly(bends) };
    }
    // What is nothing, or not said, has no share in what it costs now.
    const along = planAlong(plan, start.isZero() ? moved(ONE) : costs, amount, landing);
    const from = now !== null ? still.about.value : along.bends ? near(start) : along.about.without;
    const exact = (): Straight => {
      const { slope, without } = along.exact();
      return { value: now !== null ? plan.total.low : along.bends ? low(start) : without, slope: clean(slope) };
    };
    const about = { value: from, slope: along.about.slope };
    return { ref, about, exact: once(exact), truly: truly(along.bends) };
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

type Straight = ReturnType<FigureLine["exact"]>;

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const DOUBLE = new Decimal(2);

// Slopes that are equal but for the noise of the division have no crossing.
const clean = (slope: Decimal): Decimal => slope.toDecimalPlaces(20);

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
    const about = { value: still.about.value, slope: slope.toNumber() };
    const bends = landing.isBent(plan.shape, costs);
    return { ref, about, exact: () => straight, truly: { at, about: (value) => at(value).toNumber(), bends } };
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
