import { type CurveOption, rankOf } from "../flips/runners.ts";
import { leastCovering, type Piece } from "../option/pieces/piece.ts";
import type { Terms } from "../option/terms.ts";
import { curveOptions } from "./compare-options.ts";
import type { OpenComparison } from "./open-comparison.ts";

/** What an option costs by the quantity needed, to be drawn: crossings are told exactly by the comparison's `curve`. */
export interface CostCurve {
  readonly ref: string;
  /** Quantity needed and what it costs at the least, in the buyer's currency; null where it cannot be ordered. */
  readonly points: readonly (readonly [quantity: number, total: number | null])[];
}

// A fifth of the need to twice the need, on as many points as a page shows.
const LEAST_SHARE = 0.2;
const MOST_SHARE = 2;
const STEPS = 48;
const MOST_BREAKS = 60;
const MOST_CURVES = 6;

/** A way to buy in binary fractions: what is drawn has some hundred points of height. */
interface Drawn {
  readonly piece: Piece;
  readonly rank: number;
  readonly fixed: number;
  readonly perUnit: number;
  readonly scaled: number;
}

/**
 * The curves of the options that cost least at the need, those that cannot cover it after them. Empty for an order of several SKUs.
 * @example [{ ref: "1688:738204915561", points: [[1000, 2957.75], [1083, 3203.24], …] }]
 */
export function costCurves({ options, terms }: OpenComparison): readonly CostCurve[] {
  const compared = curveOptions(options);
  if (compared.some(({ listing }) => listing.mix.length > 0)) return [];
  const lines = compared.map((option) => {
    const ways = option.pieces.flatMap((piece) => drawn(piece, terms) ?? []);
    return { option, ways, atNeed: leastAt(ways, terms.need, terms) ?? Number.POSITIVE_INFINITY };
  });
  const cheapest = lines.toSorted((a, b) => compareNumbers(a.atNeed, b.atNeed)).slice(0, MOST_CURVES);
  return cheapest.map(({ option, ways }) => ({
    ref: option.ref,
    points: quantitiesOf(option, terms).map((quantity) => {
      const total = leastAt(ways, quantity, terms);
      return [quantity, total === null ? null : Math.round(total * 100) / 100] as const;
    }),
  }));
}

function drawn(piece: Piece, terms: Terms): Drawn | null {
  const rank = rankOf(piece, terms);
  const { fixed, perUnit, scaled } = piece.low;
  return rank === null
    ? null
    : { piece, rank, fixed: fixed.toNumber(), perUnit: perUnit.toNumber(), scaled: scaled.toNumber() };
}

/** The grid, and both sides of every break of a piece. */
function quantitiesOf({ pieces }: CurveOption, { need, quantum }: Terms): readonly number[] {
  const [from, to] = [Math.max(quantum, roundTo(need * LEAST_SHARE, quantum)), roundTo(need * MOST_SHARE, quantum)];
  const grid = Array.from({ length: STEPS + 1 }, (_, step) => roundTo(from + ((to - from) * step) / STEPS, quantum));
  const breaks = pieces.flatMap((piece) => [piece.from - quantum, piece.from, piece.to, piece.to + quantum]);
  const within = [...new Set(breaks)].filter((quantity) => quantity > from && quantity < to).slice(0, MOST_BREAKS);
  return [...new Set([...grid, ...within, need])].toSorted(compareNumbers);
}

const roundTo = (quantity: number, quantum: number): number => Number((Math.round(quantity / quantum) * quantum).toFixed(6));

/** The least that covers a need, of the ways that a buyer takes first; null where none covers it. */
function leastAt(ways: readonly Drawn[], need: number, { allowOverbuy, need: asked }: Terms): number | null {
  let [first, least] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { piece, rank, fixed, perUnit, scaled } of ways) {
    const quantity = rank > first ? null : leastCovering(piece, need);
    if (quantity === null || (!allowOverbuy && quantity !== need)) continue;
    const total = fixed + perUnit * quantity + scaled * Math.max(0, quantity / asked - 1);
    least = rank < first ? total : Math.min(least, total);
    first = rank;
  }
  return Number.isFinite(least) ? least : null;
}

const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a - b);
