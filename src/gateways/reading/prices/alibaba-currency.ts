import { readMarkedAmount } from "../../../normalize/price/amount.ts";
import { readCurrencyMark } from "../../../normalize/price/currency-mark.ts";
import { asText } from "../../../normalize/text/json-shape.ts";
import type { Notes } from "../notes.ts";
import { readCurrency } from "./figures.ts";

const PRICE = /\d/;
// "US $5.0 - 10.0": the mark stands at one end.
const RANGE = /[-~至]| to /i;
const MOST_LOOKED_AT = 200;

/**
 * The currency of an Alibaba.com listing: the one it states, else the one that its prices name for sure, else the US dollar, the
 * marketplace's own, assumed and told (`currency_assumed`). Null where a "¥" stands beside a price, which is two currencies, and
 * where there is no price at all.
 */
export function alibabaCurrency(stated: string | null, prices: readonly unknown[], notes: Notes): string | null {
  // A lone "$" in the currency's field says no more than one beside the prices.
  if (stated !== null && readCurrencyMark(stated) !== "$") return notes.read("offer.currency", stated, readCurrency);
  const texts = prices.slice(0, MOST_LOOKED_AT).flatMap((price) => asText(price) ?? []);
  if (!texts.some((text) => PRICE.test(text))) return null;
  const marks = new Set(texts.flatMap((text) => text.split(RANGE)).flatMap((part) => readMarkedAmount(part)?.mark ?? []));
  const named = [...marks].filter((mark) => mark !== "$");
  if (named.length === 0) {
    notes.warn("currency_assumed", "The listing names no currency: the US dollar, Alibaba.com's own, is assumed.");
    return "USD";
  }
  const [only = "", ...others] = named;
  const currency = others.length === 0 ? readCurrency(only) : null;
  if (currency !== null) return currency;
  notes.warn("currency_unknown", `The listing names no currency, and its prices are marked ${named.slice(0, 3).join(", ")}.`);
  notes.markUnreadable("offer.currency");
  return null;
}
