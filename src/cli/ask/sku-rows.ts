import type { ProductAnswer } from "../../tools/get-product/answer-schema.ts";
import type { ProductItem } from "../../tools/get-product/tool.ts";
import type { Row } from "./csv.ts";

export const SKU_COLUMNS = [
  "ref",
  "product",
  "title",
  "supplier",
  "status",
  "attributes",
  "currency",
  "unit_price",
  "from_quantity",
  "unit",
  "units_per_pack",
  "stock",
  "sold",
  "min_order_quantity",
  "order_multiple",
  "price_steps",
  "trade_term",
  "lead_days_low",
  "lead_days_high",
  "warnings",
  "fetched_at",
  "error",
] as const;

/** A listing as rows: one a SKU, one for a listing without any, one for a listing that could not be read. */
export function skuRows({ ref, product, error }: ProductItem): readonly Row[] {
  if (product === undefined)
    return [{ ref, product: ref.split("#")[0] ?? ref, status: "error", error: error?.message ?? null }];
  const skus = product.skus?.items ?? [];
  return skus.length === 0 ? [row(product, null)] : skus.map((sku) => row(product, sku));
}

type Sku = NonNullable<ProductAnswer["skus"]>["items"][number];

function row(answer: ProductAnswer, sku: Sku | null): Row {
  const { ref, title, status, offer, skus, supplier, lead_time_days: lead, warnings, source } = answer;
  const [product = ref] = ref.split("#");
  const [first] = offer.tiers ?? [];
  // Where steps set the price, a SKU costs what its quantity costs: the least quantity's price stands here, all in `price_steps`.
  const bySteps = first !== undefined && (offer.price_basis === "quantity" || sku?.unit_price == null);
  return {
    ref: sku === null ? ref : `${product}#${sku.sku}`,
    product,
    title: title.text,
    supplier: supplier?.name ?? null,
    status,
    attributes: sku === null ? null : inWords(sku.attributes ?? {}),
    currency: offer.currency ?? null,
    unit_price: bySteps ? first.unit_price : (sku?.unit_price ?? null),
    from_quantity: bySteps ? first.min_quantity : (offer.min_order_quantity ?? null),
    unit: offer.unit ?? null,
    units_per_pack: offer.units_per_pack ?? null,
    stock: (sku === null ? skus?.stock : sku.stock) ?? null,
    sold: sku?.sold ?? null,
    min_order_quantity: offer.min_order_quantity ?? null,
    order_multiple: offer.order_multiple ?? null,
    price_steps: steps(offer),
    trade_term: offer.trade_term?.rule ?? null,
    lead_days_low: lead?.low ?? null,
    lead_days_high: lead?.high ?? null,
    warnings: (warnings ?? []).map(({ message }) => message).join("; ") || null,
    fetched_at: source.fetched_at,
    error: null,
  };
}

const inWords = (attributes: Readonly<Record<string, string>>): string | null =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ") || null;

/** As `prices_text` of an offer takes them: "50-499: 26.00; 500+: 22.50". */
const steps = ({ tiers = [] }: ProductAnswer["offer"]): string | null =>
  tiers
    .map(
      ({ min_quantity: from, max_quantity: to, unit_price: price }) =>
        `${to === null ? `${from}+` : `${from}-${to}`}: ${price}`,
    )
    .join("; ") || null;
