import type * as z from "zod";
import { Fault } from "../../model/fault.ts";
import type { DayRange } from "../../model/freight.ts";
import type { Product, Sku } from "../../model/product.ts";
import type { Supplier } from "../../model/supplier.ts";
import { UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import { unitClassOf } from "../../model/unit-words.ts";
import type { Call } from "../../model/wire.ts";
import { readCount, readYears } from "../../normalize/price/quantity.ts";
import { quantityIn } from "../../normalize/price/stated-quantity.ts";
import { readDate } from "../../normalize/terms/date.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { readMixedOrder } from "../../normalize/terms/mixed-order.ts";
import { readRate } from "../../normalize/terms/rate.ts";
import { clausesOf, readWholesaleRules } from "../../normalize/terms/wholesale-rules.ts";
import { asId, asList, asRecord } from "../../normalize/text/json-shape.ts";
import type { BatchItem } from "../gateway.ts";
import { notLicensedFields } from "../reading/access-level.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { identifiedSkus } from "../reading/identified-skus.ts";
import { imageUrl, imageUrls } from "../reading/image-urls.ts";
import { listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { readDomesticPrice } from "../reading/prices/domestic-price.ts";
import { priceIn, readPositiveCount } from "../reading/prices/figures.ts";
import { offerOfSkus, totalStock, warnOfOtherPrices, withLadder } from "../reading/prices/sku-prices.ts";
import { readCertificate } from "../reading/terms/certificate.ts";
import { spanOfDays, startOfDays } from "../reading/terms/days.ts";
import { readDelivery } from "./delivery.ts";
import { ACCESS_LEVELS, ProductPayload, resultOf } from "./payload.ts";

type Payload = z.output<typeof ProductPayload>;

const BEST_LEVEL = 5;

/** @throws Fault `bad_answer` where the answer holds no listing. */
export const readProduct = (body: unknown, call: Call): Product => readListing(resultOf(body), call);

/** `result.products[]`; an id that is not among them is not found. */
export function readBatch(body: unknown, call: Call): BatchItem[] {
  const listings = asList(resultOf(body)["products"]).map(asRecord);
  return call.ids.map((id): BatchItem => {
    const listing = listings.find((one) => asId(one["product_id"]) === id);
    if (listing !== undefined) return { id, product: readListing(listing, { ...call, ids: [id] }) };
    return { id, fault: { kind: "not_found", code: null, message: "The batch answer leaves this id out." } };
  });
}

function readListing(result: Readonly<Record<string, unknown>>, call: Call): Product {
  if (Object.keys(result).length === 0) {
    throw new Fault({ kind: "bad_answer", gateway: "1688-sha1", message: "The answer of 1688-sha1 holds no listing." });
  }
  const payload = ProductPayload.parse(result);
  const notes = startNotes();
  const blank = unknownProduct("1688", listingId("1688-sha1", [payload.product_id], call));
  const stated = { price: payload.price, priceRange: payload.price_range, minOrder: payload.min_order_quantity, unit: null };
  const price = readDomesticPrice(stated, notes);
  const skus = readSkus(payload, price.unit, notes);
  const offer = price.offer.priceBasis === "none" ? { ...price.offer, ...offerOfSkus(skus) } : price.offer;
  warnOfOtherPrices(skus, offer.tiers, notes);
  const { oa_info: custom } = payload;
  return wholeProduct(
    {
      ...blank,
      title: payload.title === null ? "" : { zh: payload.title },
      offer: {
        ...blank.offer,
        ...offer,
        currency: "CNY",
        tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
        unit: price.unit,
        unitClass: unitClassOf(price.unit),
      },
      skus: withLadder(skus, offer.tiers),
      stock: totalStock(skus),
      supplier: readSupplier(payload, notes),
      shipping: readDelivery(payload.delivery_template, notes),
      certifications: payload.certifications.flatMap(
        ({ type, authority, valid_date }) => readCertificate(type, authority, valid_date, notes) ?? [],
      ),
      leadTimeDays: readLeadTime(payload, notes),
      leadTimeStart: startOfDays([payload.supply_capacity.minOrderDays, custom.productionLeadTime]),
      services: {
        ...blank.services,
        ...readWholesaleRules(payload.wholesale_rules),
        mixedFrom: readMixedOrder(payload.wholesale_rules),
      },
      trade: {
        sold30Days: sold30Days(payload, skus, notes),
        buyers30Days: notes.read("trade.buyers_30d", payload.transaction_history.buyers_30d, readCount),
        paymentMethods: [],
      },
      customization: {
        supported: custom.supportCustomization,
        minOrder: readPositiveCount(custom.minOrderQuantity),
        leadTime: custom.productionLeadTime,
        // The wholesale rules in the seller's own words: what they allow hangs on how they are put.
        services: [...new Set([...custom.serviceTags.flatMap((tag) => tag ?? []), ...clausesOf(payload.wholesale_rules)])],
      },
      images: imageUrls([payload.main_image, ...payload.pic_urls.pic_url]),
      updatedAt: notes.read("updated_at", payload.gmt_modified, readDate),
    },
    notes,
    notLicensedFields(result, ACCESS_LEVELS),
  );
}

const readSkus = ({ sku_infos }: Payload, unit: string | null, notes: Notes): Sku[] =>
  identifiedSkus(sku_infos.sku_info, ({ sku_id }) => sku_id, notes).map((sku) => ({
    id: sku.skuId,
    attributes: Object.fromEntries(
      sku.spec_attributes.flatMap(({ attr_name, attr_value }) =>
        attr_name === null || attr_value === null ? [] : [[attr_name, attr_value]],
      ),
    ),
    unitPrice: notes.read("skus.items.unit_price", sku.price, priceIn("CNY")),
    tiers: [],
    stock: notes.read("skus.items.stock", sku.stock, quantityIn(unit)),
    sold: readCount(sku.sales_count),
    image: imageUrl(sku.image_url),
    customizable: null,
    customFields: [],
  }));

/** Units sold in 30 days: as the platform counts the orders, else what its SKUs sold together. */
function sold30Days({ transaction_history: { orders_30d } }: Payload, skus: readonly Sku[], notes: Notes): number | null {
  const counted = notes.read("trade.sold_30d", orders_30d, readCount);
  const sold = skus.map((sku) => sku.sold);
  if (counted !== null || sold.length === 0) return counted;
  return sold.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

/** From the shortest time that the seller names for a minimum order to the longest that it names for its production. */
function readLeadTime({ supply_capacity, oa_info }: Payload, notes: Notes): DayRange | null {
  return spanOfDays([
    notes.read("lead_time_days", supply_capacity.minOrderDays, readDayRange),
    notes.read("lead_time_days", oa_info.productionLeadTime, readDayRange),
  ]);
}

function readSupplier({ supplier_info: info, supply_capacity: capacity }: Payload, notes: Notes): Supplier {
  const rate = (field: string, value: unknown, needsPercentSign = false) => {
    const { rate: read, warnings } = readRate(value, { needsPercentSign });
    notes.add(warnings);
    if (warnings.length > 0) notes.markUnreadable(field);
    return read;
  };
  const region = [info.province, info.city].flatMap((part) => part ?? []).join(" ");
  return {
    ...UNKNOWN_SUPPLIER,
    id: info.supplier_id,
    name: info.supplier_name,
    region: region === "" ? null : region,
    years: notes.read("supplier.years", info.operatingYears, readYears),
    transactionLevel: notes.read("supplier.transaction_level", info.transactionLevel, readLevel),
    responseRate: rate("supplier.response_rate", info.responseRate),
    onTimeRate: rate("supplier.on_time_rate", info.onTimeDeliveryRate),
    productCount: notes.read("supplier.product_count", info.productCount, readCount),
    // 0.8 alone could be 80 % or 0.8 %: these two need their sign.
    disputeRate: rate("supplier.dispute_rate", info.disputeRate, true),
    refundRate: rate("supplier.refund_rate", info.refundRate, true),
    monthlyOutput: notes.read("supplier.monthly_output", capacity.monthlyOutput, readCount),
    shortestLeadDays: notes.read("supplier.shortest_lead_days", capacity.minOrderDays, readCount),
    tradeAssurance: info.hasTradeAssurance,
  };
}

const readLevel = (value: unknown): number | null => {
  const level = readCount(value);
  return level !== null && level <= BEST_LEVEL ? level : null;
};
