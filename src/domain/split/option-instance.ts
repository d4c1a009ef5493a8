import { Decimal, powerOfTen } from "../../model/money.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { ceilTo, floorTo, leastCovering, type Piece as Way } from "../option/pieces/piece.ts";
import { leastCost } from "../option/plans/plan-cost.ts";
import { commonDivisor, inLots, LARGEST_COST, type Offer, orderSteps, type SplitInstance } from "./instance.ts";
import type { Piece } from "./pieces.ts";
import type { Source } from "./source.ts";

export interface Share {
  readonly need: number;
  readonly quantum: number;
  readonly allowOverbuy: boolean;
  readonly maxSuppliers: number;
  /** Least and most units of one supplier; null: all. */
  readonly least: number;
  readonly below: number | null;
  readonly landing: Landing;
}

/** A stretch of one way, in units, with exact figures. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly fixed: Decimal;
  readonly perUnit: Decimal;
}

// Finer than this no amount is stated.
const MOST_DECIMALS = 15;

/** The sources as whole numbers, which the optimiser works in: pieces that cost alike become one envelope. */
export function optionInstance(sources: readonly Source[], share: Share): SplitInstance {
  const offered = sources.map(({ pieces, option: { costs } }) => {
    const [first] = pieces;
    return {
      multiple: first?.multiple ?? share.quantum,
      stretches: lowest(
        pieces.flatMap((piece) => stretchesOf(piece, costs, share)),
        share,
      ),
    };
  });
  const limit = Math.min(share.maxSuppliers, sources.length);
  const scale = scaleOf(
    offered.map(({ stretches }) => stretches),
    limit,
  );
  const units = (quantity: number): number => Math.round(quantity / share.quantum);
  const offers = offered.flatMap(({ multiple, stretches }, position): Offer[] => {
    const pieces = stretches.map(
      ({ from, to, fixed, perUnit }): Piece => ({
        low: units(from),
        high: units(to),
        intercept: scale.whole(fixed),
        slope: scale.whole(perUnit.times(share.quantum)),
      }),
    );
    return pieces.length === 0 ? [] : [{ position, multiple: units(multiple), pieces }];
  });
  const lotUnits = offers.flatMap(orderSteps).reduce(commonDivisor, 0) || 1;
  const exact = !share.allowOverbuy;
  const need = units(share.need);
  return {
    need: exact ? need / lotUnits : Math.ceil(need / lotUnits),
    exact,
    limit: Math.min(limit, offers.length),
    offers: offers.map((offer) => inLots(offer, lotUnits)),
    lotUnits,
    grains: scale.factor,
    amountsExact: scale.isExact,
  };
}

/** A piece as far as it can be of use: up to the need, and the one order that covers it. */
function stretchesOf(piece: Way, costs: BuyerCosts, share: Share): readonly Stretch[] {
  const { need, least, below, quantum } = share;
  const from = Math.max(piece.from, ceilTo(least, piece.multiple));
  const most = below === null ? need : Math.min(need, below - quantum);
  const to = Math.min(piece.to, floorTo(most, piece.multiple));
  const line = from <= to ? [{ from, to, fixed: piece.low.fixed, perUnit: piece.low.perUnit }] : [];
  const over = share.allowOverbuy && below === null ? leastCovering(piece, need) : null;
  if (over === null || over <= need) return line;
  return [
    ...line,
    { from: over, to: over, fixed: leastCost(piece.way, costs, over, need, share.landing), perUnit: new Decimal(0) },
  ];
}

/** The lower envelope of stretches that overlap, in rising quantity. */
function lowest(stretches: readonly Stretch[], { quantum }: Share): readonly Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.from - b.from);
  const isApart = sorted.every((stretch, index) => index === 0 || stretch.from > (sorted[index - 1]?.to ?? 0));
  if (isApart) return sorted;
  const starts = [...new Set(sorted.flatMap(({ from, to }) => [from, ceilTo(to + quantum, quantum)]))].sort((a, b) => a - b);
  return starts.flatMap((start, index) => {
    const end = ceilTo((starts[index + 1] ?? start) - quantum, quantum);
    const here = sorted.filter(({ from, to }) => from <= start && to >= end && start <= end);
    return here.length === 0 ? [] : cheapestOver(here, start, end, quantum);
  });
}

function cheapestOver(lines: readonly Stretch[], from: number, to: number, quantum: number): readonly Stretch[] {
  const at = ({ fixed, perUnit }: Stretch, quantity: number): Decimal => fixed.plus(perUnit.times(quantity));
  const found: Stretch[] = [];
  let start = from;
  while (start <= to) {
    const [best] = [...lines].sort((a, b) => at(a, start).comparedTo(at(b, start)) || a.perUnit.comparedTo(b.perUnit));
    if (best === undefined) break;
    const overtaken = lines
      .filter(({ perUnit }) => perUnit.lessThan(best.perUnit))
      .map((line) => line.fixed.minus(best.fixed).dividedBy(best.perUnit.minus(line.perUnit)).toNumber());
    const next = Math.min(
      to + quantum,
      ...overtaken.map((meet) => Math.max(floorTo(meet, quantum) + quantum, start + quantum)),
    );
    found.push({ ...best, from: start, to: ceilTo(next - quantum, quantum) });
    start = ceilTo(next, quantum);
  }
  return found;
}

/** The finest scale at which every cost is a whole number that a double holds; rounded down where none holds them exactly. */
function scaleOf(offered: readonly (readonly Stretch[])[], limit: number) {
  const dearest = offered
    .map((stretches) => Math.max(0, ...stretches.map(({ to, fixed, perUnit }) => fixed.plus(perUnit.times(to)).toNumber())))
    .sort((a, b) => b - a)
    .slice(0, limit + 1);
  const largest = dearest.reduce((sum, cost) => sum + cost, 1);
  const figures = offered.flat().flatMap(({ fixed, perUnit }) => [fixed, perUnit]);
  const wanted = Math.min(
    MOST_DECIMALS,
    figures.reduce((most, figure) => Math.max(most, figure.decimalPlaces()), 0),
  );
  const fitting = Math.max(0, Math.floor(Math.log10(LARGEST_COST / largest)));
  const decimals = Math.min(wanted, fitting);
  const factor = powerOfTen(decimals);
  const whole = (amount: Decimal): number => Decimal.max(0, amount).times(factor).floor().toNumber();
  return { factor, whole, isExact: figures.every((figure) => figure.decimalPlaces() <= decimals) };
}
