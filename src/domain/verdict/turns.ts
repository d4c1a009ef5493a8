import type { Decimal } from "../../model/money.ts";
import { flipPoints } from "../flips/flip-point.ts";
import type { FigureLine, Lever } from "../flips/lever.ts";
import { NEAR } from "../flips/race.ts";
import type { Stretch } from "./stretches.ts";

/** Whether each stretch ends where the next option is the cheaper one by all that every way to buy then truly costs. */
export const isSo = (stretches: readonly Stretch[], lever: Lever): boolean =>
  stretches.every(({ ref, to }, index) => {
    const next = stretches[index + 1];
    if (next === undefined || to === null) return true;
    const before = to.minus(lever.step);
    return (
      (before.lessThan(lever.least) || cheapestAt(lever, before) === ref) && cheapestAt(lever, to.plus(lever.step)) === next.ref
    );
  });

/** The same stretches looked for by what every way truly costs. */
export function trueStretches(lever: Lever, currency: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let [leader, start, from] = [cheapestAt(lever, lever.now), lever.now, lever];
  for (;;) {
    // Where it is the cheaper one even when rounded; they meet before.
    const next = flipPoints(from, leader, currency).find(({ threshold }) => threshold.greaterThan(from.now));
    if (next === undefined) return [...stretches, { ref: leader, from: start, to: lever.most }];
    const to = meeting(lever, leader, start, next.threshold);
    stretches.push({ ref: leader, from: start, to });
    [leader, start, from] = [next.leader, to, movedTo(lever, next.threshold)];
  }
}

// Halvings enough for any amount down to a millionth of a step.
const MOST_HALVINGS = 80;

/** The last value at which the leader is still the cheapest. */
function meeting(lever: Lever, leader: string, from: Decimal, beyond: Decimal): Decimal {
  let [low, high] = [from, beyond];
  const close = lever.step.dividedBy(1_000);
  for (let halving = 0; halving < MOST_HALVINGS && high.minus(low).greaterThan(close); halving += 1) {
    const middle = low.plus(high).dividedBy(2);
    if (cheapestAt(lever, middle) === leader) low = middle;
    else high = middle;
  }
  return high.toDecimalPlaces(lever.step.decimalPlaces() + 1);
}

/** The listing with the least cost at a value of the figure, the first by its name of equals. */
function cheapestAt({ lines, scale, now }: Lever, value: Decimal): string {
  const run = scale(value).minus(scale(now));
  const by = run.toNumber();
  const placed = lines.map((line) => ({ line, about: line.bent?.about(value) ?? line.about.value + line.about.slope * by }));
  const least = placed.reduce((lowest, { about }) => Math.min(lowest, about), Number.POSITIVE_INFINITY);
  const [best] = placed
    .filter(({ about }) => about <= least + NEAR * (Math.abs(least) + 1))
    .map(({ line }) => ({ ref: line.ref, total: totalAt(line, value, run) }))
    .sort((a, b) => a.total.comparedTo(b.total) || (a.ref < b.ref ? -1 : 1));
  return best?.ref ?? "";
}

const totalAt = ({ bent, exact }: FigureLine, value: Decimal, run: Decimal): Decimal =>
  bent?.at(value) ?? exact().value.plus(exact().slope.times(run));

function movedTo(lever: Lever, now: Decimal): Lever {
  const run = lever.scale(now).minus(lever.scale(lever.now));
  const lines = lever.lines.map((line): FigureLine => {
    const moved = { value: totalAt(line, now, run), slope: line.exact().slope };
    return { ...line, about: { value: moved.value.toNumber(), slope: line.about.slope }, exact: () => moved };
  });
  return { ...lever, now, lines };
}
