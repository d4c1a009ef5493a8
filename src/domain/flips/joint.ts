import { roundToMinorUnit } from "../../model/money.ts";
import type { AmountLine } from "../landed-cost/cost-lines.ts";
import { flipPoints } from "./flip-point.ts";
import { type FigureFlip, type FlipGroup, thresholdOf } from "./grouped.ts";
import { isNear } from "./lever.ts";
import { costLever } from "./levers.ts";
import { type OwnedLine, type Rider, ridersSaying, type Standing, withNothing } from "./riders.ts";

interface Question extends Standing {
  readonly riders: readonly Rider[];
}

/**
 * A group of figures with the threshold of their sum, however it is spread over them; each by itself where that matters. It does where
 * another way to buy moves with one of them and not with the other; and of figures that nobody has said, each was looked at while the
 * others were unknown: who says one of them says the others as nothing, and what a price or a quote holds of a line is known then.
 */
export function jointly(group: FlipGroup, question: Question): readonly FlipGroup[] {
  const [one, ...others] = group;
  if (others.length === 0) return [group];
  const { riders, request, terms } = question;
  const isUnknown = one.now === null;
  const lines = group.map(({ what, ref }): OwnedLine => ({ line: what as AmountLine, owner: ref }));
  const areSameMoves = others.every(({ slopes = [] }) =>
    slopes.every((slope, index) => isNear(slope, one.slopes?.[index] ?? Number.NaN)),
  );
  if (areSameMoves && !isUnknown) return [group];
  const opened = ridersSaying(lines, question, riders);
  const said = withNothing(lines, opened, request, terms);
  const isAsSaid = opened === riders && said.every(({ plan }, index) => riders[index]?.plan.total.low.equals(plan.total.low));
  if (areSameMoves && isAsSaid) return [group];
  const thresholds = lines.map((line) => thresholdAlone(line, said, one.leader, question));
  const [threshold = null] = thresholds;
  const wanted = isUnknown ? threshold : roundToMinorUnit(thresholdOf(group), request.currency);
  if (wanted === null || thresholds.some((found) => found !== wanted)) return group.map((flip): FlipGroup => [flip]);
  return isUnknown
    ? [[{ ...one, threshold: wanted }, ...others.map((flip): FigureFlip => ({ ...flip, threshold: wanted }))]]
    : [group];
}

/** Where one of the lines puts the leader first while the others are nothing. */
function thresholdAlone(
  { line, owner }: OwnedLine,
  riders: readonly Rider[],
  leader: string,
  { first, request, terms }: Standing,
): string | null {
  const found = flipPoints(costLever(line, owner, null, riders, request, terms), first, request.currency).find(
    (point) => point.leader === leader,
  );
  return found === undefined ? null : roundToMinorUnit(found.threshold, request.currency);
}
