import type * as z from "zod";
import { isCountry } from "../../model/country.ts";
import { Fault } from "../../model/fault.ts";
import { type DayRange, type FreightOption, UNQUOTED_DELIVERY } from "../../model/freight.ts";
import type { Product } from "../../model/product.ts";
import { type Supplier, UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import type { Call } from "../../model/wire.ts";
import { readAmount } from "../../normalize/price/amount.ts";
import { effectiveMinOrder, readCount } from "../../normalize/price/quantity.ts";
import { positiveQuantityIn, quantityIn } from "../../normalize/price/stated-quantity.ts";
import { readDate } from "../../normalize/terms/date.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { readFreightMethod } from "../../normalize/terms/freight-brackets.ts";
import { readRate } from "../../normalize/terms/rate.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import { primaryLanguage } from "../protocol/request-text.ts";
import { notLicensedFields } from "../reading/access-level.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { imageUrls, webUrl } from "../reading/image-urls.ts";
import { checkCountry, listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { alibabaCurrency } from "../reading/prices/alibaba-currency.ts";
import { priceIn } from "../reading/prices/figures.ts";
import { listedStock, warnOfOtherPrices, withLadder } from "../reading/prices/sku-prices.ts";
import { readProse } from "../reading/prose.ts";
import { ASSUMED_FOB, warnOfAssumedTerm } from "../reading/terms/assumed-term.ts";
import { readCertificate } from "../reading/terms/certificate.ts";
import { spanOfDays, startOfDays } from "../reading/terms/days.ts";
import { inOfferUnit } from "../reading/terms/offer-unit.ts";
import { orderUnit, readOffer, readSkus } from "./offer.ts";
import { ACCESS_LEVELS, groupsOf, ItemPayload, textsOf } from "./payload.ts";

type Payload = z.output<typeof ItemPayload>;

const BEST_LEVEL = 5;

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const result = asRecord(asRecord(body)["result"]);
  if (Object.keys(result).length === 0) {
    throw new Fault({ kind: "bad_answer", gateway: "alibaba-v3", message: "The answer of alibaba-v3 holds no listing." });
  }
  const payload = ItemPayload.parse(result);
  checkCountry("alibaba-v3", [payload.ship_to_country], call);
  const notes = startNotes();
  const blank = unknownProduct("alibaba", listingId("alibaba-v3", [payload.item_id], call));
  const { price_info: prices } = payload;
  const listed = [prices.price_range, prices.fob_price, ...prices.tier_prices.map(({ price }) => price)];
  const currency = alibabaCurrency(prices.currency, [...listed, ...payload.sku_list.map(({ price }) => price)], notes);
  const skus = readSkus(payload, currency, notes);
  const stated = notes.read("offer.min_order_quantity", payload.min_order_quantity, positiveQuantityIn(orderUnit(payload)));
  const offer = readOffer(payload, skus, currency, stated, notes);
  const ladderStart = payload.price_info.tier_prices.length === 0 ? null : offer.tiers[0]?.minQuantity;
  const minimum = effectiveMinOrder([stated, ladderStart]);
  notes.add(minimum.warnings);
  warnOfAssumedTerm(notes);
  warnOfOtherPrices(skus, offer.tiers, notes);
  const notLicensed = notLicensedFields(groupsOf(result), ACCESS_LEVELS);
  const { trade_info: trade, shipping_info: shipping } = payload;
  const product = inOfferUnit(
    {
      ...blank,
      title: payload.subject === null ? "" : { [primaryLanguage(call.language)]: payload.subject },
      description: readProse(payload.desc, primaryLanguage(call.language)),
      category: payload.category_id,
      offer: {
        ...blank.offer,
        ...offer,
        currency,
        tradeTerm: ASSUMED_FOB,
        minOrderQuantity: minimum.minOrderQuantity,
        fobPrice: currency === null ? null : notes.read("offer.fob_price", prices.fob_price, priceIn(currency)),
      },
      skus: withLadder(skus, offer.tiers),
      stock: readStock(payload, skus, notLicensed, notes),
      supplier: readSupplier(payload, notes),
      leadTimeDays: readLeadTime(payload, notes),
      leadTimeStart: startOfDays([shipping.lead_time, trade.avg_lead_time]),
      shipping: { ...blank.shipping, ports: textsOf(shipping.ports), options: textsOf(shipping.methods).map(unpricedWay) },
      certifications: payload.certifications.flatMap(
        ({ certification_type: type, authority, valid_date }) => readCertificate(type, authority, valid_date, notes) ?? [],
      ),
      trade: {
        sold30Days: notes.read("trade.sold_30d", trade.transactions, readCount),
        buyers30Days: notes.read("trade.buyers_30d", trade.buyers, readCount),
        paymentMethods: textsOf(trade.payment_methods),
      },
      customization: { ...blank.customization, supported: customizable(payload) },
      images: imageUrls([payload.main_image, ...payload.extra_images]),
      video: webUrl(payload.video_url),
      updatedAt: notes.read("updated_at", payload.updated_at, readDate),
      seo: result["seo_info"] == null ? null : readSeo(payload),
      missing:
        result["seo_info"] == null ? [{ field: "seo", reason: notLicensed.includes("seo") ? "not_licensed" : "absent" }] : [],
    },
    { price: prices.price_unit, order: payload.min_order_unit },
    notes,
  );
  return wholeProduct(product, notes, notLicensed);
}

/** The total that the platform states, else the SKUs' together. Below the standard level it is the platform's estimate. */
function readStock(payload: Payload, skus: Product["skus"], notLicensed: readonly string[], notes: Notes): number | null {
  const stock = listedStock(notes.read("skus.stock", payload.stock.total, quantityIn(orderUnit(payload))), skus, notes);
  if (stock !== null && notLicensed.includes("skus.stock")) {
    notes.warn("stock_estimated", "The app's access level gives an estimated stock, not a counted one.");
  }
  return stock;
}

function readSupplier({ supplier_info: info, trade_info: trade }: Payload, notes: Notes): Supplier {
  const rate = (value: unknown) => readRate(value).rate;
  return {
    ...UNKNOWN_SUPPLIER,
    id: info.supplier_id,
    name: info.supplier_name ?? info.name,
    country: notes.read("supplier.country", info.country, readCountry),
    region: info.province,
    transactionLevel: notes.read("supplier.transaction_level", info.transaction_level, readLevel),
    responseRate: notes.read("supplier.response_rate", info.response_rate, rate),
    repeatBuyerRate: notes.read("supplier.repeat_buyer_rate", trade.repeat_buyer_rate, rate),
    // No shortest time is stated; the average is never below it.
    shortestLeadDays: wholeDays(trade.avg_lead_time),
    gold: info.is_gold_supplier,
    verified: info.is_verified,
  };
}

/** From the shortest to the longest of the average that the platform counted and what the seller states. */
const readLeadTime = ({ trade_info, shipping_info }: Payload, notes: Notes): DayRange | null =>
  spanOfDays(
    [trade_info.avg_lead_time, shipping_info.lead_time].map((days) => notes.read("lead_time_days", days, readDayRange)),
  );

/** A code, or the one country that nearly all suppliers write out. */
const readCountry = (text: string): string | null => {
  const code = /^china\b/i.test(text) ? "CN" : text.toUpperCase();
  return isCountry(code) ? code : null;
};

function wholeDays(value: unknown): number | null {
  const days = readDayRange(value)?.low ?? null;
  return days === null ? null : Math.ceil(days);
}

const readLevel = (value: unknown): number | null => {
  const level = readCount(value);
  return level !== null && level <= BEST_LEVEL ? level : null;
};

/** A way of shipping that the listing names without a price. */
const unpricedWay = (name: string): FreightOption => ({
  ...UNQUOTED_DELIVERY,
  method: readFreightMethod(name),
  carrier: name,
});

function customizable({ sku_list }: Payload): boolean | null {
  const said = sku_list.flatMap((sku) => sku.support_customization ?? []);
  return said.length === 0 ? null : said.includes(true);
}

const readSeo = ({ seo_info }: Payload): NonNullable<Product["seo"]> => ({
  keywords: textsOf(seo_info.keywords),
  searchVolume: readCount(seo_info.search_volume),
  competitionIndex: readAmount(seo_info.competition_index),
});
