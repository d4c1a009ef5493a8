import { Decimal } from "../../model/money.ts";
import { COST_LINES, RATE_LINES } from "../landed-cost/cost-lines.ts";

/** One figure, and where it flips the order. */
export interface FigureFlip {
  readonly what: string;
  readonly ref: string | null;
  readonly now: string | null;
  readonly threshold: string;
  readonly leader: string;
  /** How much each way to buy moves with it. */
  readonly slopes?: readonly number[];
  /** It stands alone: other figures do not move the order by the same difference. */
  readonly isAlone?: boolean;
}
export type FlipGroup = readonly [FigureFlip, ...FigureFlip[]];

const AMOUNTS: ReadonlySet<string> = new Set(COST_LINES.filter((line) => !RATE_LINES.has(line)));

/**
 * Flips that are one: amounts of one way add up, so each of them moves the order by the same difference, and so does their sum.
 * Unknown figures come first, for they are what has to be asked, then those given by how small a move is enough.
 */
export function flipGroups(flips: readonly FigureFlip[]): readonly FlipGroup[] {
  const groups: [FigureFlip, ...FigureFlip[]][] = [];
  for (const flip of flips) {
    const group = groups.find(([first]) => isOneMove(first, flip));
    // Whose figures they are is told by the first: a cost that only one side has to pay at all is that side's, though all share it.
    if (group === undefined) groups.push([flip]);
    else if (group[0].ref === null && flip.ref !== null) group.unshift(flip);
    else group.push(flip);
  }
  return groups.sort((a, b) => byCloseness(a, b));
}

function isOneMove(a: FigureFlip, b: FigureFlip): boolean {
  if (a.isAlone === true || b.isAlone === true) return false;
  if ((a.now === null) !== (b.now === null) || a.leader !== b.leader || !moveOf(a).equals(moveOf(b))) return false;
  if (a.what !== b.what && !(AMOUNTS.has(a.what) && AMOUNTS.has(b.what))) return false;
  return a.ref === b.ref || (a.now === null && a.what !== b.what && (a.ref === null || b.ref === null));
}

/** What the figures of a group come to today; null where they are not known. */
export const nowOf = (group: FlipGroup): Decimal | null =>
  group.every(({ now }) => now === null) ? null : group.reduce((sum, { now }) => sum.plus(now ?? 0), new Decimal(0));

/** What they would have to come to. */
export const thresholdOf = (group: FlipGroup): Decimal => (nowOf(group) ?? new Decimal(0)).plus(moveOf(group[0]));

const moveOf = ({ now, threshold }: FigureFlip): Decimal => new Decimal(threshold).minus(now ?? 0);

function byCloseness(a: FlipGroup, b: FlipGroup): number {
  const [nowA, nowB] = [nowOf(a), nowOf(b)];
  if (nowA === null || nowB === null) return Number(nowA !== null) - Number(nowB !== null) || b.length - a.length;
  return relativeMove(a, nowA).comparedTo(relativeMove(b, nowB));
}

/** A figure given as nothing has no relative move: any amount at all is far. */
const relativeMove = (group: FlipGroup, now: Decimal): Decimal =>
  now.isZero() ? new Decimal(Number.POSITIVE_INFINITY) : thresholdOf(group).minus(now).dividedBy(now).abs();
