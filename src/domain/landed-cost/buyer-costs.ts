import { Fault } from "../../model/fault.ts";
import { type Amount, Decimal, isAmount } from "../../model/money.ts";
import type { BuyerCosts } from "./cost-lines.ts";

const AMOUNTS = [
  "loading",
  "originInland",
  "exportClearance",
  "originTerminal",
  "vesselLoading",
  "freight",
  "destinationTerminal",
  "brokerage",
  "lastMile",
  "unloading",
  "perOrder",
] as const;
const RATES = ["insuranceRate", "dutyRate", "vatRate"] as const;

/**
 * Reads the buyer's costs from outside: camelCase or snake_case keys, amounts as strings or numbers, null as "not said".
 * @throws Fault `bad_input` naming the field, what was got and what to write.
 */
export function readBuyerCosts(input: Readonly<Record<string, unknown>>): BuyerCosts {
  const costs: { -readonly [Key in keyof BuyerCosts]: BuyerCosts[Key] } = {};
  for (const [field, value] of Object.entries(input)) {
    const key = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const amount = AMOUNTS.find((name) => name === key);
    const rate = RATES.find((name) => name === key);
    if (amount === undefined && rate === undefined && key !== "vatRecoverable") throw unknownCost(field);
    if (value === null || value === undefined) continue;
    if (amount !== undefined) costs[amount] = readCost(field, value);
    else if (rate !== undefined) costs[rate] = readRate(field, value);
    else if (typeof value === "boolean") costs.vatRecoverable = value;
    else throw badInput(`${field} is ${shown(value)}: write true or false, or leave it out.`);
  }
  return costs;
}

/** @throws Fault `bad_input` where `value` is no amount at or above zero. */
export function readCost(field: string, value: unknown): Amount {
  const text = typeof value === "number" && Number.isFinite(value) ? new Decimal(value).toString() : value;
  if (typeof text === "string" && isAmount(text.trim())) return text.trim();
  throw badInput(`${field} is ${shown(value)}: write an amount at or above zero in plain notation, such as "1234.50".`);
}

function readRate(field: string, value: unknown): Amount {
  const rate = readCost(field, value);
  const percent = new Decimal(rate);
  if (percent.lte(1)) return rate;
  throw badInput(`${field}: ${percent} is ${percent.times(100)} %; for ${percent} % write ${percent.div(100)}.`);
}

const unknownCost = (field: string): Fault =>
  badInput(`There is no cost ${shown(field)}. Write one of ${[...AMOUNTS, ...RATES, "vatRecoverable"].join(", ")}.`);

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

const badInput = (message: string): Fault => new Fault({ kind: "bad_input", message });
