import { z } from "zod";
import { PRIORITIES } from "../../domain/comparison.ts";
import { isAmount } from "../../model/money.ts";
import { UNIT_CLASSES } from "../../model/unit.ts";
import { amount, country, currency, detail, language, products, rate } from "../params.ts";

const MOST_UNITS = 10_000_000;
const quantity = z.int().min(1).max(MOST_UNITS);
const positive = amount.refine((value) => !isAmount(value) || Number(value) > 0, "Write an amount above zero");

/** What the buyer knows of the way. */
export const costs = z.strictObject({
  loading: amount.optional(),
  origin_inland: amount.optional(),
  export_clearance: amount.optional(),
  origin_terminal: amount.optional(),
  vessel_loading: amount.optional(),
  freight: amount.optional(),
  insurance_rate: rate.optional(),
  destination_terminal: amount.optional(),
  brokerage: amount.optional(),
  duty_rate: rate.optional(),
  vat_rate: rate.optional(),
  vat_recoverable: z.boolean().optional(),
  last_mile: amount.optional(),
  unloading: amount.optional(),
  per_order: amount.optional().describe("Inspection, bank fees"),
});

// Declared loosely so that the fields of `costs` are not advertised twice; read as strictly.
const costsByProduct = z.record(z.string(), z.record(z.string(), z.unknown())).transform((written, context) => {
  const read: Record<string, z.output<typeof costs>> = {};
  for (const [ref, fields] of Object.entries(written)) {
    const parsed = costs.safeParse(fields);
    if (parsed.success) read[ref] = parsed.data;
    else {
      const issues = parsed.error.issues.map((issue) => ({ ...issue, input: fields, path: [ref, ...issue.path] }));
      context.issues.push(...(issues as typeof context.issues));
    }
  }
  return read;
});

const fx = z.strictObject({
  rates: z
    .record(
      z.string().refine((code) => /^[A-Za-z]{3}$/.test(code), "Write the currency as an ISO 4217 code"),
      positive,
    )
    .describe('Units of each for one of `currency`: { "CNY": "7.12" }'),
  as_of: z.string().max(30).optional().describe("ISO date"),
  source: z.string().max(80).optional(),
});

const requirements = z.strictObject({
  max_lead_time_days: z.int().min(0).max(1_000).optional(),
  min_supplier_score: z.number().min(0).max(100).optional(),
  certifications: z.array(z.string().trim().min(2).max(40)).max(10).optional().describe('["CE", "ISO 9001"]'),
  verified_only: z.boolean().optional(),
});

export const comparisonInput = z.strictObject({
  products,
  quantity: quantity.describe("Units needed, counted in `unit_class`"),
  unit_class: z.enum(UNIT_CLASSES).optional().describe("Default: what most options are sold by"),
  mix: z
    .array(z.strictObject({ product: z.string().describe('"1688:…#skuId"'), quantity }))
    .max(50)
    .optional()
    .describe("Several SKUs of one product in one order; their sum is `quantity`"),
  destination: country.optional().describe('Country, ISO 3166 ("DE"). Default: the setting, else "US"'),
  currency: currency.optional().describe('ISO 4217 ("EUR"). Default: the setting, else "USD"'),
  language: language.optional(),
  costs: costs
    .optional()
    .describe(
      "What you know of the way, per shipment in `currency`; rates as fractions (0.065 is 6.5 %). Leave out what is not known",
    ),
  costs_by_product: costsByProduct
    .optional()
    .describe('The same fields by reference, or by marketplace ("1688"), overriding `costs` there'),
  fx: fx.optional().describe("Exchange rates. Default: the setting's"),
  daily_demand: positive.optional().describe("Units used a day: for batches and stock days"),
  holding_rate_per_year: rate.optional().describe("Fraction of the stock's value"),
  max_batches: z.int().min(1).max(12).default(3).describe("Deliveries to compare at most; needs `daily_demand`"),
  max_suppliers: z.int().min(1).max(20).default(3).describe("Suppliers to split the order over at most"),
  allow_overbuy: z.boolean().default(true).describe("False: exactly the quantity"),
  requirements: requirements.optional().describe("What an option must meet to win"),
  priority: z.enum(PRIORITIES).default("cost").describe("By which rank the winner is named"),
  detail,
});
export type ComparisonInput = z.output<typeof comparisonInput>;
