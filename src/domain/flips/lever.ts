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

/** What a way to buy costs as the scaled figure moves. Who is far off is passed over by doubles, who is near is looked at exactly. */
export interface FigureLine {
  readonly ref: string;
  readonly about: Straight<number>;
  readonly exact: () => Straight<Decimal>;
  /** What it costs at a value of the figure, where that is no straight line. */
  readonly bent?: { readonly at: (value: Decimal) => Decimal; readonly about: (value: Decimal) => number };
}
