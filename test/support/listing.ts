import type { ComparisonRequest, Listing } from "../../src/domain/comparison.ts";
import type { FreightOption } from "../../src/model/freight.ts";
import type { PriceTier } from "../../src/model/price-ladder.ts";
import { NOTHING_SAID, type Offer, type Product } from "../../src/model/product.ts";
import { type Supplier, UNKNOWN_SUPPLIER } from "../../src/model/supplier.ts";
import type { TradeRule } from "../../src/model/trade-term.ts";

/** Tiers as [from, price] or [from, to, price]. */
export type Ladder = readonly (readonly [number, string] | readonly [number, number | null, string])[];

export function tiersOf(ladder: Ladder): PriceTier[] {
  return ladder.map((tier, index) => {
    const next = ladder[index + 1]?.[0];
    const [minQuantity, maxQuantity, unitPrice] =
      tier.length === 3 ? tier : [tier[0], next === undefined ? null : next - 1, tier[1]];
    return { minQuantity, maxQuantity, unitPrice, discount: null, term: null };
  });
}

export const lump = (fee: string | null, change: Partial<FreightOption> = {}): FreightOption => ({
  method: "sea",
  carrier: null,
  minQuantity: 1,
  maxQuantity: null,
  days: null,
  freight: fee === null ? null : { amount: fee, currency: "USD" },
  additional: null,
  scope: "main",
  term: null,
  ...change,
});

export interface ListingWish extends Partial<Omit<Product, "offer" | "supplier">> {
  readonly ladder?: Ladder;
  readonly rule?: TradeRule | null;
  readonly offer?: Partial<Offer>;
  readonly supplier?: Partial<Supplier>;
  readonly options?: readonly FreightOption[];
}

/** An Alibaba.com listing in USD under FOB Ningbo, sold by the piece, with nothing known that is not asked for. */
export function productWith(id: string, wish: ListingWish = {}): Product {
  const { ladder = [[1, "1.00"]], rule = "FOB", offer, supplier, options = [], ...rest } = wish;
  return {
    ...NOTHING_SAID,
    marketplace: "alibaba",
    id,
    url: `https://www.alibaba.com/product-detail/_${id}.html`,
    title: `Listing ${id}`,
    status: "on_sale",
    shipping: { ...NOTHING_SAID.shipping, options },
    ...rest,
    offer: {
      ...NOTHING_SAID.offer,
      currency: "USD",
      unit: "Piece",
      unitClass: "piece",
      tradeTerm:
        rule === null
          ? null
          : { rule, place: rule === "FOB" ? "Ningbo" : null, placeKind: rule === "FOB" ? "port" : "unknown", assumed: false },
      priceBasis: "quantity",
      tiers: tiersOf(ladder),
      ...offer,
    },
    supplier: { ...UNKNOWN_SUPPLIER, id: `seller-${id}`, name: `Seller ${id}`, ...supplier },
  };
}

export const listing = (id: string, wish: ListingWish = {}, change: Partial<Listing> = {}): Listing => {
  const product = productWith(id, wish);
  const ref = `${product.marketplace}:${id}`;
  return { ref, skuId: null, product, title: `Listing ${id}`, quotes: [], mix: [], ...change };
};

/** Nothing of the way costs anything, but for the freight and the duty, which are not said. */
export const FREE_WAY = {
  insuranceRate: "0",
  destinationTerminal: "0",
  brokerage: "0",
  vatRate: "0",
  lastMile: "0",
  unloading: "0",
};

/** 100 pieces to Germany in USD, cost first, nothing known of the way. */
export const request = (
  listings: ComparisonRequest["listings"],
  change: Partial<ComparisonRequest> = {},
): ComparisonRequest => ({
  listings,
  quantity: 100,
  unitClass: null,
  destination: "DE",
  currency: "USD",
  costs: {},
  costsByProduct: {},
  fx: null,
  dailyDemand: null,
  holdingRatePerYear: null,
  maxBatches: 3,
  maxSuppliers: 3,
  allowOverbuy: true,
  requirements: { maxLeadTimeDays: null, minSupplierScore: null, certifications: [], verifiedOnly: false },
  priority: "cost",
  maxDisputeRate: "0.02",
  maxRefundRate: "0.05",
  nowMs: Date.parse("2026-11-21T00:00:00Z"),
  ...change,
});
