import { Decimal } from "../../model/money.ts";
import type { TradeTerm } from "../../model/trade-term.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { DOOR_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import type { DecimalRange, LandedShipment } from "../landed-cost/landed-cost.ts";
import type { Landing } from "../landed-cost/landing.ts";
import type { Load } from "../landed-cost/linear.ts";
import type { ShipmentShape } from "../landed-cost/shipment-price.ts";
import type { MixPrice } from "./mix-price.ts";
import type { PriceStep } from "./offer-price.ts";
import type { RouteQuote } from "./route-quotes.ts";

/** One way to buy from a listing: a quantity under one tier, one trade term and one delivery quote. */
export interface Candidate {
  readonly quantity: number;
  /** Null for an order of several SKUs. */
  readonly step: PriceStep | null;
  readonly mix: readonly MixPrice[];
  readonly term: TradeTerm | null;
  /** In the buyer's currency, unrounded; the ends are equal where the price is one figure. */
  readonly goods: { readonly low: Decimal; readonly high: Decimal };
  readonly route: RouteQuote | null;
  readonly shape: ShipmentShape;
}

/** What it costs the buyer, from the least to the most it can be. */
export function candidateTotal(
  { quantity, goods, route, shape }: Candidate,
  costs: BuyerCosts,
  landing: Landing,
): DecimalRange {
  const landed = (price: Decimal): DecimalRange => landing.total(shape, costs, loadOf({ quantity, route }, price));
  const least = landed(goods.low);
  if (isOpenEnded({ route, shape }, costs)) return { low: least.low, high: null };
  return goods.high.equals(goods.low) ? least : { low: least.low, high: landed(goods.high).high };
}

/** The same line by line, at the dearest price that it can have where `dearest`. */
export const candidateShipment = (candidate: Candidate, costs: BuyerCosts, landing: Landing, dearest = false): LandedShipment =>
  landing.shipment(candidate.shape, costs, loadOf(candidate, dearest ? candidate.goods.high : candidate.goods.low));

/** What is shipped, at one price of the goods. */
export const loadOf = ({ quantity, route }: Pick<Candidate, "quantity" | "route">, goods: Decimal): Load => ({
  quantity: new Decimal(quantity),
  goods,
  quote: route?.amount ?? new Decimal(0),
});

/**
 * The lines whose cost only this seller can name: a route it offers without a fee, or a delivery that it does without a quote.
 * Every other unknown line costs all listings the same, because the buyer's own forwarder or customs broker names it once.
 */
export function ownUnknownLines({ route, shape }: Candidate, costs: BuyerCosts): readonly WayLine[] {
  if (route === null) return shape.rule === null && costs.freight === undefined ? DOOR_LINES : [];
  if (route.amount !== null || isQuoteReplaced({ route, shape }, costs)) return [];
  return route.scope === "domestic" ? ["origin_inland"] : route.scope === "main" ? ["freight"] : DOOR_LINES;
}

/** Whether the buyer's own figure stands in for the listing's quote: a platform's parcel quote goes before it where it is known. */
export function isQuoteReplaced({ route, shape }: Pick<Candidate, "route" | "shape">, costs: BuyerCosts): boolean {
  if (route === null) return false;
  if (route.scope === "domestic") return costs.originInland !== undefined;
  return costs.freight !== undefined && (shape.rule !== null || route.amount === null);
}

/** Whether the delivery costs at least what is quoted, and nobody says how much. */
export const isOpenEnded = (candidate: Pick<Candidate, "route" | "shape">, costs: BuyerCosts): boolean =>
  candidate.route?.exact === false && !isQuoteReplaced(candidate, costs);

/** Best first: figures of its own known, then the least total, then the smaller quantity. */
export function inOrderOfCost(candidates: readonly Candidate[], costs: BuyerCosts, landing: Landing): readonly Candidate[] {
  return candidates
    .map((candidate) => ({
      candidate,
      open: ownUnknownLines(candidate, costs).length > 0,
      low: candidateTotal(candidate, costs, landing).low,
    }))
    .sort((a, b) => Number(a.open) - Number(b.open) || a.low.comparedTo(b.low) || a.candidate.quantity - b.candidate.quantity)
    .map(({ candidate }) => candidate);
}
