import { isCurrency } from "../model/money.ts";

// What sellers and platforms write beside a price. "¥" and "$" name several currencies and stay marks: which one it is, the
// platform or the field says (¥ is CNY on 1688).
const MARKS: Readonly<Record<string, string>> = {
  "¥": "¥",
  $: "$",
  "€": "EUR",
  "£": "GBP",
  "₽": "RUB",
  "₩": "KRW",
  "₹": "INR",
  US: "USD",
  US$: "USD",
  USD$: "USD",
  HK$: "HKD",
  AU$: "AUD",
  A$: "AUD",
  CA$: "CAD",
  C$: "CAD",
  NZ$: "NZD",
  S$: "SGD",
  NT$: "TWD",
  R$: "BRL",
  RMB: "CNY",
  "CN¥": "CNY",
  "RMB¥": "CNY",
  元: "CNY",
  人民币: "CNY",
  美元: "USD",
  欧元: "EUR",
  円: "JPY",
};
const YEN_MARK: ReadonlySet<string> = new Set(["CNY", "JPY"]);
const DOLLAR_MARK: ReadonlySet<string> = new Set("USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP".split(" "));

/** An ISO 4217 code, or "¥" or "$" where only those stand. */
export type CurrencyMark = string;

/** What a mark beside a price says ("US $", "元", "eur"); null where it is no mark. */
export function readCurrencyMark(text: string): CurrencyMark | null {
  const mark = text.replace(/\s/g, "").toUpperCase();
  const known = Object.hasOwn(MARKS, mark) ? MARKS[mark] : undefined;
  return known ?? (isCurrency(mark) ? mark : null);
}

/**
 * The currency of a price with that mark in a field of that currency (null: the field says none).
 * "conflict" where the mark contradicts the field and does not say by itself which currency it is.
 */
export function resolveCurrency(mark: CurrencyMark | null, field: string | null): string | null | "conflict" {
  if (mark === null) return field;
  if (mark !== "¥" && mark !== "$") return mark;
  if (field === null) return null;
  return (mark === "¥" ? YEN_MARK : DOLLAR_MARK).has(field) ? field : "conflict";
}
