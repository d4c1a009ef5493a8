import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { id, raw, record, text } from "../reading/answer/loose.ts";

/** `alibaba.product.get` as answered in `result`. */
export const ProductPayload = record({
  product_id: id,
  country: raw,
  ship_to_country: raw,
  title: text,
  multi_language_title: raw,
  multi_language_desc: raw,
  moq: raw,
  price_info: record({ price: raw, currency: text, trade_terms: raw, moq: raw, batch_prices: raw }),
  logistics_info: raw,
});

/** Texts by language as the platform tags them, also where they come as one JSON text; blank ones and nulls are left out. */
export const textsByLanguage = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([language, entry]) => {
      const written = asText(entry);
      return written === null ? [] : [[language, written]];
    }),
  );

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "string" || !value.trimStart().startsWith("{")) return asRecord(value);
  try {
    return asRecord(JSON.parse(value));
  } catch {
    return {};
  }
}
