import { type Block, block, fence, inline, joined, type Line, line, own, table } from "../wording/writers.ts";
import type { ProductAnswer } from "./answer-schema.ts";

type Offer = ProductAnswer["offer"];

/** One product as short Markdown: the same facts as the structured answer, in the order in which a buyer asks for them. */
export function productText(product: ProductAnswer): Block {
  const { offer, source } = product;
  const title = product.title.text === null ? line`(no title)` : inline(product.title.text);
  return block([
    line`### ${inline(product.ref)}: ${title}`,
    sentence([
      spaced(product.status),
      product.category && inline(product.category),
      line`title in ${product.title.language === null ? "an unnamed language" : inline(product.title.language)} (${inline(product.title.step)})`,
      inline(product.url),
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
        joined(
          [inline(type), ...[authority, valid_until].flatMap((text) => (text ? [inline(text)] : [])), line`${state}`],
          " ",
        ),
      ),
    ),
    labelled("Services", flags(withoutLeast(product.services))),
    labelled(
      "Packed unit",
      Object.entries(product.package ?? {}).map(([name, value]) => known(inline(name), value)),
    ),
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
      "Not known",
      (product.missing ?? []).map(({ field, reason }) => line`${inline(field)} (${spaced(reason)})`),
    ),
    labelled(
      "Warnings",
      (product.warnings ?? []).map(({ code, message }) => line`${inline(code)}: ${inline(message)}`),
    ),
    labelled(
      "Left out of this short form",
      Object.entries(product.more ?? {}).map(([list, count]) => line`${count} more ${spaced(list)}`),
    ),
    line`Source: ${inline(source.gateway)}, ${inline(source.fetched_at)}${source.cached ? line`, from the cache, ${source.age_seconds} s old` : ""}. ${inline(source.attribution)}`,
  ]);
}

const PRICE_BASIS = {
  quantity: "the price depends on the quantity",
  sku: "the price depends on the SKU",
  range: "only a price range is stated",
  none: "no price is stated",
} as const;

function priceText(offer: Offer): Line {
  return labelled("Price", [
    offer.price_basis && line`${PRICE_BASIS[offer.price_basis]}`,
    offer.price_range && priceSpan(offer.price_range, offer),
    known("FOB price", offer.fob_price),
    offer.currency ? line`in ${inline(offer.currency)}` : line`currency not known`,
    offer.unit
      ? line`per ${inline(offer.unit)}${offer.unit_class ? line` (${offer.unit_class})` : ""}`
      : offer.unit_class && line`per ${offer.unit_class}`,
    offer.trade_term ? line`${termText(offer.trade_term)} ${inline(offer.trade_term.name_zh)}` : line`no trade term stated`,
    known("MOQ", offer.min_order_quantity),
    known("order multiple", offer.order_multiple),
  ]);
}

const termText = (term: NonNullable<Offer["trade_term"]>): Line =>
  line`${term.rule}${term.place === null ? "" : line` ${inline(term.place)}`}${term.assumed ? " (assumed)" : ""}`;

function tierTable({ currency, tiers = [] }: Offer): Block {
  const ownTerms = tiers.some((tier) => tier.trade_term);
  const price = currency ? line`unit price ${inline(currency)}` : line`unit price`;
  return table(
    [...own("from", "to"), price, ...own("of first"), ...(ownTerms ? own("term") : [])],
    tiers.map((tier) => [
      line`${tier.min_quantity}`,
      line`${tier.max_quantity ?? "and up"}`,
      inline(tier.unit_price),
      inline(tier.discount ?? ""),
      ...(ownTerms ? [tier.trade_term ? termText(tier.trade_term) : line`as above`] : []),
    ]),
  );
}

function skuText({ skus, offer }: ProductAnswer): (Line | Block)[] {
  if (!skus || skus.count === 0) return [];
  const spread = skus.price
    ? priceSpan(skus.price, offer)
    : line`${offer.price_basis === "quantity" ? "priced by the quantity" : "prices not known"}`;
  const head = labelled("SKUs", [
    line`${skus.count} in all`,
    spread,
    skus.stock == null ? line`stock not known` : line`stock ${skus.stock}`,
    skus.next_offset == null ? line`${skus.shown} shown` : line`${skus.shown} shown, next at sku_offset ${skus.next_offset}`,
  ]);
  if (skus.items.length === 0) return [head];
  const rows = skus.items.map((sku) => [
    inline(sku.sku),
    joined(
      Object.entries(sku.attributes ?? {}).map(([name, value]) => line`${inline(name)}: ${inline(value)}`),
      ", ",
    ),
    inline(sku.unit_price ?? ""),
    line`${sku.stock ?? ""}`,
    joined(
      [
        ...(sku.sold == null ? [] : [line`sold ${sku.sold}`]),
        ...(sku.customizable ? own("customisable") : []),
        ...(sku.bait ? [line`not counted: ${inline(sku.bait)}`] : []),
        ...(sku.image ? [inline(sku.image)] : []),
      ],
      "; ",
    ),
  ]);
  const price = offer.price_basis === "quantity" ? line`price, first tier` : line`unit price`;
  return [head, table([...own("sku", "attributes"), price, ...own("stock", "note")], rows)];
}

function supplierText({ supplier }: ProductAnswer): Line {
  if (!supplier) return line`**Supplier**: nothing known`;
  const { gold, verified, factory_audit, trade_assurance, ratings, name, ...figures } = supplier;
  return labelled("Supplier", [
    name ? inline(name) : line`name not known`,
    ...Object.entries(figures).map(([field, value]) => known(spaced(field), value)),
    ...flags({
      "gold (paid membership)": gold,
      "verified (audited)": verified,
      "factory audit": factory_audit,
      "trade assurance": trade_assurance,
    }),
    ...Object.entries(ratings ?? {}).map(([field, value]) => line`${inline(field)} ${inline(value)}/5`),
  ]);
}

const deliveryText = ({ lead_time_days: lead, shipping }: ProductAnswer): Line =>
  labelled("Delivery", [
    lead ? line`production ${dayText(lead)} days` : line`lead time not known`,
    listed("ports", shipping?.ports),
    shipping?.free_from
      ? line`free from ${inline(shipping.free_from.amount)} ${inline(shipping.free_from.currency)} of goods`
      : null,
    known("coverage", shipping?.coverage),
  ]);

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

function priceSpan({ low, high }: { low: string; high: string }, { currency }: Offer): Line {
  const span = low === high ? inline(low) : line`${inline(low)} to ${inline(high)}`;
  return currency ? line`${span} ${inline(currency)}` : span;
}

function dayText({ low, high }: { low: number | null; high: number | null }): Line {
  if (low === null) return high === null ? line`not known` : line`up to ${high}`;
  if (high === null) return line`${low} or more`;
  return low === high ? line`${low}` : line`${low} to ${high}`;
}

type Part = Line | null | undefined | false | "";

const known = <Name extends string>(
  name: string extends Name ? never : Name,
  value: string | number | null | undefined,
): Part =>
  value === null || value === undefined || value === ""
    ? null
    : joined([name as unknown as Line, typeof value === "number" ? line`${value}` : inline(value)], " ");

const listed = <Name extends string>(name: string extends Name ? never : Name, values: readonly string[] | undefined): Part =>
  values?.length ? joined([name as unknown as Line, joined(values.map(inline), ", ")], " ") : null;

/** A field's name as words: "repeat_buyer_rate" is "repeat buyer rate". */
const spaced = (name: string): Line => inline(name.replaceAll("_", " "));

/** The least that a mixed order must come to is a figure, no flag. */
const withoutLeast = ({ mixed_from: _least, ...services }: NonNullable<ProductAnswer["services"]> = {}) => services;

const flags = (group: Readonly<Record<string, boolean | null | undefined>>): Part[] =>
  Object.entries(group).map(([name, value]) => (value == null ? null : line`${spaced(name)}: ${value ? "yes" : "no"}`));

const sentence = (parts: readonly Part[]): Line =>
  joined(
    parts.filter((part): part is Line => Boolean(part)),
    " · ",
  );

const labelled = <Label extends string>(label: string extends Label ? never : Label, parts: readonly Part[]): Line => {
  const text = sentence(parts);
  return text === "" ? line`` : line`**${label as unknown as Line}**: ${text}`;
};
