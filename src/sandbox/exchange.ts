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

/** Where the European Central Bank has its daily file. */
export const RATES_PATH = "/stats/eurofxref/eurofxref-daily.xml";
const RATE_DIGITS = 8;
const SATURDAY = 6;
const DAY_MS = 86_400_000;

/** The sandbox's rates in the shape of that file: units for one euro, dated the last working day. */
export function ratesFile(nowMs: number): string {
  const weekday = new Date(nowMs).getUTCDay();
  const back = weekday === 0 ? 2 : weekday === SATURDAY ? 1 : 0;
  const day = new Date(nowMs - back * DAY_MS).toISOString().slice(0, 10);
  const rows = Object.entries(SANDBOX_RATES.rates)
    .filter(([currency]) => currency !== "EUR")
    .map(([currency, rate]) => {
      const forOneEuro = new Decimal(rate).div(SANDBOX_RATES.rates.EUR).toSignificantDigits(RATE_DIGITS);
      return `\t\t\t<Cube currency='${currency}' rate='${forOneEuro}'/>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>The sandbox: invented rates</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time='${day}'>
${rows.join("\n")}
\t\t</Cube>
\t</Cube>
</gesmes:Envelope>`;
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
