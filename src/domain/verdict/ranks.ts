import { Decimal } from "../../model/money.ts";
import type { Priority } from "../comparison.ts";
import type { PricedOption } from "../option/option.ts";
import { compareDays, latestDay } from "../option/pieces/days.ts";
import { costAt } from "../option/pieces/piece.ts";

// A supplier whose score is below this for sure gets no first order.
const FIRST_ORDER_SCORE = 40;

/** The orders in which a buyer may prefer the options, by reference. Each depends on the options alone, never on their order. */
export function rankings(options: readonly PricedOption[]): Readonly<Record<Priority, readonly string[]>> {
  const byCost = [...options].sort(compareCost);
  const refs = (ranked: readonly PricedOption[]): readonly string[] => ranked.map(({ ref }) => ref);
  const outlays = new Map(byCost.map((option) => [option.ref, firstOutlay(option)]));
  const outlay = ({ ref }: PricedOption): Decimal => outlays.get(ref) ?? new Decimal(0);
  return {
    cost: refs(byCost),
    speed: refs(byCost.toSorted(compareSpeed)),
    risk: refs(byCost.toSorted((a, b) => Number(a.hasAlarm) - Number(b.hasAlarm) || Number(b.score.low) - Number(a.score.low))),
    first_order: refs(
      byCost.filter(({ score }) => Number(score.high) >= FIRST_ORDER_SCORE).toSorted((a, b) => outlay(a).comparedTo(outlay(b))),
    ),
  };
}

/** By the least that each can cost, then the smaller order, the surer supplier, the reference. */
export const compareCost = (a: PricedOption, b: PricedOption): number =>
  a.plan.total.low.comparedTo(b.plan.total.low) ||
  a.plan.quantity - b.plan.quantity ||
  Number(b.score.low) - Number(a.score.low) ||
  (a.ref < b.ref ? -1 : 1);

/** Known lead times first; where a part is open, by the part that is known. */
function compareSpeed(a: PricedOption, b: PricedOption): number {
  const part = ({ plan }: PricedOption): number => plan.production?.high ?? plan.days?.low ?? Number.POSITIVE_INFINITY;
  return compareDays(latestDay(a.plan.days), latestDay(b.plan.days)) || compareDays(part(a), part(b));
}

/** What must be paid, at the least, for the smallest order that the listing takes. */
const firstOutlay = (option: PricedOption): Decimal => smallestOrder(option).outlay;

export function smallestOrder({ pieces, plan }: PricedOption): {
  readonly quantity: number;
  readonly outlay: Decimal;
  readonly isOpen: boolean;
} {
  const quantity = Math.min(...pieces.map(({ from }) => from));
  const orders = pieces
    .filter(({ from }) => from === quantity)
    .map(({ cash, high, isOpen }) => ({ quantity, outlay: costAt(cash, quantity, quantity), isOpen: isOpen || high === null }));
  const whole = { quantity: plan.quantity, outlay: plan.cash, isOpen: plan.total.high === null };
  return orders.toSorted((a, b) => a.outlay.comparedTo(b.outlay))[0] ?? whole;
}
