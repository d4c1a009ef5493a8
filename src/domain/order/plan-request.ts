import type { Amount } from "../../model/money.ts";
import type { LadderStep } from "./price-tiers.ts";

/**
 * Why a quantity cannot be ordered.
 * @example
 * const reason: OrderReason = "below_moq";
 */
export type OrderReason =
  | "below_moq"
  | "below_min_value"
  | "gap"
  | "above_top_tier"
  | "above_stock"
  | "not_a_multiple"
  | "no_price"
  | "mixed_terms";

export interface OrderRules {
  readonly tiers: readonly LadderStep[];
  readonly minOrderQuantity?: number | null | undefined;
  readonly orderMultiple?: number | null | undefined;
  readonly stock?: number | null | undefined;
  /** Goods for less than this are not sold; in the ladder's currency. */
  readonly minOrderValue?: Amount | null | undefined;
}

export interface CandidateInput extends OrderRules {
  readonly need: number;
  readonly freight?: readonly { readonly minQuantity: number }[] | undefined;
  /** Goods value from which delivery is free, in the ladder's currency. */
  readonly freeFreightFrom?: Amount | null | undefined;
  readonly allowOverbuy?: boolean | undefined;
}

/**
 * A lump sum and a part per unit from `minQuantity` units on, in the ladder's currency.
 * @example
 * const step: FreightStep = { minQuantity: 100, flat: "40", perUnit: "0.20" };
 */
export interface FreightStep {
  readonly minQuantity: number;
  readonly flat: Amount;
  readonly perUnit: Amount;
}

/**
 * A need in units, and what bounds an order. Amounts are in `currency`; absent or null is "no such bound".
 * @example
 * const input: PurchasePlanInput = {
 *   tiers: [{ minQuantity: 1, unitPrice: "2.00" }],
 *   need: 90,
 *   orderMultiple: 24,
 *   freight: [{ minQuantity: 1, flat: "40", perUnit: "0.20" }],
 * };
 */
export interface PurchasePlanInput extends CandidateInput {
  /** One ladder under one trade term; a quantity below the first freight step has no known freight and is not bought. */
  readonly tiers: readonly (LadderStep & { readonly term?: { readonly rule: string } | null | undefined })[];
  readonly freight?: readonly FreightStep[] | undefined;
  /** ISO 4217; decides the rounding. Default USD. */
  readonly currency?: string | undefined;
}

/**
 * What to buy, or why the need cannot be bought and the nearest quantity that can. Amounts are rounded to the currency's minor unit.
 * @example
 * const plan: PurchasePlan = planPurchase({ tiers: [{ minQuantity: 100, unitPrice: "2.00" }], need: 90 });
 * const quantity = plan.state === "feasible" ? plan.buy : plan.nearest?.quantity;
 */
export type PurchasePlan =
  | {
      readonly state: "feasible";
      readonly buy: number;
      readonly unitPrice: Amount;
      readonly goods: Amount;
      readonly freight: Amount;
      readonly total: Amount;
      readonly surplus: number;
      /** Exactly the need, and what buying otherwise saves against it; null where it cannot be ordered. */
      readonly exact: { readonly total: Amount } | null;
      readonly saving: Amount | null;
      /** Why the need itself cannot be ordered. */
      readonly reasons: readonly OrderReason[];
    }
  | {
      readonly state: "infeasible";
      readonly reason: OrderReason;
      readonly nearest: { readonly quantity: number; readonly total: Amount } | null;
    };
