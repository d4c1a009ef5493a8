import { type CurveOption, rankOf } from "../flips/curve.ts";
import { costAt, leastCovering, type Piece } from "../option/pieces/piece.ts";
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

/**
 * The curves of the options that cost least at the need, those that cannot cover it after them. Empty for an order of several SKUs.
 * @example [{ ref: "1688:738204915561", points: [[1000, 2957.75], [1083, 3203.24], …] }]
 */
export function costCurves({ options, terms }: OpenComparison): readonly CostCurve[] {
  const drawn = curveOptions(options);
  if (drawn.some(({ listing }) => listing.mix.length > 0)) return [];
  const costAtNeed = (option: CurveOption): number => leastAt(option, terms.need, terms) ?? Number.POSITIVE_INFINITY;
  const ordered = drawn.toSorted((a, b) => compareNumbers(costAtNeed(a), costAtNeed(b)));
  return ordered.slice(0, MOST_CURVES).map((option) => ({
    ref: option.ref,
    points: quantitiesOf(option, terms).map((quantity) => {
      const total = leastAt(option, quantity, terms);
      return [quantity, total === null ? null : Math.round(total * 100) / 100] as const;
    }),
  }));
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
function leastAt({ pieces }: CurveOption, need: number, terms: Terms): number | null {
  const orders = pieces.flatMap((piece: Piece) => {
    const quantity = leastCovering(piece, need);
    const rank = rankOf(piece, terms);
    if (quantity === null || rank === null || (!terms.allowOverbuy && quantity !== need)) return [];
    return [{ rank, total: costAt(piece.low, quantity, need).toNumber() }];
  });
  const first = orders.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY);
  const taken = orders.filter(({ rank }) => rank === first);
  return taken.length === 0 ? null : taken.reduce((least, { total }) => Math.min(least, total), Number.POSITIVE_INFINITY);
}

const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a - b);
