import { z } from "zod";
import { MARKETPLACES } from "../../model/marketplace.ts";
import { amount, country, currency, language } from "../params.ts";

export const input = z
  .strictObject({
    query: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('What to look for, any language: "40 oz tumbler". At most 200 characters'),
    image_url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional()
      .describe("A picture to look for in place of `query` (1688)"),
    marketplaces: z.array(z.enum(MARKETPLACES)).min(1).max(3).optional().describe("Where to look. Default: all three"),
    quantity: z
      .int()
      .min(1)
      .max(10_000_000)
      .optional()
      .describe("The need, in units: marks the cards whose minimum order it meets"),
    country: country.optional().describe('The buyer\'s country, ISO 3166. Default: the setting, else "US"'),
    language: language.optional(),
    currency: currency.optional().describe('ISO 4217, of `max_unit_price`. Default: the setting, else "USD"'),
    max_unit_price: amount.optional().describe("Leaves out cards that cost more, in `currency`"),
    factory_only: z.boolean().default(false).describe("Certified factories alone, where a marketplace can tell (1688)"),
    sort: z
      .enum(["relevance", "price", "sales"])
      .default("relevance")
      .describe("Default: relevance; price sorts what was fetched"),
    limit: z.int().min(1).max(50).default(10).describe("Cards in all, at most 50. Default 10"),
    page: z.int().min(1).max(50).default(1).describe("Default 1"),
  })
  .refine((asked) => (asked.query === undefined) !== (asked.image_url === undefined), {
    message: "Write either `query` or `image_url`",
    path: ["query"],
  });
export type SearchInput = z.output<typeof input>;
