import { Decimal } from "../../model/money.ts";
import type { Priority } from "../comparison.ts";
import { candidateTotal, loadOf } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";

// A supplier whose score is below this for sure gets no first order.
const FIRST_ORDER_SCORE = 40;

/** The orders in which a buyer may prefer the options, by reference. Each depends on the options alone, never on their order. */
export function rankings(contestants: readonly Contestant[], terms: Terms): Readonly<Record<Priority, readonly string[]>> {
  const byCost = [...contestants].sort(compareCost);
  const refs = (ranked: readonly Contestant[]): readonly string[] => ranked.map(({ ref }) => ref);
  const outlays = new Map(byCost.map((contestant) => [contestant.ref, firstOutlay(contestant, terms)]));
  const outlay = ({ ref }: Contestant): Decimal => outlays.get(ref) ?? new Decimal(0);
  return {
    cost: refs(byCost),
    speed: refs(byCost.toSorted(compareSpeed)),
    risk: refs(byCost.toSorted((a, b) => Number(b.score.low) - Number(a.score.low))),
    first_order: refs(
      byCost.filter(({ score }) => Number(score.high) >= FIRST_ORDER_SCORE).toSorted((a, b) => outlay(a).comparedTo(outlay(b))),
    ),
  };
}

/** By the least that each can cost, then the smaller order, the surer supplier, the reference. */
export const compareCost = (a: Contestant, b: Contestant): number =>
  a.total.low.comparedTo(b.total.low) ||
  a.best.quantity - b.best.quantity ||
  Number(b.score.low) - Number(a.score.low) ||
  (a.ref < b.ref ? -1 : 1);

/** Known lead times first; where a part is open, by the part that is known. */
function compareSpeed(a: Contestant, b: Contestant): number {
  const days = ({ leadTimeDays }: Contestant): number => leadTimeDays?.high ?? Number.MAX_SAFE_INTEGER;
  const part = ({ leadTimeDays, listing }: Contestant): number =>
    listing.product.leadTimeDays?.high ?? leadTimeDays?.low ?? Number.MAX_SAFE_INTEGER;
  return days(a) - days(b) || part(a) - part(b);
}

/** What must be paid, at the least, for the smallest order that the listing takes. */
function firstOutlay(contestant: Contestant, terms: Terms): Decimal {
  const { listing, costs, best } = contestant;
  const smallest = priceListing({ ...listing, mix: [] }, costs, { ...terms, need: 1, allowOverbuy: true });
  const candidates = smallest.state === "priced" && listing.mix.length === 0 ? smallest.candidates : [best];
  const least = Math.min(...candidates.map(({ quantity }) => quantity));
  const outlays = candidates
    .filter(({ quantity }) => quantity === least)
    .map((candidate) => terms.landing.total(candidate.shape, costs, loadOf(candidate, candidate.goods.low)).cash);
  return outlays.reduce((a, b) => Decimal.min(a, b), outlays[0] ?? candidateTotal(best, costs, terms.landing).low);
}
