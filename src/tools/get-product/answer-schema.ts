import { z } from "zod";
import { FREIGHT_METHODS } from "../../model/freight.ts";
import { MARKETPLACES } from "../../model/marketplace.ts";
import { CERTIFICATE_STATES } from "../../model/supplier.ts";
import { TRADE_RULES } from "../../model/trade-term.ts";
import { UNIT_CLASSES } from "../../model/unit.ts";
import { tradeTerm } from "../wording/trade-term.ts";

// A concise answer leaves empty groups and nulls out, so every field may be absent as well as null ("not known").
const text = z.string().nullable().optional();
const count = z.number().nullable().optional();
const flag = z.boolean().nullable().optional();
const amountRange = z.strictObject({ low: z.string(), high: z.string() }).nullable().optional();
const days = z.strictObject({ low: z.number().nullable(), high: z.number().nullable() }).nullable().optional();
const money = z.strictObject({ amount: z.string(), currency: z.string() }).nullable().optional();

const tiers = z
  .array(
    z.strictObject({
      min_quantity: z.number(),
      max_quantity: z.number().nullable(),
      unit_price: z.string(),
      discount: text,
      trade_term: tradeTerm.optional(),
    }),
  )
  .optional();

const offer = z.strictObject({
  currency: text,
  unit: text,
  unit_class: z.enum(UNIT_CLASSES).optional(),
  units_per_pack: count,
  trade_term: tradeTerm.optional(),
  min_order_quantity: count,
  order_multiple: count,
  min_order_value: text,
  limit_per_buyer: count,
  price_basis: z.enum(["quantity", "sku", "range", "none"]).optional(),
  price_range: amountRange,
  fob_price: text,
  one_piece_price: text,
  list_price: text,
  tiers,
  promotion: z
    .strictObject({ regular_tiers: tiers, until: text })
    .nullable()
    .optional()
    .describe("Set where `tiers` are a promotion's: what holds without it, and until when it runs"),
});

const sku = z.strictObject({
  sku: z.string(),
  attributes: z.record(z.string(), z.string()).optional(),
  unit_price: text,
  stock: count,
  sold: count,
  image: text,
  customizable: flag,
  custom_fields: z.array(z.string()).optional(),
  bait: z.string().optional(),
});

const supplier = z.strictObject({
  id: text,
  name: text,
  country: text,
  region: text,
  years: count,
  transaction_level: count,
  response_rate: text,
  on_time_rate: text,
  product_count: count,
  repeat_buyer_rate: text,
  dispute_rate: text,
  refund_rate: text,
  monthly_output: count,
  shortest_lead_days: count,
  gold: flag,
  verified: flag,
  factory_audit: flag,
  trade_assurance: flag,
  ratings: z.record(z.string(), z.string()).optional(),
});

const shippingOption = z.strictObject({
  method: z.enum(FREIGHT_METHODS).nullable().optional(),
  name_zh: text,
  carrier: text,
  min_quantity: z.number(),
  max_quantity: z.number().nullable(),
  days,
  freight: money,
  term: z.enum(TRADE_RULES).nullable().optional(),
});

/** A product as get_product answers it. */
export const productAnswer = z.strictObject({
  ref: z.string(),
  url: z.string(),
  title: z.strictObject({
    text: z.string().nullable(),
    language: z.string().nullable(),
    step: z.string(),
    direction: z.enum(["ltr", "rtl"]),
  }),
  category: text,
  status: z.enum(["on_sale", "off_shelf", "unknown"]),
  offer,
  skus: z
    .strictObject({
      count: z.number(),
      price: amountRange,
      stock: count,
      shown: z.number(),
      next_offset: count,
      items: z.array(sku),
    })
    .optional(),
  supplier: supplier.optional(),
  rating: z.strictObject({ stars: text, reviews: count }).nullable().optional(),
  lead_time_days: days,
  lead_times: z.array(z.strictObject({ min_quantity: z.number(), max_quantity: z.number().nullable(), days })).optional(),
  lead_time_start: text,
  shipping: z
    .strictObject({
      ports: z.array(z.string()).optional(),
      free_from: money,
      coverage: text,
      options: z.array(shippingOption).optional(),
    })
    .optional(),
  certifications: z
    .array(z.strictObject({ type: z.string(), authority: text, valid_until: text, state: z.enum(CERTIFICATE_STATES) }))
    .optional(),
  services: z
    .strictObject({
      mixed_batch: flag,
      mixed_from: z.strictObject({ quantity: count, amount: text }).nullable().optional(),
      drop_shipping: flag,
      custom_made: flag,
      samples: flag,
    })
    .optional(),
  market_marks: z
    .strictObject({
      usual: z.array(z.string()),
      shown: z.array(z.string()).optional(),
      not_shown: z.array(z.string()).optional(),
    })
    .nullable()
    .optional()
    .describe("Marks usually asked for in the buyer's country, and which of them the listing shows"),
  package: z
    .strictObject({ weight_kg: text, length_cm: text, width_cm: text, height_cm: text, units_per_carton: count })
    .optional(),
  trade: z.strictObject({ sold_30d: count, buyers_30d: count, payment_methods: z.array(z.string()).optional() }).optional(),
  customization: z
    .strictObject({ supported: flag, min_order: count, lead_time: text, services: z.array(z.string()).optional() })
    .optional(),
  description: z
    .strictObject({ text: z.string(), truncated: z.boolean(), seller_text: z.literal(true) })
    .nullable()
    .optional(),
  images: z.array(z.string()).optional(),
  video: text,
  brand: text,
  updated_at: text,
  seo: z
    .strictObject({ keywords: z.array(z.string()), search_volume: count, competition_index: text })
    .nullable()
    .optional(),
  raw: text,
  missing: z.array(z.strictObject({ field: z.string(), reason: z.enum(["absent", "not_licensed", "unreadable"]) })).optional(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })).optional(),
  more: z.record(z.string(), z.number()).optional().describe("How many entries of a shortened list were left out, by list"),
  source: z.strictObject({
    marketplace: z.enum(MARKETPLACES),
    gateway: z.string(),
    fetched_at: z.string(),
    age_seconds: z.number(),
    cached: z.boolean(),
    attribution: z.string(),
  }),
});
export type ProductAnswer = z.infer<typeof productAnswer>;
