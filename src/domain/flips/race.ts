import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { FigureLine, Lever } from "./lever.ts";

/** The ways of one listing against those of all others, as a figure moves. */
export interface Race {
  readonly lever: Lever;
  readonly own: readonly FigureLine[];
  readonly others: readonly FigureLine[];
  readonly currency: string;
}

/** @param lines Those of the lever that are looked at. */
export const raceOf = (lever: Lever, first: string, currency: string, lines = lever.lines): Race => ({
  lever,
  own: lines.filter(({ ref }) => ref === first),
  others: lines.filter(({ ref }) => ref !== first),
  currency,
});

// Far above what doubles of amounts and their products can be off by, far below a minor unit of any total in reach.
export const NEAR = 1e-9;

interface Total {
  readonly ref: string;
  readonly total: Decimal;
}

const byTotal = (a: Total, b: Total): number => a.total.comparedTo(b.total) || (a.ref < b.ref ? -1 : 1);

/**
 * The listing that is strictly cheaper than the first, to the minor unit: the cheapest of these. Null where none is. `isBent`: a line
 * that bends is followed by what it truly costs.
 */
export function overtaker(
  { lever: { scale, now }, own, others, currency }: Race,
  value: Decimal,
  isBent = false,
): string | null {
  const moved = scale(value).minus(scale(now));
  const by = moved.toNumber();
  const placed = (line: FigureLine): Placed => ({
    line,
    about: (isBent ? line.bent?.about(value) : undefined) ?? line.about.value + line.about.slope * by,
  });
  const leaders = own.map(placed);
  const ahead = least(leaders);
  const margin = NEAR * (Math.abs(ahead) + 1);
  const near = others.map(placed).filter(({ about }) => about < ahead + margin);
  const [lowest, limit] = [least(near), margin + margin];
  const totalOf = ({ line: { bent, exact } }: Placed): Decimal =>
    (isBent ? bent?.at(value) : undefined) ?? exact().value.plus(exact().slope.times(moved));
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
