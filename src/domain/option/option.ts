import type { DayRange } from "../../model/freight.ts";
import type { Decimal } from "../../model/money.ts";
import type { Warning } from "../../model/product.ts";
import type { TradeTerm } from "../../model/trade-term.ts";
import type { OptionScore, Reason, RequirementState } from "../compared-option.ts";
import type { FailedListing, Listing } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { WayLine } from "../landed-cost/cost-lines.ts";
import type { DecimalRange } from "../landed-cost/landed-cost.ts";
import type { ShipmentShape } from "../landed-cost/shipment-price.ts";
import type { Piece, Route } from "./pieces/piece.ts";
import type { MixPrice } from "./price/mix-price.ts";
import type { PriceStep } from "./price/offer-price.ts";

/** One order that covers the need. */
export interface Plan {
  readonly quantity: number;
  /** Null for an order of several SKUs. */
  readonly step: PriceStep | null;
  readonly mix: readonly MixPrice[];
  readonly term: TradeTerm | null;
  /** In the buyer's currency, unrounded; the ends are equal where the price is one figure. */
  readonly goods: { readonly low: Decimal; readonly high: Decimal };
  readonly route: Route | null;
  /** The delivery's fee for this quantity; null where there is none or it is not known. */
  readonly fee: Decimal | null;
  readonly shape: ShipmentShape;
  readonly total: DecimalRange;
  /** What must be paid at the least. */
  readonly cash: Decimal;
  readonly production: DayRange | null;
  readonly saidTransit: DayRange | null;
  readonly transit: DayRange | null;
  /** Production and transit; an end is null where a part of it is not known. Null where neither is known. */
  readonly days: DayRange | null;
  /** Lines whose cost only this seller can name. */
  readonly ownUnknown: readonly WayLine[];
  /** The delivery costs at least what is quoted, and nobody says how much. */
  readonly isOpenEnded: boolean;
}

export interface RequirementCheck {
  readonly name: string;
  readonly state: RequirementState;
  /** What was found, for the reason and the question. */
  readonly detail: string;
}

/** What is known of a listing before its price. */
export interface Seen {
  readonly ref: string;
  readonly listing: Listing;
  /** The buyer's costs with those for this listing laid over them. */
  readonly costs: BuyerCosts;
  readonly score: OptionScore;
  /** A dispute, a refund rate or a missing audit that a buyer has to know of. */
  readonly hasAlarm: boolean;
  /** What the listing shows of its supplier, in words. */
  readonly known: readonly string[];
  readonly requirements: readonly RequirementCheck[];
  /** Of the listing and its supplier, whatever is bought. */
  readonly ownWarnings: readonly Warning[];
  /** All of them, those of the price first. */
  readonly warnings: readonly Warning[];
}

/** Can be ordered at the need at a price, within what is unknown of it. */
export interface PricedOption extends Seen {
  readonly state: "priced";
  readonly pieces: readonly Piece[];
  /** Every way at the need, the best first. */
  readonly everyPlan: readonly Plan[];
  /** Those that no other beats in both cost and days, the best first. */
  readonly plans: readonly [Plan, ...Plan[]];
  readonly plan: Plan;
  /** The least that it can cost is above the budget. */
  readonly isOverBudget: boolean;
  /** Above what is in stock, within what the seller makes in time. */
  readonly isMadeToOrder: boolean;
}
export interface UnpricedOption extends Seen {
  readonly state: "unpriced";
  readonly reason: Reason;
}
export interface InfeasibleOption extends Seen {
  readonly state: "infeasible";
  readonly reasons: readonly [Reason, ...Reason[]];
  readonly pieces: readonly Piece[];
  /** The nearest order that can be placed. */
  readonly nearest: Plan | null;
}
export interface FailedOption {
  readonly state: "failed";
  readonly ref: string;
  readonly failure: FailedListing["failure"];
}
export type Option = PricedOption | UnpricedOption | InfeasibleOption | FailedOption;

/** The worst state over all requirements. */
export function requirementState({ requirements }: Pick<Seen, "requirements">): RequirementState {
  if (requirements.some(({ state }) => state === "fails")) return "fails";
  return requirements.some(({ state }) => state === "unknown") ? "unknown" : "meets";
}

/** Whether a buyer can take it as asked, for all that is known. */
export const isAccepted = (option: PricedOption): boolean => !option.isOverBudget && requirementState(option) !== "fails";

export const isExact = ({ low, high }: { readonly low: Decimal; readonly high: Decimal | null }): boolean =>
  high?.equals(low) === true;
