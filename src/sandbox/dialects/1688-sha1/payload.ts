import { Decimal } from "../../../model/money.ts";
import type { Listing, ListingSku } from "../../catalogue/listing.ts";
import type { Seller } from "../../catalogue/sellers/seller.ts";
import { plainDate } from "../../dates.ts";
import { ladderTextOf, priceIn, priceRangeOf, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import type { AccessLevel } from "../dialect.ts";

const UPDATED_AT_MS = Date.UTC(2026, 10, 2, 6, 5, 0);

/** `result` of the older alibaba.product.get: groups appear with the app's access level. Chinese only. */
export const sha1Payload = (listing: Listing, id: string, level: AccessLevel): object => ({
  product_id: BigInt(id),
  title: anyText(listing.title, "zh"),
  main_image: listing.images[0],
  pic_urls: { pic_url: listing.images },
  price: priceField(listing, level),
  gmt_modified: plainDate(UPDATED_AT_MS),
  ...(level === "basic" ? {} : advancedGroups(listing)),
  ...(level === "full" ? enterpriseGroups(listing) : {}),
});

/** The first step's price; of a listing priced by SKU the SKUs say it, and the range stands in where they are not shown. */
function priceField(listing: Listing, level: AccessLevel): string | undefined {
  const [first] = tiersOf(listing);
  if (first) return priceIn(listing, first.price, "CNY");
  const range = priceRangeOf(listing);
  if (range === null || (listing.pricing.basis === "sku" && level !== "basic")) return undefined;
  return `${priceIn(listing, range.low, "CNY")}-${priceIn(listing, range.high, "CNY")}`;
}

const advancedGroups = (listing: Listing): object => ({
  price_range: ladderTextOf(listing) ?? undefined,
  min_order_quantity: listing.minOrderQuantity ?? undefined,
  sku_infos: listing.skus.length > 0 ? { sku_info: listing.skus.map((sku) => skuPayload(listing, sku)) } : undefined,
  wholesale_rules: listing.wholesaleRules ?? undefined,
  delivery_template: listing.template
    ? {
        // 0 where there is no free delivery.
        free_shipping_threshold: listing.template.freeFrom ?? "0",
        coverage: listing.template.coverage,
        logistics_companies: listing.template.companies.map((company) => ({
          name: company.name,
          min_fee: company.firstFee ?? undefined,
          additional_fee: company.additionalFee ?? undefined,
          delivery_days: `${company.days[0]}-${company.days[1]}天`,
        })),
      }
    : undefined,
});

const skuPayload = (listing: Listing, sku: ListingSku): object => ({
  sku_id: BigInt(sku.id),
  spec_attributes: sku.attributes.map((attribute) => ({
    attr_name: anyText(attribute.name, "zh"),
    attr_value: anyText(attribute.value, "zh"),
  })),
  price: sku.price === null ? undefined : priceIn(listing, sku.price, "CNY"),
  stock: sku.stock ?? undefined,
  sales_count: sku.sold ?? undefined,
  image_url: sku.image ?? undefined,
});

const enterpriseGroups = (listing: Listing): object => ({
  supplier_info: listing.seller ? supplierPayload(listing.seller) : undefined,
  supply_capacity: listing.seller
    ? {
        monthlyOutput: listing.seller.monthlyOutput ?? undefined,
        minOrderDays: listing.seller.shortestLeadDays ?? undefined,
      }
    : undefined,
  certifications: listing.certificates.map((certificate) => ({
    type: certificate.type,
    valid_date: certificate.validUntil ?? undefined,
  })),
  transaction_history: listing.trade
    ? { orders_30d: listing.trade.sold30Days, buyers_30d: listing.trade.buyers30Days }
    : undefined,
  oa_info: listing.customization
    ? {
        supportCustomization: true,
        minOrderQuantity: listing.customization.minOrder,
        productionLeadTime: `${listing.customization.leadTime}天`,
        serviceTags: listing.customization.services,
      }
    : undefined,
});

const supplierPayload = (seller: Seller): object => ({
  supplier_id: BigInt(seller.id),
  supplier_name: anyText(seller.name, "zh"),
  province: anyText(seller.province, "zh"),
  city: anyText(seller.city, "zh"),
  operatingYears: seller.years ?? undefined,
  transactionLevel: seller.level ?? undefined,
  responseRate: percent(seller.responseRate),
  onTimeDeliveryRate: percent(seller.onTimeRate),
  productCount: seller.productCount ?? undefined,
  hasTradeAssurance: seller.tradeAssurance ?? undefined,
  disputeRate: percent(seller.disputeRate),
  refundRate: percent(seller.refundRate),
});

/** "0.982" is "98.2%". */
const percent = (fraction: string | null): string | undefined =>
  fraction === null ? undefined : `${new Decimal(fraction).times(100).toFixed()}%`;
