import type { Gateway } from "../../src/gateways/gateway.ts";
import { GATEWAYS } from "../../src/gateways/registry.ts";
import { MARKETPLACE_FACTS } from "../../src/model/marketplace.ts";
import { NOTHING_SAID, type Product, type Sku, type Source } from "../../src/model/product.ts";

/** A listing of which nothing is known but what the test says. */
export const aProduct = (known: Partial<Product> & Pick<Product, "marketplace" | "id">): Product => ({
  ...NOTHING_SAID,
  url: `https://example.test/${known.id}`,
  title: "A listing",
  status: "on_sale",
  offer: anOffer({}),
  ...known,
});

export const anOffer = (known: Partial<Product["offer"]>): Product["offer"] => ({
  ...NOTHING_SAID.offer,
  unitClass: "piece",
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
  const gateways: Readonly<Record<string, Gateway>> = GATEWAYS;
  const gateway = MARKETPLACE_FACTS[marketplace].standardGateway;
  return {
    marketplace,
    gateway,
    // The gateway itself may have been removed.
    proxies: gateways[gateway]?.proxies ?? {},
    fetchedAtMs: Date.UTC(2026, 10, 20, 8),
    ageSeconds: 0,
    cached: false,
  };
}
