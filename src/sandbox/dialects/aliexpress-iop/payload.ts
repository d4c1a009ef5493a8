import { Decimal } from "../../../model/money.ts";
import type { Attribute, Listing, ListingSku } from "../../catalogue/listing.ts";
import { priceIn, skuPrice, tiersOf } from "../../offer.ts";
import { anyText } from "../../texts.ts";

// aliexpress.us shows the common id + 2^51.
const US_ID_OFFSET = 2n ** 51n;
// The platform's number of the unit "piece"; pairs and sets have others.
const UNIT_NUMBERS: Readonly<Record<string, number>> = { Pair: 100000013, Piece: 100000015, Set: 100000017, Box: 100000018 };

export interface Buyer {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** One of those the sandbox converts to. */
  readonly currency: string;
  readonly language: string;
}

/** `result` of aliexpress.ds.product.get, in the form with wrappers. */
export function aliexpressPayload(listing: Listing, id: string, buyer: Buyer): object {
  const { seller, trade, package: packed } = listing;
  const days = listing.door.find((option) => option.countries.includes(buyer.country))?.days;
  return {
    ae_item_base_info_dto: {
      product_id: BigInt(id),
      category_id: listing.category.id,
      subject: anyText(listing.title, buyer.language, "en"),
      // The seller's own currency, not that of the prices below.
      currency_code: "CNY",
      product_status_type: listing.status === "on_sale" ? "onSelling" : "offline",
      evaluation_count: trade ? `${trade.reviews}` : undefined,
      sales_count: trade ? salesCount(trade.soldInAll) : undefined,
      avg_evaluation_rating: trade?.rating,
      detail: anyText(listing.description, buyer.language, "en"),
      mobile_detail: '{"version":"2.0.0","moduleList":[]}',
    },
    ae_item_sku_info_dtos: { ae_item_sku_info_d_t_o: listing.skus.map((sku) => skuPayload(listing, sku, buyer)) },
    ae_item_properties: {
      ae_item_property: listing.attributes.map((attribute, index) => propertyPayload(attribute, index, buyer)),
    },
    ae_multimedia_info_dto: { image_urls: listing.images.join(";") },
    ...(seller
      ? {
          ae_store_info: {
            store_id: Number(seller.id),
            store_name: anyText(seller.name, "en"),
            store_country_code: seller.country,
            item_as_described_rating: seller.ratings?.described,
            communication_rating: seller.ratings?.communication,
            shipping_speed_rating: seller.ratings?.dispatch,
          },
        }
      : {}),
    has_whole_sale: listing.skus.some((sku) => bulkOf(listing, sku) !== null),
    ...(days ? { logistics_info_dto: { delivery_time: days[1], ship_to_country: buyer.country } } : {}),
    ...(packed
      ? {
          package_info_dto: {
            gross_weight: packed.weightKg,
            package_length: Math.ceil(Number(packed.lengthCm)),
            package_width: Math.ceil(Number(packed.widthCm)),
            package_height: Math.ceil(Number(packed.heightCm)),
            package_type: false,
            product_unit: UNIT_NUMBERS[listing.unit.en] ?? 100000015,
          },
        }
      : {}),
    product_id_converter_result: {
      main_product_id: BigInt(id),
      sub_product_id: `{"US":${BigInt(id) + US_ID_OFFSET}}`,
    },
  };
}

function skuPayload(listing: Listing, sku: ListingSku, buyer: Buyer): object {
  const money = (amount: string | null) => (amount === null ? undefined : inTarget(listing, amount, buyer.currency));
  const price = skuPrice(listing, sku);
  const bulk = bulkOf(listing, sku);
  const attr = sku.attributes.map((attribute, index) => attributeCode(attribute, index)).join(";");
  return {
    sku_id: sku.id,
    id: attr,
    sku_attr: attr,
    currency_code: buyer.currency,
    sku_price: money(sku.listPrice ?? price),
    offer_sale_price: money(sku.promotionPrice ?? price),
    offer_bulk_sale_price: money(bulk?.price ?? sku.promotionPrice ?? price),
    sku_bulk_order: bulk?.minQuantity,
    price_include_tax: listing.taxIncludedIn.includes(buyer.country),
    sku_available_stock: sku.stock ?? undefined,
    ae_sku_property_dtos: {
      ae_sku_property_d_t_o: sku.attributes.map((attribute, index) => ({
        sku_property_id: propertyId(index),
        sku_property_name: anyText(attribute.name, buyer.language, "en"),
        sku_property_value: anyText(attribute.value, buyer.language, "en"),
        property_value_id: valueId(attribute),
        property_value_definition_name: anyText(attribute.value, "en"),
        sku_image: index === 0 ? (sku.image ?? undefined) : undefined,
      })),
    },
  };
}

/** AliExpress knows one step of quantity: the SKU's own, else the ladder's second tier. */
function bulkOf(listing: Listing, sku: ListingSku): { readonly minQuantity: number; readonly price: string } | null {
  return sku.bulk ?? tiersOf(listing)[1] ?? null;
}

const inTarget = (listing: Listing, amount: string, currency: string): string =>
  new Decimal(priceIn(listing, amount, currency)).toFixed(2);

const propertyPayload = (attribute: Attribute, index: number, buyer: Buyer): object => ({
  attr_name_id: index === 0 ? 2 : -1,
  attr_name: anyText(attribute.name, buyer.language, "en"),
  attr_value_id: -1,
  attr_value: anyText(attribute.value, buyer.language, "en"),
});

const propertyId = (index: number): number => [14, 5, 200007763][index] ?? 200000124 + index;

/** `14:193#Black`: the property, the value's number, and what the seller calls it. */
const attributeCode = (attribute: Attribute, index: number): string =>
  `${propertyId(index)}:${valueId(attribute)}#${anyText(attribute.value, "en")}`;

/** A steady number for a value, in the range the platform uses for values of sellers. */
const valueId = (attribute: Attribute): number =>
  [...anyText(attribute.value, "en")].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 900_000, 7) +
  200_000_000;

/** Exact below a hundred, then the lower bound the page shows: "5000+". */
function salesCount(sold: number): string {
  const steps = [10_000, 5_000, 4_000, 3_000, 2_000, 1_000, 900, 800, 700, 600, 500, 400, 300, 200, 100];
  const step = steps.find((bound) => sold >= bound);
  return step === undefined ? `${sold}` : `${step}+`;
}
