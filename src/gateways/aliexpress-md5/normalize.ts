import { Fault } from "../../model/fault.ts";
import type { Product } from "../../model/product.ts";
import { UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import type { Call } from "../../model/wire.ts";
import { readPriceLadder } from "../../normalize/price/price-ladder.ts";
import { readPriceRangeIn } from "../../normalize/price/price-range.ts";
import { readCount } from "../../normalize/price/quantity.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { imageUrls } from "../reading/image-urls.ts";
import { listingId } from "../reading/listing-id.ts";
import { startNotes } from "../reading/notes.ts";
import { priceIn, readCurrency } from "../reading/prices/figures.ts";
import { Item } from "./payload.ts";

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const found = asRecord(asRecord(asRecord(body)["item_get_response"])["item"]);
  if (Object.keys(found).length === 0) {
    throw new Fault({
      kind: "bad_answer",
      gateway: "aliexpress-md5",
      message: "The answer of aliexpress-md5 holds no listing.",
    });
  }
  const item = Item.parse(found);
  const notes = startNotes();
  const blank = unknownProduct("aliexpress", listingId("aliexpress-md5", [item.productId], call));
  const currency = notes.read("offer.currency", item.currency, readCurrency);
  const range = rangeOf(item.price, currency);
  const price = range === null ? notes.read("offer.tiers", item.price, priceIn(currency)) : null;
  // A price without a currency is no price.
  const tiers = price === null || currency === null ? [] : readPriceLadder([{ minQuantity: 1, price }], { currency }).tiers;
  return wholeProduct(
    {
      ...blank,
      // The dialect does not say which language it answers in.
      title: item.title ?? "",
      offer: {
        ...blank.offer,
        currency,
        listPrice: currency === null ? null : priceIn(currency)(item.originalPrice),
        tiers,
        priceRange: range,
        priceBasis: range === null ? (tiers.length === 0 ? "none" : "quantity") : "range",
        // Sold from one unit on.
        minOrderQuantity: tiers.length === 0 && range === null ? null : 1,
      },
      stock: notes.read("skus.stock", item.stock, readCount),
      supplier: { ...UNKNOWN_SUPPLIER, name: item.storeName },
      trade: { ...blank.trade, sold30Days: notes.read("trade.sold_30d", item.saleCount, readCount) },
      images: imageUrls(item.imageUrl),
    },
    notes,
  );
}

/** "10.00 - 12.00" is an interval, no price; null for one price, and where no currency says what it is in. */
function rangeOf(price: unknown, currency: string | null): Product["offer"]["priceRange"] {
  if (currency === null || priceIn(currency)(price) !== null) return null;
  const { low, high } = readPriceRangeIn(asText(price), currency);
  return low === null || high === null ? null : { low, high };
}
