import type { Decimal } from "../../model/money.ts";

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

/** A straight line: at `now`, the figure stated, and how much it grows by. */
export interface Straight<Figure> {
  readonly value: Figure;
  readonly slope: Figure;
}

/** What a way to buy costs at a value of the figure: its straight line is off by what the division for the slope leaves. */
export interface TrueCost {
  readonly at: (value: Decimal) => Decimal;
  readonly about: (value: Decimal) => number;
  /** It is no straight line. */
  readonly bends: boolean;
}

/** What a way to buy costs as the scaled figure moves. Who is far off is passed over by doubles, who is near is looked at exactly. */
export interface FigureLine {
  readonly ref: string;
  readonly about: Straight<number>;
  readonly exact: () => Straight<Decimal>;
  /** What it truly costs; absent where the figure does not move it. */
  readonly truly?: TrueCost;
}

// Far above what doubles of amounts and their products can be off by, far below a minor unit of any total in reach.
export const NEAR = 1e-9;

export const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR * (Math.abs(b) + 1);

/** A move of the figure from `now`, on the scale along which totals are linear. */
export interface Move {
  readonly to: Decimal;
  readonly run: Decimal;
  /** The run as a double. */
  readonly by: number;
}

export function moveOf({ scale, now }: Lever, to: Decimal): Move {
  const run = scale(to).minus(scale(now));
  return { to, run, by: run.toNumber() };
}

/** What a way costs after a move, as a double; followed where it bends. */
export const costAbout = ({ truly, about }: FigureLine, { to, by }: Move): number =>
  truly?.bends ? truly.about(to) : about.value + about.slope * by;

/** The same exactly. */
export const costAt = ({ truly, exact }: FigureLine, { to, run }: Move): Decimal =>
  truly?.bends ? truly.at(to) : exact().value.plus(exact().slope.times(run));

/** The same of the straight line alone. */
export function straightOf(line: FigureLine): FigureLine {
  const { ref, about, exact, truly } = line;
  return truly?.bends ? { ref, about, exact } : line;
}
