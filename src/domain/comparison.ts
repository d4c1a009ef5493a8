import type { FaultKind } from "../model/fault.ts";
import type { DayRange, FreightOption } from "../model/freight.ts";
import type { Amount, AmountRange } from "../model/money.ts";
import type { Product, Warning } from "../model/product.ts";
import type { TradeTerm } from "../model/trade-term.ts";
import type { UnitClass } from "../model/unit.ts";
import type { RateTable } from "./exchange.ts";
import type { BuyerCosts } from "./landed-cost/buyer-costs.ts";
import type { CostLineName, LineBasis } from "./landed-cost/cost-lines.ts";

export const PRIORITIES = ["cost", "speed", "risk", "first_order"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Why an option cannot be ordered or priced; an unreadable listing carries its fault's kind. */
export const REASON_CODES = [
  "below_moq",
  "gap",
  "above_top_tier",
  "above_stock",
  "not_a_multiple",
  "no_price",
  "unit_mismatch",
  "rate_missing",
  "mixed_terms",
  "off_shelf",
  "not_sold_there",
  "requirement_failed",
] as const;
export type OptionReasonCode = (typeof REASON_CODES)[number];
export interface Reason {
  readonly code: OptionReasonCode | FaultKind;
  readonly message: string;
}

/** A listing in the comparison. `ref` names it in every answer, its `#skuId` included. */
export interface Listing {
  readonly ref: string;
  readonly skuId: string | null;
  readonly product: Product;
  /** The title in the buyer's language. */
  readonly title: string | null;
  /** Quotes asked of the platform for exactly one quantity each, beside those on the listing. */
  readonly quotes: readonly FreightOption[];
  /** Several SKUs in one order; empty for an order of one kind. */
  readonly mix: readonly MixLine[];
}
export interface MixLine {
  readonly skuId: string;
  readonly quantity: number;
}
/** A listing that could not be read. */
export interface FailedListing {
  readonly ref: string;
  readonly failure: { readonly code: FaultKind; readonly message: string };
}

export interface Requirements {
  readonly maxLeadTimeDays: number | null;
  /** 0 to 100. */
  readonly minSupplierScore: number | null;
  readonly certifications: readonly string[];
  readonly verifiedOnly: boolean;
}

export interface ComparisonRequest {
  readonly listings: readonly (Listing | FailedListing)[];
  /** Units needed, in `unitClass`. */
  readonly quantity: number;
  /** Null: what most of the listings are sold by. */
  readonly unitClass: UnitClass | null;
  /** ISO 3166 alpha-2. */
  readonly destination: string;
  /** ISO 4217: every amount of the answer that names no other. */
  readonly currency: string;
  readonly costs: BuyerCosts;
  /** Overrides by marketplace or by a listing's `ref`, field by field. */
  readonly costsByProduct: Readonly<Record<string, BuyerCosts>>;
  readonly fx: RateTable | null;
  /** Units a day. */
  readonly dailyDemand: Amount | null;
  /** A fraction of the stock's cost. */
  readonly holdingRatePerYear: Amount | null;
  readonly maxBatches: number;
  readonly maxSuppliers: number;
  readonly allowOverbuy: boolean;
  readonly requirements: Requirements;
  readonly priority: Priority;
  /** Rates above these warn; fractions. */
  readonly maxDisputeRate: Amount;
  readonly maxRefundRate: Amount;
  /** Epoch milliseconds: certificates and rates age. */
  readonly nowMs: number;
}

export type OptionState = "feasible" | "infeasible" | "unpriced" | "error";
export type RequirementState = "meets" | "fails" | "unknown";

export interface Purchase {
  readonly quantity: number;
  /** Units beyond the need. */
  readonly surplus: number;
  /** As the seller writes it. */
  readonly unit: string | null;
  /** In `currency`, the listing's; null where the price is an interval or the order mixes prices. */
  readonly unitPrice: Amount | null;
  readonly currency: string;
  readonly tier: { readonly minQuantity: number; readonly maxQuantity: number | null } | null;
  readonly sku: string | null;
  readonly mix: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: Amount }[];
  /** Null where the marketplace states none. */
  readonly tradeTerm: TradeTerm | null;
}

export interface OptionCost {
  /** Null where the price is an interval. */
  readonly goods: Amount | null;
  readonly lines: readonly { readonly name: CostLineName; readonly amount: Amount | null; readonly basis: LineBasis }[];
  readonly total: AmountRange;
  readonly cash: AmountRange;
  /** Divided by the quantity asked for. */
  readonly perUnit: AmountRange;
  readonly complete: boolean;
  readonly missing: readonly CostLineName[];
}

export interface BatchPlan {
  readonly count: number;
  readonly sizes: readonly number[];
  readonly total: Amount;
  readonly holdingCost: Amount;
}

export interface OptionScore {
  readonly low: string;
  readonly high: string;
  readonly estimate: string | null;
  readonly level: string;
}

export interface ComparedOption {
  readonly ref: string;
  readonly title: string | null;
  readonly supplier: string | null;
  readonly state: OptionState;
  readonly reasons: readonly Reason[];
  readonly buy: Purchase | null;
  readonly cost: OptionCost | null;
  readonly exact: { readonly total: AmountRange; readonly saving: Amount } | null;
  readonly nearest: { readonly quantity: number; readonly total: Amount } | null;
  readonly batches: readonly BatchPlan[];
  readonly bestBatchCount: number | null;
  readonly stockDays: number | null;
  readonly stockDaysBasis: "your_demand" | "seller_sales" | null;
  readonly stockRisk: "low" | "medium" | "high" | "unknown";
  /** Production and transit; an end is null where a part of it is not known. */
  readonly leadTimeDays: DayRange | null;
  readonly supplierScore: OptionScore | null;
  readonly requirements: readonly { readonly name: string; readonly state: RequirementState }[];
  readonly warnings: readonly Warning[];
}

export interface Question {
  /** The listing whose supplier is to be asked; null where the buyer has to say. */
  readonly ref: string | null;
  readonly questionEn: string;
  readonly questionZh: string;
  /** What the answer decides. */
  readonly settles: string;
}

export interface Verdict {
  readonly state: "winner" | "tie" | "undecided" | "infeasible";
  readonly winner: string | null;
  readonly contenders: readonly string[];
  readonly because: string;
  readonly askNext: Question | null;
}

/** A figure, and where it has to go for another option to take the first place by cost. */
export interface Flip {
  /** The cost's field name, `fx.CNY`, or `quantity`. */
  readonly what: string;
  /** The listing, or the marketplace, whose own figure it is; null where all share it. */
  readonly ref: string | null;
  /** Null: not known today; the totals then leave it out. */
  readonly now: Amount | null;
  readonly threshold: Amount;
  readonly leader: string;
}

export interface CurveStretch {
  readonly fromQuantity: number;
  readonly toQuantity: number;
  /** Null: it cannot be told, a figure is missing. */
  readonly cheapest: string | null;
}

export interface Split {
  readonly allocations: readonly { readonly ref: string; readonly quantity: number; readonly total: Amount }[];
  readonly total: Amount;
  /** Against the best single supplier; "0.00" where that is the best split, null where no single one covers the need. */
  readonly saving: Amount | null;
  /** What a second supplier costs more than the best plan with one; null where there is no such plan or no two can share the need. */
  readonly secondSourcePremium: Amount | null;
  readonly proof: "optimal" | "bounded";
  readonly gap: Amount;
}

export interface Comparison {
  readonly quantity: number;
  readonly unitClass: UnitClass;
  readonly currency: string;
  readonly destination: string;
  readonly priority: Priority;
  readonly verdict: Verdict;
  /** In the order of the request. */
  readonly options: readonly ComparedOption[];
  readonly split: Split | null;
  readonly flips: readonly Flip[];
  readonly curve: readonly CurveStretch[];
  readonly ranks: Readonly<Record<Priority, readonly string[]>>;
  readonly fx: RateTable | null;
  /** What a partial answer still lacks. */
  readonly outstanding: readonly string[];
  readonly notes: readonly string[];
}
