import { boundsOf, reduceOffers } from "./bound.ts";
import type { Offer, SplitInstance } from "./instance.ts";
import type { Piece } from "./pieces.ts";
import { programAward, programSize } from "./program.ts";
import { type Award, searchAward } from "./search.ts";

/** How much work an award may take. */
export interface WorkLimits {
  /** Steps and cells (of eight bytes) of the dynamic program. */
  readonly steps: number;
  readonly cells: number;
  /** Nodes of the first search, which rules out most suppliers and pieces, and of the one over what is left. */
  readonly shortSearch: number;
  readonly longSearch: number;
  /** Below so many steps the program is over before a long search would be. */
  readonly fewSteps: number;
  /** Steps of the program in coarse cells, which gives the bound where all else is out of reach. */
  readonly coarseSteps: number;
}

// About half a second on a small server, and 192 MB of rows.
const LIMITS: WorkLimits = { steps: 5e7, cells: 2.4e7, shortSearch: 400, longSearch: 1e6, fewSteps: 1e6, coarseSteps: 1e7 };
// Measured: a node takes as long as so many steps of the program. The long search may cost as much as it can save.
const STEPS_PER_NODE = 100;

export interface Solution {
  /** Null: nothing comes to the need, or, where `floor` is null too, nothing was met within the work allowed. */
  readonly award: Award | null;
  /** No allocation costs less; equal to the award's cost where that is proven. */
  readonly floor: number | null;
}

/** Search, and where it does not finish, the dynamic program over what it could not rule out. */
export const solveInstance = (instance: SplitInstance, limits = LIMITS): Solution => {
  if (!Number.isInteger(instance.need) || !hasEnough(instance)) return { award: null, floor: 0 };
  const short = narrow(instance, null, limits.shortSearch);
  if (short.proven) return short;
  const { steps, cells } = programSize(short.left, 1);
  if (steps + cells < limits.fewSteps) return program(short, limits);
  const isWithinReach = isAffordable(short.left, 1, limits);
  const long = narrow(short.left, short.award, isWithinReach ? (steps + cells) / STEPS_PER_NODE : limits.longSearch);
  return long.proven ? long : program({ ...long, floor: Math.max(short.floor, long.floor) }, limits);
};

interface Narrowed {
  /** What may still hold something cheaper than `award`, or as cheap. */
  readonly left: SplitInstance;
  readonly award: Award | null;
  readonly floor: number;
  readonly proven: boolean;
}

/** Searches, and lets go of what cannot be part of an allocation as cheap as the best one met. */
const narrow = (instance: SplitInstance, known: Award | null, nodes: number): Narrowed => {
  const bounds = boundsOf(instance);
  const { award, proven } = searchAward(instance, bounds, nodes, known);
  if (proven) return { left: instance, award: award && settled(instance, award), floor: award?.cost ?? 0, proven };
  if (award === null) return { left: instance, award, floor: bounds.root, proven };
  const offers = reduceOffers(instance, bounds, award.cost);
  const left = { ...instance, offers, limit: Math.min(instance.limit, offers.length) };
  return { left, award, floor: Math.min(bounds.root, award.cost), proven };
};

const program = ({ left, award, floor }: Narrowed, limits: WorkLimits): Solution => {
  let least = floor;
  if (isAffordable(left, 1, limits)) {
    const unlimited = programAward(left, null);
    if (unlimited === null || unlimited.quantities.size <= left.limit) return { award: unlimited, floor: unlimited?.cost ?? 0 };
    least = Math.max(least, unlimited.cost);
  }
  if (isAffordable(left, left.limit, limits)) {
    const limited = programAward(left, left.limit);
    return { award: limited, floor: limited?.cost ?? 0 };
  }
  if (award === null) return { award, floor: null };
  return { award, floor: Math.min(Math.max(least, coarseFloor(left, limits.coarseSteps)), award.cost) };
};

const isAffordable = (instance: SplitInstance, layers: number, limits: WorkLimits): boolean => {
  const { steps, cells } = programSize(instance, layers);
  return steps <= limits.steps && cells <= limits.cells;
};

/**
 * A true lower bound where the program is out of reach: quantities are counted in cells of many lots, and an order of any part
 * of a cell counts as the whole cell at the price of its first lot.
 */
const coarseFloor = (instance: SplitInstance, most: number): number => {
  const { steps, cells } = programSize(instance, 1);
  const size = Math.ceil(Math.max(steps, cells) / most) + 1;
  const offers = instance.offers.map(({ position, pieces }) => ({
    position,
    multiple: 1,
    pieces: pieces.flatMap(({ low, high, intercept, slope }): Piece[] => {
      const first = Math.ceil(low / size);
      const last = Math.ceil(high / size);
      const start = { low: first, high: first, intercept: intercept + slope * low, slope: 0 };
      // Cell k begins with lot (k − 1) · size + 1.
      const onwards = { low: first + 1, high: last, intercept: intercept + slope * (1 - size), slope: slope * size };
      return first === last ? [start] : [start, onwards];
    }),
  }));
  const award = programAward({ ...instance, offers, need: Math.ceil(instance.need / size), exact: false }, null);
  return award?.cost ?? 0;
};

/** Whether the largest orders of as many suppliers as are allowed cover the need. */
const hasEnough = ({ offers, need, limit }: SplitInstance): boolean =>
  offers
    .map(({ pieces }) => pieces.at(-1)?.high ?? 0)
    .sort((left, right) => right - left)
    .slice(0, limit)
    .reduce((sum, high) => sum + high, 0) >= need;

/** Each order in turn at the least quantity that keeps its cost and the need covered: the search takes the first it meets. */
const settled = ({ offers, need, exact }: SplitInstance, award: Award): Award => {
  if (exact) return award;
  const quantities = new Map(award.quantities);
  for (const offer of offers) {
    const quantity = quantities.get(offer.position);
    const piece = offer.pieces.find(({ low, high }) => quantity !== undefined && low <= quantity && quantity <= high);
    if (quantity === undefined || piece === undefined) continue;
    const others = [...quantities.values()].reduce((sum, other) => sum + other, -quantity);
    const cost = piece.intercept + piece.slope * quantity;
    const least = leastCover(offer, Math.max(1, need - others), cost);
    if (least !== null) quantities.set(offer.position, least);
  }
  return { cost: award.cost, quantities };
};

/** The least quantity that by itself covers what is open and costs `target`; null where there is none. */
function leastCover({ pieces, multiple }: Offer, open: number, target: number): number | null {
  for (const { low, high, intercept, slope } of pieces) {
    const quantity = low + Math.max(0, Math.ceil((open - low) / multiple)) * multiple;
    if (quantity <= high && intercept + slope * quantity === target) return quantity;
  }
  return null;
}
