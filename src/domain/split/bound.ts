import type { Offer, SplitInstance } from "./instance.ts";
import type { Piece } from "./pieces.ts";

// The best multiplier prices a lot well at the root; as orders are fixed, lots become dearer or cheaper, so a few around it.
const SPREAD = [1, 0.97, 1.03, 0.92, 1.08, 0.85, 1.15, 0.7, 1.3, 1.7];
const BISECTIONS = 40;
const DOUBLINGS = 30;
// Costs are whole numbers below 2^51: a bound is a sum of some hundred doubles, so its error stays far below this part of it.
const RELATIVE_ERROR = 1e-13;

/**
 * Lagrangian bounds: at a price λ a lot, every allocation of `need` lots costs at least
 * λ · need + Σ (cost of the order − λ · its lots), with each order at its own best.
 */
export interface Bounds {
  readonly multipliers: Float64Array;
  /** The gain (at most 0) that each offer's best order brings at each multiplier: `[offer * multipliers + multiplier]`. */
  readonly gains: Float64Array;
  /** The bound with no order fixed. */
  readonly root: number;
}

export const boundsOf = (instance: SplitInstance): Bounds => {
  const best = bestMultiplier(instance);
  const multipliers = Float64Array.from(SPREAD, (factor) => factor * best);
  const count = multipliers.length;
  const gains = new Float64Array(instance.offers.length * count);
  instance.offers.forEach((offer, index) => {
    multipliers.forEach((multiplier, at) => {
      gains[index * count + at] = Math.min(0, ...offer.pieces.map((piece) => gainOf(piece, multiplier)));
    });
  });
  let root = 0;
  multipliers.forEach((multiplier, at) => {
    const sum = smallest(instance, gains, at, count).reduce((total, gain) => total + gain, multiplier * instance.need);
    // Costs are whole, so a bound may be rounded up.
    root = Math.max(root, Math.ceil(sum - allowance(multiplier * instance.need)));
  });
  return { multipliers, gains, root };
};

/** What the piece's best quantity costs beyond λ a lot. An affine function is least at an end. */
export const gainOf = ({ low, high, intercept, slope }: Piece, multiplier: number): number =>
  intercept + (slope - multiplier) * (slope < multiplier ? high : low);

/** The most that rounding in doubles can have added to a bound of this magnitude. */
export const allowance = (magnitude: number): number => (Math.abs(magnitude) + 1) * RELATIVE_ERROR;

/**
 * The offers without the quantities that no allocation at or below `ceiling` can hold: with such an order fixed, the bound is
 * above the ceiling already.
 */
export const reduceOffers = (instance: SplitInstance, bounds: Bounds, ceiling: number): readonly Offer[] => {
  const { multipliers, gains } = bounds;
  const count = multipliers.length;
  const chosen = Array.from(multipliers, (_, at) => smallest(instance, gains, at, count));
  return instance.offers.flatMap((offer, index): Offer[] => {
    // The bound over all other offers, one order fewer.
    const others = Array.from(multipliers, (multiplier, at) => {
      const own = gains[index * count + at] ?? 0;
      const picked = chosen[at] ?? [];
      const last = picked.length < instance.limit ? 0 : (picked.at(-1) ?? 0);
      const sum = picked.reduce((total, gain) => total + gain, multiplier * instance.need);
      return sum - Math.min(own, last);
    });
    const pieces = offer.pieces.flatMap((piece) => trimPiece(piece, offer.multiple, multipliers, others, ceiling));
    return pieces.length === 0 ? [] : [{ ...offer, pieces }];
  });
};

const trimPiece = (
  piece: Piece,
  multiple: number,
  multipliers: Float64Array,
  others: readonly number[],
  ceiling: number,
): readonly Piece[] => {
  const { intercept, slope } = piece;
  let { low, high } = piece;
  for (const [at, other] of others.entries()) {
    const multiplier = multipliers[at] ?? 0;
    const room = ceiling - other - intercept + allowance(Math.abs(other) + ceiling);
    const perLot = slope - multiplier;
    // other + intercept + perLot · quantity ≤ ceiling, a half-line of quantities.
    if (perLot > 0) high = Math.min(high, piece.low + Math.floor((room / perLot - piece.low) / multiple) * multiple);
    else if (perLot < 0) low = Math.max(low, piece.low + Math.ceil((room / perLot - piece.low) / multiple) * multiple);
    else if (room < 0) return [];
  }
  return low > high ? [] : [{ low, high, intercept, slope }];
};

/** The gains of the orders that the bound takes: the lowest, at most as many as suppliers are allowed, sorted. */
const smallest = ({ offers, limit }: SplitInstance, gains: Float64Array, at: number, count: number): readonly number[] =>
  offers
    .map((_, index) => gains[index * count + at] ?? 0)
    .filter((gain) => gain < 0)
    .sort((left, right) => left - right)
    .slice(0, limit);

/** The multiplier with the highest bound, by bisection on whether the chosen orders come to the need. */
const bestMultiplier = (instance: SplitInstance): number => {
  let low = 0;
  let high = 1;
  for (let round = 0; round < DOUBLINGS && !comesToNeed(instance, high); round += 1) [low, high] = [high, 4 * high];
  for (let round = 0; round < BISECTIONS && high - low > high * 1e-9; round += 1) {
    const middle = (low + high) / 2;
    if (comesToNeed(instance, middle)) high = middle;
    else low = middle;
  }
  return high;
};

const comesToNeed = ({ offers, need, limit }: SplitInstance, multiplier: number): boolean =>
  offers
    .map((offer) => bestOrder(offer.pieces, multiplier))
    .filter(({ gain }) => gain < 0)
    .sort((left, right) => left.gain - right.gain)
    .slice(0, limit)
    .reduce((sum, { quantity }) => sum + quantity, 0) >= need;

const bestOrder = (pieces: readonly Piece[], multiplier: number): { gain: number; quantity: number } => {
  let best = { gain: Number.POSITIVE_INFINITY, quantity: 0 };
  for (const piece of pieces) {
    const gain = gainOf(piece, multiplier);
    if (gain < best.gain) best = { gain, quantity: piece.slope < multiplier ? piece.high : piece.low };
  }
  return best;
};
