import { Fault } from "../../model/fault.ts";
import type { LocalizedText } from "../../model/localized-text.ts";
import type { ListingStatus, Product, Sku } from "../../model/product.ts";
import { type Supplier, UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import type { Call } from "../../model/wire.ts";
import { effectiveMinOrder, readCount } from "../../normalize/price/quantity.ts";
import { positiveQuantityIn, quantityIn } from "../../normalize/price/stated-quantity.ts";
import { readDate } from "../../normalize/terms/date.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { readRate } from "../../normalize/terms/rate.ts";
import { asText } from "../../normalize/text/json-shape.ts";
import { primaryLanguage } from "../protocol/request-text.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { identifiedSkus } from "../reading/identified-skus.ts";
import { imageUrl, imageUrls, webUrl } from "../reading/image-urls.ts";
import { listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { priceIn, readMeasure, readRating, readRatings } from "../reading/prices/figures.ts";
import { listedStock } from "../reading/prices/sku-prices.ts";
import { readProse } from "../reading/prose.ts";
import { startOfDays } from "../reading/terms/days.ts";
import { inOfferUnit } from "../reading/terms/offer-unit.ts";
import { type Listing, readListing } from "./listing.ts";
import { readPackage } from "./package.ts";
import { readPricing } from "./price.ts";

const IMAGE_ORIGIN = "https://cbu01.alicdn.com";
// What `queryProductDetail` can translate into; its parameter `country` is one of these.
const LANGUAGES: ReadonlySet<string> = new Set(["en", "ja", "ko", "ru", "vi", "th", "id", "fr", "es", "pt", "ar"]);
// A medal level is 0 to 5.
const BEST_MEDAL = 5;

/** The language to ask a translation in: the wanted one where the platform has it, else English. */
export function translationLanguage(tag: string): string {
  const language = primaryLanguage(tag);
  return LANGUAGES.has(language) ? language : "en";
}

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const listing = readListing(body);
  if (listing === null) {
    throw new Fault({ kind: "bad_answer", gateway: "1688-open", message: "The answer of 1688-open holds no listing." });
  }
  const notes = startNotes();
  const blank = unknownProduct("1688", listingId("1688-open", [listing.id], call));
  const pricing = readPricing(listing, notes);
  const skus = readSkus(listing, pricing.unitPrices, notes);
  const quantity = positiveQuantityIn(listing.unit);
  const minimum = effectiveMinOrder([
    quantity(listing.minOrderQuantity),
    pricing.offer.tiers[0]?.minQuantity ?? lowestStart(listing),
  ]);
  notes.add(minimum.warnings);
  warnOfMixing(listing, notes);
  const product = inOfferUnit(
    {
      ...blank,
      title: readTitle(listing, call, notes),
      description: readProse(listing.description, "zh"),
      category: listing.category,
      status: readStatus(listing.status),
      offer: {
        ...blank.offer,
        ...pricing.offer,
        // 1688 is a domestic market: prices are in CNY, ex works (the goods are handed over in China).
        currency: "CNY",
        tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
        minOrderQuantity: minimum.minOrderQuantity,
        orderMultiple: notes.read("offer.order_multiple", listing.batchNumber, quantity),
        onePiecePrice: priceIn("CNY")(listing.onePiecePrice),
        listPrice: retailPrice(listing),
      },
      skus,
      stock: listedStock(notes.read("skus.stock", listing.stock, quantityIn(listing.unit)), skus, notes),
      supplier: readSupplier(listing, notes),
      leadTimeDays: notes.read("lead_time_days", listing.leadTimeDays, readDayRange),
      leadTimeStart: startOfDays([listing.leadTimeDays]),
      certifications: listing.certificates.map((type) => ({ type, authority: null, validUntil: null, isUnreadable: false })),
      services: {
        ...blank.services,
        mixedBatch: listing.mixedBatch,
        mixedFrom: leastMixedOrder(listing),
        dropShipping: listing.dropShipping,
      },
      package: readPackage(listing, notes),
      images: imageUrls(listing.images, IMAGE_ORIGIN),
      video: webUrl(listing.video),
      brand: listing.brand,
      rating: readRating(listing.stars, null),
      updatedAt: notes.read("updated_at", listing.updatedAt, readDate),
    },
    { price: listing.unit, order: listing.unit },
    notes,
  );
  return wholeProduct(product, notes);
}

function readTitle({ subject, subjectTranslated }: Listing, call: Call, notes: Notes): LocalizedText {
  const language = translationLanguage(call.language);
  if (subjectTranslated === null) return subject === null ? "" : { zh: subject };
  if (subject === null) return { [language]: subjectTranslated };
  if (subject !== subjectTranslated) return { zh: subject, [language]: subjectTranslated };
  notes.warn("untranslated", `The platform has no "${language}" translation of this listing.`);
  return { zh: subject };
}

function readStatus(status: string | null): ListingStatus {
  if (status === null) return "unknown";
  return status === "published" ? "on_sale" : "off_shelf";
}

function readSkus(listing: Listing, unitPrices: readonly Sku["unitPrice"][], notes: Notes): Sku[] {
  const stock = quantityIn(listing.unit);
  const priced = listing.skus.map((sku, index) => ({ ...sku, unitPrice: unitPrices[index] ?? null }));
  return identifiedSkus(priced, ({ skuId }) => skuId, notes).map((sku) => ({
    id: sku.skuId,
    attributes: sku.attributes,
    unitPrice: sku.unitPrice,
    tiers: [],
    stock: notes.read("skus.items.stock", sku.amountOnSale, stock),
    sold: null,
    image: imageUrl(sku.image, IMAGE_ORIGIN),
    customizable: null,
    customFields: [],
  }));
}

/** What the shops ask for a piece, where all SKUs agree. It is no price of a wholesale buyer's. */
function retailPrice({ skus }: Listing): Product["offer"]["listPrice"] {
  const prices = new Set(skus.map((sku) => priceIn("CNY")(sku.retailPrice)));
  const [only = null] = prices;
  return prices.size === 1 ? only : null;
}

/** The smallest quantity that a ladder names, although it is not the ladder that pays. */
const lowestStart = ({ prices, unit }: Listing): number | null =>
  prices
    .map(({ startQuantity }) => positiveQuantityIn(unit)(startQuantity))
    .reduce((least, start) => (start !== null && (least === null || start < least) ? start : least), null);

function leastMixedOrder({ mixedBatch, mixAmount, mixNumber, unit }: Listing): Product["services"]["mixedFrom"] {
  const [quantity, amount] = [positiveQuantityIn(unit)(mixNumber), readMeasure(mixAmount)];
  return mixedBatch !== true || (amount === null && quantity === null) ? null : { quantity, amount };
}

function warnOfMixing(listing: Listing, notes: Notes): void {
  const least = leastMixedOrder(listing);
  if (least === null) return;
  const minimums = [
    least.amount === null ? [] : `${least.amount} CNY of goods`,
    least.quantity === null ? [] : `${least.quantity} units`,
  ].flat();
  notes.warn("mixed_batch_minimum", `A mixed batch has minimums: ${minimums.join(" or ")}.`);
}

function readSupplier({ seller, sellerId, companyName, address }: Listing, notes: Notes): Supplier {
  const known = { ...UNKNOWN_SUPPLIER, id: sellerId, name: companyName, region: address };
  if (seller === null) return known;
  const rate = (value: unknown) => readRate(value).rate;
  const { tradeMedalLevel, collect30DayWithin48HPercent, repeatPurchasePercent, qualityRefundWithin30Day, ...scores } = seller;
  return {
    ...known,
    transactionLevel: notes.read("supplier.transaction_level", tradeMedalLevel, readMedal),
    // Collected by the carrier within 48 hours, over 30 days.
    onTimeRate: notes.read("supplier.on_time_rate", collect30DayWithin48HPercent, rate),
    repeatBuyerRate: notes.read("supplier.repeat_buyer_rate", repeatPurchasePercent, rate),
    // Orders refunded for their quality within 30 days: the platform's unit is a fraction, or it writes the percent sign.
    refundRate: notes.read("supplier.refund_rate", qualityRefundWithin30Day, readRefundRate),
    ratings: readRatings(scores),
  };
}

/** "0.0012" or "0.12%". A bare "1" could be all orders or one in a hundred: it says nothing. */
const readRefundRate = (value: unknown): string | null => (asText(value) === "1" ? null : readRate(value).rate);

const readMedal = (value: unknown): number | null => {
  const level = readCount(value);
  return level !== null && level <= BEST_MEDAL ? level : null;
};
