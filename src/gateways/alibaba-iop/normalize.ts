import type * as z from "zod";
import { Fault } from "../../model/fault.ts";
import type { ListingStatus, Offer, Product } from "../../model/product.ts";
import { UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import type { Call } from "../../model/wire.ts";
import { effectiveMinOrder } from "../../normalize/price/quantity.ts";
import { positiveQuantityIn, unitsBetween } from "../../normalize/price/stated-quantity.ts";
import { asId, asRecord } from "../../normalize/text/json-shape.ts";
import type { BatchItem } from "../gateway.ts";
import { primaryLanguage } from "../protocol/request-text.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { imageUrls, webUrl } from "../reading/image-urls.ts";
import { checkCountry, listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { priceIn, readMeasure, readSize } from "../reading/prices/figures.ts";
import { onePriceTier } from "../reading/prices/one-price.ts";
import { offerOfSkus } from "../reading/prices/sku-prices.ts";
import { readProse } from "../reading/prose.ts";
import { ASSUMED_FOB, warnOfAssumedTerm } from "../reading/terms/assumed-term.ts";
import { startOfDays } from "../reading/terms/days.ts";
import { inOfferUnit } from "../reading/terms/offer-unit.ts";
import { itemFault } from "./faults.ts";
import { readLeadTime, readLeadTimes } from "./lead-times.ts";
import { BatchData, dataOf, ProductData } from "./payload.ts";
import { currencyOf, readSkus, unitOf } from "./skus.ts";

type Payload = z.output<typeof ProductData>;
type Wholesale = Payload["wholesale_trade"][number];

const STATUSES: Readonly<Record<string, ListingStatus>> = {
  PRODUCT_ONLINE: "on_sale",
  PRODUCT_OFFLINE: "off_shelf",
  PRODUCT_DELETE: "off_shelf",
};

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const { data } = dataOf(body);
  return readListing(Array.isArray(data) ? data[0] : data, call);
}

/** Each id's outcome, in the order asked. A product beats a failure named for the same id. */
export function readBatch(body: unknown, call: Call): BatchItem[] {
  const { data, failed } = dataOf(body);
  const batch = BatchData.parse({ products: data, failed });
  return call.ids.map((id): BatchItem => {
    const listing = batch.products.find((product) => idOf(product) === id);
    if (listing !== undefined) return { id, product: readListing(listing, { ...call, ids: [id] }) };
    const failure = batch.failed.find((item) => (item.productId ?? item.product_id) === id);
    if (failure === undefined) return { id, fault: itemFault(null, "The batch answer does not name this id.") };
    const fault = itemFault(failure.errorCode ?? failure.error_code, failure.errorMsg ?? failure.error_msg);
    return { id, fault };
  });
}

const idOf = (product: unknown): string | null => asId(asRecord(product)["product_id"] ?? asRecord(product)["productId"]);

function readListing(data: unknown, call: Call): Product {
  if (Object.keys(asRecord(data)).length === 0) {
    throw new Fault({ kind: "bad_answer", gateway: "alibaba-iop", message: "The answer of alibaba-iop holds no listing." });
  }
  const payload = ProductData.parse(data);
  const [trade] = payload.wholesale_trade;
  checkCountry("alibaba-iop", [payload.ship_to_country, payload.shipToCountry], call);
  const notes = startNotes();
  const blank = unknownProduct("alibaba", listingId("alibaba-iop", [payload.product_id, payload.productId], call));
  const currency = currencyOf(payload, notes);
  const skus = readSkus(payload, currency, notes);
  const unit = unitOf(payload);
  const quantity = positiveQuantityIn(unit);
  const stated = [quantity(payload.min_order_quantity), tradeMinimum(trade, unit)];
  const priced = readPricing(offerOfSkus(skus), trade, effectiveMinOrder(stated).minOrderQuantity, currency, notes);
  const lowestStart = skus
    .flatMap(({ tiers }) => tiers[0]?.minQuantity ?? [])
    .reduce((least, start) => Math.min(least, start), Infinity);
  const minimum = effectiveMinOrder([...stated, Number.isFinite(lowestStart) ? lowestStart : null]);
  notes.add(minimum.warnings);
  warnOfAssumedTerm(notes);
  const leadTimes = readLeadTimes(trade, unit, notes);
  const product = inOfferUnit(
    {
      ...blank,
      title: payload.title === null ? "" : { [primaryLanguage(call.language)]: payload.title },
      description: readProse(payload.description, primaryLanguage(call.language)),
      category: payload.category ?? payload.category_id,
      status: statusOf(payload.status),
      offer: {
        ...blank.offer,
        ...priced,
        currency,
        tradeTerm: ASSUMED_FOB,
        minOrderQuantity: minimum.minOrderQuantity,
        orderMultiple: orderMultiple(trade, unit, notes),
      },
      skus,
      supplier: { ...UNKNOWN_SUPPLIER, id: payload.eCompanyId, name: payload.supplier },
      leadTimeDays: readLeadTime(trade, notes),
      leadTimes,
      leadTimeStart: startOfDays([
        ...(trade?.deliver_periods ?? []).map((period) => period.process_period),
        trade?.handling_time,
      ]),
      package: {
        ...blank.package,
        weightKg: notes.read("package.weight_kg", trade?.weight, readMeasure),
        ...readSize(trade?.package_size ?? null),
      },
      images: imageUrls([payload.main_image, ...payload.images]),
      video: webUrl(payload.video_url),
    },
    { price: unit, order: countsOtherwise(trade, unit) ? (trade?.unit_type ?? null) : unit },
    notes,
  );
  return wholeProduct(product, notes);
}

/** The wholesale terms may count cartons where the price is for pieces: then nobody knows the minimum. */
const countsOtherwise = (trade: Wholesale | undefined, unit: string | null): boolean =>
  positiveQuantityIn(trade?.unit_type ?? null)(trade?.min_order_quantity) !== null &&
  unitsBetween(trade?.unit_type ?? null, unit) === null;

function tradeMinimum(trade: Wholesale | undefined, unit: string | null): number | null {
  const counted = positiveQuantityIn(trade?.unit_type ?? unit)(trade?.min_order_quantity);
  const units = unitsBetween(trade?.unit_type ?? null, unit);
  return counted === null || units === null ? null : units.times(counted).toNumber();
}

type Pricing = Pick<Offer, "priceBasis" | "tiers">;

/** Without a ladder the one wholesale price holds from the MOQ on. */
function readPricing(
  bySku: Pricing,
  trade: Wholesale | undefined,
  minOrder: number | null,
  currency: string | null,
  notes: Notes,
): Pricing {
  if (bySku.priceBasis !== "none" || currency === null) return bySku;
  const price = notes.read("offer.tiers", trade?.price, priceIn(currency));
  if (price === null || minOrder === null) return bySku;
  return { priceBasis: "quantity", tiers: onePriceTier(price, minOrder, notes) };
}

const statusOf = (status: string | null): ListingStatus =>
  status !== null && Object.hasOwn(STATUSES, status) ? (STATUSES[status] ?? "unknown") : "unknown";

/** The platform's `batch` is a step of the order: only whole multiples of it can be ordered. */
const orderMultiple = (trade: Wholesale | undefined, unit: string | null, notes: Notes): number | null =>
  trade?.sale_type === "batch" ? notes.read("offer.order_multiple", trade.batch_number, positiveQuantityIn(unit)) : null;
