import { type Amount, Decimal } from "../../model/money.ts";
import { isMeasure, type UnitClass } from "../../model/unit.ts";
import { createObjectMemory } from "../../object-memory.ts";
import type { ComparisonRequest, FailedListing, Listing, Priority } from "../comparison.ts";
import type { RateTable } from "../exchange-rates.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { createLanding, type Landing } from "../landed-cost/landing.ts";

/** What is asked of every listing of a comparison, and how its price lands. */
export interface Terms {
  readonly need: number;
  readonly unitClass: UnitClass;
  /** The unit asked for by its name. */
  readonly unit: string;
  /** The finest part of a unit that can be ordered. */
  readonly quantum: number;
  readonly currency: string;
  readonly fx: RateTable | null;
  readonly allowOverbuy: boolean;
  readonly maxLeadTimeDays: number | null;
  readonly priority: Priority;
  readonly budget: Decimal | null;
  readonly nowMs: number;
  /** The buyer's lump sums are for the need. */
  readonly landing: Landing;
  /** One object for all costs that say the same: what is worked out of costs is worked out once. */
  readonly sameCosts: (costs: BuyerCosts) => BuyerCosts;
  /** Such an object of the same costs with one figure in place of theirs. */
  readonly withFigure: (costs: BuyerCosts, field: keyof BuyerCosts, figure: Amount) => BuyerCosts;
}

// Counted units are whole; of a measure a thousandth can be ordered.
const MEASURE_QUANTUM = 0.001;

/** @param request With every listing in the unit asked for. */
export function termsOf(request: ComparisonRequest): Terms {
  const unitClass = request.unitClass ?? "piece";
  const quantum = isMeasure({ name: "", unitClass, size: "1" }) ? MEASURE_QUANTUM : 1;
  const { destination, currency, quantity } = request;
  return {
    need: quantity,
    unitClass,
    unit: request.unit ?? unitClass,
    quantum,
    currency,
    fx: request.fx,
    allowOverbuy: request.allowOverbuy,
    maxLeadTimeDays: request.requirements.maxLeadTimeDays,
    priority: request.priority,
    budget: request.budget == null ? null : new Decimal(request.budget),
    nowMs: request.nowMs,
    landing: createLanding(destination, currency, new Decimal(quantity)),
    ...createPool(),
  };
}

function createPool(): Pick<Terms, "sameCosts" | "withFigure"> {
  const pool = new Map<string, BuyerCosts>();
  const sameCosts = (costs: BuyerCosts): BuyerCosts => {
    const key = JSON.stringify(costs);
    const known = pool.get(key) ?? costs;
    pool.set(key, known);
    return known;
  };
  const changed = createObjectMemory<BuyerCosts, BuyerCosts>();
  return {
    sameCosts,
    withFigure: (costs, field, figure) => changed(costs, `${field} ${figure}`, () => sameCosts({ ...costs, [field]: figure })),
  };
}

export const isRead = (listing: Listing | FailedListing): listing is Listing => "product" in listing;
