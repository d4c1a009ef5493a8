import { gatewayOf } from "../../src/gateways/registry.ts";
import { MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";
import type { Product, Sku, Source } from "../../src/model/product.ts";
import { UNKNOWN_SUPPLIER } from "../../src/model/supplier.ts";

const UNKNOWN = { weightKg: null, lengthCm: null, widthCm: null, heightCm: null, unitsPerCarton: null };

/** A listing of which nothing is known but what the test says. */
export const aProduct = (known: Partial<Product> & Pick<Product, "marketplace" | "id">): Product => ({
  url: `https://example.test/${known.id}`,
  title: "A listing",
  description: null,
  category: null,
  status: "on_sale",
  offer: anOffer({}),
  skus: [],
  skusLeftOut: 0,
  stock: null,
  supplier: UNKNOWN_SUPPLIER,
  leadTimeDays: null,
  leadTimes: [],
  leadTimeStart: null,
  shipping: { ports: [], freeFrom: null, coverage: null, options: [] },
  certifications: [],
  services: { mixedBatch: null, mixedFrom: null, dropShipping: null, customMade: null, samples: null },
  package: UNKNOWN,
  trade: { sold30Days: null, buyers30Days: null, paymentMethods: [] },
  customization: { supported: null, minOrder: null, leadTime: null, services: [] },
  images: [],
  video: null,
  brand: null,
  rating: null,
  updatedAt: null,
  seo: null,
  missing: [],
  warnings: [],
  ...known,
});

export const anOffer = (known: Partial<Product["offer"]>): Product["offer"] => ({
  currency: null,
  unit: null,
  unitClass: "piece",
  unitsPerPack: null,
  tradeTerm: null,
  minOrderQuantity: null,
  orderMultiple: null,
  minOrderValue: null,
  limitPerBuyer: null,
  priceBasis: "none",
  priceRange: null,
  fobPrice: null,
  onePiecePrice: null,
  listPrice: null,
  tiers: [],
  promotion: null,
  taxIncluded: null,
  ...known,
});

export const aSku = (known: Partial<Sku> & Pick<Sku, "id">): Sku => ({
  attributes: {},
  unitPrice: null,
  tiers: [],
  stock: null,
  sold: null,
  image: null,
  customizable: null,
  customFields: [],
  ...known,
});

export function aSource({ marketplace }: Pick<Product, "marketplace">): Source {
  const gateway = gatewayOf(MARKETPLACE_FACTS[marketplace].standardGateway);
  return {
    marketplace,
    gateway: gateway.id,
    proxies: gateway.proxies,
    fetchedAtMs: Date.UTC(2026, 10, 20, 8),
    ageSeconds: 0,
    cached: false,
  };
}
