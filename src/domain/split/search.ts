import { allowance, type Bounds, gainOf } from "./bound.ts";
import type { Offer, SplitInstance } from "./instance.ts";
import type { Piece } from "./pieces.ts";

/** An allocation: lots by the supplier's place in the request. */
export interface Award {
  readonly cost: number;
  readonly quantities: ReadonlyMap<number, number>;
}

export interface SearchResult {
  /** The cheapest allocation known; null where none was met. */
  readonly award: Award | null;
  /** Nothing is cheaper than `award` (or nothing is feasible, where it is null). */
  readonly proven: boolean;
}

/**
 * Branch and bound, depth first: an order is fixed to a piece, not to a quantity, and the quantities follow by filling the
 * flattest pieces first. Starts from the `known` award, where there is one, and stops after `maxNodes`.
 */
export const searchAward = (
  instance: SplitInstance,
  bounds: Bounds,
  maxNodes: number,
  known: Award | null = null,
): SearchResult => {
  const { offers, need, limit, exact } = instance;
  const count = bounds.multipliers.length;
  const order = searchOrder(instance, bounds);
  const rest = restOf(instance, bounds, order);
  const choices = order.map((place) => choicesOf(offers[place], bounds.multipliers));
  const sums = new Float64Array((limit + 1) * count);
  bounds.multipliers.forEach((multiplier, at) => {
    sums[at] = multiplier * need;
  });
  const quantities = new Float64Array(limit);
  let award = known;
  let ceiling = known?.cost ?? Number.POSITIVE_INFINITY;
  // Costs are whole: what is more than one below the ceiling is worth a look.
  let threshold = ceiling - 1 + allowance(rest.magnitude);
  let nodes = 0;
  let unresolved = false;

  /** Whether the bound reaches the ceiling, with `gains` added to the sums at `level` and the offers from `depth` on left free. */
  const isRuledOut = (level: number, gains: readonly number[] | null, depth: number, left: number): boolean => {
    const from = rest.rowOf(depth, left) * count;
    for (let at = 0; at < count; at += 1) {
      const sum =
        (sums[level * count + at] as number) + (gains === null ? 0 : (gains[at] as number)) + (rest.gains[from + at] as number);
      if (sum > threshold) return true;
    }
    return false;
  };

  /** Completes the award with one more order. */
  const consider = (chosen: readonly Choice[], last: Choice): void => {
    const sorted = withChoice(chosen, last);
    const { cost, floor } = fill(sorted, need, exact, quantities);
    if (cost !== null && cost < ceiling) {
      award = { cost, quantities: new Map(sorted.map(({ position }, at) => [position, quantities[at] ?? 0])) };
      ceiling = cost;
      threshold = ceiling - 1 + allowance(rest.magnitude);
    }
    if (cost === null ? floor < ceiling : cost > Math.ceil(floor) && floor < ceiling) unresolved = true;
  };

  const visit = (chosen: readonly Choice[], start: number, lowSum: number, highSum: number): void => {
    const level = chosen.length;
    const left = limit - level;
    if (left === 0 || lowSum >= need) return;
    // The orders that complete the award come first: they lower the ceiling for all others.
    for (let depth = start; depth < order.length; depth += 1) {
      for (const choice of choices[depth] ?? []) {
        if (highSum + choice.piece.high < need || (exact && lowSum + choice.piece.low > need)) continue;
        if (isRuledOut(level, choice.gains, order.length, 0)) continue;
        nodes += 1;
        if (nodes > maxNodes) return;
        consider(chosen, choice);
      }
    }
    if (left === 1) return;
    for (let depth = start; depth < order.length; depth += 1) {
      if (highSum + (rest.highs[depth] ?? 0) < need || isRuledOut(level, null, depth, left)) return;
      for (const choice of choices[depth] ?? []) {
        const { piece, gains } = choice;
        if (exact && lowSum + piece.low > need) continue;
        if (isRuledOut(level, gains, depth + 1, left - 1)) continue;
        nodes += 1;
        if (nodes > maxNodes) return;
        for (let at = 0; at < count; at += 1)
          sums[(level + 1) * count + at] = (sums[level * count + at] ?? 0) + (gains[at] ?? 0);
        visit(withChoice(chosen, choice), depth + 1, lowSum + piece.low, highSum + piece.high);
      }
    }
  };
  visit([], 0, 0, 0);
  return { award, proven: nodes <= maxNodes && !unresolved };
};

interface Choice {
  readonly position: number;
  readonly multiple: number;
  readonly piece: Piece;
  /** At each multiplier. */
  readonly gains: readonly number[];
}

/** The orders with one more, the flattest first; among equals the later supplier, as the dynamic program fills them. */
const withChoice = (chosen: readonly Choice[], added: Choice): readonly Choice[] => {
  const sorted = chosen.slice();
  let at = sorted.length;
  while (at > 0 && isFlatter(added, sorted[at - 1] as Choice)) at -= 1;
  sorted.splice(at, 0, added);
  return sorted;
};

const isFlatter = (left: Choice, right: Choice): boolean =>
  left.piece.slope < right.piece.slope || (left.piece.slope === right.piece.slope && left.position > right.position);

interface Filled {
  /** Null where no whole quantities were found. */
  readonly cost: number | null;
  /** The optimum of the relaxation in which the last quantity may be broken. */
  readonly floor: number;
}

/**
 * The cheapest quantities within the chosen pieces, written to `quantities`: each at its low end, then up, the flattest first.
 * `chosen` comes sorted so. Where nothing has to be broken that is the optimum.
 */
const fill = (chosen: readonly Choice[], need: number, exact: boolean, quantities: Float64Array): Filled => {
  let cost = 0;
  let open = need;
  for (const { piece } of chosen) {
    cost += piece.intercept + piece.slope * piece.low;
    open -= piece.low;
  }
  let floor = cost;
  let relaxed = Math.max(0, open);
  open = relaxed;
  for (let at = 0; at < chosen.length; at += 1) {
    const { piece, multiple } = chosen[at] as Choice;
    const room = piece.high - piece.low;
    const part = Math.min(room, relaxed);
    floor += piece.slope * part;
    relaxed -= part;
    const added = Math.min(room, Math.floor(open / multiple) * multiple);
    quantities[at] = piece.low + added;
    cost += piece.slope * added;
    open -= added;
  }
  if (open === 0) return { cost, floor };
  if (exact) return { cost: null, floor };
  // Less than a multiple is open wherever there is room: one multiple more where that costs least.
  let bump = -1;
  for (const [at, { piece, multiple }] of chosen.entries()) {
    if ((quantities[at] as number) + multiple > piece.high || multiple < open) continue;
    const best = chosen[bump];
    if (best === undefined || piece.slope * multiple < best.piece.slope * best.multiple) bump = at;
  }
  const bumped = chosen[bump];
  if (bumped === undefined) return { cost: null, floor };
  quantities[bump] = (quantities[bump] as number) + bumped.multiple;
  return { cost: cost + bumped.piece.slope * bumped.multiple, floor };
};

/** Offers by how much they gain at the best multiplier, the greatest gain first; then by how little they lose. */
const searchOrder = ({ offers }: SplitInstance, { multipliers }: Bounds): readonly number[] => {
  const best = multipliers[0] ?? 0;
  const gains = offers.map((offer) => Math.min(...offer.pieces.map((piece) => gainOf(piece, best))));
  return offers.map((_, place) => place).sort((left, right) => (gains[left] ?? 0) - (gains[right] ?? 0) || left - right);
};

/** An offer's pieces with their gains at each multiplier, the best at the first multiplier first. */
const choicesOf = (offer: Offer | undefined, multipliers: Float64Array): readonly Choice[] =>
  offer === undefined
    ? []
    : offer.pieces
        .map((piece) => ({
          position: offer.position,
          multiple: offer.multiple,
          piece,
          gains: Array.from(multipliers, (multiplier) => gainOf(piece, multiplier)),
        }))
        .sort((left, right) => (left.gains[0] ?? 0) - (right.gains[0] ?? 0));

interface Rest {
  /** What the offers from a depth on can still gain with so many orders left, at each multiplier: a row of the table. */
  readonly gains: Float64Array;
  readonly rowOf: (depth: number, left: number) => number;
  /** How many lots they can bring. */
  readonly highs: Float64Array;
  /** The largest sum that a bound is made of. */
  readonly magnitude: number;
}

const restOf = ({ offers, limit, need }: SplitInstance, { multipliers, gains }: Bounds, order: readonly number[]): Rest => {
  const count = multipliers.length;
  // Where every offer may get an order, how many are left does not matter: one row a depth.
  const isLimited = limit < order.length;
  const rows = isLimited ? limit + 1 : 1;
  const rowOf = (depth: number, left: number): number => depth * rows + (isLimited ? left : 0);
  const table = new Float64Array((order.length + 1) * rows * count);
  const highs = new Float64Array(order.length + 1);
  let magnitude = 0;
  for (let at = 0; at < count; at += 1) {
    const taken: number[] = [];
    let total = 0;
    for (let depth = order.length - 1; depth >= 0; depth -= 1) {
      const gain = gains[(order[depth] ?? 0) * count + at] ?? 0;
      total -= gain;
      if (!isLimited) {
        table[rowOf(depth, 0) * count + at] = -total;
        continue;
      }
      const position = taken.findIndex((other) => other > gain);
      taken.splice(position < 0 ? taken.length : position, 0, gain);
      if (taken.length > limit) taken.pop();
      let sum = 0;
      for (let left = 1; left <= limit; left += 1) {
        sum += taken[left - 1] ?? 0;
        table[rowOf(depth, left) * count + at] = sum;
      }
    }
    magnitude = Math.max(magnitude, total + (multipliers[at] ?? 0) * need);
  }
  for (let depth = order.length - 1; depth >= 0; depth -= 1) {
    const pieces = offers[order[depth] ?? 0]?.pieces ?? [];
    highs[depth] = pieces.reduce((most, { high }) => Math.max(most, high), 0) + (highs[depth + 1] ?? 0);
  }
  return { gains: table, rowOf, highs, magnitude };
};
