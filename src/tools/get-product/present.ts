import { chooseLanguage } from "../../domain/language/language.ts";
import { baitSkus } from "../../domain/option/bait-sku.ts";
import type { DayRange } from "../../model/freight.ts";
import { MARKETPLACE_FACTS } from "../../model/marketplace.ts";
import type { Product, Sku, Source } from "../../model/product.ts";
import { formatRef } from "../../model/product-ref.ts";
import type { Certification } from "../../model/supplier.ts";
import { FREIGHT_METHOD_ZH } from "../../normalize/freight-brackets.ts";
import { presentTerm } from "../wording/trade-term.ts";
import type { ProductAnswer } from "./answer-schema.ts";
import { chosenSkus, priceSpread } from "./sku-choice.ts";

const MAX_RAW = 20_000;

export interface ProductView {
  /** In order of preference. */
  readonly languages: readonly string[];
  readonly nowMs: number;
  readonly images: boolean;
  readonly seo: boolean;
  /** Characters; 0 leaves the description out. */
  readonly descriptionLength: number;
  readonly raw: string | null;
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
    supplier: presentSupplier(product),
    lead_time_days: days(product.leadTimeDays),
    shipping: presentShipping(product),
    certifications: product.certifications.map((certificate) => presentCertification(certificate, view.nowMs)),
    services: {
      mixed_batch: product.services.mixedBatch,
      drop_shipping: product.services.dropShipping,
      custom_made: product.services.customMade,
      samples: product.services.samples,
    },
    package: {
      weight_kg: product.package.weightKg,
      length_cm: product.package.lengthCm,
      width_cm: product.package.widthCm,
      height_cm: product.package.heightCm,
    },
    trade: {
      sold_30d: product.trade.sold30Days,
      buyers_30d: product.trade.buyers30Days,
      payment_methods: [...product.trade.paymentMethods],
    },
    customization: {
      supported: product.customization.supported,
      min_order: product.customization.minOrder,
      lead_time: product.customization.leadTime,
      services: [...product.customization.services],
    },
    ...(description === null ? {} : { description: capped(description, view.descriptionLength) }),
    ...(view.images ? { images: [...product.images] } : {}),
    ...(view.seo && product.seo
      ? {
          seo: {
            keywords: [...product.seo.keywords],
            search_volume: product.seo.searchVolume,
            competition_index: product.seo.competitionIndex,
          },
        }
      : {}),
    ...(view.raw === null ? {} : { raw: view.raw.slice(0, MAX_RAW) }),
    missing: product.missing.map((entry) => ({ ...entry })),
    warnings: [...product.warnings, ...title.warnings, ...taxWarning(product)].map(({ code, message }) => ({ code, message })),
    source: presentSource(source),
  };
}

function presentOffer({ offer }: Product): ProductAnswer["offer"] {
  return {
    currency: offer.currency,
    unit: offer.unit,
    unit_class: offer.unitClass,
    trade_term: presentTerm(offer.tradeTerm),
    min_order_quantity: offer.minOrderQuantity,
    order_multiple: offer.orderMultiple,
    price_basis: offer.priceBasis,
    price_range: offer.priceRange,
    fob_price: offer.fobPrice,
    tiers: offer.tiers.map((tier) => ({
      min_quantity: tier.minQuantity,
      max_quantity: tier.maxQuantity,
      unit_price: tier.unitPrice,
      discount: tier.discount,
      ...(tier.term === null ? {} : { trade_term: presentTerm(tier.term) }),
    })),
  };
}

function presentSkus(product: Product, page: ProductView["skuPage"]): NonNullable<ProductAnswer["skus"]> {
  const bait = baitSkus(product.skus);
  const shown = page === null ? chosenSkus(product.skus, bait) : product.skus.slice(page.offset, page.offset + page.limit);
  const end = page === null ? shown.length : page.offset + shown.length;
  return {
    count: product.skus.length,
    price: priceSpread(product.skus, bait),
    stock: product.stock,
    shown: shown.length,
    next_offset: page !== null && end < product.skus.length ? end : null,
    items: shown.map((sku) => presentSku(sku, bait.get(sku.id))),
  };
}

const presentSku = (sku: Sku, bait: string | undefined) => ({
  sku: sku.id,
  attributes: { ...sku.attributes },
  unit_price: sku.unitPrice,
  stock: sku.stock,
  sold: sku.sold,
  ...(sku.image === null ? {} : { image: sku.image }),
  ...(sku.customizable === null ? {} : { customizable: sku.customizable }),
  ...(bait === undefined ? {} : { bait }),
});

function presentSupplier({ supplier }: Product): NonNullable<ProductAnswer["supplier"]> {
  return {
    id: supplier.id,
    name: supplier.name,
    country: supplier.country,
    region: supplier.region,
    years: supplier.years,
    transaction_level: supplier.transactionLevel,
    response_rate: supplier.responseRate,
    on_time_rate: supplier.onTimeRate,
    product_count: supplier.productCount,
    repeat_buyer_rate: supplier.repeatBuyerRate,
    dispute_rate: supplier.disputeRate,
    refund_rate: supplier.refundRate,
    monthly_output: supplier.monthlyOutput,
    shortest_lead_days: supplier.shortestLeadDays,
    gold: supplier.gold,
    verified: supplier.verified,
    factory_audit: supplier.factoryAudit,
    trade_assurance: supplier.tradeAssurance,
    ratings: { ...supplier.ratings },
  };
}

function presentShipping({ shipping }: Product): NonNullable<ProductAnswer["shipping"]> {
  return {
    ports: [...shipping.ports],
    free_from: shipping.freeFrom,
    coverage: shipping.coverage,
    options: shipping.options.map((option) => ({
      method: option.method,
      name_zh: option.method === null ? null : FREIGHT_METHOD_ZH[option.method],
      carrier: option.carrier,
      min_quantity: option.minQuantity,
      max_quantity: option.maxQuantity,
      days: days(option.days),
      freight: option.freight,
      term: option.term,
    })),
  };
}

export function presentCertification(certificate: Certification, nowMs: number) {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const state =
    certificate.validUntil === null
      ? ("undated" as const)
      : certificate.validUntil < today
        ? ("expired" as const)
        : ("valid" as const);
  return { type: certificate.type, authority: certificate.authority, valid_until: certificate.validUntil, state };
}

export const presentSource = (source: Source): ProductAnswer["source"] => ({
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

const days = (range: DayRange | null) => (range === null ? null : { low: range.low, high: range.high });

const taxWarning = ({ offer, warnings }: Product) =>
  offer.taxIncluded === true && !warnings.some(({ code }) => code === "tax_included")
    ? [{ code: "tax_included", message: "The destination's VAT is already in these prices" }]
    : [];
