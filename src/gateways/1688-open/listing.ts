import type * as z from "zod";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { isPlaceholder } from "../../normalize/text/placeholder.ts";
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
  /** Kilograms where grams are not said. */
  readonly skuPackages: readonly SkuPackage[];
  readonly lengthCm: unknown;
  readonly widthCm: unknown;
  readonly heightCm: unknown;
  readonly leadTimeDays: unknown;
  readonly sellerId: string | null;
  readonly companyName: string | null;
  readonly address: string | null;
  readonly seller: z.output<typeof CrossborderDetail>["sellerDataInfo"] | null;
  readonly certificates: readonly string[];
  readonly video: string | null;
  readonly brand: string | null;
  /** Whose the promotion is ("plus": paying members); null where it is everybody's or none. */
  readonly promotionType: string | null;
  readonly onePiecePrice: unknown;
  readonly dropShipping: boolean | null;
  readonly stars: unknown;
  readonly updatedAt: unknown;
}

/** One SKU as packed, in the platform's own values: weights in kilograms or in grams, sizes in centimetres. */
export interface SkuPackage {
  readonly weight?: unknown;
  readonly inGrams: boolean;
  readonly length?: unknown;
  readonly width?: unknown;
  readonly height?: unknown;
}

export interface ListedSku {
  readonly skuId: string | null;
  readonly price?: unknown;
  readonly promotionPrice?: unknown;
  readonly amountOnSale?: unknown;
  readonly retailPrice?: unknown;
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
    mixedBatch: mix.generalHunpi ?? tagged(detail.tagInfoList, "isSupportMix"),
    mixAmount: mix.mixAmount,
    mixNumber: mix.mixNumber,
    weightKg: shipping.weight,
    skuPackages: [
      ...shipping.skuShippingDetails.map((sku) => ({ ...sku, inGrams: false })),
      ...(shipping.skuShippingDetails.length === 0 ? shipping.skuShippingInfoList : []).map((sku) => ({
        ...sku,
        inGrams: true,
      })),
    ],
    lengthCm: shipping.length,
    widthCm: shipping.width,
    heightCm: shipping.height,
    leadTimeDays: promisedDays(shipping.shippingTimeGuarantee),
    sellerId: detail.sellerOpenId,
    companyName: detail.companyName,
    address: shipping.sendGoodsAddressText,
    seller: detail.sellerDataInfo,
    certificates: detail.certificateList.flatMap(({ certificateName }) => certificateName ?? []),
    video: detail.mainVideo,
    brand: brandIn(detail.productAttribute),
    promotionType: detail.promotionModel.promotionType,
    onePiecePrice: sale.fenxiaoSaleInfo.onePiecePrice,
    dropShipping: tagged(detail.tagInfoList, "isOnePsale") ?? tagged(detail.tagInfoList, "onePsale"),
    stars: detail.tradeScore,
    updatedAt: detail.lastUpdateTime ?? detail.updateTime,
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
    skuPackages: [],
    lengthCm: shipping.length,
    widthCm: shipping.width,
    heightCm: shipping.height,
    leadTimeDays: shipping.handlingTime,
    sellerId: info.supplierUserId,
    companyName: null,
    address: shipping.sendGoodsAddressText,
    seller: null,
    certificates: [],
    video: info.mainVideo ?? info.mainVedio,
    brand: brandIn(info.attributes),
    promotionType: null,
    onePiecePrice: null,
    dropShipping: null,
    stars: null,
    updatedAt: info.lastUpdateTime ?? info.lastRepostTime,
  };
}

const tagged = (tags: z.output<typeof CrossborderDetail>["tagInfoList"], name: string): boolean | null =>
  tags.find(({ key }) => key === name)?.value ?? null;

// The number and the name of the attribute "brand" in 1688's categories.
const BRAND_ID = "2176";
const NO_BRAND = /^(?:无品牌|no brand)$/i;

function brandIn(attributes: z.output<typeof CrossborderDetail>["productAttribute"]): string | null {
  const found = attributes.find(
    ({ attributeID, attributeId, attributeName }) => (attributeID ?? attributeId) === BRAND_ID || attributeName === "品牌",
  );
  const brand = found?.valueTrans ?? found?.value ?? null;
  return brand === null || isPlaceholder(brand) || NO_BRAND.test(brand) ? null : brand;
}

type ListedAttribute = z.output<typeof ProductInfo>["skuInfos"][number]["attributes"][number];

// Two attributes that many categories share and that some answers give by number alone.
const COMMON_NAMES: Readonly<Record<string, string>> = { "3216": "颜色", "450": "尺码" };

/** In the language that was asked for where the platform translated them. `names` tells those given by number alone. */
function attributesOf(
  attributes: readonly ListedAttribute[],
  names: ReadonlyMap<string | null, string | null> = new Map(),
): Pick<ListedSku, "attributes" | "image"> {
  const entries = attributes.flatMap((attribute) => {
    const number = attribute.attributeID ?? attribute.attributeId;
    const name = attribute.attributeNameTrans ?? attribute.attributeDisplayName ?? attribute.attributeName;
    const value = attribute.valueTrans ?? attribute.customValueName ?? attribute.value ?? attribute.attributeValue;
    const shown = name ?? names.get(number) ?? COMMON_NAMES[number ?? ""] ?? number;
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
