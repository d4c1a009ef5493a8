import type { Decimal } from "../../../model/money.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import { CARRIAGE_LINES, COST_FIELD } from "../../landed-cost/cost-lines.ts";
import type { Affine, PriceStretch, Segment } from "../../landed-cost/landing.ts";
import { isExact } from "../option.ts";
import type { Terms } from "../terms.ts";
import { ceilTo, floorTo, type Piece, type Way, ZERO } from "./piece.ts";

type Interval = Pick<Piece, "from" | "to" | "multiple">;
export type PieceLines = Pick<Piece, "from" | "to" | "low" | "high" | "cash">;

/**
 * The landed cost of a way over an interval, as the lines that it follows. Where the buyer's lump sums are for the quantity shipped,
 * the cost is `fixed + perUnit · q` and the lump sums are in `fixed`; where they grow from the first unit on, they are not, and the
 * difference is what grows.
 */
export function pieceLines(way: Way, costs: BuyerCosts, interval: Interval, terms: Terms): readonly PieceLines[] {
  const { route, unit, shape } = way;
  const { multiple } = interval;
  const stretch: PriceStretch = {
    unitPrice: unit.low,
    quoteFlat: route?.flat ?? ZERO,
    quotePerUnit: route?.perUnit ?? ZERO,
    from: interval.from,
    to: interval.to,
  };
  const plain = terms.plainLanding.segments(shape, costs, stretch);
  const growing = hasLumps(costs) ? terms.growingLanding.firstSegment(shape, costs, stretch) : null;
  const isBounded = isExact(unit) && route?.exact !== false;
  let next = interval.from;
  return plain.flatMap((segment) => {
    const from = Math.max(next, ceilTo(segment.from.toNumber(), multiple));
    const to = Math.min(interval.to, floorTo(segment.to.toNumber(), multiple));
    if (from > to) return [];
    next = ceilTo(to + multiple, multiple);
    return [{ from, to, ...linesOf(segment, growing ?? segment, isBounded) }];
  });
}

function linesOf(plain: Segment, growing: Segment, isBounded: boolean): Pick<Piece, "low" | "high" | "cash"> {
  const line = (a: Affine, b: Affine) => ({ fixed: a.fixed, perUnit: a.perUnit, scaled: grown(a.fixed, b.fixed) });
  const low = line(plain.low, growing.low);
  const isOneFigure = plain.high === plain.low && growing.high === growing.low;
  const isCash = plain.cash === plain.low && growing.cash === growing.low;
  return {
    low,
    high:
      plain.high === null || growing.high === null || !isBounded ? null : isOneFigure ? low : line(plain.high, growing.high),
    cash: isCash ? low : line(plain.cash, growing.cash),
  };
}

const grown = (whole: Decimal, rest: Decimal): Decimal => (whole.greaterThan(rest) ? whole.minus(rest) : ZERO);

const LUMPS: readonly (keyof BuyerCosts)[] = [...[...CARRIAGE_LINES].map((line) => COST_FIELD[line]), "insuranceAmount"];

const known = new WeakMap<BuyerCosts, boolean>();

function hasLumps(costs: BuyerCosts): boolean {
  const has = known.get(costs) ?? LUMPS.some((field) => costs[field] !== undefined && Number(costs[field]) !== 0);
  known.set(costs, has);
  return has;
}
