import { Decimal, minorUnit } from "../../model/money.ts";
import { type FigureLine, isNear, type Lever, NEAR, straightOf } from "./lever.ts";
import { overtaker, type Race, raceOf } from "./race.ts";

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

// Lines whose slopes differ by less never meet.
const PARALLEL = new Decimal("1e-12");

/**
 * The nearest values below and above `now` at which another listing than `first` is cheapest to the minor unit, while one step
 * nearer it is not: solved where two lines meet.
 */
export function flipPoints(lever: Lever, first: string, currency: string): readonly FlipPoint[] {
  const { lines } = lever;
  const race = raceOf(lever, first, currency, withoutIdle(lever).map(straightOf));
  if (areParallel(lines)) return atOnce(race);
  const isBent = lines.some(({ truly }) => truly?.bends);
  return (["down", "up"] as const).flatMap((direction) => {
    const found = nearest(race, direction);
    // At the figure of today no line has bent yet.
    if (found === null || !isBent || found.threshold.equals(lever.now)) return found ?? [];
    return confirmed(raceOf(lever, first, currency), found) ?? [];
  });
}

function areParallel(lines: readonly FigureLine[]): boolean {
  const [first] = lines;
  if (first === undefined) return true;
  return (
    lines.every(({ about }) => isNear(about.slope, first.about.slope)) &&
    lines.every(({ exact }) => exact().slope.equals(first.exact().slope))
  );
}

/** Without the ways of a listing that another way of it costs no more than, wherever the figure goes. */
function withoutIdle({ lines, now, least, most, scale }: Lever): readonly FigureLine[] {
  const start = scale(now).toNumber();
  const ends = [scale(least).toNumber(), most === null ? null : scale(most).toNumber()];
  const isFalling = scale(least).greaterThan(start);
  const at = ({ about: { value, slope } }: FigureLine, end: number | null): number => {
    if (end !== null) return value + slope * (end - start);
    // Without end: an amount grows for ever, the inverse of a rate falls to nothing.
    return isFalling ? value - slope * start : slope;
  };
  const costs = lines.map((line) => ends.map((end) => at(line, end)));
  const isNoMore = (a: number, b: number): boolean => costs[a]?.every((cost, end) => cost <= (costs[b]?.[end] ?? 0)) === true;
  return lines.filter(
    (line, index) =>
      !lines.some(
        (other, place) =>
          place !== index && other.ref === line.ref && isNoMore(place, index) && (place < index || !isNoMore(index, place)),
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
    const over = toGrid(within(now.plus(threshold.minus(now).times(reach))), step, "down");
    const leader = overtaker(race, over);
    if (leader === null || over.equals(now)) continue;
    const nearby = threshold.greaterThan(now) ? over.minus(step) : over.plus(step);
    const under = overtaker(race, nearby) === null ? nearby : now;
    return { ...firstStep(race, under, over, leader), isBent: true };
  }
  return null;
}

/** A figure that is not known today counts as absent; stating it, at nothing even, can change the order. */
function atOnce(race: Race): readonly FlipPoint[] {
  const { now } = race.lever;
  const leader = overtaker(race, now);
  return leader === null ? [] : [{ threshold: now, leader, isBent: false }];
}

function nearest(race: Race, direction: "up" | "down"): FlipPoint | null {
  const { now, least, most, step } = race.lever;
  const [already] = direction === "up" ? atOnce(race) : [];
  if (already) return already;
  const isAhead = (value: Decimal): boolean => (direction === "up" ? value.greaterThan(now) : value.lessThan(now));
  for (const { at, apart } of crossingsOf(race, direction)) {
    if (!isAhead(at)) continue;
    const farthest = direction === "up" ? Decimal.min(apart, most ?? apart) : Decimal.max(apart, least);
    const over = toGrid(farthest, step, direction === "up" && !farthest.equals(most ?? -1) ? "up" : "down");
    const leader = !isAhead(over) || over.lessThan(least) ? null : overtaker(race, over);
    if (leader === null) continue;
    const crossed = toGrid(at, step, direction === "up" ? "down" : "up");
    const under = isAhead(crossed) ? crossed : now;
    if (!under.equals(now) && overtaker(race, under) !== null) continue;
    return { ...firstStep(race, under, over, leader), isBent: false };
  }
  return null;
}

/** The value nearest to `under`, where nobody is ahead, at which somebody is: the gap to `over`, where the leader is, is halved. */
function firstStep(race: Race, under: Decimal, over: Decimal, leader: string): Pick<FlipPoint, "threshold" | "leader"> {
  const { step } = race.lever;
  let [before, found] = [under, { threshold: over, leader }];
  while (found.threshold.minus(before).abs().greaterThan(step)) {
    const middle = toGrid(before.plus(found.threshold).dividedBy(2), step, "down");
    if (middle.equals(before) || middle.equals(found.threshold)) break;
    const ahead = overtaker(race, middle);
    if (ahead === null) before = middle;
    else found = { threshold: middle, leader: ahead };
  }
  return found;
}

const toGrid = (value: Decimal, step: Decimal, towards: "up" | "down"): Decimal => {
  const grid = value.dividedBy(step).toDecimalPlaces(9);
  return (towards === "up" ? grid.ceil() : grid.floor()).times(step);
};

/** Where a line of the first meets another, the nearest first; worked out exactly one after the other. */
function* crossingsOf(
  { lever: { scale, unscale, now, step }, own, others, currency }: Race,
  direction: "up" | "down",
): Generator<Crossing> {
  const start = scale(now);
  const gap = minorUnit(currency).times(SURELY_APART);
  // The scale of an exchange rate falls as the rate rises.
  const sign = (direction === "up" ? 1 : -1) * (scale(now.plus(step)).greaterThan(start) ? 1 : -1);
  const isFar = (run: number): boolean => run * sign < -NEAR * Math.abs(start.toNumber()) - NEAR;
  const at = ({ about }: FigureLine, run: number): number => about.value + about.slope * run;
  const meetings = own.flatMap((line) =>
    others.flatMap((other) => {
      const run = (other.about.value - line.about.value) / (line.about.slope - other.about.slope);
      if (Number.isNaN(run) || isFar(run)) return [];
      // Where the first has a cheaper way of its own, meeting this one changes nothing.
      const limit = at(line, run) - NEAR * (Math.abs(at(line, run)) + 1);
      return own.every((way) => at(way, run) >= limit) ? [{ line, other, run: run * sign }] : [];
    }),
  );
  for (const { line, other } of meetings.sort((a, b) => a.run - b.run)) {
    const [leading, rival] = [line.exact(), other.exact()];
    const slope = leading.slope.minus(rival.slope);
    if (slope.abs().lessThan(PARALLEL)) continue;
    const lead = rival.value.minus(leading.value);
    const at = unscale(start.plus(lead.dividedBy(slope)));
    const apart = unscale(start.plus(lead.plus(gap).dividedBy(slope)));
    const moves = at !== null && apart !== null && (direction === "up" ? apart.greaterThan(at) : apart.lessThan(at));
    if (moves) yield { at, apart };
  }
}
