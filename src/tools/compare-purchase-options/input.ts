import { z } from "zod";
import { PRIORITIES } from "../../domain/comparison.ts";
import { isAmount } from "../../model/money.ts";
import { amount, anyProducts, country, currency, detail, language, rate } from "../params.ts";
import { costs, costsByProduct, duties } from "./given/costs-input.ts";
import { facts, offers } from "./given/offer-input.ts";

const MOST_UNITS = 10_000_000;
const MOST_OPTIONS = 20;
const positive = amount.refine((value) => !isAmount(value) || Number(value) > 0, "Write an amount above zero");
// A measure may be a fraction; whether the unit is one is known when it has been read.
const quantity = z.number().positive("Write a quantity above zero").max(MOST_UNITS);

const fx = z.strictObject({
  rates: z
    .record(
      z.string().refine((code) => /^[A-Za-z]{3}$/.test(code), "Write the currency as an ISO 4217 code"),
      positive,
    )
    .describe("Units of each for one of `currency`: { CNY: 7.12 }"),
  as_of: z.string().max(30).optional().describe('"2026-11-20"'),
  source: z.string().max(80).optional().describe('"our bank"'),
});

const requirements = z.strictObject({
  max_lead_time_days: z.int().min(0).max(1_000).optional().describe("45"),
  min_supplier_score: z.number().min(0).max(100).optional().describe("60"),
  certifications: z.array(z.string().trim().min(2).max(40)).max(10).optional().describe('["CE"]'),
  verified_only: z.boolean().optional().describe("Audited only"),
});

export const comparisonInput = z
  .strictObject({
    products: anyProducts.default([]).describe("As for get_product; with `offers` 1 to 20"),
    offers: offers.default([]),
    facts: facts.default([]),
    quantity: quantity.describe("Units needed, counted in `unit`: 5000; measures may be 12.5"),
    unit: z.string().trim().min(1).max(40).optional().describe('"pair", "kg", "m". Default: what most options are sold by'),
    mix: z
      .array(
        z.strictObject({
          product: z.string().describe('"1688:…#skuId"'),
          quantity: z.int().min(1).max(MOST_UNITS).describe("300"),
        }),
      )
      .max(50)
      .optional()
      .describe("Several SKUs of one product in one order; their sum is `quantity`"),
    destination: country.optional().describe('Country, ISO 3166 ("DE"). Default: the setting, else "US"'),
    currency: currency.optional().describe('ISO 4217 ("EUR"). Default: the setting, else "USD"'),
    language: language.optional().describe('Of the texts: "de", or "market"'),
    costs: costs
      .optional()
      .describe('What you know of the way, per shipment, in `currency`; rates 0.065 or "6.5%". Leave out the unknown'),
    costs_by_product: costsByProduct.optional(),
    duties: duties.optional().describe("Same as `costs.duties`"),
    fx: fx.optional().describe("Default: the setting's, else the day's"),
    daily_demand: positive.optional().describe("Units used a day: 40"),
    holding_rate_per_year: rate.optional().describe("Of the stock's value: 0.2"),
    max_batches: z.int().min(1).max(12).default(3).describe("Deliveries to compare"),
    max_suppliers: z.int().min(1).max(20).default(3).describe("To split over"),
    min_share: rate
      .refine((value) => Number(value) <= 0.5, "Write a share of at most 0.5: two suppliers have a half each")
      .default("0.2")
      .describe("Least share of a second supplier: 0.2"),
    allow_overbuy: z.boolean().default(true).describe("False: exactly the quantity"),
    budget: positive.optional().describe("Most the total may be: 20000"),
    requirements: requirements.optional().describe("What an option must meet to win"),
    priority: z.enum(PRIORITIES).default("cost").describe("What the winner is named by"),
    detail,
  })
  .superRefine(({ products, offers: said }, context) => {
    const count = products.length + said.length;
    if (count >= 1 && count <= MOST_OPTIONS) return;
    const message =
      count === 0
        ? "Write at least one reference in `products` or one offer in `offers`"
        : "Write at most 20 products and offers together";
    context.addIssue({ code: "custom", path: ["products"], message, input: products });
  });
export type ComparisonInput = z.output<typeof comparisonInput>;
