import type { DayRange } from "../../model/freight.ts";
import type { Warning } from "../../model/product.ts";
import type { OptionScore, Reason, RequirementState } from "../compared-option.ts";
import type { Listing } from "../comparison.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { DecimalRange } from "../landed-cost/landed-cost.ts";
import type { Candidate } from "./candidate.ts";

/** What is known of a listing before its price: whose it is, how soon it delivers, what it meets. */
export interface Entrant {
  readonly ref: string;
  readonly listing: Listing;
  /** The buyer's costs with those for this listing laid over them. */
  readonly costs: BuyerCosts;
  readonly score: OptionScore;
  readonly leadTimeDays: DayRange | null;
  readonly requirements: readonly RequirementCheck[];
  readonly warnings: readonly Warning[];
}
export interface RequirementCheck {
  readonly name: string;
  readonly state: RequirementState;
  /** What was found, for the reason and the question. */
  readonly detail: string;
}

/** A listing that can cover the need at a price, within what is unknown of it. */
export interface Contestant extends Entrant {
  /** Best first; never empty. */
  readonly candidates: readonly Candidate[];
  readonly best: Candidate;
  readonly total: DecimalRange;
}

/** A listing whose price is not known: it could be anything. */
export interface Unpriced extends Entrant {
  readonly reason: Reason;
}

/** The worst state over all requirements. */
export function requirementState({ requirements }: Entrant): RequirementState {
  if (requirements.some(({ state }) => state === "fails")) return "fails";
  return requirements.some(({ state }) => state === "unknown") ? "unknown" : "meets";
}
