import { Decimal } from "../../model/money.ts";
import { COST_LINES, RATE_LINES } from "../landed-cost/cost-lines.ts";

/** A flip, in the domain's spelling or the answer's. */
interface Figure {
  readonly what: string;
  readonly ref: string | null;
  readonly now: string | null;
  readonly threshold: string;
}

const AMOUNTS: ReadonlySet<string> = new Set(COST_LINES.filter((line) => !RATE_LINES.has(line)));

/**
 * Flips that are one: amounts of one way add up, so each of them moves the order by the same difference, and so does their sum.
 * Unknown figures come first, for they are what has to be asked, then those given by how small a move is enough.
 */
export function flipGroups<Flip extends Figure>(
  flips: readonly Flip[],
  leaderOf: (flip: Flip) => string,
): readonly (readonly Flip[])[] {
  const groups = new Map<string, Flip[]>();
  for (const flip of flips) {
    const { what, ref, now } = flip;
    const kind = AMOUNTS.has(what) ? "amount" : what;
    // Unknown figures start from nothing, whosesoever they are: the whole of a way that is not known is one of them.
    const owner = now === null ? "" : ref;
    const key = [now === null, kind, owner, moveOf(flip).toFixed(), leaderOf(flip)].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), flip]);
  }
  return [...groups.values()].sort((a, b) => byCloseness(a, b));
}

/** What the figures of a group come to today; null where they are not known. */
export const nowOf = (group: readonly Figure[]): Decimal | null =>
  group.every(({ now }) => now === null) ? null : group.reduce((sum, { now }) => sum.plus(now ?? 0), new Decimal(0));

/** What they would have to come to. */
export const thresholdOf = (group: readonly Figure[]): Decimal => {
  const [first] = group;
  return first === undefined ? new Decimal(0) : (nowOf(group) ?? new Decimal(0)).plus(moveOf(first));
};

const moveOf = ({ now, threshold }: Figure): Decimal => new Decimal(threshold).minus(now ?? 0);

function byCloseness(a: readonly Figure[], b: readonly Figure[]): number {
  const [nowA, nowB] = [nowOf(a), nowOf(b)];
  if (nowA === null || nowB === null) return Number(nowA !== null) - Number(nowB !== null) || b.length - a.length;
  return relativeMove(a, nowA).comparedTo(relativeMove(b, nowB));
}

/** A figure given as nothing has no relative move: any amount at all is far. */
const relativeMove = (group: readonly Figure[], now: Decimal): Decimal =>
  now.isZero() ? new Decimal(Number.POSITIVE_INFINITY) : thresholdOf(group).minus(now).dividedBy(now).abs();
