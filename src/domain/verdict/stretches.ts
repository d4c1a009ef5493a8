import type { Decimal } from "../../model/money.ts";

/** What an option costs as a figure moves. */
export interface FigureLine {
  readonly ref: string;
  /** At nothing. */
  readonly value: Decimal;
  readonly slope: Decimal;
}

export interface Stretch {
  readonly ref: string;
  readonly from: Decimal;
  /** Null: without end. */
  readonly to: Decimal | null;
}

/** The cheapest line on each stretch from `least` to `most`, in order: where one takes over, two lines meet. */
export function stretchesOf(lines: readonly FigureLine[], least: Decimal, most: Decimal | null): readonly Stretch[] {
  const costAt = ({ value, slope }: FigureLine, figure: Decimal): Decimal => value.plus(slope.times(figure));
  const stretches: Stretch[] = [];
  let from = least;
  let [leader] = [...lines].sort((a, b) => costAt(a, from).comparedTo(costAt(b, from)) || a.slope.comparedTo(b.slope));
  while (leader !== undefined) {
    const own: FigureLine = leader;
    // Only a line that rises less can go below.
    const meetings = lines
      .filter(({ slope }) => slope.lessThan(own.slope))
      .map((line) => ({ line, at: line.value.minus(own.value).dividedBy(own.slope.minus(line.slope)) }))
      .filter(({ at }) => at.greaterThanOrEqualTo(from) && (most === null || at.lessThan(most)))
      .sort((a, b) => a.at.comparedTo(b.at) || a.line.slope.comparedTo(b.line.slope));
    const [next] = meetings;
    if (next === undefined || next.at.greaterThan(from)) stretches.push({ ref: own.ref, from, to: next?.at ?? most });
    if (next === undefined) break;
    from = next.at;
    leader = next.line;
  }
  return stretches;
}
