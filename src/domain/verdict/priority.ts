import type { DayRange } from "../../model/freight.ts";
import type { Priority } from "../comparison.ts";
import { isExact, type Plan, type PricedOption, type Seen, type UnpricedOption } from "../option/option.ts";
import { daysToMake } from "../option/pieces/days.ts";
import type { Contest } from "./contest.ts";

/** Whether `a` is at least as good as `b` by the priority, whatever is not known. */
export function surelyLeads(priority: Priority, a: PricedOption, b: PricedOption, { terms, ranks }: Contest): boolean {
  switch (priority) {
    case "speed":
      return surelyAsSoon(a.plan, b.plan);
    case "risk":
      return surelyAsSafe(a, b);
    case "first_order": {
      const isRanked = ranks.first_order.indexOf(a.ref) < ranks.first_order.indexOf(b.ref);
      const [own, other] = [a, b].map(({ plan, costs }) => terms.landing.unknownLines(plan.shape, costs));
      // What both leave open is no more for the smaller outlay, but for what hangs on one listing alone.
      const isShared = own?.every((line) => other?.includes(line)) === true;
      return isRanked && isShared && a.plan.ownUnknown.length === 0 && isPoint(a);
    }
    case "cost":
      return false;
  }
}

export const mayLead = (priority: Priority, other: PricedOption, first: PricedOption, contest: Contest): boolean =>
  !surelyLeads(priority, first, other, contest);

/** Whether a listing without a price may be ahead by the priority all the same: what is known of its days or its supplier tells. */
export function unpricedMayLead(priority: Priority, other: UnpricedOption, first: PricedOption): boolean {
  const { product } = other.listing;
  if (priority === "speed")
    return !surelyAsSoon(first.plan, { days: daysToMake(product), transit: null, production: product.leadTimeDays });
  return priority !== "risk" || !surelyAsSafe(first, other);
}

const isPoint = ({ plan }: PricedOption): boolean => isExact(plan.goods) && !plan.isOpenEnded;

type Timed = Pick<Plan, "days" | "transit" | "production">;

/**
 * Its last day is no later than the other's first: any day of a range may be the one. Where neither way is known, it is the buyer's
 * forwarder's for both, and the days of making decide.
 */
function surelyAsSoon(own: Timed, other: Timed): boolean {
  const isOver = (days: DayRange | null, before: DayRange | null): boolean =>
    days?.high != null && before?.low != null && days.high <= before.low;
  const areBothWaysOpen = own.transit === null && other.transit === null;
  return isOver(own.days, other.days) || (areBothWaysOpen && isOver(own.production, other.production));
}

type Rated = Pick<Seen, "hasAlarm" | "score">;

/** One with an alarm is behind all without; scores are intervals. */
function surelyAsSafe(a: Rated, b: Rated): boolean {
  if (a.hasAlarm !== b.hasAlarm) return b.hasAlarm;
  return Number(a.score.low) >= Number(b.score.high);
}
