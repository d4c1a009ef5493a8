import { Decimal } from "../../model/money.ts";
import type { Lever } from "../flips/lever.ts";
import { costLever } from "../flips/levers.ts";
import { ridersOf, ridersSaying, withNothing } from "../flips/riders.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, type WayLine } from "../landed-cost/cost-lines.ts";
import type { Landing } from "../landed-cost/landing.ts";
import type { PricedOption } from "../option/option.ts";
import { planLeast } from "../option/plans/plan-cost.ts";
import type { Contest } from "./contest.ts";
import type { FigureLine } from "./stretches.ts";

/** What an option costs as the sum of some lines moves: said as one of them, the others as nothing. */
export function sumOver(
  { ref, plan, costs }: PricedOption,
  lines: readonly WayLine[],
  main: WayLine,
  isOwed: boolean,
  landing: Landing,
): FigureLine {
  const nothing: BuyerCosts = Object.fromEntries(lines.map((line) => [COST_FIELD[line], "0"]));
  const value = planLeast(plan, { ...nothing, ...costs }, landing);
  const slope = planLeast(plan, { ...nothing, [COST_FIELD[main]]: "1", ...costs }, landing).minus(value);
  // What a price may hold is in no least of it: whoever has to pay it pays all of it.
  return { ref, value, slope: isOwed ? Decimal.max(slope, 1) : slope };
}

/** One of the lines moves for every way to buy that can be taken, the others being nothing. */
export function sumLever(
  line: WayLine,
  lines: readonly WayLine[],
  owner: string | null,
  [first]: readonly PricedOption[],
  { options, request, terms }: Contest,
): Lever {
  const standing = { options, late: [], first: first?.ref ?? "", request, terms };
  const owned = lines.map((name) => ({ line: name, owner }));
  const riders = ridersSaying(owned, standing, ridersOf(standing));
  return costLever(line, owner, null, withNothing(owned, riders, request, terms), request, terms);
}
