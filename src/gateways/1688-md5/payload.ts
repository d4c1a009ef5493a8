import { flag, id, list, raw, record, text } from "../reading/answer/loose.ts";

/** `alibaba.product.get` as answered in `result`. `rprice` is the retail price, which is not what a wholesale buyer pays. */
export const ProductPayload = record({
  product_id: id,
  subject: text,
  price: raw,
  rprice: raw,
  amount: raw,
  on_sale: flag,
  pic_url: list(text),
  sale_info: record({ price_range: raw, min_order_quantity: raw, unit: text }),
});
