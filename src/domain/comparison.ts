import type { FaultKind } from "../model/fault.ts";
import type { FreightOption } from "../model/freight.ts";
import type { Amount } from "../model/money.ts";
import type { Product } from "../model/product.ts";
import type { TradeRule } from "../model/trade-term.ts";
import type { UnitClass } from "../model/unit.ts";
import type { ComparedOption, FirstOrder, NamedSku, OfferWords, PriceBasis } from "./compared-option.ts";
import type { RateTable } from "./exchange-rates.ts";
import type { BuyerCosts } from "./landed-cost/buyer-costs.ts";
import type { WayLine } from "./landed-cost/cost-lines.ts";
import type { SupplierProfile } from "./supplier-score/supplier-profile.ts";

export const PRIORITIES = ["cost", "speed", "risk", "first_order"] as const;
export type Priority = (typeof PRIORITIES)[number];

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
  /** Absent: the listing's own word. */
  readonly basis?: PriceBasis;
  /** Of an offer or a fact, as they were written. Untrusted. */
  readonly offerWords?: OfferWords;
  /** Whether the size of what is shipped is the buyer's word. */
  readonly isPackageGiven?: boolean;
  /** Paid once whatever the number of shipments (moulds, plates), and for each order; in the listing's currency. */
  readonly oneTimeCosts?: readonly NamedCost[];
  readonly perOrderCosts?: readonly NamedCost[];
  /** What the buyer knows of the supplier beyond the listing; it goes before the listing's own word. */
  readonly scoreProfile?: SupplierProfile;
  /** The country that the buyer says the seller delivers from, ISO 3166 alpha-2. */
  readonly saidCountry?: string;
  /** That is the buyer's own. */
  readonly isHome?: boolean;
  /** Whether the words of its price say that value added tax is in it. */
  readonly saysTaxIncluded?: boolean;
  /** ISO 8601 date up to which an offer holds; null or absent: not said. */
  readonly validUntil?: string | null;
}
export interface NamedCost {
  readonly name: string;
  readonly amount: Amount;
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
  /** The word of the unit that the quantity counts; null or absent: `unitClass`. */
  readonly unit?: string | null;
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
  /** What a second supplier gets at the least, a fraction of the need; absent: 0.2. */
  readonly minShare?: Amount;
  /** The most the total may be, in `currency`; null or absent: no limit. */
  readonly budget?: Amount | null;
  readonly allowOverbuy: boolean;
  readonly requirements: Requirements;
  readonly priority: Priority;
  /** Rates above these warn; fractions. */
  readonly maxDisputeRate: Amount;
  readonly maxRefundRate: Amount;
  /** Epoch milliseconds: certificates and rates age. */
  readonly nowMs: number;
}

/** A value that an answer puts into the next question. */
export interface AskedField {
  /** The input's field: `costs.freight`, `facts.prices`. */
  readonly field: string;
  /** The option or marketplace whose own it is; null where all share it. */
  readonly for: string | null;
  readonly unit: string;
}

/** What the question is about; the words for it are the answer's. */
export type QuestionKind =
  | "price"
  | "sku"
  | "rate"
  | "unit"
  | "requirement"
  | "lead_time"
  | "delivery"
  | "packing"
  | "way"
  | "vat_recovery";

export interface Question {
  readonly kind: QuestionKind;
  /** The lines of the way that it asks for. */
  readonly lines: readonly WayLine[];
  readonly to: "supplier" | "forwarder" | "buyer";
  /** The listing whose supplier is to be asked; null where it is somebody else. */
  readonly ref: string | null;
  readonly questionEn: string;
  readonly questionZh: string;
  readonly answers: readonly AskedField[];
  /** What the answer decides. */
  readonly settles: string;
  /** The term under which the supplier is asked to quote, where that is the question. */
  readonly quoteUnder?: TradeRule;
  /** SKUs of which the buyer may name one, where that would answer it too. */
  readonly skus?: readonly NamedSku[];
}

/** A stretch of the figure on which the verdict hangs, and what to buy there. */
export interface RuleStretch {
  readonly buy: string;
  /** Null: always, the rule has one stretch. A group of figures that move together is told by their sum. */
  readonly when: {
    readonly what: readonly string[];
    readonly for: string | null;
    readonly above: Amount | null;
    readonly below: Amount | null;
    readonly unit: string;
  } | null;
  /** False where the stretch asks for an implausible figure. */
  readonly likely: boolean;
}

export interface Verdict {
  readonly state: "winner" | "conditional" | "tie" | "undecided" | "single" | "infeasible";
  readonly winner: string | null;
  readonly because: string;
  readonly rule: readonly RuleStretch[];
  readonly contenders: readonly string[];
  readonly askNext: Question | null;
}

/** A figure, or figures that move together, and where they have to go for another option to take the first place by cost. */
export interface Flip {
  /** The cost's field name, `fx.CNY`, or `quantity`. */
  readonly what: readonly string[];
  /** The listing, or the marketplace, whose own figure it is; null where all share it. */
  readonly for: string | null;
  /** Null: not known today; the totals then leave it out. */
  readonly now: Amount | null;
  readonly threshold: Amount;
  /** Who leads from there on. */
  readonly leader: string;
  /** Whether `now` and `threshold` are of the sum of several figures. */
  readonly together: boolean;
}

export interface CurveStretch {
  readonly fromQuantity: number;
  readonly toQuantity: number;
  /** Null: it cannot be told, a figure is missing. */
  readonly cheapest: string | null;
}

export interface Allocation {
  readonly ref: string;
  readonly quantity: number;
  readonly total: Amount;
}

export interface Split {
  readonly allocations: readonly Allocation[];
  readonly total: Amount;
  /** Against the best single supplier; "0.00" where that is the best split, null where no single one covers the need. */
  readonly saving: Amount | null;
  readonly proof: "optimal" | "bounded";
  readonly gap: Amount;
}

/** The cheapest split in which no supplier has less than `minShare` of the need. */
export interface SecondSource {
  readonly allocations: readonly Allocation[];
  readonly total: Amount;
  /** What it costs more than the best plan with one supplier. */
  readonly premium: Amount;
  readonly minShare: Amount;
}

export interface Budget {
  readonly amount: Amount;
  /** The largest quantity that the best option covers within it; null where none can be told. */
  readonly mostQuantity: number | null;
  readonly with: string | null;
}

export interface Comparison {
  readonly quantity: number;
  readonly unitClass: UnitClass;
  /** The word of what the quantity counts. */
  readonly unit: string;
  readonly currency: string;
  readonly destination: string;
  readonly priority: Priority;
  readonly verdict: Verdict;
  /** In the order of the request. */
  readonly options: readonly ComparedOption[];
  readonly split: Split | null;
  readonly secondSource: SecondSource | null;
  readonly flips: readonly Flip[];
  readonly curve: readonly CurveStretch[];
  readonly ranks: Readonly<Record<Priority, readonly string[]>>;
  /** The smallest order of each, where a first order is asked for. */
  readonly firstOrders?: readonly FirstOrder[];
  readonly budget: Budget | null;
  readonly fx: RateTable | null;
  /** What a partial answer still lacks. */
  readonly outstanding: readonly string[];
  readonly notes: readonly string[];
}
