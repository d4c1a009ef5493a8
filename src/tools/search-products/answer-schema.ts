import { z } from "zod";
import { MARKETPLACES } from "../../model/marketplace.ts";

const card = z.strictObject({
  ref: z.string(),
  title: z.string(),
  url: z.string(),
  image: z.string().optional(),
  price_as_listed: z.strictObject({ low: z.string(), high: z.string(), currency: z.string() }).nullable(),
  min_order_as_listed: z.number().nullable(),
  sold: z.strictObject({ count: z.number(), days: z.number().nullable() }).nullable(),
  supplier: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  fits: z.enum(["yes", "no", "unknown"]),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});

const place = z.strictObject({
  marketplace: z.enum(MARKETPLACES),
  state: z.enum(["ok", "nothing_found", "no_search", "not_permitted", "error"]),
  total: z.number().nullable(),
  shown: z.number(),
  message: z.string().nullable(),
  open_url: z.string(),
  query_used: z.string(),
});

export const output = z.strictObject({
  mode: z.enum(["live", "sandbox"]),
  query: z.string(),
  results: z.array(card),
  by_marketplace: z.array(place),
  next_page: z.number().nullable(),
  notes: z.array(z.string()),
});
export type SearchAnswer = z.infer<typeof output>;
export type CardAnswer = SearchAnswer["results"][number];
