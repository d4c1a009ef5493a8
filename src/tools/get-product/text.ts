import { fence, inline } from "../wording/seller-text.ts";
import { table } from "../wording/table.ts";
import type { ProductAnswer } from "./answer-schema.ts";

type Offer = ProductAnswer["offer"];

/** One product as short Markdown: the same facts as the structured answer, in the order in which a buyer asks for them. */
export function productText(product: ProductAnswer): string {
  const { offer, source } = product;
  const title = product.title.text === null ? "(no title)" : inline(product.title.text);
  return [
    `### ${product.ref}: ${title}`,
    sentence([
      product.status.replace("_", " "),
      product.category && inline(product.category),
      `title in ${product.title.language ?? "an unnamed language"} (${product.title.step})`,
      product.url,
    ]),
    priceText(offer),
    ...(offer.tiers && offer.tiers.length > 0 ? [tierTable(offer)] : []),
    ...skuText(product),
    supplierText(product),
    deliveryText(product),
    ...(product.shipping?.options?.length ? [shippingTable(product)] : []),
    labelled(
      "Certificates",
      (product.certifications ?? []).map(({ type, authority, valid_until, state }) =>
        [inline(type), authority && inline(authority), valid_until, state].filter(Boolean).join(" "),
      ),
    ),
    labelled("Services", flags(product.services ?? {})),
    labelled(
      "Packed unit",
      Object.entries(product.package ?? {}).map(([name, value]) => known(name, value)),
    ),
    labelled("Trade", [
      known("sold in 30 days", product.trade?.sold_30d),
      known("buyers in 30 days", product.trade?.buyers_30d),
      known("payment", product.trade?.payment_methods?.map(inline).join(", ")),
    ]),
    labelled("Customisation", [
      ...flags({ supported: product.customization?.supported }),
      known("from", product.customization?.min_order),
      known("lead time", product.customization?.lead_time),
      known("services", product.customization?.services?.map(inline).join(", ")),
    ]),
    ...(product.description
      ? [`**Description**${product.description.truncated ? " (cut)" : ""}\n${fence(product.description.text)}`]
      : []),
    labelled("Images", product.images ?? []),
    labelled(
      "Search",
      product.seo
        ? [
            product.seo.keywords.map(inline).join(", "),
            known("volume", product.seo.search_volume),
            known("competition", product.seo.competition_index),
          ]
        : [],
    ),
    ...(product.raw ? [`**Raw answer**\n${fence(product.raw)}`] : []),
    labelled(
      "Not known",
      (product.missing ?? []).map(({ field, reason }) => `${field} (${reason.replace("_", " ")})`),
    ),
    labelled(
      "Warnings",
      (product.warnings ?? []).map(({ code, message }) => `${code}: ${inline(message)}`),
    ),
    labelled(
      "Left out of this short form",
      Object.entries(product.more ?? {}).map(([list, count]) => `${count} more ${list.replace("_", " ")}`),
    ),
    `Source: ${source.gateway}, ${source.fetched_at}${source.cached ? `, from the cache, ${source.age_seconds} s old` : ""}. ${source.attribution}`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

const PRICE_BASIS = {
  quantity: "the price depends on the quantity",
  sku: "the price depends on the SKU",
  range: "only a price range is stated",
  none: "no price is stated",
} as const;

function priceText(offer: Offer): string {
  const range = offer.price_range ? `${span(offer.price_range)} ${offer.currency ?? ""}`.trim() : null;
  return labelled("Price", [
    offer.price_basis && PRICE_BASIS[offer.price_basis],
    range,
    known("FOB price", offer.fob_price),
    offer.currency ? `in ${offer.currency}` : "currency not known",
    offer.unit
      ? `per ${inline(offer.unit)}${offer.unit_class ? ` (${offer.unit_class})` : ""}`
      : offer.unit_class && `per ${offer.unit_class}`,
    offer.trade_term ? `${termText(offer.trade_term)} ${offer.trade_term.name_zh}` : "no trade term stated",
    known("MOQ", offer.min_order_quantity),
    known("order multiple", offer.order_multiple),
  ]);
}

const termText = (term: NonNullable<Offer["trade_term"]>): string =>
  `${term.rule}${term.place === null ? "" : ` ${inline(term.place)}`}${term.assumed ? " (assumed)" : ""}`;

function tierTable({ currency, tiers = [] }: Offer): string {
  const ownTerms = tiers.some((tier) => tier.trade_term);
  return table(
    ["from", "to", `unit price ${currency ?? ""}`.trim(), "of first", ...(ownTerms ? ["term"] : [])],
    tiers.map((tier) => [
      String(tier.min_quantity),
      tier.max_quantity === null ? "and up" : String(tier.max_quantity),
      tier.unit_price,
      tier.discount ?? "",
      ...(ownTerms ? [tier.trade_term ? termText(tier.trade_term) : "as above"] : []),
    ]),
  );
}

function skuText({ skus, offer }: ProductAnswer): string[] {
  if (!skus || skus.count === 0) return [];
  const spread = skus.price
    ? `${span(skus.price)} ${offer.currency ?? ""}`.trim()
    : offer.price_basis === "quantity"
      ? "priced by the quantity"
      : "prices not known";
  const head = labelled("SKUs", [
    `${skus.count} in all`,
    spread,
    skus.stock == null ? "stock not known" : `stock ${skus.stock}`,
    skus.next_offset == null ? `${skus.shown} shown` : `${skus.shown} shown, next at sku_offset ${skus.next_offset}`,
  ]);
  if (skus.items.length === 0) return [head];
  const rows = skus.items.map((sku) => [
    sku.sku,
    Object.entries(sku.attributes ?? {})
      .map(([name, value]) => `${inline(name)}: ${inline(value)}`)
      .join(", "),
    sku.unit_price ?? "",
    sku.stock == null ? "" : String(sku.stock),
    [
      sku.sold == null ? "" : `sold ${sku.sold}`,
      sku.customizable ? "customisable" : "",
      sku.bait ? `not counted: ${inline(sku.bait)}` : "",
      sku.image ?? "",
    ]
      .filter(Boolean)
      .join("; "),
  ]);
  return [
    head,
    table(["sku", "attributes", offer.price_basis === "quantity" ? "price, first tier" : "unit price", "stock", "note"], rows),
  ];
}

function supplierText({ supplier }: ProductAnswer): string {
  if (!supplier) return "**Supplier**: nothing known";
  const { gold, verified, factory_audit, trade_assurance, ratings, name, ...figures } = supplier;
  return labelled("Supplier", [
    name ? inline(name) : "name not known",
    ...Object.entries(figures).map(([field, value]) =>
      known(field.replaceAll("_", " "), typeof value === "string" ? inline(value) : value),
    ),
    ...flags({
      "gold (paid membership)": gold,
      "verified (audited)": verified,
      "factory audit": factory_audit,
      "trade assurance": trade_assurance,
    }),
    ...Object.entries(ratings ?? {}).map(([field, value]) => `${inline(field)} ${value}/5`),
  ]);
}

const deliveryText = ({ lead_time_days: lead, shipping }: ProductAnswer): string =>
  labelled("Delivery", [
    lead ? `production ${dayText(lead)} days` : "lead time not known",
    known("ports", shipping?.ports?.map(inline).join(", ")),
    shipping?.free_from ? `free from ${shipping.free_from.amount} ${shipping.free_from.currency} of goods` : null,
    known("coverage", shipping?.coverage && inline(shipping.coverage)),
  ]);

const shippingTable = ({ shipping }: ProductAnswer): string =>
  table(
    ["freight", "carrier", "quantity", "days", "fee", "term"],
    (shipping?.options ?? []).map((option) => [
      [option.method, option.name_zh].filter(Boolean).join(" "),
      option.carrier ? inline(option.carrier) : "",
      option.max_quantity === null ? `${option.min_quantity} and up` : `${option.min_quantity} to ${option.max_quantity}`,
      option.days ? dayText(option.days) : "not known",
      option.freight ? `${option.freight.amount} ${option.freight.currency}` : "not known",
      option.term ?? "",
    ]),
  );

const span = ({ low, high }: { low: string; high: string }): string => (low === high ? low : `${low} to ${high}`);

function dayText({ low, high }: { low: number | null; high: number | null }): string {
  if (low === null) return high === null ? "not known" : `up to ${high}`;
  if (high === null) return `${low} or more`;
  return low === high ? String(low) : `${low} to ${high}`;
}

type Part = string | null | undefined | false;

const known = (name: string, value: string | number | null | undefined): Part =>
  value === null || value === undefined || value === "" ? null : `${name} ${value}`;

const flags = (group: Readonly<Record<string, boolean | null | undefined>>): Part[] =>
  Object.entries(group).map(([name, value]) =>
    value == null ? null : `${name.replaceAll("_", " ")}: ${value ? "yes" : "no"}`,
  );

const sentence = (parts: readonly Part[]): string => parts.filter(Boolean).join(" · ");

const labelled = (label: string, parts: readonly Part[]): string => {
  const text = sentence(parts);
  return text === "" ? "" : `**${label}**: ${text}`;
};
