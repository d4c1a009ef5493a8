import type { Amount } from "./money.ts";
import type { TradeTerm } from "./trade-term.ts";

/**
 * One step of an all-units ladder: from `minQuantity` on, every unit costs `unitPrice`.
 * @example
 * const tier: PriceTier = { minQuantity: 100, maxQuantity: null, unitPrice: "18.20", discount: "0.70", term: null };
 */
export interface PriceTier {
  readonly minQuantity: number;
  /** The last quantity of the step; null means open. */
  readonly maxQuantity: number | null;
  /** In the ladder's currency, at the scale the seller gave. */
  readonly unitPrice: Amount;
  /** unitPrice / the smallest minimum's price, two decimals, half even; null for a single bare price. */
  readonly discount: Amount | null;
  /** Only where the step has a term of its own. */
  readonly term: TradeTerm | null;
}
