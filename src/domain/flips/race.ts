import { Decimal, minorUnit, roundToMinorUnit } from "../../model/money.ts";
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
  readonly line: FigureLine;
  readonly total: Decimal;
}

const byTotal = (a: Total, b: Total): number => a.total.comparedTo(b.total) || (a.line.ref < b.line.ref ? -1 : 1);

/** The listing that is strictly cheaper than the first, to the minor unit: the cheapest of these. Null where none is. */
export function overtaker({ lever, own, others, currency }: Race, value: Decimal): string | null {
  const move = moveOf(lever, value);
  const leaders = placedAt(own, move);
  const ahead = least(leaders);
  const margin = NEAR * (Math.abs(ahead) + 1);
  const near = placedAt(others, move).filter(({ about }) => about < ahead + margin);
  const limit = margin + margin;
  const best = cheapestOf(near, least(near) + limit, move);
  const cheapest = cheapestOf(leaders, ahead + limit, move);
  if (best === undefined || cheapest === undefined) return null;
  const shown = (total: Total): Decimal => new Decimal(roundToMinorUnit(trueTotal(total, value, currency), currency));
  return shown(best).lessThan(shown(cheapest)) ? best.line.ref : null;
}

const cheapestOf = (all: readonly Placed[], most: number, move: Move): Total | undefined =>
  all
    .filter(({ about }) => about <= most)
    .map(({ line }) => ({ line, total: costAt(line, move) }))
    .toSorted(byTotal)[0];

/** A total close to where rounding turns is worked out anew: what its line is off by would decide. */
function trueTotal({ line, total }: Total, value: Decimal, currency: string): Decimal {
  const { truly } = line;
  if (truly === undefined) return total;
  const units = total.dividedBy(minorUnit(currency));
  const isTurning = units.minus(units.floor()).minus(HALF).abs().lessThan(TURNING);
  return isTurning ? truly.at(value) : total;
}

const HALF = new Decimal("0.5");
// Of a minor unit: far above what a line is off by.
const TURNING = "1e-6";

/** The listing with the least cost at a value of the figure, not rounded; the first by its name of equals. */
export function cheapestAt(lever: Lever, value: Decimal): string {
  const move = moveOf(lever, value);
  const placed = placedAt(lever.lines, move);
  const lowest = least(placed);
  return cheapestOf(placed, lowest + NEAR * (Math.abs(lowest) + 1), move)?.line.ref ?? "";
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
