import { Decimal } from "../../model/money.ts";
import type { Sku, Warning } from "../../model/product.ts";
import type { UnitClass } from "../../model/unit.ts";
import type { Reason } from "../compared-option.ts";
import type { Listing } from "../comparison.ts";
import { convert, type RateTable } from "../exchange.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { packedSize } from "../landed-cost/packed-size.ts";
import { orderReason } from "../order/order-reason.ts";
import { candidateQuantities, nearestOrderable, type OrderRules, orderability, tierAt } from "../order/purchase-plan.ts";
import { baitSkus } from "./bait-sku.ts";
import { type Candidate, inOrderOfCost } from "./candidate.ts";
import { mixGoods, mixPrices } from "./mix-price.ts";
import { offerPrice, type PriceStep } from "./offer-price.ts";
import { routeQuotes } from "./route-quotes.ts";

/** What is asked of a listing, and how its price lands. */
export interface Terms {
  readonly need: number;
  readonly unitClass: UnitClass;
  readonly currency: string;
  readonly fx: RateTable | null;
  readonly allowOverbuy: boolean;
  readonly landing: Landing;
}

export type ListingPrice =
  | {
      readonly state: "priced" /** Best first; never empty. */;
      readonly candidates: readonly Candidate[];
      readonly warnings: readonly Warning[];
    }
  | { readonly state: "unpriced"; readonly reason: Reason; readonly warnings: readonly Warning[] }
  | {
      readonly state: "infeasible";
      readonly reason: Reason;
      /** The nearest quantity that can be ordered. */
      readonly nearest: Candidate | null;
      readonly warnings: readonly Warning[];
    };

/** Every way to cover the need from one listing, or why there is none. */
export function priceListing(listing: Listing, costs: BuyerCosts, terms: Terms): ListingPrice {
  const { offer, status } = listing.product;
  if (status === "off_shelf") return infeasible({ code: "off_shelf", message: "The listing is no longer sold" }, null, []);
  const unpriced = (reason: Reason, warnings: readonly Warning[] = []): ListingPrice => ({
    state: "unpriced",
    reason,
    warnings,
  });
  const mismatch = unitMismatch(listing, terms);
  if (mismatch) return unpriced(mismatch);
  if (offer.currency === null) return unpriced({ code: "no_price", message: "The listing does not say its currency" });
  const { steps, warnings } = offerPrice(listing.product, listing.skuId);
  if (steps.length === 0 && listing.mix.length === 0) return unpriced(noPrice(listing), warnings);
  if (convert(new Decimal(1), offer.currency, terms.currency, terms.fx) === null) {
    return unpriced(
      { code: "rate_missing", message: `Priced in ${offer.currency}: no rate to ${terms.currency} is known` },
      warnings,
    );
  }
  const price = listing.mix.length > 0 ? priceMix(listing, terms) : priceLadder(listing, steps, terms);
  if (price.state !== "priced") return { ...price, warnings: [...warnings, ...price.warnings] };
  return {
    ...price,
    candidates: inOrderOfCost(price.candidates, costs, terms.landing),
    warnings: [...warnings, ...price.warnings, ...unitWarning(listing, terms)],
  };
}

/** How an order of a listing may be made up under one trade term. */
export function orderRules(
  listing: Listing,
  tiers: readonly PriceStep[],
): OrderRules & { readonly tiers: readonly PriceStep[] } {
  const { offer, skus, stock } = listing.product;
  const sku = listing.skuId === null ? undefined : skus.find(({ id }) => id === listing.skuId);
  return {
    tiers,
    minOrderQuantity: offer.minOrderQuantity,
    orderMultiple: offer.orderMultiple,
    minOrderValue: offer.minOrderValue,
    stock: leastOf(sku ? sku.stock : goodsStock(skus, stock), offer.limitPerBuyer),
  };
}

/** What one buyer may have is a stock too. */
const leastOf = (stock: number | null, limit: number | null): number | null =>
  stock === null || limit === null ? (stock ?? limit) : Math.min(stock, limit);

/** The stock of the goods: what is there of samples and postage links covers no need. */
function goodsStock(skus: readonly Sku[], stock: number | null): number | null {
  const baits = baitSkus(skus);
  const goods = skus.filter(({ id }) => !baits.has(id));
  if (baits.size === 0 || goods.length === 0 || goods.some((sku) => sku.stock === null)) return stock;
  const sum = goods.reduce((total, sku) => total + (sku.stock ?? 0), 0);
  return stock === null ? sum : Math.min(stock, sum);
}

/** Tiers under one trade term form one ladder: a quantity may be had under several terms at once. */
export function laddersByTerm(steps: readonly PriceStep[]): readonly (readonly PriceStep[])[] {
  const termOf = ({ term }: PriceStep): string => (term === null ? "" : `${term.rule} ${term.place ?? ""}`);
  return [...new Set(steps.map(termOf))].map((term) => steps.filter((step) => termOf(step) === term));
}

function priceLadder(listing: Listing, steps: readonly PriceStep[], terms: Terms): ListingPrice {
  const { product, quotes } = listing;
  const { freeFrom, options } = product.shipping;
  const candidates = laddersByTerm(steps).flatMap((ladder) => {
    const quantities = candidateQuantities({
      ...orderRules(listing, ladder),
      need: terms.need,
      freight: [...options, ...quotes],
      freeFreightFrom: freeFrom?.currency === product.offer.currency ? freeFrom?.amount : null,
      allowOverbuy: terms.allowOverbuy,
    });
    return quantities.flatMap((quantity) => candidatesAt(listing, ladder, quantity, terms));
  });
  if (candidates.length > 0) return { state: "priced", candidates, warnings: [] };
  const rules = orderRules(listing, steps);
  const code = orderability(rules, terms.need) ?? "above_stock";
  return infeasible(orderReason(code, rules, terms.need), nearestCandidate(listing, steps, terms), []);
}

function nearestCandidate(listing: Listing, steps: readonly PriceStep[], terms: Terms): Candidate | null {
  const found = laddersByTerm(steps).flatMap((ladder) => {
    const quantity = nearestOrderable(orderRules(listing, ladder), terms.need);
    return quantity === null ? [] : candidatesAt(listing, ladder, quantity, terms);
  });
  const distance = ({ quantity }: Candidate): number => Math.abs(quantity - terms.need);
  return found.sort((a, b) => distance(a) - distance(b) || a.quantity - b.quantity)[0] ?? null;
}

function candidatesAt(listing: Listing, ladder: readonly PriceStep[], quantity: number, terms: Terms): readonly Candidate[] {
  const step = tierAt(ladder, quantity);
  if (!step) return [];
  const low = new Decimal(step.unitPrice).times(quantity);
  const high = new Decimal(step.highUnitPrice).times(quantity);
  return withRoutes(
    { quantity, step, mix: [], term: step.term ?? listing.product.offer.tradeTerm },
    { low, high },
    listing,
    terms,
  );
}

function priceMix(listing: Listing, terms: Terms): ListingPrice {
  const priced = mixPrices(listing);
  if ("reason" in priced) return infeasible(priced.reason, null, []);
  const { lines } = priced;
  const goods = mixGoods(lines);
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const term = lines[0]?.term ?? listing.product.offer.tradeTerm;
  return {
    state: "priced",
    candidates: withRoutes({ quantity, step: null, mix: lines, term }, { low: goods, high: goods }, listing, terms),
    warnings: [],
  };
}

/** One candidate for each part of the way that the listing quotes, or one without a quote. `goods` in the listing's currency. */
function withRoutes(
  order: Pick<Candidate, "quantity" | "step" | "mix" | "term">,
  goods: { readonly low: Decimal; readonly high: Decimal },
  listing: Listing,
  terms: Terms,
): readonly Candidate[] {
  const { product, quotes } = listing;
  const exchange = (amount: Decimal, currency: string): Decimal | null => convert(amount, currency, terms.currency, terms.fx);
  const converted = (amount: Decimal): Decimal => exchange(amount, product.offer.currency ?? "") ?? amount;
  const unitSize = packedSize(product);
  const routes = routeQuotes({ product, quotes, quantity: order.quantity, goods: goods.low, convert: exchange });
  return (routes.length === 0 ? [null] : routes).map((route) => ({
    ...order,
    goods: { low: converted(goods.low), high: converted(goods.high) },
    route,
    shape: {
      rule: order.term?.rule ?? null,
      placeKind: order.term === null || order.term.place === null ? null : order.term.placeKind,
      kgPerUnit: unitSize.kg,
      m3PerUnit: unitSize.m3,
      taxIncluded: product.offer.taxIncluded === true,
      quote: route && { scope: route.scope, term: route.term, known: route.amount !== null },
    },
  }));
}

const infeasible = (reason: Reason, nearest: Candidate | null, warnings: readonly Warning[]): ListingPrice => ({
  state: "infeasible",
  reason,
  nearest,
  warnings,
});

// A unit is the seller's word: only what can be one goes into a sentence of ours.
const UNIT_WORD = /^\p{L}{1,12}$/u;

// A listing that names no unit is taken to count as asked, with a warning; one that names another unit is not comparable.
const namesNoUnit = ({ product }: Listing): boolean => product.offer.unit === null && product.offer.unitClass === "other";

function unitMismatch(listing: Listing, terms: Terms): Reason | null {
  const { unit, unitClass } = listing.product.offer;
  if (namesNoUnit(listing) || unitClass === terms.unitClass) return null;
  const sold = unit !== null && UNIT_WORD.test(unit) ? `${unit} (${unitClass})` : unitClass;
  return {
    code: "unit_mismatch",
    message: `Sold by the ${sold}; the quantity counts in ${terms.unitClass}, and how many are in one is not known`,
  };
}

const unitWarning = (listing: Listing, { unitClass }: Terms): readonly Warning[] =>
  namesNoUnit(listing) ? [{ code: "unit_not_stated", message: `The listing names no unit: taken as ${unitClass}` }] : [];

const noPrice = ({ product, skuId }: Listing): Reason => {
  const known = skuId === null || product.skus.some(({ id }) => id === skuId);
  return { code: "no_price", message: known ? "The listing states no price" : `The listing has no SKU ${skuId}` };
};
