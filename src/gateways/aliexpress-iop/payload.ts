import { asRecord } from "../../normalize/text/json-shape.ts";
import { flag, id, list, raw, record, text } from "../reading/answer/loose.ts";

/** `aliexpress.ds.product.get`: what stands in `result`. `manufacturer_info` holds personal contact data and is not read. */
export const ProductResult = record({
  ae_item_base_info_dto: record({
    product_id: id,
    category_id: text,
    subject: text,
    detail: text,
    product_status_type: text,
    avg_evaluation_rating: raw,
    evaluation_count: raw,
    gmt_modified: raw,
  }),
  ae_item_properties: list(record({ attr_name_id: text, attr_name: text, attr_value: text })),
  ae_item_sku_info_dtos: list(
    record({
      sku_id: id,
      offer_sale_price: raw,
      offer_bulk_sale_price: raw,
      sku_bulk_order: raw,
      sku_price: raw,
      buy_amount_limit_set_by_promotion: raw,
      wholesale_price_tiers: list(record({ min_quantity: raw, wholesale_price: raw })),
      sku_available_stock: raw,
      currency_code: text,
      price_include_tax: flag,
      ae_sku_property_dtos: list(
        record({
          sku_property_name: text,
          sku_property_value: text,
          property_value_definition_name: text,
          sku_image: text,
        }),
      ),
    }),
  ),
  ae_multimedia_info_dto: record({ image_urls: text, ae_video_dtos: list(record({ media_url: text })) }),
  package_info_dto: record({
    package_length: raw,
    package_width: raw,
    package_height: raw,
    gross_weight: raw,
    package_type: flag,
    product_unit: text,
    base_unit: raw,
  }),
  logistics_info_dto: record({ delivery_time: raw, ship_to_country: raw }),
  product_id_converter_result: record({ main_product_id: id }),
  ae_store_info: record({
    store_id: id,
    store_name: text,
    store_country_code: text,
    item_as_described_rating: raw,
    communication_rating: raw,
    shipping_speed_rating: raw,
  }),
});

/** `aliexpress.ds.freight.query`: what stands in `result`. */
export const FreightResult = record({
  delivery_options: list(
    record({
      company: text,
      code: text,
      min_delivery_days: raw,
      max_delivery_days: raw,
      shipping_fee_cent: raw,
      shipping_fee_currency: text,
      free_shipping: flag,
      mayHavePFS: flag,
      free_shipping_threshold: raw,
    }),
  ),
});

/** The answer without its `<method>_response`; the flattened form has none. */
export function responseOf(body: unknown): Record<string, unknown> {
  const root = asRecord(body);
  const key = Object.keys(root).find((name) => name.endsWith("_response") && name !== "error_response");
  return key === undefined ? root : asRecord(root[key]);
}
