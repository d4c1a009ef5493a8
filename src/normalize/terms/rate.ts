import { type Amount, Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { asText } from "../text/json-shape.ts";
import { quotedFigures } from "../text/quoted-figures.ts";

const NUMBER = /^(-?\d{1,15}(?:[.,]\d{1,20})?)\s*(%)?$/;
const CHINESE = /^百分之\s*(\d{1,3}(?:\.\d{1,10})?)$/;

/**
 * A rate as read; null where it is none, with a warning that says why.
 * @example
 * const reading: RateReading = { rate: "0.95", warnings: [] };
 */
export interface RateReading {
  /** A fraction: "0.95" is 95 %. */
  readonly rate: Amount | null;
  readonly warnings: readonly Warning[];
}

/**
 * A rate, as in "95%", 95, 0.95 or "98.5". Without a percent sign, numbers up to 1 are fractions and 1 is 100 %.
 * `needsPercentSign`: for rates that may be small (disputes, refunds). A plain 30 is percent; 0.8 could be 80 % or 0.8 %, so it is
 * unknown and told with its value. Never throws.
 * @example
 * readRate("95%").rate; // => "0.95"
 */
export function readRate(input: unknown, options: { readonly needsPercentSign?: boolean } = {}): RateReading {
  const text = asText(input);
  if (text === null) return { rate: null, warnings: [] };
  const written = toHalfWidth(text.slice(0, 60)).trim().replace(CHINESE, "$1%");
  const match = NUMBER.exec(written);
  // "1,234" is no rate: only one or two digits behind a comma are decimals for sure.
  if (match === null || /,(?!\d{1,2}(?!\d))/.test(written))
    return unknown("unparsed_rate", `"${quotedFigures(text, 40)}" is not a rate.`);
  const [, figures = "", sign] = match;
  const digits = figures.replace(",", ".");
  const value = new Decimal(digits);
  if (sign === undefined && options.needsPercentSign === true && value.gt(0) && value.lte(1)) {
    const asFraction = value.times(100).toFixed();
    return unknown(
      "rate_without_unit",
      `${digits} has no percent sign: a fraction (${asFraction} %) or a percentage (${digits} %)?`,
    );
  }
  const fraction = sign === undefined && value.lte(1) ? value : value.div(100);
  if (fraction.lt(0) || fraction.gt(1)) return unknown("out_of_range", `${digits}${sign ?? ""} is not between 0 and 100 %.`);
  return { rate: fraction.abs().toFixed(), warnings: [] };
}

const unknown = (code: string, message: string): RateReading => ({ rate: null, warnings: [{ code, message }] });
