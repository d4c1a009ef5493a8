import type { Amount } from "../../model/money.ts";

/**
 * One supplier's terms, in one currency and one unit. Amounts are at or above zero.
 * @example
 * const north: SplitSupplier = {
 *   id: "north",
 *   minOrderQuantity: 100,
 *   capacity: 600,
 *   fixedCost: "0",
 *   tiers: [{ minQuantity: 1, unitPrice: "2.00" }],
 *   freight: [],
 * };
 */
export interface SplitSupplier {
  readonly id: string;
  /** Least units of one order; null where there is none. The first tier's minimum counts as well. */
  readonly minOrderQuantity: number | null;
  /** Most units it can deliver; null means no limit. */
  readonly capacity: number | null;
  /** Orders are multiples of this; absent or null means any number of units. */
  readonly orderMultiple?: number | null | undefined;
  /** Paid once if anything is ordered here. */
  readonly fixedCost: Amount;
  /** All-units discounts: every unit costs the price of the tier that the quantity falls in. */
  readonly tiers: readonly { readonly minQuantity: number; readonly unitPrice: Amount }[];
  /** The bracket that the quantity falls in costs `flat + perUnit × quantity`. Empty: no freight. */
  readonly freight: readonly { readonly minQuantity: number; readonly flat: Amount; readonly perUnit: Amount }[];
}

/**
 * One need that several suppliers may share.
 * @example
 * const request: SplitRequest = { need: 1_000, maxSuppliers: 2, suppliers: [] };
 */
export interface SplitRequest {
  /** Units wanted, a whole number from 1. */
  readonly need: number;
  /** Most suppliers that may get an order; absent or null means no limit. */
  readonly maxSuppliers?: number | null | undefined;
  /** False: exactly `need` units. Default true: at least `need`. */
  readonly allowOverbuy?: boolean | undefined;
  readonly suppliers: readonly SplitSupplier[];
}

/**
 * What one supplier gets: units, and the exact amount of its order.
 * @example
 * const north: Allocation = { id: "north", quantity: 600, total: "1200" };
 */
export interface Allocation {
  readonly id: string;
  readonly quantity: number;
  /** Goods, freight and the fixed cost of this supplier's order. */
  readonly total: Amount;
}

/**
 * Why nothing can be awarded: nobody sells anything, all together have too little, `maxSuppliers` of them have too little,
 * no combination comes to exactly `need`, or none was met within the work allowed.
 * @example
 * const reason: SplitFailure = "above_stock";
 */
export type SplitFailure = "no_supplier" | "above_stock" | "supplier_limit" | "no_exact_sum" | "not_found";

/**
 * The cheapest split with its proof, or why there is none. Amounts are exact, not rounded.
 * @example
 * const none: SplitResult = { total: null, reason: "no_supplier" };
 */
export type SplitResult =
  | {
      /** The exact sum of the allocations' totals, not rounded. */
      readonly total: Amount;
      /** In the order of the request; suppliers that get nothing are left out. */
      readonly allocations: readonly Allocation[];
      /** "optimal": nothing is cheaper. "bounded": the work was cut off, and nothing is cheaper by more than `gap`. */
      readonly proof: "optimal" | "bounded";
      /** A fraction of `total`, rounded up to six decimals: "0.0125" is 1.25 %. "0" where the proof is "optimal". */
      readonly gap: Amount;
    }
  | { readonly total: null; readonly reason: SplitFailure };
