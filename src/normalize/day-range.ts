import type { DayRange } from "../model/freight.ts";
import { toHalfWidth } from "./half-width.ts";

const NUMBER = "(\\d{1,4}(?:\\.\\d{1,2})?)";
const UNIT =
  "((?:个)?(?:工作日|自然日|天|日|小时|周|星期)|(?:(?:business|working|calendar) )?(?:days?|hours?|hrs?|weeks?)|[dh])";
const RANGE = new RegExp(
  `^(?:约|大约|about )?\\s*([≥>≤<])?\\s*${NUMBER}\\s*${UNIT}?\\s*(?:(?:-|~|至|到|to)\\s*${NUMBER}\\s*${UNIT}?)?\\s*(\\+|以上|以内|之内|内)?\\s*(?:发货|送达)?$`,
  "i",
);

/** Days as in "10~15", "3-7天", "7days", "48小时发货" or 5; null where no duration can be read. One end may be open. */
export function readDayRange(input: unknown): DayRange | null {
  if (typeof input === "number") return Number.isFinite(input) && input >= 0 ? { low: input, high: input } : null;
  if (typeof input !== "string" || input.length > 60) return null;
  const match = RANGE.exec(toHalfWidth(input).trim().toLowerCase());
  if (match === null) return null;
  const [, sign, first = "", firstUnit, second, secondUnit, suffix] = match;
  const low = inDays(first, firstUnit ?? secondUnit);
  if (second !== undefined) {
    const high = inDays(second, secondUnit ?? firstUnit);
    return low <= high ? { low, high } : { low: high, high: low };
  }
  if (sign === "≤" || sign === "<" || suffix?.endsWith("内")) return { low: null, high: low };
  if (sign !== undefined || suffix !== undefined) return { low, high: null };
  return { low, high: low };
}

function inDays(digits: string, unit: string | undefined): number {
  const value = Number(digits);
  if (unit === undefined) return value;
  if (/^(?:个)?小时|^h/.test(unit)) return Math.ceil(value / 24);
  if (/周|星期|week/.test(unit)) return value * 7;
  return value;
}
