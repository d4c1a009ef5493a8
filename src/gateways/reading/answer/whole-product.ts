import type { Marketplace } from "../../../model/marketplace.ts";
import { type Missing, type MissingReason, NOTHING_SAID, type Product } from "../../../model/product.ts";
import { pageUrl } from "../../../model/product-ref.ts";
import type { Notes } from "../notes.ts";

/** A product of which only the reference is known. Each dialect fills in what its payload says. */
export const unknownProduct = (marketplace: Marketplace, id: string): Product => ({
  ...NOTHING_SAID,
  marketplace,
  id,
  url: pageUrl({ marketplace, id }),
});

/** Fields by their names in the answer, those a decision hangs on first, with what stands in them. */
const FIELDS: readonly (readonly [field: string, value: (product: Product) => unknown])[] = [
  ["title", ({ title }) => (typeof title === "string" ? title : Object.keys(title))],
  ["offer.currency", ({ offer }) => offer.currency],
  ["offer.tiers", ({ offer }) => (offer.priceBasis === "none" ? null : true)],
  ["skus.items.unit_price", unpricedSkus],
  ["offer.min_order_quantity", ({ offer }) => offer.minOrderQuantity],
  ["offer.trade_term", ({ offer }) => offer.tradeTerm],
  ["offer.unit", ({ offer }) => offer.unit],
  ["skus.items", ({ skus }) => skus],
  ["skus.stock", ({ stock }) => stock],
  ["lead_time_days", ({ leadTimeDays }) => leadTimeDays],
  ["shipping.options", ({ shipping }) => shipping.options],
  ["supplier.name", ({ supplier }) => supplier.name],
  ["supplier.country", ({ supplier }) => supplier.country],
  ["supplier.years", ({ supplier }) => supplier.years],
  ["supplier.transaction_level", ({ supplier }) => supplier.transactionLevel],
  ["supplier.response_rate", ({ supplier }) => supplier.responseRate],
  ["supplier.on_time_rate", ({ supplier }) => supplier.onTimeRate],
  ["supplier.product_count", ({ supplier }) => supplier.productCount],
  ["supplier.repeat_buyer_rate", ({ supplier }) => supplier.repeatBuyerRate],
  ["supplier.dispute_rate", ({ supplier }) => supplier.disputeRate],
  ["supplier.refund_rate", ({ supplier }) => supplier.refundRate],
  ["supplier.monthly_output", ({ supplier }) => supplier.monthlyOutput],
  ["supplier.shortest_lead_days", ({ supplier }) => supplier.shortestLeadDays],
  ["supplier.gold", ({ supplier }) => supplier.gold],
  ["supplier.verified", ({ supplier }) => supplier.verified],
  ["supplier.factory_audit", ({ supplier }) => supplier.factoryAudit],
  ["supplier.trade_assurance", ({ supplier }) => supplier.tradeAssurance],
  ["certifications", ({ certifications }) => certifications],
  ["package.weight_kg", (product) => product.package.weightKg],
  ["package.length_cm", (product) => product.package.lengthCm],
  ["package.width_cm", (product) => product.package.widthCm],
  ["package.height_cm", (product) => product.package.heightCm],
  ["trade.sold_30d", ({ trade }) => trade.sold30Days],
  ["trade.buyers_30d", ({ trade }) => trade.buyers30Days],
  ["services.mixed_batch", ({ services }) => services.mixedBatch],
  ["services.drop_shipping", ({ services }) => services.dropShipping],
  ["services.custom_made", ({ services }) => services.customMade],
  ["services.samples", ({ services }) => services.samples],
  ["customization.supported", ({ customization }) => customization.supported],
  ["category", ({ category }) => category],
  ["images", ({ images }) => images],
  ["status", ({ status }) => (status === "unknown" ? null : status)],
];

/** The product with the warnings of its reading and a line for each field that stayed empty. */
export const wholeProduct = (
  product: Product,
  notes: Notes,
  /** Fields, or whole groups ("supplier"), that the app's access level leaves out. */
  notLicensed: readonly string[] = [],
): Product => ({
  ...product,
  missing: [...product.missing, ...missingFields(product, notes, notLicensed)],
  warnings: [...product.warnings, ...notes.warnings],
});

const missingFields = (product: Product, notes: Notes, notLicensed: readonly string[]): Missing[] =>
  FIELDS.flatMap(([field, value]) =>
    isEmpty(value(product)) || isHeldBack(field, notLicensed) ? [{ field, reason: reasonFor(field, notes, notLicensed) }] : [],
  );

function reasonFor(field: string, notes: Notes, notLicensed: readonly string[]): MissingReason {
  if (notes.unreadable.has(field)) return "unreadable";
  return notLicensed.some((group) => field === group || field.startsWith(`${group}.`)) ? "not_licensed" : "absent";
}

/** The one price or the range that every level shows is no ladder. */
const isHeldBack = (field: string, notLicensed: readonly string[]): boolean =>
  field === "offer.tiers" && notLicensed.includes(field);

const isEmpty = (value: unknown): boolean => value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Missing only where the SKU sets the price and one has none. */
function unpricedSkus({ offer, skus }: Product): unknown {
  return offer.priceBasis === "sku" && skus.some((sku) => sku.unitPrice === null) ? null : true;
}
