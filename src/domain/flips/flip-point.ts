import { Decimal, minorUnitDigits, roundToMinorUnit } from "../../model/money.ts";
import { onceForEach } from "../../object-memory.ts";

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
  /** What it costs at a value of the figure, exactly and as a double, where that is no straight line. */
  readonly bent?: { readonly at: (value: Decimal) => Decimal; readonly about: (value: Decimal) => number };
}

export interface FlipPoint {
  readonly threshold: Decimal;
  readonly leader: string;
  /** On the way there some cost is no straight line: another figure by as much is not the same. */
  readonly isBent: boolean;
}

// Totals that differ by this many minor units differ when rounded too.
const SURELY_APART = 2;

/** Where two ways cost the same, and where one is cheaper even when rounded. */
interface Crossing {
  readonly at: Decimal;
  readonly apart: Decimal;
}

/** A line with its figures as doubles: who is far off is passed over by them, who is near is looked at exactly. */
interface Runner {
  readonly line: FigureLine;
  readonly value: number;
  readonly slope: number;
}

interface Race {
  readonly lever: Lever;
  readonly own: readonly Runner[];
  readonly others: readonly Runner[];
  readonly currency: string;
}

// Most lines have their figures in common with lines of other levers.
const double = onceForEach((figure: Decimal) => figure.toNumber());

// Far above what doubles of amounts and their products can be off by, far below a minor unit of any total in reach.
const NEAR = 1e-9;

/**
 * The nearest values below and above `now` at which another listing than `first` is cheapest to the minor unit, while one step
 * nearer it is not: solved where two lines meet.
 */
export function flipPoints(lever: Lever, first: string, currency: string): readonly FlipPoint[] {
  const { lines } = lever;
  const runners = lines.map((line): Runner => ({ line, value: double(line.value), slope: double(line.slope) }));
  const split = (all: readonly Runner[]) => ({
    own: all.filter(({ line }) => line.ref === first),
    others: all.filter(({ line }) => line.ref !== first),
  });
  const race = { lever, ...split(withoutIdle(runners, lever)), currency };
  if (lines.every(({ slope }) => slope.equals(lines[0]?.slope ?? 0))) return atOnce(race);
  const isBent = lines.some(({ bent }) => bent !== undefined);
  return (["down", "up"] as const).flatMap((direction) => {
    const found = nearest(race, direction);
    return (found !== null && isBent ? confirmed({ lever, ...split(runners), currency }, found) : found) ?? [];
  });
}

/** Without the ways of a listing that another way of it costs no more than, wherever the figure goes. */
function withoutIdle(runners: readonly Runner[], { now, least, most, scale }: Lever): readonly Runner[] {
  const start = scale(now).toNumber();
  const ends = [scale(least).toNumber(), most === null ? null : scale(most).toNumber()];
  const isFalling = scale(least).greaterThan(start);
  const at = ({ value, slope }: Runner, end: number | null): number => {
    if (end !== null) return value + slope * (end - start);
    // Without end: an amount grows for ever, the inverse of a rate falls to nothing.
    return isFalling ? value - slope * start : slope;
  };
  const costs = runners.map((runner) => ends.map((end) => at(runner, end)));
  const isNoMore = (a: number, b: number): boolean => costs[a]?.every((cost, end) => cost <= (costs[b]?.[end] ?? 0)) === true;
  return runners.filter(
    (runner, index) =>
      !runners.some(
        (other, place) =>
          place !== index &&
          other.line.ref === runner.line.ref &&
          isNoMore(place, index) &&
          (place < index || !isNoMore(index, place)),
      ),
  );
}

// Beyond so many times the move that straight lines promise nothing is looked for.
const REACHES = [1, 2, 8] as const;

/** Where a line bends, the point is looked for again by what it truly costs; null where none is found near it. */
function confirmed(race: Race, { threshold }: FlipPoint): FlipPoint | null {
  const { now, least, most, step } = race.lever;
  const within = (value: Decimal): Decimal => Decimal.max(least, most === null ? value : Decimal.min(value, most));
  for (const reach of REACHES) {
    let over = toGrid(within(now.plus(threshold.minus(now).times(reach))), step, "down");
    let leader = overtaker(race, over, true);
    if (leader === null || over.equals(now)) continue;
    const nearby = threshold.greaterThan(now) ? over.minus(step) : over.plus(step);
    let under = overtaker(race, nearby, true) === null ? nearby : now;
    while (over.minus(under).abs().greaterThan(step)) {
      const middle = toGrid(under.plus(over).dividedBy(2), step, "down");
      if (middle.equals(under) || middle.equals(over)) break;
      const found = overtaker(race, middle, true);
      if (found === null) under = middle;
      else [over, leader] = [middle, found];
    }
    return { threshold: over, leader, isBent: true };
  }
  return null;
}

interface Total {
  readonly ref: string;
  readonly total: Decimal;
}

const byTotal = (a: Total, b: Total): number => a.total.comparedTo(b.total) || (a.ref < b.ref ? -1 : 1);

/** A figure that is not known today counts as absent; stating it, at nothing even, can change the order. */
function atOnce(race: Race): readonly FlipPoint[] {
  const { now } = race.lever;
  const leader = overtaker(race, now);
  return leader === null ? [] : [{ threshold: now, leader, isBent: false }];
}

function nearest(race: Race, direction: "up" | "down"): FlipPoint | null {
  const { now, least, most, step } = race.lever;
  const leaderAt = (value: Decimal): string | null => overtaker(race, value);
  const [already] = direction === "up" ? atOnce(race) : [];
  if (already) return already;
  const isAhead = (value: Decimal): boolean => (direction === "up" ? value.greaterThan(now) : value.lessThan(now));
  for (const { at, apart } of crossingsOf(race, direction)) {
    if (!isAhead(at)) continue;
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
    return { threshold: over, leader, isBent: false };
  }
  return null;
}

const toGrid = (value: Decimal, step: Decimal, towards: "up" | "down"): Decimal => {
  const grid = value.dividedBy(step).toDecimalPlaces(9);
  return (towards === "up" ? grid.ceil() : grid.floor()).times(step);
};

/**
 * The listing that is strictly cheaper than the first, to the minor unit: the cheapest of these. Null where none is. `isBent`: a line
 * that bends is followed by what it truly costs.
 */
function overtaker({ lever: { scale, now }, own, others, currency }: Race, value: Decimal, isBent = false): string | null {
  const moved = scale(value).minus(scale(now));
  const by = moved.toNumber();
  const placed = (runner: Runner): Placed => ({
    line: runner.line,
    about: (isBent ? runner.line.bent?.about(value) : undefined) ?? runner.value + runner.slope * by,
  });
  const leaders = own.map(placed);
  const ahead = least(leaders);
  const margin = NEAR * (Math.abs(ahead) + 1);
  const near = others.map(placed).filter(({ about }) => about < ahead + margin);
  const [lowest, limit] = [least(near), margin + margin];
  const totalOf = ({ line }: Placed): Decimal =>
    (isBent ? line.bent?.at(value) : undefined) ?? line.value.plus(line.slope.times(moved));
  const shown = (total: Decimal): Decimal => new Decimal(roundToMinorUnit(total.toDecimalPlaces(12), currency));
  const [best] = near
    .filter(({ about }) => about <= lowest + limit)
    .map((one) => ({ ref: one.line.ref, total: totalOf(one) }))
    .sort(byTotal);
  if (best === undefined) return null;
  const [cheapest] = leaders
    .filter(({ about }) => about <= ahead + limit)
    .map(totalOf)
    .sort((a, b) => a.comparedTo(b));
  return cheapest !== undefined && shown(best.total).lessThan(shown(cheapest)) ? best.ref : null;
}

/** A line at one value of the figure. */
interface Placed {
  readonly line: FigureLine;
  readonly about: number;
}

const least = (all: readonly Placed[]): number =>
  all.reduce((lowest, { about }) => Math.min(lowest, about), Number.POSITIVE_INFINITY);

/** Where a line of the first meets another, the nearest first; worked out exactly one after the other. */
function* crossingsOf(
  { lever: { scale, unscale, now, step }, own, others, currency }: Race,
  direction: "up" | "down",
): Generator<Crossing> {
  const start = scale(now);
  const gap = new Decimal(10).pow(-minorUnitDigits(currency)).times(SURELY_APART);
  // The scale of an exchange rate falls as the rate rises.
  const sign = (direction === "up" ? 1 : -1) * (scale(now.plus(step)).greaterThan(start) ? 1 : -1);
  const meetings = own.flatMap((runner) =>
    others.flatMap((other) => {
      const run = (other.value - runner.value) / (runner.slope - other.slope);
      const isFar = run * sign < -NEAR * Math.abs(start.toNumber()) - NEAR;
      return Number.isNaN(run) || isFar ? [] : [{ line: runner.line, other: other.line, run: run * sign }];
    }),
  );
  for (const { line, other } of meetings.sort((a, b) => a.run - b.run)) {
    const slope = line.slope.minus(other.slope);
    if (slope.abs().lessThan("1e-12")) continue;
    const lead = other.value.minus(line.value);
    const at = unscale(start.plus(lead.dividedBy(slope)));
    const apart = unscale(start.plus(lead.plus(gap).dividedBy(slope)));
    const moves = at !== null && apart !== null && (direction === "up" ? apart.greaterThan(at) : apart.lessThan(at));
    if (moves) yield { at, apart };
  }
}
