import type { Amount, Money } from "./money.ts";
import type { TradeRule } from "./trade-term.ts";

export const FREIGHT_METHODS = ["express", "air", "sea", "rail", "truck"] as const;

/**
 * How goods travel.
 * @example
 * const method: FreightMethod = "sea";
 */
export type FreightMethod = (typeof FREIGHT_METHODS)[number];

/** How much of the way a quote pays for: within the seller's country, port to port, or to the buyer's door. */
export type FreightScope = "domestic" | "main" | "door";

export interface DayRange {
  readonly low: number | null;
  readonly high: number | null;
}

export interface FreightOption {
  readonly method: FreightMethod | null;
  readonly carrier: string | null;
  /** The bracket of quantities in which the fee holds. A quote for one quantity has both ends equal to it. */
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly days: DayRange | null;
  /** A lump sum for the shipment; null is unknown, never free. */
  readonly freight: Money | null;
  /** Goods value from which this way costs nothing; left out where there is no such rule. */
  readonly freeFrom?: Money;
  /** Delivery templates: what each further step of units adds to the lump sum. Null where the fee does not grow. */
  readonly additional: {
    readonly amount: Amount;
    readonly firstUnits: number | null;
    readonly stepUnits: number | null;
  } | null;
  readonly scope: FreightScope;
  /** The trade term the quote delivers under (Alibaba.com's calculator: DAP); null where it states none. */
  readonly term: TradeRule | null;
  /** A quote that is older than it may be believed: of when it is, and why no newer one could be had. */
  readonly stale?: string;
}

/**
 * A delivery of which nothing is said, for any quantity: what is known of one stands over it.
 * @example
 * const delivery: FreightOption = { ...UNQUOTED_DELIVERY, carrier: "DHL" };
 */
export const UNQUOTED_DELIVERY: FreightOption = {
  method: null,
  carrier: null,
  minQuantity: 1,
  maxQuantity: null,
  days: null,
  freight: null,
  additional: null,
  scope: "main",
  term: null,
};
