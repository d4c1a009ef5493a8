import type { Attribute, Listing, ListingSku, Tier } from "../../catalogue/listing.ts";
import { priceIn, skuPrice, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";

const STATUS = {
  on_sale: "PRODUCT_ONLINE",
  delisted: "PRODUCT_OFFLINE",
  deleted: "PRODUCT_DELETE",
  restricted: "PRODUCT_OFFLINE",
} as const;

/** `result_data`: every scalar a string. `trade` is how `wholesale_trade` comes: an object alone, a list in a batch. */
export function alibabaPayload(listing: Listing, id: string, language: string, trade: "object" | "list"): object {
  const title = anyText(listing.title, language, "en");
  const wholesale = wholesaleTrade(listing);
  return {
    detail_url: `https://www.alibaba.com/product-detail/${slug(anyText(listing.title, "en"))}_${id}.html`,
    main_image: listing.images[0],
    eCompanyId: listing.seller?.id,
    description: anyText(listing.description, language, "en"),
    title,
    min_order_quantity: text(listing.minOrderQuantity),
    category_id: `${listing.category.id}`,
    mode_id: '"AV.YW.DEP.103.L"',
    product_id: id,
    supplier: listing.seller ? anyText(listing.seller.name, "en") : undefined,
    currency: "USD",
    category: anyText(listing.category.name, "en"),
    status: STATUS[listing.status],
    // One picture comes as a bare string, several as a list.
    images: listing.images.length === 1 ? listing.images[0] : listing.images,
    skus: listing.skus.map((sku) => skuPayload(listing, sku, id, language)),
    wholesale_trade: trade === "list" ? [wholesale] : wholesale,
  };
}

/** `result_data` of /eco/buyer/product/inventory. */
export const inventoryPayload = (listing: Listing, id: string): readonly object[] => [
  {
    shipping_from: "CN",
    inventory_list: listing.skus
      .filter((sku) => sku.stock !== null)
      .map((sku) => ({ product_id: id, sku_id: sku.id, inventory_count: `${sku.stock}`, inventory_unit: listing.unit.en })),
  },
];

function skuPayload(listing: Listing, sku: ListingSku, id: string, language: string): object {
  const price = skuPrice(listing, sku);
  const tiers = sku.tiers.length > 0 ? sku.tiers : tiersOf(listing);
  const usd = (amount: string | null) => (amount === null ? undefined : priceIn(listing, amount, "USD"));
  return {
    image: sku.image ?? undefined,
    sku_id: sku.id,
    product_id: id,
    seller_sku_id: `${id}_${sku.id}`,
    status: "NORMAL",
    unit: listing.unit.en,
    cost_price_currency: "USD",
    cost_origin_price: usd(sku.listPrice ?? price),
    cost_discount_price: usd(sku.promotionPrice ?? price),
    sku_attr_list: sku.attributes.map((attribute, index) => attributePayload(attribute, index, sku.image, language)),
    ladder_price: tiers.length === 0 ? undefined : tiers.map((tier) => tierPayload(listing, tier)),
  };
}

const tierPayload = (listing: Listing, tier: Tier): object => ({
  min_quantity: `${tier.minQuantity}`,
  // "-1" is open.
  max_quantity: `${tier.maxQuantity ?? -1}`,
  price: priceIn(listing, tier.promotionPrice ?? tier.price, "USD"),
  currency: "USD",
});

const attributePayload = (attribute: Attribute, index: number, image: string | null, language: string): object => ({
  attr_name_id: `${191_288_010 + index}`,
  attr_name_desc: anyText(attribute.name, language, "en"),
  attr_value_id: "-11",
  attr_value_desc: anyText(attribute.value, language, "en"),
  attr_value_image: index === 0 && image !== null ? image : undefined,
});

function wholesaleTrade(listing: Listing): object {
  const { package: packed } = listing;
  const [firstTier] = tiersOf(listing);
  return {
    batch_number: text(listing.orderMultiple),
    package_size: packed ? `${packed.lengthCm}*${packed.widthCm}*${packed.heightCm}` : undefined,
    price: firstTier ? priceIn(listing, firstTier.price, "USD") : undefined,
    sale_type: listing.orderMultiple === null ? "normal" : "batch",
    weight: packed?.weightKg,
    deliver_periods: listing.leadTimes.map((step) => ({ quantity: `${step.upTo}`, process_period: `${step.days}` })),
    unit_type: listing.unit.en,
    handling_time: text(listing.leadTimes[0]?.days ?? null),
    min_order_quantity: text(listing.otherMinOrderQuantity ?? listing.minOrderQuantity),
    shipping_line_template_id: listing.calculator.length > 0 ? "3" : undefined,
  };
}

const text = (value: number | null): string | undefined => (value === null ? undefined : `${value}`);

/** The title as it stands in a page's address. */
const slug = (title: string): string =>
  title
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 90);
