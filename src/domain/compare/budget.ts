import type { Budget } from "../comparison.ts";
import { rankOf } from "../flips/runners.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import { type PricedOption, requirementState } from "../option/option.ts";
import { floorTo, type Piece } from "../option/pieces/piece.ts";
import { planOf } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";
import { compareCost } from "../verdict/ranks.ts";

/**
 * How much of the best option the budget covers for sure, by ways that a buyer takes no later than that of its plan; null where not
 * all of its cost is known.
 */
export function budgetAnswer(options: readonly PricedOption[], terms: Terms): Budget | null {
  const { budget } = terms;
  if (budget === null) return null;
  const amount = budget.toFixed();
  const [best] = options.filter((option) => requirementState(option) !== "fails").toSorted(compareCost);
  if (best === undefined) return { amount, mostQuantity: null, with: null };
  const planRank = rankOf({ way: best.plan, isOpen: best.plan.ownUnknown.length > 0 }, terms);
  const taken = best.pieces.filter((piece) => isNoLater(rankOf(piece, terms), planRank));
  const quantities = taken.flatMap((piece) => mostOf(piece, best.costs, terms) ?? []);
  const mostQuantity = quantities.length === 0 ? null : Math.max(...quantities);
  return { amount, mostQuantity, with: mostQuantity === null ? null : best.ref };
}

const isNoLater = (rank: number | null, planRank: number | null): boolean =>
  rank !== null && planRank !== null && rank <= planRank;

/** The largest order of a piece within the budget; null where there is none or its cost has no known end. */
function mostOf(piece: Piece, costs: BuyerCosts, terms: Terms): number | null {
  const { from, to, multiple, high, isOpen } = piece;
  const { budget } = terms;
  if (high === null || isOpen || budget === null) return null;
  const fits = (quantity: number): boolean =>
    planOf(piece, quantity, costs, terms).total.high?.toDecimalPlaces(12).lessThanOrEqualTo(budget) === true;
  if (!fits(from)) return null;
  let [low, most] = [0, Math.round((to - from) / multiple)];
  while (low < most) {
    const middle = Math.ceil((low + most) / 2);
    if (fits(floorTo(from + middle * multiple, multiple))) low = middle;
    else most = middle - 1;
  }
  return floorTo(from + low * multiple, multiple);
}
