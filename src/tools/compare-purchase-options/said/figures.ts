import { LINE_EN } from "../../../domain/landed-cost/cost-lines.ts";
import { Decimal } from "../../../model/money.ts";
import { packed } from "../../wording/writers.ts";
import type { OptionAnswer } from "../answer-schema.ts";
import { amountOf, grouped } from "../messages/units.ts";

/** "13,329.58", "at least 13,329.58", "812.50–975.00". */
export const rangeWords = ({ low, high }: { readonly low: string; readonly high: string | null }): string =>
  high === null ? `at least ${grouped(low)}` : high === low ? grouped(low) : `${grouped(low)}–${grouped(high)}`;

/** How days with one end are said. */
export interface DayEnds {
  upTo(days: string): string;
  orMore(days: string): string;
}
const DAY_ENDS: DayEnds = { upTo: (days) => `up to ${days}`, orMore: (days) => `${days} or more` };

export function dayWords(
  days: { readonly low: number | null; readonly high: number | null } | null | undefined,
  ends = DAY_ENDS,
): string | null {
  if (!days || (days.low === null && days.high === null)) return null;
  if (days.high === null) return ends.orMore(`${days.low}`);
  if (days.low === null) return ends.upTo(`${days.high}`);
  return days.low === days.high ? `${days.low}` : `${days.low}–${days.high}`;
}

/** "5,200"; "3,000 in 8 kinds" where the order is of several SKUs. */
export const boughtWords = ({ quantity, mix }: NonNullable<OptionAnswer["buy"]>, unit: string): string =>
  `${amountOf(quantity, unit)}${mix?.length ? ` in ${mix.length} kinds` : ""}`;

const PRICE_DECIMALS = 6;

/** A price as a person reads it: one that was converted between units has more decimals than anybody pays. */
export const priceWords = (price: string): string =>
  (price.split(".")[1] ?? "").length > PRICE_DECIMALS
    ? `${new Decimal(price).toDecimalPlaces(PRICE_DECIMALS).toFixed()}…`
    : price;

const RATE_DIGITS = 6;

/** An exchange rate as it is said: "7.10" as it was given, "102.428" where it was worked out to more. */
export const rateWords = (rate: string): string =>
  rate.replace(/\D/g, "").length > RATE_DIGITS ? new Decimal(rate).toSignificantDigits(RATE_DIGITS).toFixed() : rate;

/** A rate as a person says it: "6.5 %". */
const percentWords = (rate: string): string => `${new Decimal(rate).times(100).toDecimalPlaces(2).toString()} %`;

const RATE = /_(?:rate|share)$|^(?:insurance|duty|vat)$/;

/** Whether the figures are the carriage to the door, which a forwarder names as one sum; rates that move together are none. */
export const isCarriage = (what: readonly string[]): boolean =>
  what.length > 1 ? !what.every((name) => RATE.test(name)) : what[0] === "freight";

/** A figure of the way in words: "forwarder's price to the door", "duty rate", "1 USD in CNY". */
export function figureWords(what: readonly string[]): string {
  const [only = ""] = what;
  if (what.length > 1) return what.every((name) => RATE.test(name)) ? what.map(spoken).join(" and ") : "the way to the door";
  if (only.startsWith("fx.")) return `rate of ${only.slice(3)}`;
  return spoken(only);
}

/** A value of such a figure, with its unit. */
export function valueWords(what: readonly string[], value: string, currency: string): string {
  const [only = ""] = what;
  if (only.startsWith("fx.")) return `${new Decimal(value).toSignificantDigits(4)}`;
  if (only === "quantity") return grouped(value);
  if (only === "lead_time_days" || only === "supplier_score") return `${value} ${currency}`;
  // Several that move together are a sum of amounts.
  if (what.length === 1 && RATE.test(only)) return percentWords(value);
  return `${grouped(whole(value))} ${currency}`;
}

/** An amount with one decimal is written with two. */
const whole = (amount: string): string => (/\.\d$/.test(amount) ? `${amount}0` : amount);

const SPOKEN: Readonly<Record<string, string>> = {
  ...LINE_EN,
  vat_rate: "VAT rate",
  lead_time_days: "days to deliver",
  per_order: "costs of each order",
  one_time: "costs paid once",
  first_order: "first order",
};

/** A field's name as words: "duty_rate" is "duty rate", "duty:MPF" is "MPF". */
export const spoken = (name: string): string => SPOKEN[name] ?? name.replace(/^duty:/, "").replaceAll("_", " ");

/** Text in lines of at most `width` characters, broken between parts only. The first part stays with the head. */
export function wrapped(head: string, parts: readonly string[], separator: string, width = 155): readonly string[] {
  const [first = "", ...others] = parts.map((part, index) => (index === parts.length - 1 ? part : `${part}${separator}`));
  return packed([head === "" ? first : `${head} ${first}`, ...others], width).map((line) => line.trimEnd());
}

/** One sentence of several parts, in as many lines as it takes. */
export const listed = (head: string, parts: readonly string[], separator = ";"): readonly string[] =>
  parts.length === 0
    ? []
    : wrapped(
        head,
        parts.map((part, index) => (index === parts.length - 1 ? `${part}.` : part)),
        separator,
      );
