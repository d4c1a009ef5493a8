import { countryName } from "../../domain/verdict/question-words.ts";
import { COUNTRY_CODES } from "../../model/country.ts";

// A field's value in full, for those who gave it another shape.
const EXAMPLES: Readonly<Record<string, string>> = {
  products: '["1688:610784549587"]',
  costs: '{ "freight": 900, "duty_rate": "6.5%" }',
  costs_by_product: '[{ "for": "1688", "freight": 900 }]',
  duties: '[{ "name": "MPF", "rate": 0.003464 }]',
  fx: '{ "rates": { "CNY": 7.12 } }',
  rates: '{ "CNY": 7.12 }',
  requirements: '{ "max_lead_time_days": 45, "certifications": ["CE"] }',
  offers: '[{ "name": "Ningbo chat", "prices_text": "100+: 4.80", "currency": "USD" }]',
  facts: '[{ "for": "1688:610784549587", "stock": 900 }]',
  mix: '[{ "product": "1688:610784549587#1", "quantity": 300 }]',
  prices: '[{ "from": 100, "unit_price": 4.80 }]',
  profile: '{ "years": 8, "on_time_rate": "95%" }',
  lead_time_days: '{ "low": 15, "high": 20 }',
  one_time_costs: '[{ "name": "mould", "amount": 900 }]',
  per_order_costs: '[{ "name": "papers", "amount": 60 }]',
  package: '{ "sizes_of": "carton", "weight_kg": 14, "units_per_carton": 24 }',
  texts: '{ "zh": "保温杯", "en": "tumbler" }',
};

const SHORT = 40;

/** What to write where a list, an object, a number or text was wanted and something else was given; null where it cannot be told. */
export function insteadOf(field: string, got: unknown, expected: string): string | null {
  const name = field.split(".").findLast((part) => !/^\d+$/.test(part)) ?? field;
  if ((expected === "number" || expected === "int") && typeof got === "string") return numberIn(got);
  const example =
    name === "freight" ? freightExample(got, expected) : name === "lead_time_days" ? daysExample(got) : EXAMPLES[name];
  if (expected === "array" && (typeof got === "string" || typeof got === "number") && example?.startsWith("[{") !== true) {
    const wrapped = JSON.stringify([got]);
    return wrapped.length <= SHORT * 2 ? wrapped : null;
  }
  return example ?? null;
}

/** A delivery is a list of deliveries, and its freight an amount with its currency. */
function freightExample(got: unknown, expected: string): string {
  const amount = `{ "amount": ${typeof got === "number" ? got : 350} }`;
  return expected === "array" ? `[{ "freight": ${amount} }]` : amount;
}

/** The days that were written as a number or as a text, in their shape. */
function daysExample(got: unknown): string | undefined {
  const [low, high = low] = typeof got === "number" || typeof got === "string" ? (String(got).match(/\d{1,3}/g) ?? []) : [];
  return low === undefined ? EXAMPLES["lead_time_days"] : `{ "low": ${low}, "high": ${high} }`;
}

/** "5000 pcs" is the number 5000; what counts it is another field's. */
function numberIn(text: string): string | null {
  const [, figure, unit = ""] = /^\s*([\d,_ ]*\d(?:\.\d+)?)\s*([\p{L}%]*)\s*$/u.exec(text) ?? [];
  if (figure === undefined) return null;
  const plain = figure.replace(/[,_ ]/g, "");
  return unit === "" ? `${plain} without quotes` : `${plain}, and what it counts in \`unit\``;
}

const COMMON: Readonly<Record<string, string>> = {
  uk: "GB",
  england: "GB",
  britain: "GB",
  "great britain": "GB",
  scotland: "GB",
  usa: "US",
  america: "US",
  uae: "AE",
  holland: "NL",
  korea: "KR",
  "south korea": "KR",
  deutschland: "DE",
  china: "CN",
  turkey: "TR",
  czechia: "CZ",
};

/** The code of a country that was written as its name; null where there is none of that name. */
export function countryCodeOf(name: string): string | null {
  const wanted = name.trim().toLowerCase().replace(/^the /, "");
  const common = COMMON[wanted];
  if (common !== undefined) return common;
  return COUNTRY_CODES.find((code) => countryName(code, "en").toLowerCase() === wanted) ?? null;
}

const MONEY: readonly (readonly [names: RegExp, code: string])[] = [
  [/^(?:\$|us\$|(?:us )?dollars?|usdollars?|bucks)$/, "USD"],
  [/^(?:€|euros?)$/, "EUR"],
  [/^(?:£|pounds?|sterling|quid)$/, "GBP"],
  [/^(?:rmb|cnh|yuan|renminbi|元|人民币)$/, "CNY"],
  [/^(?:yen|円|日元)$/, "JPY"],
  [/^[¥￥]$/, 'CNY" or "JPY'],
  [/^(?:a\$|au\$|australian dollars?)$/, "AUD"],
  [/^(?:c\$|ca\$|canadian dollars?)$/, "CAD"],
  [/^(?:rupees?|₹)$/, "INR"],
  [/^(?:swiss francs?|sfr)$/, "CHF"],
];

/** The code of a currency that was written by its name or its mark; null where it is none. */
export const currencyCodeOf = (name: string): string | null =>
  MONEY.find(([names]) => names.test(name.trim().toLowerCase()))?.[1] ?? null;
