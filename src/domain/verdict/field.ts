import type { UnitClass } from "../../model/unit.ts";
import type { ComparisonRequest, Split } from "../comparison.ts";
import type { Landing } from "../landed-cost/landing.ts";
import type { Contestant, Unpriced } from "../option/contestant.ts";

export interface Field {
  /** Options that can be bought and fail no requirement, the cheapest first. */
  readonly contestants: readonly Contestant[];
  /** Options without a price that fail no requirement. */
  readonly unpriced: readonly Unpriced[];
  /** How many listings there were in all, and how many could not be read. */
  readonly listed: number;
  readonly unread: number;
  readonly landing: Landing;
  readonly request: ComparisonRequest;
  /** What the quantity counts. */
  readonly unit: UnitClass;
  readonly ranks: Readonly<Record<ComparisonRequest["priority"], readonly string[]>>;
  readonly split: Split | null;
  /** What would make something possible, where nothing is. */
  readonly obstacles: readonly string[];
}
