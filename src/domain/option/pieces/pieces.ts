import type { FreightOption, FreightScope } from "../../../model/freight.ts";
import { type Amount, Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import type { TradeTerm } from "../../../model/trade-term.ts";
import { createObjectMemory } from "../../../object-memory.ts";
import type { Listing } from "../../comparison.ts";
import { convert, convertPrice } from "../../exchange-rates.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import { packedSize } from "../../landed-cost/packed-size.ts";
import type { ShipmentShape } from "../../landed-cost/shipment-price.ts";
import type { OrderTerms } from "../order-terms.ts";
import type { PriceStep } from "../price/offer-price.ts";
import type { Terms } from "../terms.ts";
import { productionDays } from "./days.ts";
import { type Convert, deliveriesAt, deliveryStarts, isReplaced, offeredBy, ownUnknown } from "./deliveries.ts";
import { ceilTo, floorTo, LARGEST_QUANTITY, type Piece, type Route, type Way, ZERO } from "./piece.ts";
import { pieceLines } from "./piece-lines.ts";
import { saidTransit } from "./said-days.ts";

/** How far above the need the quantities are looked at. */
export const REACH = 10;

/**
 * Every way to buy from one listing, each on the quantities where its landed cost is one line: tier by tier, under each trade term,
 * with each delivery. Built once for a comparison; all that is said of quantities is read from them.
 */
export function piecesOf(
  listing: Listing,
  steps: readonly PriceStep[],
  order: OrderTerms,
  costs: BuyerCosts,
  terms: Terms,
): readonly Piece[] {
  return laddersByTerm(steps).flatMap((ladder) =>
    ladder.flatMap((step) => stepPieces(step, topOf(step, ladder, terms), listing, costs, order, terms)),
  );
}

/** Tiers under one trade term form one ladder: a quantity may be had under several terms at once. */
export function laddersByTerm(steps: readonly PriceStep[]): readonly (readonly PriceStep[])[] {
  const termOf = ({ term }: PriceStep): string => (term === null ? "" : `${term.rule} ${term.place ?? ""}`);
  const terms = [...new Set(steps.map(termOf))];
  return terms.length < 2 ? [steps] : terms.map((term) => steps.filter((step) => termOf(step) === term));
}

/** The last quantity of a tier; where a measure's tier ends at the next one's first quantity, that is the next one's. */
function topOf({ maxQuantity }: PriceStep, ladder: readonly PriceStep[], { quantum }: Terms): number {
  if (maxQuantity === null) return LARGEST_QUANTITY;
  return ladder.some(({ minQuantity }) => minQuantity === maxQuantity) && quantum < 1 ? maxQuantity - quantum : maxQuantity;
}

function stepPieces(
  step: PriceStep,
  top: number,
  listing: Listing,
  costs: BuyerCosts,
  order: OrderTerms,
  terms: Terms,
): readonly Piece[] {
  const { product } = listing;
  const exchange: Convert = (amount, from) => convert(amount, from, terms.currency, terms.fx);
  const priced = (price: Amount | Decimal): Decimal =>
    convertPrice(new Decimal(price), product.offer.currency, terms.currency, terms.fx);
  const unit = { low: priced(step.unitPrice), high: priced(step.highUnitPrice) };
  const goodsBase = { low: priced(leastBaseOf(step)), high: priced(step.mix?.base ?? ZERO) };
  const least = Math.max(order.least, step.minQuantity, leastByValue(order.leastValue, step));
  const most = Math.min(order.most ?? LARGEST_QUANTITY, top);
  const from = ceilTo(least, order.multiple);
  if (from > most) return [];
  const options = offeredBy(listing);
  const freeFrom = freeQuantity(product.shipping.freeFrom, product, step);
  const starts = new Set([
    from,
    ...[...options, ...(product.shipping.saidDays ?? [])].flatMap((option) =>
      deliveryStarts(option, terms.quantum, terms.need * REACH),
    ),
    ...(freeFrom === null ? [] : [freeFrom]),
    ...options.flatMap((option) => freeQuantity(option.freeFrom ?? null, product, step) ?? []),
    ...product.leadTimes.flatMap(({ maxQuantity }) => (maxQuantity === null ? [] : [maxQuantity + terms.quantum])),
  ]);
  const cuts = [...starts].filter((start) => start >= from && start <= most).sort((a, b) => a - b);
  const term = step.term ?? product.offer.tradeTerm;
  return cuts.flatMap((start, index) => {
    const first = ceilTo(start, order.multiple);
    const last = floorTo(Math.min(most, (cuts[index + 1] ?? LARGEST_QUANTITY * 2) - terms.quantum), order.multiple);
    if (first > last) return [];
    const production = productionDays(product, first);
    const goods = new Decimal(step.unitPrice).times(first).plus(leastBaseOf(step));
    const routes = deliveriesAt({ quantity: first, goods }, product, options, exchange);
    return taken(routes, term, product, costs).flatMap((route) => {
      const shape = shapeOf(term, route, product);
      const said = saidTransit(route, options, product, first);
      const way: Way = { step, term, route, shape, unit, goodsBase, production, saidTransit: said };
      const isOpen = ownUnknown(route, shape, costs, terms.landing).length > 0;
      return pieceLines(way, costs, { from: first, to: last, multiple: order.multiple }, terms).map((lines) => ({
        ...lines,
        multiple: order.multiple,
        way,
        isOpen,
      }));
    });
  });
}

/** A delivery that the buyer's own freight stands in for is none: neither its fee nor its days count. */
function taken(
  routes: readonly (Route | null)[],
  term: TradeTerm | null,
  product: Product,
  costs: BuyerCosts,
): readonly (Route | null)[] {
  const isTaken = (route: Route | null): boolean => !isReplaced(route, shapeOf(term, route, product), costs);
  return routes.every(isTaken) ? routes : [...new Set(routes.map((route) => (isTaken(route) ? route : null)))];
}

const pricedApart = (options: readonly FreightOption[]): FreightScope | null =>
  options.find(({ scope }) => scope === "domestic")?.scope ?? options[0]?.scope ?? null;

const shapes = createObjectMemory<Product, ShipmentShape>();

/** What decides how the price lands: one object for all ways of a listing that land alike. */
export function shapeOf(term: TradeTerm | null, route: Route | null, product: Product): ShipmentShape {
  const way = route && `${route.scope} ${route.term} ${route.flat !== null}`;
  const key = `${term?.rule} ${term?.place === null ? null : term?.placeKind} ${way}`;
  return shapes(product, key, () => readShape(term, route, product));
}

function readShape(term: TradeTerm | null, route: Route | null, product: Product): ShipmentShape {
  const size = packedSize(product);
  return {
    rule: term?.rule ?? null,
    // AliExpress names no term: its sellers deliver to the door by its own quote.
    isTermOpen: term === null && product.marketplace !== "aliexpress",
    pricedApart: pricedApart(product.shipping.options),
    placeKind: term === null || term.place === null ? null : term.placeKind,
    kgPerUnit: size.kg,
    m3PerUnit: size.m3,
    taxIncluded: product.offer.taxIncluded === true,
    quote: route && { scope: route.scope, term: route.term, known: route.flat !== null },
  };
}

function leastByValue(leastValue: Decimal | null, step: PriceStep): number {
  return leastValue === null ? 0 : worth(leastValue, step).toNumber();
}

/** From which quantity on delivery is free: goods of exactly the threshold reach it. */
function freeQuantity(freeFrom: Product["shipping"]["freeFrom"], { offer }: Product, step: PriceStep): number | null {
  if (freeFrom === null || freeFrom.currency !== offer.currency) return null;
  return worth(new Decimal(freeFrom.amount), step).ceil().toNumber();
}

/** The quantity whose goods cost as much. */
const worth = (amount: Decimal, step: PriceStep): Decimal => amount.minus(leastBaseOf(step)).dividedBy(step.unitPrice);

const leastBaseOf = ({ mix, leastBase }: PriceStep): Decimal => mix?.base ?? leastBase ?? ZERO;
