import { chooseLanguage } from "../../domain/language/language.ts";
import { marketMarks } from "../../domain/market-marks/market-marks.ts";
import { goodsStock } from "../../domain/option/order-terms.ts";
import { baitSkus } from "../../domain/option/price/bait-sku.ts";
import { profileOf } from "../../domain/supplier-score/listing-profile.ts";
import { scoreSupplier } from "../../domain/supplier-score/supplier-score.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import type { Product, Sku, Source } from "../../model/product.ts";
import { formatRef } from "../../model/product-ref.ts";
import { type Certification, certificateState } from "../../model/supplier.ts";
import { FREIGHT_METHOD_ZH } from "../../normalize/terms/freight-brackets.ts";
import { gravestFirst } from "../wording/gravity.ts";
import { type Forgotten, snakeCased } from "../wording/snake-case.ts";
import { presentTerm } from "../wording/trade-term.ts";
import type { ProductAnswer } from "./answer-schema.ts";
import { chosenSkus, priceSpread } from "./sku-choice.ts";

const MAX_RAW = 20_000;

export interface ProductView {
  /** In order of preference. */
  readonly languages: readonly string[];
  readonly nowMs: number;
  /** Where the buyer is: ISO 3166 alpha-2; "" where nobody says. */
  readonly country: string;
  readonly images: boolean;
  readonly seo: boolean;
  /** Characters; 0 leaves the description out. */
  readonly descriptionLength: number;
  readonly raw: string | null;
  /** Rates above these are alarms; absent: none is raised. */
  readonly limits?: { readonly maxDisputeRate: string; readonly maxRefundRate: string };
  /** Null: the few SKUs that set the price range and the largest stock. */
  readonly skuPage: { readonly offset: number; readonly limit: number } | null;
}

/** The model's product in the words of the answer, everything in it; `conciseProduct` shortens it. */
export function presentProduct(product: Product, source: Source, view: ProductView): ProductAnswer {
  const title = chooseLanguage(product.title, { languages: view.languages });
  const description =
    view.descriptionLength > 0 && product.description !== null
      ? chooseLanguage(product.description, { languages: view.languages }).text
      : null;
  return {
    ref: formatRef({ marketplace: product.marketplace, id: product.id, skuId: null }),
    url: product.url,
    title: { text: title.text, language: title.language, step: title.step, direction: title.direction },
    category: product.category,
    status: product.status,
    offer: presentOffer(product),
    skus: presentSkus(product, view.skuPage),
    supplier: snakeCased(product.supplier),
    rating: snakeCased(product.rating),
    lead_time_days: snakeCased(product.leadTimeDays),
    lead_times: snakeCased(product.leadTimes),
    lead_time_start: product.leadTimeStart,
    shipping: presentShipping(product),
    certifications: product.certifications.map((certificate) => presentCertification(certificate, view.nowMs)),
    market_marks: snakeCased(marketMarks(view.country, product.certifications, view.nowMs)),
    services: snakeCased(product.services),
    package: snakeCased(product.package),
    trade: presentTrade(product),
    customization: snakeCased(product.customization),
    ...(description === null ? {} : { description: capped(description, view.descriptionLength) }),
    ...(view.images ? { images: [...product.images] } : {}),
    video: product.video,
    brand: product.brand,
    updated_at: product.updatedAt,
    ...(view.seo && product.seo
      ? {
          seo: snakeCased(product.seo),
        }
      : {}),
    ...(view.raw === null ? {} : { raw: view.raw.slice(0, MAX_RAW) }),
    missing: product.missing.map((entry) => ({ ...entry })),
    warnings: gravestFirst([...alarms(product, view), ...product.warnings, ...title.warnings, ...taxWarning(product)]).map(
      ({ code, message }) => ({ code, message }),
    ),
    source: presentSource(source),
  };
}

function presentOffer({ offer }: Product): ProductAnswer["offer"] {
  const { tradeTerm, tiers, taxIncluded: _warned, promotion, ...plain } = offer;
  return {
    ...snakeCased(plain),
    trade_term: presentTerm(tradeTerm),
    tiers: tiers.map(presentTier),
    promotion: promotion === null ? null : { regular_tiers: promotion.regularTiers.map(presentTier), until: promotion.until },
  };
}

const presentTier = ({ term, ...tier }: Product["offer"]["tiers"][number]) => ({
  ...snakeCased(tier),
  ...(term === null ? {} : { trade_term: presentTerm(term) }),
});

function presentSkus(product: Product, page: ProductView["skuPage"]): NonNullable<ProductAnswer["skus"]> {
  const bait = baitSkus(product.skus);
  const shown = page === null ? chosenSkus(product.skus, bait) : product.skus.slice(page.offset, page.offset + page.limit);
  const end = page === null ? shown.length : page.offset + shown.length;
  return {
    count: product.skus.length + product.skusLeftOut,
    price: priceSpread(product.skus, bait),
    // Of a list that was cut nobody knows the sum.
    stock: product.skusLeftOut > 0 ? product.stock : goodsStock(product.skus, product.stock),
    shown: shown.length,
    next_offset: page !== null && end < product.skus.length ? end : null,
    items: shown.map((sku) => presentSku(sku, bait.get(sku.id))),
  };
}

function presentSku(sku: Sku, bait: string | undefined) {
  const { id, tiers: _ladder, limitPerBuyer: _limit, image, customizable, customFields, ...plain } = sku;
  return {
    sku: id,
    ...snakeCased(plain),
    ...(image === null ? {} : { image }),
    ...(customizable === null ? {} : { customizable }),
    ...(customFields.length === 0 ? {} : { custom_fields: [...customFields] }),
    ...(bait === undefined ? {} : { bait }),
  };
}

const presentTrade = ({ trade: { sold30Days, buyers30Days, ...plain } }: Product): NonNullable<ProductAnswer["trade"]> => ({
  sold_30d: sold30Days,
  buyers_30d: buyers30Days,
  ...snakeCased(plain),
});

const presentShipping = ({ shipping: { options, ...plain } }: Product): NonNullable<ProductAnswer["shipping"]> => ({
  ...snakeCased(plain),
  options: options.map(({ scope: _way, additional: _step, ...option }) => ({
    ...snakeCased(option),
    name_zh: option.method === null ? null : FREIGHT_METHOD_ZH[option.method],
  })),
});

function presentCertification(certificate: Certification, nowMs: number) {
  const state = certificateState(certificate, nowMs);
  return { type: certificate.type, authority: certificate.authority, valid_until: certificate.validUntil, state };
}

const presentSource = (source: Source): ProductAnswer["source"] => ({
  marketplace: source.marketplace,
  gateway: source.gateway,
  fetched_at: new Date(source.fetchedAtMs).toISOString(),
  age_seconds: source.ageSeconds,
  cached: source.cached,
  attribution: MARKETPLACE_FACTS[source.marketplace].attribution,
});

function capped(text: string, length: number): NonNullable<ProductAnswer["description"]> {
  const characters = [...text];
  return { text: characters.slice(0, length).join(""), truncated: characters.length > length, seller_text: true };
}

/** A dispute or refund rate above the buyer's limit, and certificates past their date: what no table of figures may hide. */
function alarms({ supplier, certifications }: Product, { limits, nowMs }: ProductView) {
  const risks =
    limits === undefined
      ? []
      : scoreSupplier(profileOf(supplier, certifications, nowMs), { ...limits, model: "rescaled" }).alarms;
  return [
    ...risks.map((message) => ({ code: "supplier_risk", message })),
    ...certifications
      .filter((certificate) => certificateState(certificate, nowMs) === "expired")
      .map(({ type, validUntil }) => ({ code: "certificate_expired", message: `${type} expired on ${validUntil}.` })),
  ];
}

const taxWarning = ({ offer, warnings }: Product) =>
  offer.taxIncluded === true && !warnings.some(({ code }) => code === "tax_included")
    ? [{ code: "tax_included", message: "The destination's VAT is already in these prices" }]
    : [];

type Answered<Group extends keyof ProductAnswer> = NonNullable<ProductAnswer[Group]>;

/** What the product knows and the answer would lose, but for what is worked into other fields or warnings. */
type Lost =
  | Exclude<Forgotten<Product, ProductAnswer>, "marketplace" | "id" | "stock" | "skus_left_out">
  | Exclude<Forgotten<Product["offer"], Answered<"offer">>, "tax_included">
  | Exclude<Forgotten<Sku, Answered<"skus">["items"][number]>, "id" | "tiers" | "limit_per_buyer">
  | Forgotten<Product["supplier"], Answered<"supplier">>
  | Exclude<Forgotten<Product["shipping"], Answered<"shipping">>, "said_days">
  | Forgotten<Product["services"], Answered<"services">>
  // A listing's sizes are of one unit.
  | Exclude<Forgotten<Product["package"], Answered<"package">>, "units_inside">
  | Exclude<Forgotten<Product["trade"], Answered<"trade">>, "sold30_days" | "buyers30_days">
  | Forgotten<Product["customization"], Answered<"customization">>
  | Forgotten<NonNullable<Product["seo"]>, Answered<"seo">>;

// Does not compile where a field of the product is forgotten in the answer.
true satisfies [Lost] extends [never] ? true : Lost;
