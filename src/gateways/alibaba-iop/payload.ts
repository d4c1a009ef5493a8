import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { id, list, raw, record, text } from "../reading/answer/loose.ts";

const WholesaleTrade = record({
  batch_number: raw,
  package_size: text,
  price: raw,
  sale_type: text,
  weight: raw,
  deliver_periods: list(record({ quantity: raw, process_period: raw })),
  unit_type: text,
  handling_time: raw,
  min_order_quantity: raw,
});

/** `/eco/buyer/product/description`: what stands in `result.result_data`, and each entry of a batch. */
export const ProductData = record({
  product_id: id,
  productId: id,
  ship_to_country: raw,
  shipToCountry: raw,
  title: text,
  description: text,
  category: text,
  category_id: text,
  status: text,
  currency: text,
  min_order_quantity: raw,
  eCompanyId: text,
  supplier: text,
  main_image: text,
  video_url: text,
  images: list(text),
  skus: list(
    record({
      sku_id: id,
      image: text,
      unit: text,
      sku_attr_list: list(record({ attr_name_desc: text, attr_value_desc: text, attr_value_image: text })),
      ladder_price: list(record({ min_quantity: raw, max_quantity: raw, price: raw, currency: text })),
    }),
  ),
  wholesale_trade: list(WholesaleTrade),
});

export const BatchData = record({
  products: list(raw),
  failed: list(record({ productId: id, product_id: id, errorCode: text, error_code: text, errorMsg: text, error_msg: text })),
});

/** `/eco/buyer/product/inventory`: an entry for each place the goods leave from. */
export const StockData = list(record({ inventory_list: list(record({ product_id: id, sku_id: id, inventory_count: raw })) }));

/** `/shipping/freight/calculate`: what stands in `value`. */
export const FreightData = list(
  record({
    shipping_type: text,
    vendor_name: text,
    trade_term: text,
    destination_country: raw,
    delivery_time: raw,
    fee: record({ amount: raw, currency: text }),
  }),
);

/** An operation's own verdict, in either spelling. */
export interface Verdict {
  readonly code: string | null;
  readonly message: string | null;
  readonly success: unknown;
}

export function verdictOf(body: unknown): Verdict {
  const result = asRecord(asRecord(body)["result"]);
  return {
    code: asText(result["result_code"]) ?? asText(result["resultCode"]) ?? asText(result["code"]),
    message: asText(result["result_msg"]) ?? asText(result["resultMsg"]) ?? asText(result["message"]),
    success: result["success"],
  };
}

/** What the operation answers with, and the ids that failed beside it; both spellings, in `result` or in its `data`. */
export function dataOf(body: unknown): { readonly data: unknown; readonly failed: unknown } {
  const result = asRecord(asRecord(body)["result"]);
  const parts = [result, asRecord(result["data"])];
  const pick = (...names: readonly string[]): unknown =>
    parts.flatMap((part) => names.map((name) => part[name])).find((value) => value !== undefined && value !== null);
  return { data: pick("result_data", "resultData"), failed: pick("failedItems", "failed_items") };
}
