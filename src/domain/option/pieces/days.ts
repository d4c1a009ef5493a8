import type { DayRange } from "../../../model/freight.ts";
import type { Product } from "../../../model/product.ts";
import type { Route, Way } from "./piece.ts";

/**
 * Days from the order to the buyer: production, then transit. A part that is not known counts 0 at the low end and leaves the
 * high end open. Null where neither part is known.
 */
export function addDays(production: DayRange | null, transit: DayRange | null): DayRange | null {
  if (production === null && transit === null) return null;
  const low = (production?.low ?? 0) + (transit?.low ?? 0);
  const highs = [production?.high ?? null, transit?.high ?? null];
  return { low, high: highs.reduce((sum, days) => (sum === null || days === null ? null : sum + days), 0 as number | null) };
}

/** Days from the order to the buyer where no order is worked out: those of making are known, those of the way are not. */
export const daysToMake = ({ leadTimeDays }: Product): DayRange | null => addDays(leadTimeDays, null);

/**
 * A delivery's days; where it names none, what was said of the way apart from it. A delivery within the seller's country ends at the
 * buyer's forwarder: the way on from there is not in it.
 */
export const transitOf = (route: Pick<Route, "scope" | "days"> | null, said: DayRange | null): DayRange | null =>
  (route === null || route.scope === "domestic" ? null : route.days) ?? said;

/** The days of one way to buy. */
export const daysOf = ({
  production,
  route,
  saidTransit,
}: Pick<Way, "production" | "route" | "saidTransit">): DayRange | null => addDays(production, transitOf(route, saidTransit));

/** Two that are not known are equal: infinity less infinity is no number. */
export const compareDays = (a: number, b: number): number => (a === b ? 0 : a - b);

/** The last day on which it can arrive; an unknown end is after all that is known. */
export const latestDay = (days: DayRange | null): number => days?.high ?? Number.POSITIVE_INFINITY;

/** Whether an order arrives within so many days; null: whenever it arrives. */
export function arrivesWithin(days: DayRange | null, most: number | null): "meets" | "fails" | "unknown" {
  if (most === null) return "meets";
  if (days?.low != null && days.low > most) return "fails";
  return days?.high != null && days.high <= most ? "meets" : "unknown";
}

/** The production time of the quantity bought; beyond the largest that the listing names it takes as long or longer. */
export function productionDays({ leadTimes, leadTimeDays }: Product, quantity: number): DayRange | null {
  const last = leadTimes.at(-1);
  if (last === undefined) return leadTimeDays;
  const period = leadTimes.find(({ maxQuantity }) => maxQuantity === null || quantity <= maxQuantity);
  return period === undefined ? { low: last.days.low, high: null } : period.days;
}
