import type { DayRange } from "../../model/freight.ts";
import type { Listing } from "../comparison.ts";
import type { Candidate } from "./candidate.ts";

/**
 * Days from the order to the buyer: production, then transit. A part that is not known counts 0 at the low end and leaves the
 * high end open. Null where neither part is known.
 */
export function leadTime({ product }: Listing, candidate: Candidate | null): DayRange | null {
  const production = candidate === null ? product.leadTimeDays : productionDays(product, candidate.quantity);
  // A delivery within the seller's country ends at the buyer's forwarder: the way on from there is not in it.
  const transit = candidate?.route?.scope === "domestic" ? null : (candidate?.route?.days ?? null);
  if (production === null && transit === null) return null;
  const low = (production?.low ?? 0) + (transit?.low ?? 0);
  const highs = [production?.high ?? null, transit?.high ?? null];
  return { low, high: highs.reduce((sum, days) => (sum === null || days === null ? null : sum + days), 0 as number | null) };
}

/** The production time of the quantity bought; beyond the largest that the listing names it takes as long or longer. */
export function productionDays({ leadTimes, leadTimeDays }: Listing["product"], quantity: number): DayRange | null {
  const last = leadTimes.at(-1);
  if (last === undefined) return leadTimeDays;
  const period = leadTimes.find(({ maxQuantity }) => maxQuantity === null || quantity <= maxQuantity);
  return period === undefined ? { low: last.days.low, high: null } : period.days;
}
