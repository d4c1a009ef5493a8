import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import type { Affine, PriceStretch, Segment } from "../../landed-cost/segments.ts";
import { isExact } from "../option.ts";
import type { Terms } from "../terms.ts";
import { type CostLine, ceilTo, floorTo, type Piece, type Way, ZERO } from "./piece.ts";

type Interval = Pick<Piece, "from" | "to" | "multiple">;
export type PieceLines = Pick<Piece, "from" | "to" | "low" | "high" | "cash" | "bends">;

/** The landed cost of a way over an interval, as the lines that it follows. */
export function pieceLines(way: Way, costs: BuyerCosts, interval: Interval, { landing }: Terms): readonly PieceLines[] {
  const { route, unit, goodsBase, shape } = way;
  const { multiple } = interval;
  const stretch: PriceStretch = {
    unitPrice: unit.low,
    goodsFlat: goodsBase.low,
    quoteFlat: route?.flat ?? ZERO,
    quotePerUnit: route?.perUnit ?? ZERO,
    from: interval.from,
    to: interval.to,
  };
  const isBounded = isExact(unit) && isExact(goodsBase) && (route?.exact !== false || !landing.paysQuote(shape, costs));
  let next = interval.from;
  return landing.plainSegments(shape, costs, stretch).flatMap((segment) => {
    const from = Math.max(next, ceilTo(segment.from.toNumber(), multiple));
    const to = Math.min(interval.to, floorTo(segment.to.toNumber(), multiple));
    if (from > to) return [];
    next = ceilTo(to + multiple, multiple);
    return [{ from, to, ...linesOf(segment, isBounded), bends: segment.bends }];
  });
}

function linesOf({ low, high, cash }: Segment, isBounded: boolean): Pick<Piece, "low" | "high" | "cash"> {
  const own = lineOf(low);
  return {
    low: own,
    high: high === null || !isBounded ? null : high === low ? own : lineOf(high),
    cash: cash === low ? own : lineOf(cash),
  };
}

const lineOf = ({ fixed, perUnit, perGrowth }: Affine): CostLine => ({ fixed, perUnit, scaled: perGrowth });
