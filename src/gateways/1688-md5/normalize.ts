import { Fault } from "../../model/fault.ts";
import type { ListingStatus, Product } from "../../model/product.ts";
import type { Call } from "../../model/wire.ts";
import { quantityIn } from "../../normalize/price/stated-quantity.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { imageUrls } from "../reading/image-urls.ts";
import { listingId } from "../reading/listing-id.ts";
import { startNotes } from "../reading/notes.ts";
import { readDomesticPrice } from "../reading/prices/domestic-price.ts";
import { priceIn } from "../reading/prices/figures.ts";
import { inOfferUnit } from "../reading/terms/offer-unit.ts";
import { ProductPayload } from "./payload.ts";

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const result = asRecord(asRecord(body)["result"]);
  if (Object.keys(result).length === 0) {
    throw new Fault({ kind: "bad_answer", gateway: "1688-md5", message: "The answer of 1688-md5 holds no listing." });
  }
  const payload = ProductPayload.parse(result);
  const { sale_info: sale } = payload;
  const notes = startNotes();
  const blank = unknownProduct("1688", listingId("1688-md5", [payload.product_id], call));
  const { unit } = sale;
  const stated = { price: payload.price, priceRange: sale.price_range, minOrder: sale.min_order_quantity, unit };
  const price = readDomesticPrice(stated, notes);
  const stock = notes.read("skus.stock", payload.amount, quantityIn(unit));
  const product = inOfferUnit(
    {
      ...blank,
      title: payload.subject === null ? "" : { zh: payload.subject },
      status: statusOf(payload.on_sale),
      offer: {
        ...blank.offer,
        ...price.offer,
        currency: "CNY",
        tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
        listPrice: priceIn("CNY")(payload.rprice),
      },
      stock: stock === null || price.unitsInStated === null ? null : price.unitsInStated.times(stock).toNumber(),
      images: imageUrls(payload.pic_url),
    },
    { price: price.unit, order: price.unitsInStated === null ? unit : price.unit },
    notes,
  );
  return wholeProduct(product, notes);
}

function statusOf(onSale: boolean | null): ListingStatus {
  if (onSale === null) return "unknown";
  return onSale ? "on_sale" : "off_shelf";
}
