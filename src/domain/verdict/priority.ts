import type { DayRange } from "../../model/freight.ts";
import type { Priority } from "../comparison.ts";
import { isExact, type PricedOption } from "../option/option.ts";
import { latestDay } from "../option/pieces/days.ts";
import type { Contest } from "./contest.ts";

/** Whether `a` is at least as good as `b` by the priority, whatever is not known. */
export function surelyLeads(priority: Priority, a: PricedOption, b: PricedOption, { terms, ranks }: Contest): boolean {
  switch (priority) {
    case "speed":
      return surelyAsSoon(a, b);
    case "risk":
      return surelyAsSafe(a, b);
    case "first_order": {
      const isRanked = ranks.first_order.indexOf(a.ref) < ranks.first_order.indexOf(b.ref);
      const [own, other] = [a, b].map(({ plan, costs }) => terms.landing.unknownLines(plan.shape, costs).join());
      // What both leave open is the same figure for both.
      return isRanked && (own === "" || own === other) && isPoint(a);
    }
    case "cost":
      return false;
  }
}

export const mayLead = (priority: Priority, other: PricedOption, first: PricedOption, contest: Contest): boolean =>
  !surelyLeads(priority, first, other, contest);

const isPoint = ({ plan }: PricedOption): boolean => isExact(plan.goods) && !plan.isOpenEnded;

/**
 * By the last day that is promised. Against one whose last day is not known, by its first; where neither way is known, it is the
 * buyer's forwarder's for both, and the days of making decide.
 */
function surelyAsSoon(a: PricedOption, b: PricedOption): boolean {
  const [own, other] = [a.plan, b.plan];
  if (own.days?.high != null) return own.days.high <= (other.days?.high ?? other.days?.low ?? -1);
  const isMaking = (days: DayRange | null): boolean => days?.high != null;
  const areBothWaysOpen = own.transit === null && other.transit === null;
  return (
    areBothWaysOpen &&
    isMaking(own.production) &&
    latestDay(own.production) <= latestDay(other.production) &&
    isMaking(other.production)
  );
}

/** One with an alarm is behind all without; scores are intervals. */
function surelyAsSafe(a: PricedOption, b: PricedOption): boolean {
  if (a.hasAlarm !== b.hasAlarm) return b.hasAlarm;
  return Number(a.score.low) >= Number(b.score.high);
}
