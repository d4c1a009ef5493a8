import { Decimal } from "../../../model/money.ts";
import type { Listing, ListingSku } from "../../catalogue/listing.ts";
import type { Seller } from "../../catalogue/sellers/seller.ts";
import { priceIn, priceRangeOf, skuPrice, stockOf, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";
import type { AccessLevel } from "../dialect.ts";

type Group = (listing: Listing, language: string, level: AccessLevel) => object;

/** What each name in `fields` brings, and from which access level on. */
const GROUPS: Readonly<Record<string, { readonly from: AccessLevel; readonly group: Group }>> = {
  subject: { from: "basic", group: (listing, language) => ({ subject: anyText(listing.title, language, "en") }) },
  price_info: { from: "basic", group: (listing, _language, level) => priceGroup(listing, level) },
  sku_list: {
    from: "middle",
    group: (listing, language) => ({ sku_list: listing.skus.map((sku) => skuPayload(listing, sku, language)) }),
  },
  trade_info: { from: "middle", group: tradeGroup },
  supplier_info: {
    from: "full",
    group: (listing) => (listing.seller ? { supplier_info: supplierPayload(listing.seller) } : {}),
  },
  shipping_info: { from: "full", group: shippingGroup },
  certifications: { from: "full", group: certificateGroup },
  seo_info: { from: "full", group: seoGroup },
  category_id: { from: "basic", group: (listing) => ({ category_id: `${listing.category.id}` }) },
  main_image: { from: "basic", group: (listing) => ({ main_image: listing.images[0] }) },
  extra_images: { from: "basic", group: (listing) => ({ extra_images: listing.images.slice(1) }) },
  min_order_quantity: { from: "basic", group: (listing) => ({ min_order_quantity: listing.minOrderQuantity ?? undefined }) },
  min_order_unit: { from: "basic", group: (listing) => ({ min_order_unit: listing.unit.en }) },
  stock: { from: "basic", group: (listing, _language, level) => ({ stock: { total: stockField(listing, level) } }) },
  desc: { from: "full", group: (listing, language) => ({ desc: anyText(listing.description, language, "en") }) },
};
const LEVELS: readonly AccessLevel[] = ["basic", "middle", "full"];

/** `result`: the groups that were asked for and that the level allows; a group above the level is absent. */
export function v3Payload(listing: Listing, fields: ReadonlySet<string>, language: string, level: AccessLevel): object {
  const groups = Object.entries(GROUPS)
    .filter(([name, { from }]) => fields.has(name) && LEVELS.indexOf(level) >= LEVELS.indexOf(from))
    .map(([, { group }]) => group(listing, language, level));
  return Object.assign({}, ...groups);
}

/** Exact from the middle level on, else rounded down to the thousand, as an estimate. */
function stockField(listing: Listing, level: AccessLevel): number | undefined {
  const stock = stockOf(listing);
  if (stock === null) return undefined;
  return level === "basic" ? Math.floor(stock / 1_000) * 1_000 : stock;
}

function priceGroup(listing: Listing, level: AccessLevel): object {
  const range = priceRangeOf(listing);
  const usd = (amount: string) => priceIn(listing, amount, "USD");
  const tiers = level === "basic" ? [] : tiersOf(listing);
  const base = tiers[0]?.price;
  return {
    price_info: {
      currency: "USD",
      price_unit: listing.unit.en,
      price_range: range ? `${usd(range.low)}-${usd(range.high)}` : undefined,
      fob_price: listing.tradeTerm?.rule === "FOB" && base !== undefined ? usd(base) : undefined,
      tier_prices:
        base === undefined
          ? undefined
          : tiers.map((tier) => ({
              min_quantity: tier.minQuantity,
              price: usd(tier.price),
              discount: new Decimal(tier.price).div(base).toFixed(2, Decimal.ROUND_HALF_EVEN),
            })),
    },
  };
}

function skuPayload(listing: Listing, sku: ListingSku, language: string): object {
  const price = skuPrice(listing, sku);
  return {
    sku_id: sku.id,
    attributes: Object.fromEntries(
      sku.attributes.map((attribute) => [anyText(attribute.name, language, "en"), anyText(attribute.value, language, "en")]),
    ),
    price: price === null ? undefined : priceIn(listing, price, "USD"),
    inventory: sku.stock ?? undefined,
    image_url: sku.image ?? undefined,
    support_customization: sku.customizable ?? undefined,
    custom_fields: [],
  };
}

function tradeGroup(listing: Listing): object {
  const { trade, seller, leadTimes } = listing;
  if (trade === null) return {};
  return {
    trade_info: {
      transactions: trade.sold30Days,
      buyers: trade.buyers30Days,
      repeat_buyer_rate: seller?.repeatRate ?? undefined,
      avg_lead_time: leadTimes[0]?.days,
      payment_methods: seller?.paymentMethods ?? [],
    },
  };
}

const supplierPayload = (seller: Seller): object => ({
  supplier_id: seller.id,
  supplier_name: anyText(seller.name, "en"),
  is_gold_supplier: seller.gold ?? undefined,
  is_verified: seller.verified ?? undefined,
  response_rate: seller.responseRate ?? undefined,
  transaction_level: seller.level ?? undefined,
  country: seller.country,
  province: anyText(seller.province, "en") || undefined,
});

function shippingGroup(listing: Listing): object {
  const { leadTimes, ports, calculator } = listing;
  if (leadTimes.length === 0 && ports.length === 0 && calculator.length === 0) return {};
  const days = leadTimes.map((step) => step.days);
  return {
    shipping_info: {
      ports,
      methods: [...new Set(calculator.map((row) => row.shippingType.toLowerCase()))],
      lead_time: days.length > 0 ? `${Math.min(...days)}-${Math.max(...days)} days` : undefined,
    },
  };
}

function certificateGroup(listing: Listing): object {
  return {
    certifications: listing.certificates.map((certificate) => ({
      certification_type: certificate.type,
      authority: certificate.authority ?? undefined,
      valid_date: certificate.validUntil ?? undefined,
    })),
  };
}

function seoGroup({ seo }: Listing): object {
  if (seo === null) return {};
  return { seo_info: { keywords: seo.keywords, search_volume: seo.searchVolume, competition_index: seo.competitionIndex } };
}
