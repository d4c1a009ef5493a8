import { isCurrency } from "../../model/money.ts";

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
  美金: "USD",
  欧元: "EUR",
  円: "JPY",
};
const YEN_MARK: ReadonlySet<string> = new Set(["CNY", "JPY"]);
const DOLLAR_MARK: ReadonlySet<string> = new Set("USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP".split(" "));
const SIGNS = { "¥": YEN_MARK, $: DOLLAR_MARK } as const;
// Currencies of countries that write a comma before the cents and a point between thousands.
const DECIMAL_COMMA: ReadonlySet<string> = new Set(
  "EUR BRL TRY DKK NOK SEK PLN CZK HUF RON RUB UAH IDR VND ARS CLP COP".split(" "),
);

/** An ISO 4217 code, or "¥" or "$" where only those stand. */
export type CurrencyMark = string;

/** What a mark beside a price says ("US $", "元", "eur"); null where it is no mark. */
export function readCurrencyMark(text: string): CurrencyMark | null {
  const mark = text.replace(/\s/g, "").toUpperCase();
  const known = Object.hasOwn(MARKS, mark) ? MARKS[mark] : undefined;
  return known ?? (isCurrency(mark) ? mark : null);
}

/** Whether two marks beside one price can mean one currency: "¥8.5元", "$5 HKD". */
export function sameCurrency(one: CurrencyMark, other: CurrencyMark): boolean {
  if (one === other) return true;
  return (one in SIGNS && SIGNS[one as "¥" | "$"].has(other)) || (other in SIGNS && SIGNS[other as "¥" | "$"].has(one));
}

/** Whether those who write the mark also write 1.200,50. */
export const writesDecimalComma = (mark: CurrencyMark | null): boolean => mark !== null && DECIMAL_COMMA.has(mark);

/**
 * The currency of a price with that mark in a field of that currency (null: the field says none). "conflict" where the mark
 * contradicts the field: then it is no price, for which of the two is wrong nobody can tell.
 */
export function resolveCurrency(mark: CurrencyMark | null, field: string | null): string | null | "conflict" {
  if (mark === null) return field;
  if (mark !== "¥" && mark !== "$") return field === null || mark === field ? mark : "conflict";
  if (field === null) return null;
  return (mark === "¥" ? YEN_MARK : DOLLAR_MARK).has(field) ? field : "conflict";
}
