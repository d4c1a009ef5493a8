import { id, list, raw, record, text } from "../reading/answer/loose.ts";

/** `api.item.get`: what stands in `item_get_response.item`. `originalPrice` is crossed out and pays nothing. */
export const Item = record({
  productId: id,
  title: text,
  price: raw,
  originalPrice: raw,
  currency: text,
  stock: raw,
  imageUrl: list(text),
  saleCount: raw,
  storeName: text,
});
