import { isCurrency } from "../../model/money.ts";

// What sellers and platforms write beside a price, in upper case without spaces and points. Marks of several currencies ("¥", "$",
// "KR", "RS", "R", "FR") stay marks: which one it is, the platform or the field says (¥ is CNY on 1688).
const WRITTEN: Readonly<Record<string, string>> = {
  USD: "US US$ USD$ $US $USD 美元 美金 美刀 DOLLARSUS",
  CNY: "RMB RMB¥ CN¥ CNY¥ ¥CNY ¥RMB 元 圆 块 块钱 人民币 人民币元 YUAN",
  EUR: "€ 欧元 EURO EUROS €EUR EUR€",
  GBP: "£ GB£ UK£ £GBP 英镑",
  JPY: "円 JP¥ JPY¥ 日元 日圆 YEN",
  HKD: "HK$ HKD$ 港币 港元",
  TWD: "NT$ NTD NTD$ TW$ 新台币 台币",
  SGD: "S$ SG$ SGD$",
  AUD: "A$ AU$ AUD$ 澳元",
  CAD: "C$ CA$ CAD$ CDN$ 加元",
  NZD: "NZ$ NZD$",
  BRL: "R$ BR$ BRL$ REAIS",
  MXN: "MX$ MEX$ MXN$ MXP",
  CLP: "CL$ CLP$",
  COP: "CO$ COL$ COP$",
  ARS: "AR$ ARS$",
  RUB: "₽ РУБ RUR РУБЛЕЙ 卢布",
  UAH: "₴ ГРН",
  KZT: "₸ ТГ",
  BYN: "BR",
  BGN: "ЛВ",
  KRW: "₩ 원 韩元 韩币",
  INR: "₹ 卢比",
  THB: "฿ บาท 泰铢",
  VND: "₫ Đ VNĐ ĐỒNG 越南盾",
  IDR: "RP",
  MYR: "RM",
  PHP: "₱ PHP₱",
  PLN: "ZŁ ZL",
  CZK: "KČ",
  RON: "LEI",
  TRY: "₺ TL YTL",
  ILS: "₪ NIS",
  NGN: "₦",
  GHS: "₵ GH₵",
  CRC: "₡",
  PYG: "₲",
  LAK: "₭",
  MNT: "₮",
  PEN: "S/ S/.",
  AED: "DH DHS د.إ",
  SAR: "ر.س",
  CHF: "SFR 瑞士法郎",
  KES: "KSH",
  TZS: "TSH",
  UGX: "USH",
};
const MARKS: ReadonlyMap<string, string> = new Map(
  Object.entries(WRITTEN).flatMap(([code, marks]) => marks.split(" ").map((mark) => [mark.replaceAll(".", ""), code] as const)),
);
/** Marks that name several currencies. */
const OPEN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    "¥": "CNY JPY",
    $: "USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP BRL UYU DOP JMD TTD BSD BBD BZD FJD NAD XCD",
    KR: "SEK NOK DKK ISK",
    RS: "INR PKR LKR NPR MUR",
    R: "ZAR BRL",
    FR: "CHF XOF XAF",
    "﷼": "SAR IRR OMR QAR YER",
  }).map(([mark, codes]) => [mark, new Set(codes.split(" "))] as const),
);
/** What may stand beside a number as a mark, for an expression that ignores case. */
export const CURRENCY_MARK =
  "(?:[A-Z]{1,3}\\s?)?[¥$€£₽₩₹฿₫₺₪₱₦₴₸₵₡₲₭₮﷼](?:\\s?[A-Z]{2,3})?|(?!each$)[A-Z]{2,5}\\.?|Rs?\\.?|S\\/\\.?|zł|kč|đ|vnđ|руб(?:лей)?\\.?|грн\\.?|тг|лв\\.?|د\\.إ|ر\\.س|원|บาท|" +
  "元|圆|块钱?|人民币元?|美元|美金|欧元|英镑|円|日[元圆]|港[币元]|新?台币|澳元|加元|卢[布比]|韩[元币]|泰铢";
// Currencies of countries that write a comma before the cents and a point between thousands.
const DECIMAL_COMMA: ReadonlySet<string> = new Set(
  "EUR BRL TRY DKK NOK SEK PLN CZK HUF RON RUB UAH BGN IDR VND ARS CLP COP PYG UYU ISK KR".split(" "),
);
// Nobody counts in their hundredths: a point before three digits parts thousands.
const WITHOUT_CENTS: ReadonlySet<string> = new Set("VND IDR CLP COP PYG KRW JPY ISK HUF".split(" "));

/** An ISO 4217 code, or a mark of several currencies ("¥", "$", "KR") where only that stands. */
export type CurrencyMark = string;

/** What a mark beside a price says ("US $", "元", "eur"); null where it is no mark. */
export function readCurrencyMark(text: string): CurrencyMark | null {
  const mark = text.replace(/[\s.]/g, "").toUpperCase();
  return MARKS.get(mark) ?? (OPEN.has(mark) || isCurrency(mark) ? mark : null);
}

/** The currency that a mark names for sure; null for one of several currencies. */
export const currencyOfMark = (mark: CurrencyMark | null): string | null => (mark !== null && OPEN.has(mark) ? null : mark);

/** Whether two marks beside one price can mean one currency: "¥8.5元", "$5 HKD". */
export const sameCurrency = (one: CurrencyMark, other: CurrencyMark): boolean =>
  one === other || OPEN.get(one)?.has(other) === true || OPEN.get(other)?.has(one) === true;

/** Whether those who write the mark also write 1.200,50. */
export const writesDecimalComma = (mark: CurrencyMark | null): boolean => mark !== null && DECIMAL_COMMA.has(mark);

/** Whether 1.200 beside the mark can only be twelve hundred. */
export const hasNoCents = (mark: CurrencyMark | null): boolean => mark !== null && WITHOUT_CENTS.has(mark);

/**
 * The currency of a price with that mark in a field of that currency (null: the field says none). "conflict" where the mark
 * contradicts the field: then it is no price, for which of the two is wrong nobody can tell.
 */
export function resolveCurrency(mark: CurrencyMark | null, field: string | null): string | null | "conflict" {
  if (mark === null) return field;
  const open = OPEN.get(mark);
  if (open === undefined) return field === null || mark === field ? mark : "conflict";
  if (field === null) return null;
  return open.has(field) ? field : "conflict";
}
