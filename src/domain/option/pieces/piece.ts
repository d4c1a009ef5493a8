import type { DayRange, FreightMethod, FreightScope } from "../../../model/freight.ts";
import { Decimal } from "../../../model/money.ts";
import type { TradeRule, TradeTerm } from "../../../model/trade-term.ts";
import type { ShipmentShape } from "../../landed-cost/shipment-price.ts";
import type { PriceStep } from "../price/offer-price.ts";

/** One delivery of a listing, as it stands over a stretch of quantities. Amounts in the buyer's currency. */
export interface Route {
  readonly scope: FreightScope;
  readonly term: TradeRule | null;
  readonly method: FreightMethod | null;
  readonly days: DayRange | null;
  /** Null: offered, its fee is not known. */
  readonly flat: Decimal | null;
  readonly perUnit: Decimal;
  /** False: the fee is the least it can be. */
  readonly exact: boolean;
  /** ISO 4217, the currency of the fee; null where there is none. */
  readonly currency: string | null;
  /** The platform quotes it for one quantity at a time and was not asked for this one. */
  readonly isAskable?: true;
  /** Its fee is older than it may be believed: of when it is, and why. */
  readonly stale?: string;
}

/** One way to buy: a tier under a trade term with a delivery. */
export interface Way {
  readonly step: PriceStep;
  readonly term: TradeTerm | null;
  readonly route: Route | null;
  readonly shape: ShipmentShape;
  /** Goods per unit in the buyer's currency; the ends are equal where the price is one figure. */
  readonly unit: { readonly low: Decimal; readonly high: Decimal };
  /** What the goods cost beside the price per unit: below nothing where the first units of a mix are the cheaper ones. */
  readonly goodsBase: { readonly low: Decimal; readonly high: Decimal };
  readonly production: DayRange | null;
  /** The days of the way that were said apart from a delivery; null is not said. */
  readonly saidTransit: DayRange | null;
}

/**
 * cost(q) = fixed + perUnit · q + scaled · max(0, q / asked − 1): lump sums that the buyer gave for the quantity asked for grow in
 * proportion above it.
 */
export interface CostLine {
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
  readonly scaled: Decimal;
}

/** A way to buy on an interval of quantities on which its landed cost is one line. */
export interface Piece {
  /** Both ends can be ordered. */
  readonly from: number;
  readonly to: number;
  /** Orders are multiples of it. */
  readonly multiple: number;
  readonly way: Way;
  readonly low: CostLine;
  /** Null: no upper end is known. */
  readonly high: CostLine | null;
  readonly cash: CostLine;
  /** A cost that only this seller can name is in no line. */
  readonly isOpen: boolean;
  /** A least or a most binds otherwise once the lump sums have grown: of an order above the need the lines are no exact cost. */
  readonly bends: boolean;
}

/** No need reaches this; an open top ends here. */
export const LARGEST_QUANTITY = 1_000_000_000;

export function costAt({ fixed, perUnit, scaled }: CostLine, quantity: number, asked: number): Decimal {
  const cost = fixed.plus(perUnit.times(quantity));
  return quantity <= asked || scaled.isZero() ? cost : cost.plus(scaled.times(quantity).dividedBy(asked).minus(scaled));
}

// Multiples of a thousandth are no whole numbers of a double: what is nearer than this is the multiple itself.
const NOISE = 1e-9;

/** The least multiple at or above, cleared of the noise of binary fractions. */
export const ceilTo = (quantity: number, multiple: number): number =>
  tidy(Math.ceil(quantity / multiple - NOISE) * multiple, multiple);

export const floorTo = (quantity: number, multiple: number): number =>
  tidy(Math.floor(quantity / multiple + NOISE) * multiple, multiple);

const tidy = (quantity: number, multiple: number): number =>
  Number.isInteger(multiple) ? quantity : Number(quantity.toFixed(6));

/** The least quantity of a piece that covers the need; null where it ends before. */
export function leastCovering({ from, to, multiple }: Pick<Piece, "from" | "to" | "multiple">, need: number): number | null {
  const quantity = need <= from ? from : ceilTo(need, multiple);
  return quantity <= to ? quantity : null;
}

/** The largest order of a piece below a quantity; null where it has none. */
export function largestBelow({ from, to, multiple }: Pick<Piece, "from" | "to" | "multiple">, quantity: number): number | null {
  const largest = Math.min(to, ceilTo(quantity, multiple) - multiple);
  return largest < from ? null : largest;
}

export const ZERO = new Decimal(0);
