import type { DayRange } from "../../../model/freight.ts";
import { readLeadTime } from "../../../normalize/terms/day-range.ts";

/** From the shortest to the longest of several statements of days; null where none is made. */
export function spanOfDays(stated: readonly (DayRange | null)[]): DayRange | null {
  const ranges = stated.filter((range) => range !== null);
  const lows = ranges.flatMap(({ low }) => low ?? []);
  const highs = ranges.flatMap(({ high }) => high ?? []);
  if (ranges.length === 0) return null;
  return { low: lows.length === 0 ? null : Math.min(...lows), high: highs.length === 0 ? null : Math.max(...highs) };
}

/** From when the seller counts a time ("after deposit"), by the first of several statements that says it. */
export const startOfDays = (stated: readonly unknown[]): string | null =>
  stated.map((text) => readLeadTime(text)?.start ?? null).find((start) => start !== null) ?? null;
