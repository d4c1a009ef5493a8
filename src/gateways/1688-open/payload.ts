import { flag, id, list, raw, record, text } from "../reading/answer/loose.ts";

const attribute = {
  attributeID: text,
  attributeName: text,
  attributeNameTrans: text,
  attributeDisplayName: text,
  attributeId: text,
  value: text,
  valueTrans: text,
  attributeValue: text,
  customValueName: text,
  skuImageUrl: text,
};

const sku = { skuId: id, price: raw, promotionPrice: raw, amountOnSale: raw, retailPrice: raw };

const named = record({
  attributeID: text,
  attributeId: text,
  attributeName: text,
  attributeNameTrans: text,
  value: text,
  valueTrans: text,
});

const tag = record({ key: text, value: flag });

const price = record({ startQuantity: raw, price: raw, promotionPrice: raw });

const images = record({ images: list(text), whiteImage: text });

/** `product.search.queryProductDetail`: what stands in `result.result`. */
export const CrossborderDetail = record({
  offerId: id,
  categoryId: id,
  categoryName: text,
  subject: text,
  subjectTrans: text,
  description: text,
  mainVideo: text,
  productImage: images,
  productAttribute: list(named),
  productSkuInfos: list(record({ ...sku, skuAttributes: list(record(attribute)) })),
  productSaleInfo: record({
    amountOnSale: raw,
    priceRangeList: list(price),
    quoteType: text,
    unitInfo: record({ unit: text, transUnit: text }),
    fenxiaoSaleInfo: record({ onePiecePrice: raw }),
  }),
  productShippingInfo: record({
    sendGoodsAddressText: text,
    weight: raw,
    width: raw,
    height: raw,
    length: raw,
    skuShippingInfoList: list(record({ weight: raw })),
    skuShippingDetails: list(record({ weight: raw, length: raw, width: raw, height: raw })),
    shippingTimeGuarantee: text,
  }),
  sellerOpenId: text,
  minOrderQuantity: raw,
  batchNumber: raw,
  status: text,
  tagInfoList: list(tag),
  promotionModel: record({ promotionType: text }),
  tradeScore: raw,
  updateTime: raw,
  lastUpdateTime: raw,
  sellerMixSetting: record({ generalHunpi: flag, mixAmount: raw, mixNumber: raw }),
  sellerDataInfo: record({
    tradeMedalLevel: raw,
    compositeServiceScore: raw,
    logisticsExperienceScore: raw,
    disputeComplaintScore: raw,
    offerExperienceScore: raw,
    consultingExperienceScore: raw,
    afterSalesExperienceScore: raw,
    qualityRefundWithin30Day: raw,
    repeatPurchasePercent: raw,
    collect30DayWithin48HPercent: raw,
  }),
  certificateList: list(record({ certificateName: text })),
  companyName: text,
});

/** `alibaba.product.get`: what stands in `productInfo`. */
export const ProductInfo = record({
  productID: id,
  categoryID: id,
  categoryName: text,
  subject: text,
  description: text,
  status: text,
  attributes: list(named),
  mainVedio: text,
  mainVideo: text,
  lastUpdateTime: raw,
  lastRepostTime: raw,
  image: images,
  skuInfos: list(record({ ...sku, attributes: list(record(attribute)) })),
  saleInfo: record({
    amountOnSale: raw,
    priceRanges: list(price),
    quoteType: text,
    unit: text,
    minOrderQuantity: raw,
    batchNumber: raw,
    mixWholeSale: flag,
  }),
  shippingInfo: record({
    sendGoodsAddressText: text,
    unitWeight: raw,
    width: raw,
    height: raw,
    length: raw,
    handlingTime: raw,
  }),
  supplierUserId: text,
});
