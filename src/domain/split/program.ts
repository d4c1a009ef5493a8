import type { Offer, SplitInstance } from "./instance.ts";
import type { Piece } from "./pieces.ts";
import type { Award } from "./search.ts";

/** What a program would take: its steps, and its cells of eight bytes. */
export const programSize = (instance: SplitInstance, layers: number): { readonly steps: number; readonly cells: number } => {
  const ranges = rangesOf(instance);
  const steps = instance.offers.reduce((sum, { pieces }, place) => {
    const { first, last } = ranges[place] ?? { first: 0, last: 0 };
    return sum + pieces.length * Math.max(0, last - first + 1);
  }, 0);
  return { steps: steps * layers, cells: (instance.offers.length + 1) * (instance.need + 1 + padOf(instance.offers)) * layers };
};

/**
 * The cheapest allocation by dynamic programming over quantity, one offer after the other from the last: `rows[offer][t]` is
 * the least cost of t lots (at least t, or exactly t where the instance is exact) from that offer and those after it. With
 * `layers`, one such table for each number of suppliers that may still get an order; null: their number is not limited.
 * Returns null where nothing comes to the need.
 */
export const programAward = (instance: SplitInstance, layers: number | null): Award | null => {
  const { offers, need, exact } = instance;
  const pad = padOf(offers);
  const width = pad + need + 1;
  const levels = layers ?? 1;
  // Before index `pad` stand the quantities below zero: covered already, or never reached where the sum must be exact.
  const nothing = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  if (!exact) nothing.fill(0, 0, pad);
  nothing[pad] = 0;
  const slide = slidingMinimum(width);
  const ranges = rangesOf(instance);
  /** Table of each offer, then of none; in it the row of each level, where level 0 is `nothing`. */
  const tables: Float64Array[][] = [Array.from({ length: levels }, () => nothing)];
  for (const [place, offer] of [...offers.entries()].reverse()) {
    const after = tables[0] ?? [];
    const table = after.map((row, level) => {
      // The offers before this one leave at most so many orders unused that a row of fewer is never asked for.
      if (layers !== null && level + 1 < layers - place) return nothing;
      const before = layers === null ? row : (after[level - 1] ?? nothing);
      const target = row.slice();
      const range = ranges[place] ?? { first: 0, last: need };
      for (const piece of offer.pieces)
        slide({ from: before, to: target, piece, multiple: offer.multiple, pad, exact, ...range });
      return target;
    });
    tables.unshift(table);
  }
  return traceAward(instance, tables, pad, layers);
};

/** Follows the tables from the first offer: an order rather than none, and the least quantity that keeps the least cost. */
const traceAward = (
  { offers, need, exact }: SplitInstance,
  tables: readonly (readonly Float64Array[])[],
  pad: number,
  layers: number | null,
): Award | null => {
  let level = (layers ?? 1) - 1;
  let open = need;
  const cost = tables[0]?.[level]?.[pad + need] ?? Number.POSITIVE_INFINITY;
  if (cost === Number.POSITIVE_INFINITY) return null;
  const quantities = new Map<number, number>();
  for (const [place, offer] of offers.entries()) {
    if (open <= 0 || level < 0) break;
    const target = tables[place]?.[level]?.[pad + open] ?? 0;
    const nextLevel = layers === null ? level : level - 1;
    const after = tables[place + 1]?.[nextLevel];
    const quantity = leastQuantity(offer, open, target, exact, (rest) => after?.[pad + rest] ?? Number.POSITIVE_INFINITY);
    if (quantity === null) continue;
    quantities.set(offer.position, quantity);
    open -= quantity;
    level = nextLevel;
  }
  return { cost, quantities };
};

/** The least quantity with which the offer and the cost of what then stays open come to `target`; null where none does. */
const leastQuantity = (
  offer: Offer,
  open: number,
  target: number,
  exact: boolean,
  restCost: (rest: number) => number,
): number | null => {
  for (const { low, high, intercept, slope } of offer.pieces) {
    for (let quantity = low; quantity <= high; quantity += offer.multiple) {
      if (exact && quantity > open) return null;
      if (intercept + slope * quantity + (quantity >= open ? 0 : restCost(open - quantity)) === target) return quantity;
      if (quantity >= open) break;
    }
  }
  return null;
};

/** The quantities that can still be open at each offer: what those before may leave, and what it and those after can bring. */
const rangesOf = ({ offers, need }: SplitInstance): readonly { readonly first: number; readonly last: number }[] => {
  const highs = offers.map(({ pieces }) => pieces.reduce((most, piece) => Math.max(most, piece.high), 0));
  let first = need;
  let last = highs.reduce((sum, high) => sum + high, 0);
  return highs.map((high) => {
    const range = { first: Math.max(1, first), last: Math.min(need, last) };
    first -= high;
    last -= high;
    return range;
  });
};

const padOf = (offers: readonly Offer[]): number => offers.reduce((most, { multiple }) => Math.max(most, multiple), 1);

interface Slide {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly piece: Piece;
  readonly multiple: number;
  readonly pad: number;
  readonly exact: boolean;
  readonly first: number;
  readonly last: number;
}

/**
 * Lowers `to[t]` to the least of `from[t − q] + intercept + slope · q` over the piece's quantities. With x = t − q that is
 * `intercept + slope · t` and the least of `from[x] − slope · x` over a window that moves with t, within the remainder class of
 * the multiple: a queue holds the x that may still become the least, in rising order of both x and value.
 */
const slidingMinimum = (width: number): ((slide: Slide) => void) => {
  const places = new Int32Array(width);
  const values = new Float64Array(width);
  return ({ from, to, piece, multiple, pad, exact, first, last }) => {
    const { low, high, intercept, slope } = piece;
    const lowCost = intercept + slope * low;
    if (!exact) {
      // Up to `low` lots the least order of the piece is enough by itself.
      for (let t = first; t <= Math.min(low, last); t += 1) if (lowCost < (to[pad + t] as number)) to[pad + t] = lowCost;
    }
    const begin = Math.max(first, exact ? low : low + 1);
    if (low === high) {
      for (let t = begin; t <= last; t += 1) {
        const cost = (from[pad + t - low] as number) + lowCost;
        if (cost < (to[pad + t] as number)) to[pad + t] = cost;
      }
      return;
    }
    const reach = high - low;
    for (let start = begin; start < Math.min(begin + multiple, last + 1); start += 1) {
      let head = 0;
      let tail = 0;
      // The window at the start reaches back, below zero into the padding: an order may overshoot by less than a multiple.
      const back = Math.floor(Math.min(reach, start - low + pad) / multiple) * multiple;
      for (let t = start - back; t <= last; t += multiple) {
        const x = t - low;
        const value = (from[pad + x] as number) - slope * x;
        while (tail > head && (values[tail - 1] as number) >= value) tail -= 1;
        places[tail] = x;
        values[tail] = value;
        tail += 1;
        if (t < start) continue;
        while ((places[head] as number) < x - reach) head += 1;
        const cost = (values[head] as number) + intercept + slope * t;
        if (cost < (to[pad + t] as number)) to[pad + t] = cost;
      }
    }
  };
};
