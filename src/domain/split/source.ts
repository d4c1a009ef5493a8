import { Decimal } from "../../model/money.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { type InfeasibleOption, isExact, type PricedOption } from "../option/option.ts";
import { arrivesWithin, daysOf } from "../option/pieces/days.ts";
import { leastCovering, type Piece } from "../option/pieces/piece.ts";
import { leastCost } from "../option/plans/plan-cost.ts";
import type { Terms } from "../option/terms.ts";

/** An option that may take a part of the need: the ways of it whose landed cost is known. */
export interface Source {
  readonly option: PricedOption | InfeasibleOption;
  readonly pieces: readonly Piece[];
  /** Two listings of one seller are one source. */
  readonly seller: string;
}

/** The ways that can stand in a split; in words where there are none. */
export function sourceOf(option: PricedOption | InfeasibleOption, terms: Terms): Source | string {
  const { listing, pieces, ref } = option;
  if (listing.mix.length > 0) return "an order of several SKUs";
  if (pieces.length === 0) return "nothing to order";
  const inTime = pieces.filter((piece) => isInTime(piece, terms));
  if (inTime.length === 0) return "not in time";
  if (inTime.every(({ way }) => !isExact(way.unit))) return "the price is a range";
  if (inTime.every(({ isOpen }) => isOpen)) return "no delivery quote";
  const known = inTime.filter((piece) => !piece.isOpen && isKnown(piece));
  if (known.length === 0) return "the landed cost is not complete";
  const single = known.filter(({ way }) => way.step.mix === undefined);
  if (single.length === 0) return "an order of several SKUs";
  // A price that holds more than duty is levied on lands below its share per unit: no fixed cost can be negative.
  const usable = single.filter(({ low }) => low.fixed.greaterThan("-1e-9"));
  if (usable.length === 0) return "delivery costs inside the price that are not known";
  const { id } = listing.product.supplier;
  return { option, pieces: usable, seller: id === null ? ref : `${listing.product.marketplace} ${id}` };
}

const isInTime = ({ way }: Piece, { maxLeadTimeDays }: Terms): boolean =>
  arrivesWithin(daysOf(way), maxLeadTimeDays) !== "fails";

const isKnown = ({ low, high }: Piece): boolean => high?.fixed.equals(low.fixed) === true && high.perUnit.equals(low.perUnit);

/** What a source takes for a quantity: the cheapest of its ways, exactly; null where none holds it. */
export function costOfPart({ pieces, option }: Source, quantity: number, need: number, landing: Landing): Decimal | null {
  const costs = pieces.flatMap(({ way, ...piece }) =>
    piece.from <= quantity && leastCovering(piece, quantity) === quantity
      ? [leastCost(way, option.costs, quantity, need, landing)]
      : [],
  );
  const [first, ...others] = costs;
  return first === undefined ? null : others.reduce((least, cost) => Decimal.min(least, cost), first);
}
