import { z } from "zod";
import { isCountry } from "../model/country.ts";
import { Decimal, isAmount, isCurrency } from "../model/money.ts";

const REFERENCE = 'References ("1688:610784549587", "aliexpress:…", "alibaba:…", optionally "#skuId") or product page URLs';
// A reference or a page address; a longer text is neither.
const MAX_REFERENCE_LENGTH = 2_000;

const references = z.array(z.string().min(1).max(MAX_REFERENCE_LENGTH));

/** None to 20 references, where something else can stand in their place. */
export const anyProducts = references.max(20, "At most 20 products a call: ask again for the rest");

/** 1 to 20 references; each is read on its own, so that a bad one costs only itself. */
export const products = references
  .min(1, "Write 1 to 20 references")
  .max(20, "At most 20 products a call: ask again for the rest")
  .describe(`${REFERENCE}. 1 to 20`);

export const language = z
  .string()
  .max(35)
  .regex(
    /^(?:market|[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*)$/,
    'Write a language tag such as "en", "de", "zh-Hant", or "market"',
  )
  .describe('Language tag of texts, or "market" for the country\'s own. Default: the setting, else "en"');

export const country = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCountry, 'There is no such country. Write an ISO 3166 two-letter code such as "DE", "US", "GB"');

export const currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, 'There is no such currency. Write an ISO 4217 code such as "USD", "EUR", "CNY"');

export const detail = z.enum(["concise", "full"]).default("concise").describe('"concise" (default) or "full"');

const figure = z
  .union([z.string(), z.number()])
  .transform((value) => (typeof value === "number" ? plain(value) : value.trim()));

/** An amount as a string or a number, at or above zero; comes out as a string in plain notation. */
export const amount = figure.refine(isAmount, 'Write an amount at or above zero in plain notation, such as "1234.50"');

/** An amount that is not zero; `message` says what to write instead, and that it is above zero. */
export const amountAboveZero = (message: string) =>
  figure.refine((written) => isAmount(written) && Number(written) > 0, message);

// 1,000 %: no duty, VAT or interest is higher.
const MAX_RATE = 10;
const PERCENT = /^(\d{1,6}(?:\.\d{1,20})?)\s{0,2}[%％]$/;

/** A rate as a fraction (0.065) or with a percent sign ("6.5%"); comes out as a fraction in plain notation. */
export const rate = z.union([z.string(), z.number()]).transform((written, context): string => {
  const text = typeof written === "number" ? plain(written) : written.trim();
  const [, percent] = PERCENT.exec(text) ?? [];
  const fraction = percent === undefined ? text : new Decimal(percent).div(100).toFixed();
  const problem = rateProblem(fraction, percent !== undefined);
  if (problem === null) return fraction;
  context.addIssue({ code: "custom", message: problem, input: written });
  return z.NEVER;
});

function rateProblem(fraction: string, isPercent: boolean): string | null {
  if (!isAmount(fraction)) return 'Write a fraction such as 0.065, or a percentage such as "6.5%"';
  const value = new Decimal(fraction);
  if (isPercent) return value.lte(MAX_RATE) ? null : "Write at most 1000%";
  if (value.lte(1)) return null;
  return `${value} is ${value.times(100)} %: write ${value.div(100)} or "${value}%"`;
}

const plain = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 }) : "not a number";
