import { Decimal } from "../../model/money.ts";
import type { Sku } from "../../model/product.ts";
import type { Listing } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { isSaid } from "../landed-cost/cost-lines.ts";
import type { OrderRules } from "../order/plan-request.ts";
import { offeredBy } from "./pieces/deliveries.ts";
import { baitSkus } from "./price/bait-sku.ts";
import type { PriceStep } from "./price/offer-price.ts";
import type { Terms } from "./terms.ts";

const DAYS_PER_MONTH = 30;

/** How an order of a listing may be made up. */
export interface OrderTerms {
  readonly least: number;
  /** In the listing's currency. */
  readonly leastValue: Decimal | null;
  readonly multiple: number;
  readonly stock: number | null;
  readonly limitPerBuyer: number | null;
  /** Null: no limit is known. */
  readonly most: number | null;
}

export function orderTerms(listing: Listing, steps: readonly PriceStep[], costs: BuyerCosts, terms: Terms): OrderTerms {
  const { offer } = listing.product;
  const first = Math.min(...steps.map(({ minQuantity }) => minQuantity));
  const stock = stockOf(listing);
  const limitPerBuyer = limitOf(listing);
  const sold = stock === null ? null : Math.max(stock, madeInTime(listing, costs, terms));
  const limits = [sold, limitPerBuyer].filter((limit) => limit !== null);
  return {
    least: Math.max(offer.minOrderQuantity ?? 0, Number.isFinite(first) ? first : 0, terms.quantum),
    leastValue: offer.minOrderValue === null ? null : new Decimal(offer.minOrderValue),
    multiple: offer.orderMultiple ?? terms.quantum,
    stock,
    limitPerBuyer,
    most: limits.length === 0 ? null : Math.min(...limits),
  };
}

/** The rules in the words of the order: what a reason is made of. */
export const orderRules = (order: OrderTerms, tiers: readonly PriceStep[], listing: Listing): OrderRules => ({
  tiers,
  minOrderQuantity: listing.product.offer.minOrderQuantity,
  orderMultiple: listing.product.offer.orderMultiple,
  minOrderValue: listing.product.offer.minOrderValue,
  stock: order.most,
});

/** A SKU's own limit holds for it alone. */
function limitOf({ product, skuId }: Listing): number | null {
  const own = product.skus.find(({ id }) => id === skuId)?.limitPerBuyer;
  return own === undefined ? product.offer.limitPerBuyer : own;
}

/** A SKU has no more than the whole listing, also where its own stock is not told. */
function stockOf({ product, skuId }: Listing): number | null {
  const sku = skuId === null ? undefined : product.skus.find(({ id }) => id === skuId);
  return sku ? smaller(sku.stock, product.stock) : goodsStock(product.skus, product.stock);
}

/** The stock of the goods: what is there of samples and postage links covers no need. Null is not known. */
export function goodsStock(skus: readonly Sku[], stock: number | null): number | null {
  const baits = baitSkus(skus);
  const goods = skus.filter(({ id }) => !baits.has(id));
  if (baits.size === 0 || goods.length === 0 || goods.some((sku) => sku.stock === null)) return stock;
  const sum = goods.reduce((total, sku) => total + (sku.stock ?? 0), 0);
  return smaller(stock, sum);
}

const smaller = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/**
 * What the seller makes in the days that a deadline leaves it: those on the way are no days of making. Without a deadline, in a month
 * or in its lead time if that is longer. Nothing where its output or its lead time is not stated.
 */
export function madeInTime(listing: Listing, costs: BuyerCosts, { maxLeadTimeDays }: Terms): number {
  const { product, scoreProfile } = listing;
  const output = scoreProfile?.monthlyOutput ?? product.supplier.monthlyOutput;
  const { leadTimeDays } = product;
  if (output === null || !(output > 0) || leadTimeDays === null) return 0;
  const days =
    maxLeadTimeDays === null
      ? Math.max(DAYS_PER_MONTH, leadTimeDays.high ?? 0)
      : Math.max(0, maxLeadTimeDays - daysOnTheWay(listing, costs));
  return Math.floor((output * days) / DAYS_PER_MONTH);
}

/** Of the fastest way that is known, by its last day; 0 where none is, or where the buyer's own freight stands in for the seller's. */
function daysOnTheWay(listing: Listing, costs: BuyerCosts): number {
  const offered = isSaid("freight", costs) ? [] : offeredBy(listing);
  const known = [...offered, ...(listing.product.shipping.saidDays ?? [])].flatMap(({ scope, days }) => {
    const last = scope === "domestic" ? null : (days?.high ?? days?.low ?? null);
    return last === null ? [] : [last];
  });
  return known.length === 0 ? 0 : Math.min(...known);
}
