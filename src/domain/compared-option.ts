import type { FaultKind } from "../model/fault.ts";
import type { DayRange } from "../model/freight.ts";
import type { Amount, AmountRange } from "../model/money.ts";
import type { Warning } from "../model/product.ts";
import type { TradeTerm } from "../model/trade-term.ts";
import type { CostLineName, LineBasis } from "./landed-cost/cost-lines.ts";

/** Why an option cannot be ordered or priced; an unreadable listing carries its fault's kind. */
export const REASON_CODES = [
  "below_moq",
  "below_min_value",
  "gap",
  "above_top_tier",
  "above_stock",
  "above_limit_per_buyer",
  "not_a_multiple",
  "no_price",
  "unit_mismatch",
  "rate_missing",
  "mixed_terms",
  "off_shelf",
  "not_sold_there",
  "requirement_failed",
  "over_budget",
  "expired_offer",
] as const;
export type OptionReasonCode = (typeof REASON_CODES)[number];
export interface Reason {
  readonly code: OptionReasonCode | FaultKind;
  readonly message: string;
}

export type OptionState = "feasible" | "infeasible" | "unpriced" | "error";
export type RequirementState = "meets" | "fails" | "unknown";
/** Whose word a price is: the listing's, an offer's made outside a listing, or what the buyer learned of a listing. */
export type PriceBasis = "listing" | "offer" | "given";

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
  readonly basis: PriceBasis;
}

/** What is shipped; null where the listing's package does not say. */
export interface OptionShipment {
  readonly pieces: number | null;
  readonly cartons: number | null;
  readonly m3: Amount | null;
  readonly kg: Amount | null;
  readonly chargeableKg: Amount | null;
  readonly basis: PriceBasis | null;
}

export interface OptionLine {
  readonly name: CostLineName;
  /** Null: not one figure; `low` and `high` bound it where they are known. */
  readonly amount: Amount | null;
  readonly low?: Amount | null;
  readonly high?: Amount | null;
  readonly basis: LineBasis;
}

export interface OptionCost {
  /** Null where the price is an interval. */
  readonly goods: Amount | null;
  readonly lines: readonly OptionLine[];
  readonly total: AmountRange;
  readonly cash: AmountRange;
  /** Divided by the quantity asked for. */
  readonly perUnit: AmountRange;
  readonly complete: boolean;
  readonly missing: readonly CostLineName[];
}

/** The need in several deliveries. */
export interface InstalmentPlan {
  readonly count: number;
  readonly sizes: readonly number[];
  readonly total: Amount;
  /** Null where no holding rate is known: the total is without it. */
  readonly holdingCost: Amount | null;
}

export interface OptionScore {
  readonly low: string;
  readonly high: string;
  readonly estimate: string | null;
  readonly level: string;
}

/** Which of the marks usually asked for at the destination the listing shows. */
export interface MarketMarks {
  readonly usual: readonly string[];
  readonly shown: readonly string[];
  readonly notShown: readonly string[];
}

/** What was said of an offer and decides nothing: cleaned, cut, and never more than text. */
export interface OfferWords {
  readonly paymentTerms?: string;
  readonly note?: string;
}

export interface ComparedOption {
  readonly ref: string;
  readonly title: string | null;
  readonly supplier: string | null;
  /** Where somebody wrote terms of payment or a note. */
  readonly offerWords?: OfferWords;
  readonly state: OptionState;
  readonly reasons: readonly Reason[];
  readonly buy: Purchase | null;
  readonly shipment: OptionShipment | null;
  readonly cost: OptionCost | null;
  /** Only where exactly the need can be bought: what it costs, and what buying more saves against it. */
  readonly exact: { readonly total: AmountRange; readonly saving: Amount } | null;
  /** Of the orders within ten per cent under the need, the one that costs least beside its part of the plan's total. */
  readonly cheaperBelow: { readonly quantity: number; readonly total: Amount; readonly saving: Amount } | null;
  /** The next plan in days, and what it costs more. */
  readonly faster: {
    readonly quantity: number;
    readonly total: Amount;
    readonly extra: Amount;
    readonly days: DayRange;
  } | null;
  readonly nearest: { readonly quantity: number; readonly total: Amount } | null;
  readonly batches: readonly InstalmentPlan[];
  readonly bestBatchCount: number | null;
  /** Up to which cost of one shipment `count` deliveries are the cheapest, while that cost is not known. */
  readonly batchLimit: { readonly perShipment: Amount; readonly count: number } | null;
  readonly stockDays: number | null;
  readonly stockDaysBasis: "your_demand" | "seller_sales" | null;
  readonly stockRisk: "low" | "medium" | "high" | "unknown";
  /** Production and transit; an end is null where a part of it is not known. */
  readonly leadTimeDays: DayRange | null;
  readonly leadTime: { readonly production: DayRange | null; readonly transit: DayRange | null };
  readonly supplierScore: OptionScore | null;
  /** What the listing shows of its supplier, in words. */
  readonly knownOfSupplier: readonly string[];
  readonly requirements: readonly { readonly name: string; readonly state: RequirementState; readonly why: string }[];
  /** Null: no budget was given. */
  readonly inBudget: "yes" | "no" | "unknown" | null;
  readonly marketMarks: MarketMarks | null;
  readonly warnings: readonly Warning[];
}

/** The smallest order that a listing takes, and what has to be paid for it at the least. */
export interface FirstOrder {
  readonly ref: string;
  readonly quantity: number;
  readonly outlay: Amount;
  /** Whether more is to be paid than the outlay. */
  readonly isOpen: boolean;
}

/** A SKU that can be asked for, with its price where it has one alone. */
export interface NamedSku {
  readonly id: string;
  readonly unitPrice: Amount | null;
  /** ISO 4217. */
  readonly currency: string | null;
}
