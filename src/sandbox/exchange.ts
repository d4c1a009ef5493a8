import { Decimal, minorUnitDigits } from "../model/money.ts";

/** Units of each currency for one US dollar: invented, near the rates of November 2026 so that comparisons look real. */
export const SANDBOX_RATES = {
  base: "USD",
  rates: {
    USD: "1",
    CNY: "7.10",
    EUR: "0.865",
    GBP: "0.760",
    AUD: "1.530",
    CAD: "1.395",
    JPY: "154.0",
    BRL: "5.35",
    MXN: "18.4",
    SAR: "3.75",
    AED: "3.6725",
    INR: "88.6",
    KRW: "1445",
    RUB: "80.5",
  },
  asOf: "2026-11-20",
  source: "sandbox",
} as const satisfies SandboxRates;

export interface SandboxRates {
  readonly base: "USD";
  readonly rates: Readonly<Record<string, string>>;
  /** ISO 8601 date. */
  readonly asOf: string;
  readonly source: "sandbox";
}

/** An amount in another currency, half up to its minor unit. @throws Error for a currency without a rate: a mistake in the catalogue. */
export function convert(amount: string, from: string, to: string): string {
  if (from === to) return amount;
  return new Decimal(amount).div(rateOf(from)).times(rateOf(to)).toFixed(minorUnitDigits(to), Decimal.ROUND_HALF_UP);
}

function rateOf(currency: string): string {
  const rate = (SANDBOX_RATES.rates as Readonly<Record<string, string>>)[currency];
  if (rate === undefined) throw new Error(`The sandbox has no rate for ${currency}.`);
  return rate;
}
