import type * as z from "zod";
import type { DayRange } from "../../model/freight.ts";
import type { LeadTime } from "../../model/product.ts";
import { positiveQuantityIn } from "../../normalize/price/stated-quantity.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import type { Notes } from "../reading/notes.ts";
import { spanOfDays } from "../reading/terms/days.ts";
import type { ProductData } from "./payload.ts";

type Wholesale = z.output<typeof ProductData>["wholesale_trade"][number] | undefined;

/** Days to process an order by its size: each period holds up to its quantity. Beyond the last one nothing is said. */
export function readLeadTimes(trade: Wholesale, unit: string | null, notes: Notes): readonly LeadTime[] {
  const periods = (trade?.deliver_periods ?? [])
    .flatMap(({ quantity, process_period }) => {
      const days = notes.read("lead_time_days", process_period, readDayRange);
      const upTo = positiveQuantityIn(unit)(quantity);
      return days === null || upTo === null ? [] : [{ upTo, days }];
    })
    .sort((one, other) => one.upTo - other.upTo);
  return periods.flatMap(({ upTo, days }, index) => {
    const before = periods[index - 1]?.upTo ?? 0;
    // Measures have no next unit: what is above the period before begins where that ends.
    const minQuantity = Number.isInteger(before) ? before + 1 : before;
    return upTo <= before ? [] : [{ minQuantity, maxQuantity: upTo, days }];
  });
}

/** Over all quantities: from the shortest to the longest of the periods, else the one handling time. */
export function readLeadTime(trade: Wholesale, notes: Notes): DayRange | null {
  const periods = spanOfDays((trade?.deliver_periods ?? []).map(({ process_period }) => readDayRange(process_period)));
  return periods ?? notes.read("lead_time_days", trade?.handling_time, readDayRange);
}
