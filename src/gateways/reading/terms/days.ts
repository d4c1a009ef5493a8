import type { DayRange } from "../../../model/freight.ts";

/** From the shortest to the longest of several statements of days; null where none is made. */
export function spanOfDays(stated: readonly (DayRange | null)[]): DayRange | null {
  const ranges = stated.filter((range) => range !== null);
  const lows = ranges.flatMap(({ low }) => low ?? []);
  const highs = ranges.flatMap(({ high }) => high ?? []);
  if (ranges.length === 0) return null;
  return { low: lows.length === 0 ? null : Math.min(...lows), high: highs.length === 0 ? null : Math.max(...highs) };
}
