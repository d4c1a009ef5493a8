import { Fault } from "../model/fault.ts";
import { type Amount, isAmount, isCurrency } from "../model/money.ts";
import type { DayRates } from "./day-rates.ts";

/** The European Central Bank's daily reference rates: about 30 currencies for one euro, each working day near 16:00 CET. */
export const ECB_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";
const SOURCE = "European Central Bank, daily reference rates";
// The true file has 30 rates in 2 KB; a tenth of a megabyte is something else.
const MAX_LENGTH = 100_000;
const FEWEST_RATES = 10;
const DAY_MS = 86_400_000;

/**
 * Reads the file: every rate of it, or nothing. A rate that is no amount, a day that is no date, a file that stops short or names a
 * currency twice is refused, because half a table looks like a whole one.
 * @throws Fault `bad_answer` that says what is wrong
 */
export function readEcbFile(text: string, nowMs: number): DayRates {
  if (text.length > MAX_LENGTH || !/<(?:\w+:)?Envelope\b/.test(text)) throw bad("is not the reference rates' file");
  if (!/<\/(?:\w+:)?Envelope>\s*$/.test(text)) throw bad("stops short");
  const days = [...text.matchAll(/<Cube\s+time=["']([^"']{1,40})["']\s*>/g)].map(([, day = ""]) => day);
  const [asOf] = days;
  if (asOf === undefined || days.length !== 1 || !isDay(asOf)) throw bad("names no one day");
  if (Date.parse(asOf) > nowMs + DAY_MS) throw bad(`is dated ${asOf}, which is to come`);
  const rows = [...text.matchAll(/<Cube\b([^>]*)>/g)]
    .map(([, attributes = ""]) => attributes)
    .filter((row) => /\b(?:currency|rate)\s*=/.test(row));
  if ((text.match(/\bcurrency\s*=/g) ?? []).length !== rows.length) throw bad("has a rate that cannot be read");
  const rates: Record<string, Amount> = {};
  for (const row of rows) {
    const currency = attribute(row, "currency");
    const rate = attribute(row, "rate");
    if (currency === null || !/^[A-Z]{3}$/.test(currency)) throw bad("has a rate of no currency");
    if (rate === null || !isAmount(rate) || Number(rate) <= 0) throw bad(`has no rate of ${currency} that can be read`);
    if (rates[currency] !== undefined) throw bad(`has ${currency} twice`);
    rates[currency] = rate;
  }
  const known = Object.fromEntries(Object.entries(rates).filter(([currency]) => isCurrency(currency) && currency !== "EUR"));
  if (Object.keys(known).length < FEWEST_RATES || known["USD"] === undefined) throw bad("has too few rates");
  return { base: "EUR", rates: known, asOf, source: SOURCE };
}

const attribute = (row: string, name: string): string | null =>
  new RegExp(`\\b${name}\\s*=\\s*["']([^"']{0,40})["']`).exec(row)?.[1]?.trim() ?? null;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;

const bad = (what: string): Fault => new Fault({ kind: "bad_answer", message: `The file of the day's exchange rates ${what}` });
