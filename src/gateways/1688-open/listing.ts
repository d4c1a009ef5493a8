import type * as z from "zod";
import { asRecord, asText } from "../../normalize/json-shape.ts";
import { CrossborderDetail, ProductInfo } from "./payload.ts";

/** A listing as either product operation tells it, still in the platform's own values. */
export interface Listing {
  readonly id: string | null;
  readonly category: string | null;
  readonly subject: string | null;
  readonly subjectTranslated: string | null;
  readonly description: string | null;
  readonly status: string | null;
  readonly images: readonly (string | null)[];
  readonly skus: readonly ListedSku[];
  readonly prices: readonly ListedPrice[];
  readonly quoteType: string | null;
  readonly unit: string | null;
  readonly stock: unknown;
  readonly minOrderQuantity: unknown;
  readonly batchNumber: unknown;
  readonly mixedBatch: boolean | null;
  readonly mixAmount: unknown;
  readonly mixNumber: unknown;
  readonly weightKg: unknown;
  readonly skuWeightsGrams: readonly unknown[];
  readonly lengthCm: unknown;
  readonly widthCm: unknown;
  readonly heightCm: unknown;
  readonly leadTimeDays: unknown;
  readonly sellerId: string | null;
  readonly companyName: string | null;
  readonly address: string | null;
  readonly seller: z.output<typeof CrossborderDetail>["sellerDataInfo"] | null;
  readonly certificates: readonly string[];
}

export interface ListedSku {
  readonly skuId: string | null;
  readonly price?: unknown;
  readonly promotionPrice?: unknown;
  readonly amountOnSale?: unknown;
  readonly attributes: Readonly<Record<string, string>>;
  readonly image: string | null;
}

export interface ListedPrice {
  readonly startQuantity?: unknown;
  readonly price?: unknown;
  readonly promotionPrice?: unknown;
}

// "shipIn24Hours-24小时发货": the promise to dispatch within so many hours.
const DISPATCH_PROMISE = /shipIn(\d{2,3})Hours/g;

/** The listing in an answer of either operation; null where there is none. */
export function readListing(body: unknown): Listing | null {
  const root = asRecord(body);
  const detail = asRecord(asRecord(root["result"])["result"]);
  if (Object.keys(detail).length > 0) return ofCrossborder(CrossborderDetail.parse(detail));
  const info = asRecord(root["productInfo"] ?? asRecord(root["result"])["productInfo"]);
  return Object.keys(info).length > 0 ? ofProductInfo(ProductInfo.parse(info)) : null;
}

function ofCrossborder(detail: z.output<typeof CrossborderDetail>): Listing {
  const { productSaleInfo: sale, productShippingInfo: shipping, sellerMixSetting: mix } = detail;
  return {
    id: detail.offerId,
    category: detail.categoryName ?? detail.categoryId,
    subject: detail.subject,
    subjectTranslated: detail.subjectTrans,
    description: detail.description,
    status: detail.status,
    images: [...detail.productImage.images, detail.productImage.whiteImage],
    skus: detail.productSkuInfos.map((sku) => ({ ...sku, ...attributesOf(sku.skuAttributes) })),
    prices: sale.priceRangeList,
    quoteType: sale.quoteType,
    unit: sale.unitInfo.unit ?? sale.unitInfo.transUnit,
    stock: sale.amountOnSale,
    minOrderQuantity: detail.minOrderQuantity,
    batchNumber: detail.batchNumber,
    mixedBatch: mix.generalHunpi,
    mixAmount: mix.mixAmount,
    mixNumber: mix.mixNumber,
    weightKg: shipping.weight,
    skuWeightsGrams: shipping.skuShippingInfoList.map((sku) => sku.weight),
    lengthCm: shipping.length,
    widthCm: shipping.width,
    heightCm: shipping.height,
    leadTimeDays: promisedDays(shipping.shippingTimeGuarantee),
    sellerId: detail.sellerOpenId,
    companyName: detail.companyName,
    address: shipping.sendGoodsAddressText,
    seller: detail.sellerDataInfo,
    certificates: detail.certificateList.flatMap(({ certificateName }) => certificateName ?? []),
  };
}

function ofProductInfo(info: z.output<typeof ProductInfo>): Listing {
  const { saleInfo: sale, shippingInfo: shipping } = info;
  const names = new Map(info.attributes.map(({ attributeID, attributeName }) => [attributeID, attributeName]));
  return {
    id: info.productID,
    category: info.categoryName ?? info.categoryID,
    subject: info.subject,
    subjectTranslated: null,
    description: info.description,
    status: info.status,
    images: [...info.image.images, info.image.whiteImage],
    skus: info.skuInfos.map((sku) => ({ ...sku, ...attributesOf(sku.attributes, names) })),
    prices: sale.priceRanges,
    quoteType: sale.quoteType,
    unit: sale.unit,
    stock: sale.amountOnSale,
    minOrderQuantity: sale.minOrderQuantity,
    batchNumber: sale.batchNumber,
    mixedBatch: sale.mixWholeSale,
    mixAmount: null,
    mixNumber: null,
    weightKg: shipping.unitWeight,
    skuWeightsGrams: [],
    lengthCm: shipping.length,
    widthCm: shipping.width,
    heightCm: shipping.height,
    leadTimeDays: shipping.handlingTime,
    sellerId: info.supplierUserId,
    companyName: null,
    address: shipping.sendGoodsAddressText,
    seller: null,
    certificates: [],
  };
}

type ListedAttribute = z.output<typeof ProductInfo>["skuInfos"][number]["attributes"][number];

/** In the language that was asked for where the platform translated them. `names` tells those given by number alone. */
function attributesOf(
  attributes: readonly ListedAttribute[],
  names: ReadonlyMap<string | null, string | null> = new Map(),
): Pick<ListedSku, "attributes" | "image"> {
  const entries = attributes.flatMap((attribute) => {
    const number = attribute.attributeID ?? attribute.attributeId;
    const name = attribute.attributeNameTrans ?? attribute.attributeDisplayName ?? attribute.attributeName;
    const value = attribute.valueTrans ?? attribute.customValueName ?? attribute.value ?? attribute.attributeValue;
    const shown = name ?? names.get(number) ?? number;
    return shown === null || value === null ? [] : [[shown, value] as const];
  });
  return {
    attributes: Object.fromEntries(entries),
    image: attributes.map(({ skuImageUrl }) => asText(skuImageUrl)).find((url) => url !== null) ?? null,
  };
}

/** An upper bound in days; null where no promise stands, or several. */
function promisedDays(guarantee: string | null): string | null {
  const hours = new Set([...(guarantee ?? "").matchAll(DISPATCH_PROMISE)].map(([, count]) => Number(count)));
  const [only] = hours;
  return hours.size === 1 && only !== undefined ? `≤${Math.ceil(only / 24)}` : null;
}
