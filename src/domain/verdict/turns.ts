import type { Decimal } from "../../model/money.ts";
import { flipPoints } from "../flips/flip-point.ts";
import { costAt, type FigureLine, type Lever, moveOf } from "../flips/lever.ts";
import { cheapestAt } from "../flips/race.ts";
import type { Stretch } from "./stretches.ts";

/** Stretches as they are by what every way to buy truly costs: the same where the next option is the cheaper one where each ends. */
export const trulyOf = (stretches: readonly Stretch[], lever: Lever, currency: string): readonly Stretch[] =>
  turnAsSaid(stretches, lever) ? stretches : trueStretches(lever, currency);

const turnAsSaid = (stretches: readonly Stretch[], lever: Lever): boolean =>
  stretches.every(({ ref, to }, index) => {
    const next = stretches[index + 1];
    if (next === undefined || to === null) return true;
    const before = to.minus(lever.step);
    const isFirst = before.lessThan(lever.least) || cheapestAt(lever, before) === ref;
    return isFirst && cheapestAt(lever, to.plus(lever.step)) === next.ref;
  });

function trueStretches(lever: Lever, currency: string): readonly Stretch[] {
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

function movedTo(lever: Lever, now: Decimal): Lever {
  const move = moveOf(lever, now);
  const lines = lever.lines.map((line): FigureLine => {
    const moved = { value: costAt(line, move), slope: line.exact().slope };
    return { ...line, about: { value: moved.value.toNumber(), slope: line.about.slope }, exact: () => moved };
  });
  return { ...lever, now, lines };
}
