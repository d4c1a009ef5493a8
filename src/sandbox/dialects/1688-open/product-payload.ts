import type { Listing, ListingSku } from "../../catalogue/listing.ts";
import { compactDate } from "../../dates.ts";
import { mixesBatches, priceIn, stockOf, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import { quoteTypeOf, specIdOf } from "./codes.ts";

const CREATED_AT_MS = Date.UTC(2025, 2, 3, 1, 20, 0);
const UPDATED_AT_MS = Date.UTC(2026, 10, 2, 6, 5, 0);

/** The whole answer of alibaba.product.get: Chinese only, prices as JSON numbers, image paths without their host. */
export function productPayload(listing: Listing, id: string): object {
  return {
    productInfo: {
      productID: BigInt(id),
      productType: "wholesale",
      categoryID: listing.category.id,
      categoryName: anyText(listing.category.name, "zh"),
      attributes: listing.attributes.map((attribute, index) => ({
        attributeID: 3_000 + index,
        attributeName: anyText(attribute.name, "zh"),
        value: anyText(attribute.value, "zh"),
        isCustom: false,
      })),
      status: listing.status === "on_sale" ? "published" : "member expired",
      subject: anyText(listing.title, "zh"),
      description: anyText(listing.description, "zh"),
      language: "CHINESE",
      bizType: 1,
      image: { images: listing.images.map(pathOf), isWatermark: false, isWatermarkFrame: false, watermarkPosition: "" },
      skuInfos: listing.skus.map((sku) => skuPayload(listing, sku)),
      saleInfo: saleInfo(listing),
      shippingInfo: shippingInfo(listing),
      supplierLoginId: listing.seller ? anyText(listing.seller.name, "zh") : undefined,
      supplierUserId: listing.seller?.id,
    },
    bizGroupInfos: [],
    createTime: compactDate(CREATED_AT_MS),
    lastUpdateTime: compactDate(UPDATED_AT_MS),
  };
}

const skuPayload = (listing: Listing, sku: ListingSku): object => ({
  attributes: sku.attributes.map((attribute, index) => ({
    attributeID: 3_216 + index,
    attributeValue: anyText(attribute.value, "zh"),
    attributeName: anyText(attribute.name, "zh"),
    attributeDisplayName: anyText(attribute.name, "zh"),
    skuImageUrl: index === 0 && sku.image !== null ? pathOf(sku.image) : undefined,
  })),
  cargoNumber: `S${sku.id.slice(-6)}`,
  amountOnSale: sku.stock ?? undefined,
  price: sku.price === null ? undefined : Number(priceIn(listing, sku.price, "CNY")),
  skuId: BigInt(sku.id),
  specId: specIdOf(sku.id),
});

function saleInfo(listing: Listing): object {
  const tiers = tiersOf(listing);
  const ranges = tiers.map((tier) => ({ startQuantity: tier.minQuantity, price: Number(priceIn(listing, tier.price, "CNY")) }));
  return {
    supportOnlineTrade: true,
    mixWholeSale: mixesBatches(listing) ?? undefined,
    saleType: "normal",
    priceAuth: false,
    priceRanges: ranges.length === 0 ? undefined : ranges,
    amountOnSale: stockOf(listing) ?? undefined,
    unit: listing.unit.zh,
    minOrderQuantity: listing.minOrderQuantity ?? undefined,
    batchNumber: listing.orderMultiple ?? undefined,
    quoteType: quoteTypeOf(listing),
  };
}

function shippingInfo(listing: Listing): object {
  const { package: packed, seller } = listing;
  return {
    unitWeight: packed ? Number(packed.weightKg) : undefined,
    width: packed ? Number(packed.widthCm) : undefined,
    height: packed ? Number(packed.heightCm) : undefined,
    length: packed ? Number(packed.lengthCm) : undefined,
    freightTemplateID: listing.template ? 121_133 : undefined,
    sendGoodsAddressText: seller ? anyText(seller.province, "zh") + anyText(seller.city, "zh") : undefined,
  };
}

/** This operation gives image paths without `https://cbu01.alicdn.com/`. */
const pathOf = (address: string): string => address.replace("https://cbu01.alicdn.com/", "");
