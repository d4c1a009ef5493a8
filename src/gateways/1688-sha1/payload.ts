import { asRecord } from "../../normalize/text/json-shape.ts";
import type { AccessLevel } from "../reading/access-level.ts";
import { flag, id, list, raw, record, text } from "../reading/answer/loose.ts";

/** `alibaba.product.get` as answered in `result`. Groups above the app's access level are absent. */
export const ProductPayload = record({
  product_id: id,
  title: text,
  gmt_modified: raw,
  main_image: text,
  pic_urls: record({ pic_url: list(text) }),
  price: raw,
  price_range: raw,
  min_order_quantity: raw,
  wholesale_rules: text,
  supply_capacity: record({ monthlyOutput: raw, minOrderDays: raw }),
  sku_infos: record({
    sku_info: list(
      record({
        sku_id: id,
        spec_attributes: list(record({ attr_name: text, attr_value: text })),
        price: raw,
        stock: raw,
        sales_count: raw,
        image_url: text,
      }),
    ),
  }),
  supplier_info: record({
    supplier_id: id,
    supplier_name: text,
    province: text,
    city: text,
    operatingYears: raw,
    transactionLevel: raw,
    responseRate: raw,
    onTimeDeliveryRate: raw,
    productCount: raw,
    hasTradeAssurance: flag,
    disputeRate: raw,
    refundRate: raw,
  }),
  certifications: list(record({ type: text, authority: text, valid_date: raw })),
  transaction_history: record({ orders_30d: raw, buyers_30d: raw }),
  delivery_template: record({
    free_shipping_threshold: raw,
    coverage: raw,
    logistics_companies: list(record({ name: text, min_fee: raw, additional_fee: raw, delivery_days: raw })),
  }),
  oa_info: record({ supportCustomization: flag, minOrderQuantity: raw, productionLeadTime: text, serviceTags: list(text) }),
});

/** What an app of each level sees, lowest first, by the payload's groups and the fields they fill. */
export const ACCESS_LEVELS: readonly AccessLevel[] = [
  { groups: ["title", "price", "main_image", "pic_urls"], fields: [] },
  {
    groups: ["min_order_quantity", "price_range", "sku_infos"],
    fields: ["offer.min_order_quantity", "offer.tiers", "skus"],
  },
  {
    groups: ["supplier_info", "supply_capacity", "transaction_history"],
    fields: ["supplier", "trade.sold_30d", "trade.buyers_30d"],
  },
];

export const resultOf = (body: unknown): Record<string, unknown> => asRecord(asRecord(body)["result"]);
