import { Decimal, minorUnitDigits } from "../../model/money.ts";
import { overtaker, type Standing } from "./standing.ts";

/** A figure that can be moved, and what the listings then cost. */
export interface Lever {
  readonly now: Decimal;
  /** How far it may go: 0 and above; rates to 1. */
  readonly least: Decimal;
  readonly most: Decimal | null;
  /** Thresholds are multiples of this. */
  readonly step: Decimal;
  /** Totals are linear in `scale(x)`: x itself, 1/x for an exchange rate. `unscale` turns it back. */
  readonly scale: (value: Decimal) => Decimal;
  readonly unscale: (scaled: Decimal) => Decimal | null;
  readonly standingAt: (value: Decimal) => Standing;
}

export interface FlipPoint {
  readonly threshold: Decimal;
  readonly leader: string;
}

// Totals that differ by this many minor units differ when rounded too.
const SURELY_APART = 2;

/** What a way to buy costs as the scaled figure moves. */
interface Line {
  readonly ref: string;
  /** At `now`. */
  readonly value: Decimal;
  readonly slope: Decimal;
}

/** Where two ways cost the same, and where one is cheaper even when rounded. */
interface Crossing {
  readonly at: Decimal;
  readonly apart: Decimal;
}

/**
 * The nearest values below and above `now` at which another listing than `first` is cheapest, while one step nearer it is not.
 * Totals are lines in the scaled figure, so the crossings are solved; the step is then found by computing the totals there.
 */
export function flipPoints(lever: Lever, first: string, currency: string): readonly FlipPoint[] {
  const lines = linesOf(lever);
  if (lines.every(({ slope }) => slope.equals(lines[0]?.slope ?? 0))) return [];
  return (["down", "up"] as const).flatMap((direction) => {
    const found = nearest(lever, lines, direction, first, currency);
    return found ? [found] : [];
  });
}

function nearest(
  lever: Lever,
  lines: readonly Line[],
  direction: "up" | "down",
  first: string,
  currency: string,
): FlipPoint | null {
  const { now, least, most, step } = lever;
  const sign = direction === "up" ? 1 : -1;
  const leaderAt = (value: Decimal): string | null => overtaker(lever.standingAt(value), first, currency);
  // A figure that is not known today counts as absent; stating it, at nothing even, can change the order.
  const atOnce = direction === "up" ? leaderAt(now) : null;
  if (atOnce !== null) return { threshold: now, leader: atOnce };
  const isAhead = (value: Decimal): boolean => (direction === "up" ? value.greaterThan(now) : value.lessThan(now));
  const crossings = crossingsOf(lever, lines, first, direction, currency)
    .filter(({ at }) => isAhead(at))
    .sort((a, b) => sign * a.at.comparedTo(b.at));
  for (const { at, apart } of crossings) {
    const farthest = direction === "up" ? Decimal.min(apart, most ?? apart) : Decimal.max(apart, least);
    let over = toGrid(farthest, step, direction === "up" && !farthest.equals(most ?? -1) ? "up" : "down");
    if (!isAhead(over) || over.lessThan(least) || !isOvertaken(lever, lines, over, first)) continue;
    let leader = leaderAt(over);
    if (leader === null) continue;
    let under = toGrid(at, step, direction === "up" ? "down" : "up");
    if (!isAhead(under)) under = now;
    if (!under.equals(now) && leaderAt(under) !== null) continue;
    while (over.minus(under).abs().greaterThan(step)) {
      const middle = toGrid(under.plus(over).dividedBy(2), step, "down");
      const found = middle.equals(under) || middle.equals(over) ? null : leaderAt(middle);
      if (middle.equals(under) || middle.equals(over)) break;
      if (found === null) under = middle;
      else [over, leader] = [middle, found];
    }
    return { threshold: over, leader };
  }
  return null;
}

const toGrid = (value: Decimal, step: Decimal, towards: "up" | "down"): Decimal => {
  const grid = value.dividedBy(step).toDecimalPlaces(9);
  return (towards === "up" ? grid.ceil() : grid.floor()).times(step);
};

/** By the lines alone, which cost nothing to compute. */
function isOvertaken(lever: Lever, lines: readonly Line[], value: Decimal, first: string): boolean {
  const moved = lever.scale(value).minus(lever.scale(lever.now));
  const totals = lines.map(({ ref, value: start, slope }) => ({ ref, total: start.plus(slope.times(moved)) }));
  const least = (wanted: (ref: string) => boolean): Decimal =>
    Decimal.min(...totals.filter(({ ref }) => wanted(ref)).map(({ total }) => total), Number.POSITIVE_INFINITY);
  return least((ref) => ref !== first).lessThan(least((ref) => ref === first));
}

function linesOf(lever: Lever): readonly Line[] {
  const { now, step } = lever;
  const end = now.isZero() ? step.times(1000) : now.dividedBy(2);
  const run = lever.scale(end).minus(lever.scale(now));
  const [before, after] = [lever.standingAt(now), lever.standingAt(end)];
  return [...before].flatMap(([ref, ways]) =>
    [...ways].flatMap(([way, value]) => {
      const other = after.get(ref)?.get(way);
      return other ? [{ ref, value, slope: clean(other.minus(value).dividedBy(run)) }] : [];
    }),
  );
}

// Slopes that are equal but for the noise of the division have no crossing.
const clean = (slope: Decimal): Decimal => slope.toDecimalPlaces(12);

function crossingsOf(
  lever: Lever,
  lines: readonly Line[],
  first: string,
  direction: "up" | "down",
  currency: string,
): readonly Crossing[] {
  const start = lever.scale(lever.now);
  const gap = new Decimal(10).pow(-minorUnitDigits(currency)).times(SURELY_APART);
  const others = lines.filter(({ ref }) => ref !== first);
  return lines
    .filter(({ ref }) => ref === first)
    .flatMap((line) =>
      others.flatMap((other) => {
        const slope = line.slope.minus(other.slope);
        if (slope.isZero()) return [];
        const lead = other.value.minus(line.value);
        const at = lever.unscale(start.plus(lead.dividedBy(slope)));
        const apart = lever.unscale(start.plus(lead.plus(gap).dividedBy(slope)));
        const moves = at !== null && apart !== null && (direction === "up" ? apart.greaterThan(at) : apart.lessThan(at));
        return moves ? [{ at, apart }] : [];
      }),
    );
}
