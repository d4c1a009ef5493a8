import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import { costAbout, costAt, type FigureLine, type Lever, type Move, moveOf, NEAR } from "./lever.ts";

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

interface Total {
  readonly ref: string;
  readonly total: Decimal;
}

const byTotal = (a: Total, b: Total): number => a.total.comparedTo(b.total) || (a.ref < b.ref ? -1 : 1);

/** The listing that is strictly cheaper than the first, to the minor unit: the cheapest of these. Null where none is. */
export function overtaker({ lever, own, others, currency }: Race, value: Decimal): string | null {
  const move = moveOf(lever, value);
  const leaders = placedAt(own, move);
  const ahead = least(leaders);
  const margin = NEAR * (Math.abs(ahead) + 1);
  const near = placedAt(others, move).filter(({ about }) => about < ahead + margin);
  const [lowest, limit] = [least(near), margin + margin];
  const shown = (total: Decimal): Decimal => new Decimal(roundToMinorUnit(total.toDecimalPlaces(12), currency));
  const [best] = near
    .filter(({ about }) => about <= lowest + limit)
    .map(({ line }) => ({ ref: line.ref, total: costAt(line, move) }))
    .sort(byTotal);
  if (best === undefined) return null;
  const [cheapest] = leaders
    .filter(({ about }) => about <= ahead + limit)
    .map(({ line }) => costAt(line, move))
    .sort((a, b) => a.comparedTo(b));
  return cheapest !== undefined && shown(best.total).lessThan(shown(cheapest)) ? best.ref : null;
}

/** The listing with the least cost at a value of the figure, not rounded; the first by its name of equals. */
export function cheapestAt(lever: Lever, value: Decimal): string {
  const move = moveOf(lever, value);
  const placed = placedAt(lever.lines, move);
  const lowest = least(placed);
  const [best] = placed
    .filter(({ about }) => about <= lowest + NEAR * (Math.abs(lowest) + 1))
    .map(({ line }) => ({ ref: line.ref, total: costAt(line, move) }))
    .sort(byTotal);
  return best?.ref ?? "";
}

/** A line at one value of the figure. */
interface Placed {
  readonly line: FigureLine;
  readonly about: number;
}

const placedAt = (lines: readonly FigureLine[], move: Move): readonly Placed[] =>
  lines.map((line) => ({ line, about: costAbout(line, move) }));

const least = (all: readonly Placed[]): number =>
  all.reduce((lowest, { about }) => Math.min(lowest, about), Number.POSITIVE_INFINITY);
