import type { ComparisonRequest, Split } from "../comparison.ts";
import type { PricedOption, UnpricedOption } from "../option/option.ts";
import type { Leads } from "../option/plans/sure-lead.ts";
import type { Terms } from "../option/terms.ts";

/** What a verdict is made of. */
export interface Contest {
  /** Options that can be bought and are refused by nothing that was asked, the cheapest first. */
  readonly options: readonly PricedOption[];
  /** Options without a price that fail no requirement. */
  readonly unpriced: readonly UnpricedOption[];
  /** How many listings there were in all, and how many could not be read. */
  readonly listed: number;
  readonly unread: number;
  readonly leads: Leads;
  readonly terms: Terms;
  readonly request: ComparisonRequest;
  readonly ranks: Readonly<Record<ComparisonRequest["priority"], readonly string[]>>;
  readonly split: Split | null;
  /** What would make something possible, where nothing is. */
  readonly obstacles: readonly string[];
}
