import { Decimal, minorUnit, roundToMinorUnit } from "../../model/money.ts";
import type { ComparedOption } from "../compared-option.ts";
import { isExact, type Plan, type PricedOption } from "../option/option.ts";
import { arrivesWithin, latestDay } from "../option/pieces/days.ts";
import { ceilTo, floorTo } from "../option/pieces/piece.ts";
import { byPreference, exactPlan, planOf } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";
import { rounded } from "./purchase.ts";

/** How far below the need a cheaper order is looked for. */
const NEAR_SHARE = 0.9;

/** Exactly the need, where that can be bought, and what buying more saves against it. */
export function exactOrder({ pieces, plan, costs, listing }: PricedOption, terms: Terms): ComparedOption["exact"] {
  const { currency, need } = terms;
  const exact = listing.mix.length > 0 ? plan : plan.quantity === need ? plan : exactPlan(pieces, need, costs, terms);
  if (exact === null) return null;
  const saving = new Decimal(roundToMinorUnit(exact.total.low, currency)).minus(roundToMinorUnit(plan.total.low, currency));
  return { total: rounded(exact.total, currency), saving: roundToMinorUnit(Decimal.max(0, saving), currency) };
}

/**
 * A few units less for much less: of the orders within ten per cent under the need the one that costs least beside its part of
 * the plan, where it costs less than that. That one costs in proportion less is no news.
 */
export function cheaperOrder(option: PricedOption, terms: Terms): ComparedOption["cheaperBelow"] {
  const { pieces, plan, costs } = option;
  const { need, currency, quantum } = terms;
  const orders = pieces.flatMap((piece) => {
    const [first, last] = [ceilTo(need * NEAR_SHARE, piece.multiple), floorTo(need - quantum, piece.multiple)];
    const [from, to] = [Math.max(first, piece.from), Math.min(last, piece.to)];
    return from > to ? [] : [...new Set([from, to])].map((quantity) => planOf(piece, quantity, costs, terms));
  });
  const isAlike = (order: Plan): boolean =>
    order.ownUnknown.length === plan.ownUnknown.length &&
    isInTime(order, terms) &&
    // The least end of a range is no price that fewer would be had for.
    (isExact(order.goods) || !isExact(plan.goods));
  /** What it costs less than its part of the plan. */
  const won = ({ total, quantity }: Plan): Decimal => plan.total.low.times(quantity).dividedBy(need).minus(total.low);
  const [best] = orders
    .filter((order) => isAlike(order) && won(order).greaterThan(minorUnit(currency)))
    .sort((a, b) => won(b).comparedTo(won(a)) || b.quantity - a.quantity);
  if (best === undefined) return null;
  const total = roundToMinorUnit(best.total.low, currency);
  const saving = new Decimal(roundToMinorUnit(plan.total.low, currency)).minus(total);
  return saving.greaterThan(0) ? { quantity: best.quantity, total, saving: roundToMinorUnit(saving, currency) } : null;
}

const isInTime = ({ days }: Plan, { maxLeadTimeDays }: Terms): boolean => arrivesWithin(days, maxLeadTimeDays) !== "fails";

/** The next plan in days, and what it costs more. */
export function fasterOrder({ plan, plans }: PricedOption, terms: Terms): ComparedOption["faster"] {
  const sooner = plans.filter(({ days, ownUnknown }) => latestDay(days) < latestDay(plan.days) && ownUnknown.length === 0);
  const [next] = sooner.sort((a, b) => a.total.low.comparedTo(b.total.low) || byPreference(terms)(a, b));
  if (next === undefined || next.days === null) return null;
  const total = roundToMinorUnit(next.total.low, terms.currency);
  const extra = new Decimal(total).minus(roundToMinorUnit(plan.total.low, terms.currency));
  return { quantity: next.quantity, total, extra: roundToMinorUnit(extra, terms.currency), days: next.days };
}
