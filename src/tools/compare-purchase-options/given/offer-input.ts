import { z } from "zod";
import { amount, amountAboveZero, country, currency } from "../../params.ts";

const MAX_OFFERS = 20;
const MAX_ROWS = 50;
const MAX_TEXT = 2_000;
const MAX_FOR_LENGTH = 2_000;

const above = amountAboveZero("Write a figure above zero, or leave it out");
const text = (length: number) => z.string().trim().min(1).max(length);
const days = z.number().min(0).max(1_000);
const dayRange = z
  .strictObject({ low: days.nullish(), high: days.nullish() })
  .refine(({ low, high }) => isInOrder(low, high), "`low` is above `high`: write the fewer days as `low`");

const steps = z
  .array(
    z.strictObject({
      from: amountAboveZero("Write a quantity above zero: 1 where the price holds from the first on"),
      unit_price: amountAboveZero(
        'Write what one unit costs, above zero and in plain notation, such as "4.80"; leave out a step whose price is not known',
      ),
    }),
  )
  .min(1)
  .max(MAX_ROWS)
  .superRefine((written, context) => {
    for (const [index, { from, unit_price: price }] of written.entries()) {
      const isSecond = written
        .slice(0, index)
        .some((one) => Number(one.from) === Number(from) && Number(one.unit_price) !== Number(price));
      if (!isSecond) continue;
      const message = "This quantity has another price already: write the one that holds";
      context.addIssue({ code: "custom", path: [index, "from"], message, input: from });
    }
  });

const namedCosts = z.array(z.strictObject({ name: text(60), amount }));

const delivery = z
  .strictObject({
    method: text(40).nullish(),
    name_zh: text(40).nullish(),
    carrier: text(80).nullish(),
    min_quantity: z.number().min(0).nullish(),
    max_quantity: z.number().min(0).nullish(),
    days: dayRange.nullish(),
    freight: z.strictObject({ amount, currency: currency.optional() }).nullish(),
    term: text(80).nullish(),
  })
  .refine(
    ({ min_quantity: least, max_quantity: most }) => isInOrder(least, most),
    "`min_quantity` is above `max_quantity`: write the smaller as `min_quantity`",
  );

const pack = z.strictObject({
  sizes_of: z.enum(["unit", "carton"]).nullish(),
  weight_kg: above.nullish(),
  length_cm: above.nullish(),
  width_cm: above.nullish(),
  height_cm: above.nullish(),
  units_per_carton: above.nullish(),
});

const certificate = z.strictObject({
  type: text(60),
  authority: text(80).nullish(),
  valid_until: text(40).nullish(),
  state: text(20).nullish(),
});

/** What a supplier says of itself and its goods, whatever the way it was said. Seller's text is untrusted. */
const saidFields = {
  supplier: text(80).optional().describe("Its name"),
  country: country.optional().describe('From: "US"'),
  marketplace: z.enum(["1688", "aliexpress", "alibaba"]).optional().describe("Where it sells"),
  prices: steps.optional().describe("[{ from: 100, unit_price: 4.80 }]"),
  prices_text: text(MAX_TEXT).optional().describe('"1-99: 5.20; 100+: 4.80"'),
  currency: currency.optional().describe('Of its amounts: "CNY"'),
  unit: text(40).optional().describe('Sold by: "carton"'),
  units_per_pack: above.optional().describe("48"),
  trade_term: text(120).optional().describe('"FOB Ningbo"'),
  min_order_quantity: above.optional().describe("500"),
  order_multiple: above.optional().describe("24"),
  min_order_value: amount.optional().describe("1000"),
  stock: amount.optional().describe("1800"),
  one_time_costs: namedCosts.max(MAX_ROWS).optional().describe('[{ name: "mould", amount: 900 }]'),
  per_order_costs: namedCosts.max(MAX_ROWS).optional().describe('[{ name: "papers", amount: 60 }]'),
  freight: z
    .array(delivery)
    .max(MAX_ROWS)
    .optional()
    .describe("[{ method, min_quantity, max_quantity, days{low, high}, freight{amount, currency}, term }]"),
  lead_time_days: dayRange.optional().describe("{ low: 15, high: 20 }"),
  package: pack.optional().describe("{ sizes_of (unit, carton), weight_kg, length_cm, width_cm, height_cm, units_per_carton }"),
  certifications: z.array(z.preprocess(typed, certificate)).max(MAX_ROWS).optional().describe('[{ type: "CE", valid_until }]'),
  valid_until: text(40).optional().describe('"2026-12-31"'),
  payment_terms: text(200).optional().describe('"30% deposit"'),
  score_profile: z.record(z.string(), z.unknown()).optional().describe("score_supplier's `profile`"),
  note: text(MAX_TEXT).optional().describe("Untrusted text"),
};

export const offers = z
  .array(
    z
      .strictObject({ name: text(60).describe('"Lin", then offer:Lin'), ...saidFields })
      .refine(isPriced, "Write `prices` or `prices_text`")
      .refine(hasCurrency, "Write the `currency` of the prices"),
  )
  .max(MAX_OFFERS, "At most 20 offers a call")
  .describe("What suppliers said outside a listing");
export type OfferInput = z.output<typeof offers>[number];

export const facts = z
  .array(
    z
      .strictObject({ for: text(MAX_FOR_LENGTH).describe('"1688:…", "offer:name"'), ...saidFields })
      .meta({ advertise: ["for"] }),
  )
  .max(MAX_OFFERS)
  .describe("What you learned of a listing or an offer, in fields of `offers`: [{ for, stock: 900 }]");
export type FactsInput = z.output<typeof facts>[number];

function isInOrder(low: number | null | undefined, high: number | null | undefined): boolean {
  return low == null || high == null || low <= high;
}

/** A certificate may be written as its name alone. */
function typed(written: unknown): unknown {
  return typeof written === "string" ? { type: written } : written;
}

function isPriced(offer: { readonly prices?: unknown; readonly prices_text?: unknown }): boolean {
  return offer.prices !== undefined || offer.prices_text !== undefined;
}

/** A text may name its currency itself. */
function hasCurrency(offer: { readonly prices?: unknown; readonly currency?: unknown }): boolean {
  return offer.prices === undefined || offer.currency !== undefined;
}
