import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import type { AccessLevel } from "../reading/access-level.ts";
import { flag, id, list, raw, record, text } from "../reading/answer/loose.ts";

/** `item/get`: what stands in `result`. Groups above the app's access level are absent. */
export const ItemPayload = record({
  item_id: id,
  ship_to_country: raw,
  subject: text,
  category_id: text,
  main_image: text,
  extra_images: list(text),
  video_url: text,
  updated_at: raw,
  desc: text,
  price_info: record({
    currency: text,
    price_unit: text,
    price_range: raw,
    fob_price: raw,
    tier_prices: list(record({ min_quantity: raw, price: raw })),
  }),
  min_order_quantity: raw,
  min_order_unit: text,
  sku_list: list(
    record({
      sku_id: id,
      attributes: raw,
      price: raw,
      inventory: raw,
      image_url: text,
      support_customization: flag,
      custom_fields: raw,
    }),
  ),
  supplier_info: record({
    supplier_id: id,
    supplier_name: text,
    name: text,
    is_gold_supplier: flag,
    is_verified: flag,
    response_rate: raw,
    transaction_level: raw,
    country: text,
    province: text,
  }),
  trade_info: record({ transactions: raw, buyers: raw, repeat_buyer_rate: raw, avg_lead_time: raw, payment_methods: raw }),
  shipping_info: record({ ports: raw, methods: raw, lead_time: raw }),
  certifications: list(record({ certification_type: text, authority: text, valid_date: raw })),
  seo_info: record({ keywords: raw, search_volume: raw, competition_index: raw }),
  stock: record({ total: raw }),
});

/** Basic: a price range and an estimated stock. Standard: tiers, exact stock, 30 days' trade. Premium: the rest. */
export const ACCESS_LEVELS: readonly AccessLevel[] = [
  { groups: ["subject", "price_range", "main_image"], fields: [] },
  {
    groups: ["tier_prices", "trade_info"],
    fields: ["offer.tiers", "skus.stock", "trade.sold_30d", "trade.buyers_30d", "supplier.repeat_buyer_rate", "lead_time_days"],
  },
  {
    groups: ["supplier_info", "shipping_info", "certifications", "seo_info"],
    fields: ["supplier", "shipping", "certifications", "seo"],
  },
];

/** The groups that came, those inside `price_info` beside those of the item. */
export const groupsOf = (result: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...result,
  ...asRecord(result["price_info"]),
});

/** A list of texts, or one text with commas. */
export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : (asText(value) ?? "").split(/[,;]/)).flatMap((part) => asText(part) ?? []);
