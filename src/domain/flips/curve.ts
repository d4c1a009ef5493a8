import type { CurveStretch } from "../comparison.ts";
import { REACH } from "../option/pieces/pieces.ts";
import type { Terms } from "../option/terms.ts";
import { eachInSteps, finish, type Steps } from "../steps.ts";
import {
  type Bounds,
  boundsOf,
  type CurveOption,
  costNear,
  costOf,
  quantityOf,
  type Runner,
  runnersOf,
  standsAt,
  takesEach,
} from "./runners.ts";

// Near ties are decided by exact figures; nothing farther apart than this is one.
const NEAR = 1e-9;
// Below this many quantities looking at each is cheaper than cutting in two.
const FEW = 6;
// A safeguard against options that alternate at every quantity: some tenths of a second.
const MAX_NODES = 150_000;
// Some milliseconds.
const NODES_A_STEP = 100;

/** Undefined: nothing can be ordered. Null: the least total still lacks a figure of its listing's own. */
type Leader = string | null | undefined;

/**
 * The cheapest option by quantity, from 1 to ten times the need: the lower envelope of all pieces, exact to the unit. An interval
 * is cut in two until one option is below all others on the whole of it. Stretches in which nothing can be ordered are left out;
 * where a figure is missing, the cheapest is null.
 */
export const cheapestCurve = (options: readonly CurveOption[], terms: Terms): readonly CurveStretch[] =>
  finish(curveInSteps(options, terms));

/** The same in short steps. */
export function* curveInSteps(options: readonly CurveOption[], terms: Terms): Steps<readonly CurveStretch[]> {
  if (options.some(({ listing }) => listing.mix.length > 0)) return [];
  const found = yield* eachInSteps(options, (option) => runnersOf(option, terms));
  const allRunners = found.flat();
  const stretches: { fromQuantity: number; toQuantity: number; cheapest: string | null }[] = [];
  const emit = (from: number, to: number, leader: Leader): void => {
    if (leader === undefined) return;
    const last = stretches.at(-1);
    if (last && last.toQuantity === from - 1 && last.cheapest === leader) last.toQuantity = to;
    else stretches.push({ fromQuantity: from, toQuantity: to, cheapest: leader });
  };
  let nodes = 0;
  const solve = function* (from: number, to: number, all: readonly Runner[]): Steps<void> {
    nodes += 1;
    if (nodes % NODES_A_STEP === 0) yield;
    const present = all.filter(({ firstNeed, lastNeed }) => lastNeed >= from && firstNeed <= to);
    const runners = usable(present, from, to, terms);
    if (runners.length === 0) return;
    const bounds = runners.map((runner) => boundsOf(runner, from, to, !terms.allowOverbuy));
    const settled = from === to ? "open" : settle(runners, bounds, terms);
    if (settled !== "open" || nodes > MAX_NODES) {
      emit(from, to, settled === "open" ? null : settled);
      return;
    }
    if (to - from < FEW) {
      for (let quantity = from; quantity <= to; quantity += 1) emit(quantity, quantity, leaderAt(runners, quantity, terms));
      return;
    }
    const middle = cutBetween(runners, from, to);
    const near = withinReach(bounds);
    yield* solve(from, middle, near);
    yield* solve(middle + 1, to, near);
  };
  if (allRunners.length > 0) yield* solve(1, Math.max(1, Math.ceil(terms.need * REACH)), allRunners);
  return stretches;
}

/** A break of some piece nearest to the middle, else the middle. */
function cutBetween(runners: readonly Runner[], from: number, to: number): number {
  const middle = Math.floor((from + to) / 2);
  let best = middle;
  let distance = Number.POSITIVE_INFINITY;
  for (const { firstNeed, lastNeed } of runners) {
    for (const end of [lastNeed, firstNeed - 1]) {
      if (end < from || end >= to) continue;
      const off = Math.abs(end - middle);
      if (off < distance) [best, distance] = [end, off];
    }
  }
  return best;
}

/** Whether it can be ordered at every quantity of the interval. */
const isThroughout = ({ firstNeed, lastNeed, piece }: Runner, from: number, to: number, { allowOverbuy }: Terms): boolean =>
  firstNeed <= from && to <= lastNeed && (allowOverbuy || takesEach(piece));

/** Without the ways of an option that a preferred way of the same option stands before on the whole interval. */
function usable(runners: readonly Runner[], from: number, to: number, terms: Terms): readonly Runner[] {
  const ranks = new Map<CurveOption, number>();
  for (const runner of runners) {
    if (!isThroughout(runner, from, to, terms)) continue;
    ranks.set(runner.option, Math.min(ranks.get(runner.option) ?? Number.POSITIVE_INFINITY, runner.rank));
  }
  return runners.filter(({ option, rank }) => rank <= (ranks.get(option) ?? Number.POSITIVE_INFINITY));
}

/** Without those that are dearer on the whole interval than some way that is sure to be taken. */
function withinReach(bounds: readonly Bounds[]): readonly Runner[] {
  const [first, last] = [new Map<CurveOption, number>(), new Map<CurveOption, number>()];
  for (const { runner } of bounds) {
    const { option, rank } = runner;
    first.set(option, Math.min(first.get(option) ?? rank, rank));
    last.set(option, Math.max(last.get(option) ?? rank, rank));
  }
  const most = bounds.reduce(
    (best, { runner, most: own }) => (runner.rank === first.get(runner.option) ? Math.min(best, own) : best),
    Number.POSITIVE_INFINITY,
  );
  const margin = NEAR * Math.abs(most) + NEAR;
  return bounds.flatMap(({ runner, least }) => {
    const standsBefore = runner.rank < (last.get(runner.option) ?? runner.rank);
    return least > most + margin && !standsBefore ? [] : [runner];
  });
}

const isTaken = ({ option, rank }: Runner, runners: readonly Runner[]): boolean =>
  !runners.some((other) => other.option === option && other.rank < rank);

/** The leader of the whole interval, or "open" where it is not one. */
function settle(runners: readonly Runner[], bounds: readonly Bounds[], { budget }: Terms): Leader | "open" {
  const surest = bounds.reduce((best, bound) => (bound.most < best.most ? bound : best));
  if (!Number.isFinite(surest.most) || !isTaken(surest.runner, runners)) return "open";
  const { option } = surest.runner;
  const margin = NEAR * Math.abs(surest.most) + NEAR;
  const rivals = bounds.filter(({ runner, least }) => runner.option !== option && least <= surest.most + margin);
  if (rivals.length > 0 && !rivals.every(({ runner }) => isSameLine(runner, surest.runner))) return "open";
  const own = bounds.filter(({ runner }) => runner.option === option);
  // Which of an option's ways leads decides whether its delivery is known.
  if (own.some(({ runner }) => runner.rank !== surest.runner.rank)) return "open";
  if (budget !== null && surest.most > budget.toNumber() - margin) return "open";
  if (rivals.length > 0 && own.some(({ runner, least }) => runner !== surest.runner && least <= surest.most + margin))
    return "open";
  const equals = [surest, ...rivals].map(({ runner }) => runner);
  const [first] = equals.sort((a, b) => compareSeen(a.option, b.option));
  return first?.piece.isOpen ? null : first?.option.ref;
}

const isSameLine = (a: Runner, b: Runner): boolean =>
  a.quantity === b.quantity &&
  a.piece.multiple === b.piece.multiple &&
  a.doubt === 0 &&
  b.doubt === 0 &&
  a.line.fixed.equals(b.line.fixed) &&
  a.line.perUnit.equals(b.line.perUnit) &&
  a.line.scaled.equals(b.line.scaled);

/** At one quantity, exactly, in the order in which a comparison ranks by cost. */
function leaderAt(runners: readonly Runner[], need: number, terms: Terms): Leader {
  const orders = runners.flatMap((runner) => {
    const quantity = standsAt(runner, need) ? quantityOf(runner, need) : null;
    if (quantity === null || (!terms.allowOverbuy && quantity !== need)) return [];
    return [{ runner, quantity, ...costNear(runner, quantity, need) }];
  });
  const ranks = new Map<CurveOption, number>();
  for (const { runner } of orders)
    ranks.set(runner.option, Math.min(ranks.get(runner.option) ?? Number.POSITIVE_INFINITY, runner.rank));
  const taken = orders.filter(({ runner }) => runner.rank === ranks.get(runner.option));
  const least = taken.reduce((best, { about, off }) => Math.min(best, about + off), Number.POSITIVE_INFINITY);
  const near = taken.filter(({ about, off }) => about - off <= least + NEAR * Math.abs(least) + NEAR);
  const isOne = near.every(({ runner }) => runner.option === near[0]?.runner.option) && terms.budget === null;
  const exact = near.map((order) => ({ ...order, low: isOne ? null : costOf(order.runner, order.quantity, need, terms) }));
  const [best] = exact.sort(
    (a, b) =>
      (a.low === null || b.low === null ? a.about - b.about : a.low.comparedTo(b.low)) ||
      a.quantity - b.quantity ||
      compareSeen(a.runner.option, b.runner.option),
  );
  if (best === undefined || (best.low !== null && terms.budget?.lessThan(best.low))) return undefined;
  return best.runner.piece.isOpen ? null : best.runner.option.ref;
}

const compareSeen = (a: CurveOption, b: CurveOption): number =>
  Number(b.score.low) - Number(a.score.low) || (a.ref < b.ref ? -1 : 1);
