import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import { isExact, type Plan } from "../option.ts";
import { arrivesWithin, compareDays, latestDay } from "../pieces/days.ts";
import { ceilTo, floorTo, leastCovering, type Piece } from "../pieces/piece.ts";
import { mixLines } from "../price/cheapest-mix.ts";
import type { Terms } from "../terms.ts";
import { landedPlan } from "./plan-cost.ts";

/**
 * The least order of each piece that covers `need`: between two breaks a further unit only costs more. A delivery whose fee is not
 * known is never a reason by itself to buy more.
 */
export function plansAt(pieces: readonly Piece[], need: number, costs: BuyerCosts, terms: Terms): readonly Plan[] {
  const orders = pieces.flatMap((piece) => {
    const quantity = leastCovering(piece, need);
    return quantity === null || (!terms.allowOverbuy && quantity !== need) ? [] : [{ piece, quantity }];
  });
  const isOwed = ({ piece, quantity }: (typeof orders)[number]): boolean =>
    piece.isOpen && orders.some((other) => tierOf(other.piece) === tierOf(piece) && other.quantity < quantity);
  return orders.filter((order) => !isOwed(order)).map(({ piece, quantity }) => planOf(piece, quantity, costs, terms));
}

/** One and the same for all pieces of a tier. */
export const tierOf = ({ way: { step } }: Pick<Piece, "way">): unknown => step.tier ?? step;

/** One order on a piece, landed with what the buyer has for the need. */
export function planOf({ way }: Piece, quantity: number, costs: BuyerCosts, { landing }: Terms): Plan {
  const { route, shape, term, unit, goodsBase, production, saidTransit } = way;
  const goods = { low: unit.low.times(quantity).plus(goodsBase.low), high: unit.high.times(quantity).plus(goodsBase.high) };
  const step = way.step.mix ? null : way.step;
  const mix = mixLines(way.step, quantity);
  return landedPlan({ quantity, goods, step, mix, term, route, shape, production, saidTransit }, costs, landing);
}

/** What a buyer prefers among the ways of one option: in time, all figures of its own known, cheap, few, soon. */
export function byPreference(terms: Wish): (a: Plan, b: Plan) => number {
  const before = beforeCost(terms);
  return (a, b) =>
    before(a, b) ||
    a.total.low.comparedTo(b.total.low) ||
    a.quantity - b.quantity ||
    compareDays(latestDay(a.days), latestDay(b.days));
}

type Wish = Pick<Terms, "maxLeadTimeDays" | "priority">;

/** What decides before the cost does; 0: the cost decides. */
export function beforeCost({ maxLeadTimeDays, priority }: Wish): (a: Plan, b: Plan) => number {
  const lateness = ({ days }: Plan): number => LATENESS[arrivesWithin(days, maxLeadTimeDays)];
  const slowness = ({ days }: Plan): number => (priority === "speed" ? latestDay(days) : 0);
  return (a, b) =>
    lateness(a) - lateness(b) ||
    compareDays(slowness(a), slowness(b)) ||
    Number(a.ownUnknown.length > 0) - Number(b.ownUnknown.length > 0);
}

const LATENESS = { meets: 0, unknown: 1, fails: 2 } as const;

/** Those that no other beats in both cost and days. Of ways that leave different costs open, only one that costs less for sure does. */
export function frontier(plans: readonly Plan[]): readonly Plan[] {
  const sorted = [...plans].sort(
    (a, b) =>
      a.total.low.comparedTo(b.total.low) || a.quantity - b.quantity || compareDays(latestDay(a.days), latestDay(b.days)),
  );
  const kept: Plan[] = [];
  for (const plan of sorted) if (!kept.some((other) => beats(other, plan))) kept.push(plan);
  return kept;
}

function beats(a: Plan, b: Plan): boolean {
  if (latestDay(a.days) > latestDay(b.days) || (a.days?.low ?? 0) > (b.days?.low ?? 0)) return false;
  if (a.total.high?.lessThanOrEqualTo(b.total.low)) return true;
  if (!isAlike(a, b)) return false;
  if (a.total.high !== null && b.total.high !== null) return a.total.high.lessThanOrEqualTo(b.total.high);
  return a.goods.high.lessThanOrEqualTo(b.goods.high) || b.goods.high.greaterThanOrEqualTo(a.goods.low);
}

/** Whether the same costs are open of both. */
const isAlike = (a: Plan, b: Plan): boolean =>
  a.shape.rule === b.shape.rule &&
  a.term?.place === b.term?.place &&
  a.shape.quote?.scope === b.shape.quote?.scope &&
  a.shape.quote?.term === b.shape.quote?.term &&
  a.shape.quote?.known === b.shape.quote?.known &&
  a.isOpenEnded === b.isOpenEnded &&
  (a.total.high === null) === (b.total.high === null) &&
  isExact(a.goods) === isExact(b.goods);

/** The order nearest to the need that can be placed: the least above it, else the largest below. */
export function nearestPlan(pieces: readonly Piece[], need: number, costs: BuyerCosts, terms: Terms): Plan | null {
  const orders = pieces.flatMap((piece) => {
    const above = leastCovering(piece, need);
    const below = floorTo(Math.min(need, piece.to), piece.multiple);
    return [
      ...(above === null ? [] : [planOf(piece, above, costs, terms)]),
      ...(above === null && below >= piece.from ? [planOf(piece, below, costs, terms)] : []),
    ];
  });
  const isBelow = ({ quantity }: Plan): number => Number(quantity < need);
  const distance = ({ quantity }: Plan): number => Math.abs(quantity - need);
  return orders.sort((a, b) => isBelow(a) - isBelow(b) || distance(a) - distance(b) || byPreference(terms)(a, b))[0] ?? null;
}

/** The cheapest plan of exactly `quantity`; null where it cannot be ordered so. */
export function exactPlan(pieces: readonly Piece[], quantity: number, costs: BuyerCosts, terms: Terms): Plan | null {
  const plans = pieces
    .filter(({ from, to, multiple }) => from <= quantity && quantity <= to && ceilTo(quantity, multiple) === quantity)
    .map((piece) => planOf(piece, quantity, costs, terms));
  return plans.sort(byPreference(terms))[0] ?? null;
}
