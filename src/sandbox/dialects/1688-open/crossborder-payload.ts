import type { Attribute, Listing, ListingSku } from "../../catalogue/listing.ts";
import { plainDate } from "../../dates.ts";
import { mixesBatches, priceIn, stockOf, tiersOf } from "../../offer.ts";
import { anyText, textIn } from "../../texts.ts";
import { quoteTypeOf, specIdOf } from "./codes.ts";

// Every listing of the sandbox was put up on one day.
const CREATED_AT_MS = Date.UTC(2025, 2, 3, 1, 20, 0);

/** `result.result` of product.search.queryProductDetail. `language` is what the gateway calls `country`. */
export function crossborderPayload(listing: Listing, id: string, language: string): object {
  const subject = anyText(listing.title, "zh");
  return {
    offerId: BigInt(id),
    categoryId: listing.category.id,
    categoryName: anyText(listing.category.name, "zh"),
    subject,
    // An untranslated title comes back in Chinese.
    subjectTrans: textIn(listing.title, language) ?? subject,
    description: anyText(listing.description, "zh"),
    productImage: { images: listing.images, whiteImage: listing.images[0] },
    productAttribute: listing.attributes.map((attribute, index) => ({
      attributeId: `${3_000 + index}`,
      attributeName: anyText(attribute.name, "zh"),
      value: anyText(attribute.value, "zh"),
      attributeNameTrans: anyText(attribute.name, language, "zh"),
      valueTrans: anyText(attribute.value, language, "zh"),
    })),
    productSkuInfos: listing.skus.map((sku) => skuPayload(listing, sku, language)),
    productSaleInfo: {
      amountOnSale: stockOf(listing) ?? undefined,
      priceRangeList: priceRangeList(listing),
      quoteType: quoteTypeOf(listing),
      unitInfo: { unit: listing.unit.zh, transUnit: listing.unit.en },
    },
    productShippingInfo: shippingPayload(listing),
    isJxhy: false,
    sellerOpenId: listing.seller ? `BBB${listing.seller.id}` : undefined,
    minOrderQuantity: listing.minOrderQuantity ?? undefined,
    batchNumber: listing.orderMultiple ?? undefined,
    status: listing.status === "on_sale" ? "published" : "member expired",
    tagInfoList: [{ key: "isOnePsale", value: sendsOnePiece(listing) }],
    traceInfo: `object_id@${id}^object_type@offer`,
    sellerMixSetting: mixPayload(listing),
    ...(listing.seller ? { sellerDataInfo: sellerPayload(listing) } : {}),
    soldOut: listing.trade ? `${listing.trade.soldInAll}` : undefined,
    createDate: plainDate(CREATED_AT_MS),
    certificateList: listing.certificates.map((certificate) => ({
      certificateName: anyText(certificate.name, "zh"),
      certificateCode: certificate.code ?? undefined,
      certificatePhotoList: [],
    })),
    companyName: listing.seller ? anyText(listing.seller.name, "zh") : undefined,
  };
}

function priceRangeList(listing: Listing): readonly object[] | undefined {
  const tiers = tiersOf(listing);
  if (tiers.length === 0) return undefined;
  return tiers.map((tier) => ({
    startQuantity: tier.minQuantity,
    price: priceIn(listing, tier.price, "CNY"),
    promotionPrice: tier.promotionPrice === null ? undefined : priceIn(listing, tier.promotionPrice, "CNY"),
  }));
}

const skuPayload = (listing: Listing, sku: ListingSku, language: string): object => ({
  amountOnSale: sku.stock ?? undefined,
  price: sku.price === null ? undefined : priceIn(listing, sku.price, "CNY"),
  skuId: BigInt(sku.id),
  specId: specIdOf(sku.id),
  skuAttributes: sku.attributes.map((attribute, index) => skuAttribute(attribute, index, sku.image, language)),
  cargoNumber: `S${sku.id.slice(-6)}`,
  promotionPrice: sku.promotionPrice === null ? undefined : priceIn(listing, sku.promotionPrice, "CNY"),
});

const skuAttribute = (attribute: Attribute, index: number, image: string | null, language: string): object => ({
  attributeId: 3_216 + index,
  attributeName: anyText(attribute.name, "zh"),
  attributeNameTrans: anyText(attribute.name, language, "zh"),
  value: anyText(attribute.value, "zh"),
  valueTrans: anyText(attribute.value, language, "zh"),
  skuImageUrl: index === 0 ? (image ?? undefined) : undefined,
});

function shippingPayload(listing: Listing): object {
  const firstDays = listing.leadTimes[0]?.days;
  const weighed = listing.skus.filter((sku) => sku.weightGrams !== null);
  const place = listing.seller ? anyText(listing.seller.province, "zh") + anyText(listing.seller.city, "zh") : undefined;
  return {
    sendGoodsAddressText: place,
    weight: numberOf(listing.package?.weightKg),
    width: numberOf(listing.package?.widthCm),
    height: numberOf(listing.package?.heightCm),
    length: numberOf(listing.package?.lengthCm),
    skuShippingInfoList: weighed.map((sku) => ({ specId: specIdOf(sku.id), skuId: BigInt(sku.id), weight: sku.weightGrams })),
    shippingTimeGuarantee: firstDays !== undefined && firstDays <= 2 ? "shipIn48Hours-48小时发货" : undefined,
  };
}

function mixPayload(listing: Listing): object {
  if (listing.mixedBatch === null) return { generalHunpi: mixesBatches(listing) ?? undefined };
  return { generalHunpi: true, mixAmount: Number(listing.mixedBatch.minAmount), mixNumber: listing.mixedBatch.minQuantity };
}

function sellerPayload(listing: Listing): object {
  const { seller } = listing;
  return {
    tradeMedalLevel: seller?.level === null ? undefined : `${seller?.level}`,
    compositeServiceScore: seller?.ratings?.described,
    logisticsExperienceScore: seller?.ratings?.dispatch,
    consultingExperienceScore: seller?.ratings?.communication,
    repeatPurchasePercent: seller?.repeatRate ?? undefined,
    collect30DayWithin48HPercent: seller?.onTimeRate ?? undefined,
  };
}

const numberOf = (amount: string | undefined): number | undefined => (amount === undefined ? undefined : Number(amount));

/** Drop shipping, as the seller's rules offer or deny it. */
const sendsOnePiece = ({ wholesaleRules }: Listing): boolean =>
  wholesaleRules !== null && /代发/.test(wholesaleRules) && !/不支持(?:混批、)?代发/.test(wholesaleRules);
