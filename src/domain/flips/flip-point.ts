import { Decimal, minorUnitDigits, roundToMinorUnit } from "../../model/money.ts";

/** A figure that can be moved, and what the ways to buy then cost. */
export interface Lever {
  readonly now: Decimal;
  /** How far it may go: 0 and above; null: without end. */
  readonly least: Decimal;
  readonly most: Decimal | null;
  /** Thresholds are multiples of this. */
  readonly step: Decimal;
  /** Totals are linear in `scale(x)`: x itself, 1/x for an exchange rate. `unscale` turns it back. */
  readonly scale: (value: Decimal) => Decimal;
  readonly unscale: (scaled: Decimal) => Decimal | null;
  readonly lines: readonly FigureLine[];
}

/** What a way to buy costs as the scaled figure moves. */
export interface FigureLine {
  readonly ref: string;
  /** At `now`, the figure stated. */
  readonly value: Decimal;
  readonly slope: Decimal;
}

export interface FlipPoint {
  readonly threshold: Decimal;
  readonly leader: string;
}

// Totals that differ by this many minor units differ when rounded too.
const SURELY_APART = 2;

/** Where two ways cost the same, and where one is cheaper even when rounded. */
interface Crossing {
  readonly at: Decimal;
  readonly apart: Decimal;
}

/**
 * The nearest values below and above `now` at which another listing than `first` is cheapest to the minor unit, while one step
 * nearer it is not: solved where two lines meet.
 */
export function flipPoints(lever: Lever, first: string, currency: string): readonly FlipPoint[] {
  const { lines } = lever;
  if (lines.every(({ slope }) => slope.equals(lines[0]?.slope ?? 0))) return atOnce(lever, first, currency);
  return (["down", "up"] as const).flatMap((direction) => nearest(lever, direction, first, currency) ?? []);
}

/** A figure that is not known today counts as absent; stating it, at nothing even, can change the order. */
function atOnce(lever: Lever, first: string, currency: string): readonly FlipPoint[] {
  const leader = overtaker(lever, lever.now, first, currency);
  return leader === null ? [] : [{ threshold: lever.now, leader }];
}

function nearest(lever: Lever, direction: "up" | "down", first: string, currency: string): FlipPoint | null {
  const { now, least, most, step } = lever;
  const sign = direction === "up" ? 1 : -1;
  const leaderAt = (value: Decimal): string | null => overtaker(lever, value, first, currency);
  const [already] = direction === "up" ? atOnce(lever, first, currency) : [];
  if (already) return already;
  const isAhead = (value: Decimal): boolean => (direction === "up" ? value.greaterThan(now) : value.lessThan(now));
  const crossings = crossingsOf(lever, first, direction, currency)
    .filter(({ at }) => isAhead(at))
    .sort((a, b) => sign * a.at.comparedTo(b.at));
  for (const { at, apart } of crossings) {
    const farthest = direction === "up" ? Decimal.min(apart, most ?? apart) : Decimal.max(apart, least);
    let over = toGrid(farthest, step, direction === "up" && !farthest.equals(most ?? -1) ? "up" : "down");
    let leader = !isAhead(over) || over.lessThan(least) ? null : leaderAt(over);
    if (leader === null) continue;
    let under = toGrid(at, step, direction === "up" ? "down" : "up");
    if (!isAhead(under)) under = now;
    if (!under.equals(now) && leaderAt(under) !== null) continue;
    while (over.minus(under).abs().greaterThan(step)) {
      const middle = toGrid(under.plus(over).dividedBy(2), step, "down");
      if (middle.equals(under) || middle.equals(over)) break;
      const found = leaderAt(middle);
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

/** The listing that is strictly cheaper than `first`, to the minor unit: the cheapest of these. Null where none is. */
function overtaker({ lines, scale, now }: Lever, value: Decimal, first: string, currency: string): string | null {
  const moved = scale(value).minus(scale(now));
  const least = new Map<string, Decimal>();
  for (const line of lines) {
    const total = line.value.plus(line.slope.times(moved));
    const known = least.get(line.ref);
    if (known === undefined || total.lessThan(known)) least.set(line.ref, total);
  }
  const own = least.get(first);
  if (own === undefined) return null;
  const shown = (total: Decimal): Decimal => new Decimal(roundToMinorUnit(total.toDecimalPlaces(12), currency));
  const [best] = [...least]
    .filter(([ref, total]) => ref !== first && shown(total).lessThan(shown(own)))
    .sort(([refA, a], [refB, b]) => a.comparedTo(b) || (refA < refB ? -1 : 1));
  return best?.[0] ?? null;
}

function crossingsOf(
  { lines, scale, unscale, now }: Lever,
  first: string,
  direction: "up" | "down",
  currency: string,
): readonly Crossing[] {
  const start = scale(now);
  const gap = new Decimal(10).pow(-minorUnitDigits(currency)).times(SURELY_APART);
  const others = lines.filter(({ ref }) => ref !== first);
  return lines
    .filter(({ ref }) => ref === first)
    .flatMap((line) =>
      others.flatMap((other) => {
        const slope = line.slope.minus(other.slope);
        if (slope.abs().lessThan("1e-12")) return [];
        const lead = other.value.minus(line.value);
        const at = unscale(start.plus(lead.dividedBy(slope)));
        const apart = unscale(start.plus(lead.plus(gap).dividedBy(slope)));
        const moves = at !== null && apart !== null && (direction === "up" ? apart.greaterThan(at) : apart.lessThan(at));
        return moves ? [{ at, apart }] : [];
      }),
    );
}
