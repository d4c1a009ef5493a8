// ISO 4217:2015 list one (active codes) with the amendments in force in 2026. Minor units differ from what `Intl` says for
// HUF, IDR and IQD, so the table is ours.
const NO_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DIGITS = "CLF UYW";
const TWO_DIGITS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU " +
  "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES " +
  "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR " +
  "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP " +
  "TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

const MINOR_UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [NO_MINOR_UNIT, 0],
      [TWO_DIGITS, 2],
      [THREE_DIGITS, 3],
      [FOUR_DIGITS, 4],
    ] as const
  ).flatMap(([codes, digits]) => codes.split(" ").map((code) => [code, digits] as const)),
);

/** Whether `code` is an active ISO 4217 currency code, upper case. */
export const isCurrency = (code: string): boolean => MINOR_UNITS.has(code);

/** Digits after the point of the currency's minor unit (ISO 4217); 2 for a code that is not in the table. */
export const minorUnitDigits = (currency: string): number => MINOR_UNITS.get(currency) ?? 2;

const PLAIN_DECIMAL = /^\d{1,30}(?:\.\d{1,30})?$/;

/** Whether `text` is a non-negative amount in plain notation. */
export const isAmount = (text: string): boolean => PLAIN_DECIMAL.test(text);
