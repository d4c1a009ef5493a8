import { SCORE_WORDS } from "../../domain/supplier-score/listing-profile.ts";
import { shortened } from "../wording/shortened.ts";
import { address, type Block, block, fence, folded, inline, joined, type Line, line, own, table } from "../wording/writers.ts";
import type { ProductAnswer } from "./answer-schema.ts";
import { leadText } from "./lead-text.ts";
import { priceSpan, priceText, promotionText, tierTable } from "./offer-text.ts";
import { dayText, flags, known, labelled, listed, sentence, spaced } from "./text-lines.ts";

/** One product as short Markdown: the same facts as the structured answer, in the order in which a buyer asks for them. */
export function productText(product: ProductAnswer, isConcise = false): Block {
  const { offer, source } = product;
  const title = product.title.text === null ? line`(no title)` : inline(shortened(product.title.text, isConcise ? 100 : 160));
  return block([
    line`### ${inline(product.ref)}: ${title}`,
    ...leadText(product),
    folded(
      sentence([
        spaced(product.status),
        product.category && inline(product.category),
        known("brand", product.brand),
        product.rating?.stars != null && line`${inline(product.rating.stars)}/5 stars`,
        product.rating?.reviews != null && line`${product.rating.reviews} reviews`,
        line`title in ${product.title.language === null ? "an unnamed language" : inline(product.title.language)} (${inline(product.title.step)})`,
        address(product.url),
      ]),
    ),
    priceText(offer),
    ...(offer.tiers && offer.tiers.length > 0 ? [tierTable(offer)] : []),
    promotionText(offer),
    ...skuText(product, isConcise),
    supplierText(product),
    deliveryText(product),
    ...(product.shipping?.options?.length ? [shippingTable(product)] : []),
    labelled(
      "Certificates",
      (product.certifications ?? []).map(({ type, authority, valid_until, state }) =>
        joined(
          [inline(type), ...[authority, valid_until].flatMap((text) => (text ? [inline(text)] : [])), line`${state}`],
          " ",
        ),
      ),
    ),
    labelled(
      "Marks usually asked for there",
      product.market_marks
        ? [
            joined(product.market_marks.usual.map(inline), ", "),
            listed("shown", product.market_marks.shown),
            listed("not shown", product.market_marks.not_shown),
            line`which of them this product needs is for you to know`,
          ]
        : [],
    ),
    labelled("Services", servicesText(product)),
    labelled("Packed unit", packageText(product.package)),
    labelled("Trade", [
      known("sold in 30 days", product.trade?.sold_30d),
      known("buyers in 30 days", product.trade?.buyers_30d),
      listed("payment", product.trade?.payment_methods),
    ]),
    labelled("Customisation", [
      ...flags({ supported: product.customization?.supported }),
      known("from", product.customization?.min_order),
      known("lead time", product.customization?.lead_time),
      listed("services", product.customization?.services),
    ]),
    ...(product.description
      ? [line`**Description**${product.description.truncated ? " (cut)" : ""}`, fence(product.description.text)]
      : []),
    labelled("Images", (product.images ?? []).map(inline)),
    sentence([known("Video:", product.video), known("Listing changed:", product.updated_at)]),
    labelled(
      "Search",
      product.seo
        ? [
            joined(product.seo.keywords.map(inline), ", "),
            known("volume", product.seo.search_volume),
            known("competition", product.seo.competition_index),
          ]
        : [],
    ),
    ...(product.raw ? [line`**Raw answer**`, fence(product.raw)] : []),
    labelled(
      "Left out of this short form",
      Object.entries(product.more ?? {}).map(([list, count]) => line`${count} more ${spaced(list)}`),
    ),
    folded(
      line`Source: ${inline(source.gateway)}, ${inline(source.fetched_at)}${source.cached ? line`, from the cache, ${source.age_seconds} s old` : ""}. ${inline(source.attribution)}`,
    ),
  ]);
}

function skuText({ skus, offer }: ProductAnswer, isConcise: boolean): (Line | Block)[] {
  if (!skus || skus.count === 0) return [];
  const spread = skus.price
    ? priceSpan(skus.price, offer)
    : line`${offer.price_basis === "quantity" ? "priced by the quantity" : "prices not known"}`;
  const head = labelled("SKUs", [
    line`${skus.count} in all`,
    spread,
    skus.stock == null ? line`stock not known` : line`stock ${skus.stock}`,
    skus.next_offset == null ? line`${skus.shown} shown` : line`${skus.shown} shown, next at SKU offset ${skus.next_offset}`,
  ]);
  if (skus.items.length === 0) return [head];
  const rows = skus.items.map((sku) => [
    inline(sku.sku),
    inline(
      shortened(
        Object.entries(sku.attributes ?? {})
          .map(([name, value]) => `${name}: ${value}`)
          .join(", "),
        isConcise ? 45 : 400,
      ),
    ),
    inline(sku.unit_price ?? ""),
    line`${sku.stock ?? ""}`,
    joined(
      [
        ...(sku.sold == null ? [] : [line`sold ${sku.sold}`]),
        ...(sku.customizable ? own("customisable") : []),
        ...(sku.custom_fields ?? []).map(inline),
        ...(sku.bait ? [line`not counted: ${inline(isConcise ? shortened(sku.bait, 40) : sku.bait)}`] : []),
        ...(sku.image ? [inline(sku.image)] : []),
      ],
      "; ",
    ),
  ]);
  const price = offer.price_basis === "quantity" ? line`price, first tier` : line`unit price`;
  return [head, table([...own("sku", "attributes"), price, ...own("stock", "note")], rows)];
}

const packageText = (packed: ProductAnswer["package"] = {}) => {
  const { weight_kg: kg, length_cm: length, width_cm: width, height_cm: height, units_per_carton: units } = packed;
  return [
    kg != null && line`${inline(kg)} kg`,
    length != null && line`${inline(length)} × ${inline(width ?? "?")} × ${inline(height ?? "?")} cm`,
    units != null && line`${units} a carton`,
  ];
};

/** A share as a person reads it: "0.982" is "98.2 %". */
const shareText = (field: string, value: string | number | null | undefined): string | number | null | undefined =>
  field.endsWith("_rate") && typeof value === "string" && value !== "" && Number(value) <= 1
    ? `${Math.round(Number(value) * 1_000) / 10} %`
    : value;

/** What the platform's own name of a rating means. */
const ratingName = (field: string): Line =>
  inline(
    SCORE_WORDS[field] ??
      field
        .replace(/_/g, " ")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase(),
  );

function supplierText({ supplier }: ProductAnswer): Line | Block {
  if (!supplier) return line`**Supplier**: nothing known`;
  const { gold, verified, factory_audit, trade_assurance, ratings, name, ...figures } = supplier;
  return labelled("Supplier", [
    name ? inline(name) : line`name not known`,
    ...Object.entries(figures).map(([field, value]) => known(spaced(field), shareText(field, value))),
    ...flags({
      "gold (paid membership)": gold,
      "verified (audited)": verified,
      "factory audit": factory_audit,
      "trade assurance": trade_assurance,
    }),
    ...Object.entries(ratings ?? {}).map(([field, value]) => line`${ratingName(field)} ${inline(value)}/5`),
  ]);
}

/** The services, and the least that a mixed order must come to, which is a figure. */
function servicesText({ services, offer }: ProductAnswer) {
  const { mixed_from: least, ...offered } = services ?? {};
  const minimums = [
    ...(least?.quantity == null ? [] : [line`${least.quantity} units`]),
    ...(least?.amount == null ? [] : [line`${inline(least.amount)}${offer.currency ? line` ${inline(offer.currency)}` : ""}`]),
  ];
  return [...flags(offered), minimums.length > 0 && line`a mixed order from ${joined(minimums, " or ")}`];
}

const leadTimesText = ({ lead_times: times = [] }: ProductAnswer): Line =>
  joined(
    times.map(({ min_quantity, max_quantity, days }) => {
      const reach = max_quantity === null ? line`${min_quantity} and up` : line`${min_quantity} to ${max_quantity}`;
      return line`${reach}: ${days ? dayText(days) : "not known"}`;
    }),
    ", ",
  );

const deliveryText = (product: ProductAnswer): Block => {
  const { lead_time_days: lead, lead_time_start: start, shipping } = product;
  return labelled("Delivery", [
    lead ? line`production ${dayText(lead)} days` : line`lead time not known`,
    start && inline(start),
    (product.lead_times?.length ?? 0) > 0 && line`days by quantity: ${leadTimesText(product)}`,
    listed("ports", shipping?.ports),
    shipping?.free_from
      ? line`free from ${inline(shipping.free_from.amount)} ${inline(shipping.free_from.currency)} of goods`
      : null,
    known("coverage", shipping?.coverage),
  ]);
};

const shippingTable = ({ shipping }: ProductAnswer): Block =>
  table(
    own("freight", "carrier", "quantity", "days", "fee", "term"),
    (shipping?.options ?? []).map((option) => [
      joined(
        [option.method, option.name_zh].flatMap((name) => (name ? [inline(name)] : [])),
        " ",
      ),
      inline(option.carrier ?? ""),
      option.max_quantity === null
        ? line`${option.min_quantity} and up`
        : line`${option.min_quantity} to ${option.max_quantity}`,
      option.days ? dayText(option.days) : line`not known`,
      option.freight ? line`${inline(option.freight.amount)} ${inline(option.freight.currency)}` : line`not known`,
      line`${option.term ?? ""}`,
    ]),
  );
