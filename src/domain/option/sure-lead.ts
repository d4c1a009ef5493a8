import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import { type BuyerCosts, recoverableShare } from "../landed-cost/buyer-costs.ts";
import { COST_FIELD, linesInPrice, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { type Candidate, candidateTotal, isOpenEnded, ownUnknownLines } from "./candidate.ts";
import type { Contestant } from "./contestant.ts";

// Rates run from 0 to 1. The premium grows without end towards 1/1.1, where cover for 110 % of the value would cost all of it.
const TOP_RATE: Readonly<Record<string, string>> = { insurance: "0.9", duty: "1", vat: "1" };

interface Bid {
  readonly candidate: Candidate;
  readonly costs: BuyerCosts;
}

/**
 * Whether `a` costs no more than `b`, to the minor unit, whatever the unknown figures turn out to be. Unknown amounts run from 0
 * upwards, unknown rates from 0 to 1, prices over their interval; a cost of the way that both have to pay is the same figure.
 */
export function neverDearer(a: Contestant, b: Contestant, landing: Landing, currency: string): boolean {
  return a.candidates.some((own) =>
    b.candidates.every((other) =>
      bidNeverDearer({ candidate: own, costs: a.costs }, { candidate: other, costs: b.costs }, landing, currency),
    ),
  );
}

/** Drops the ways to buy that another way of the same listing is never dearer than. */
export function worthKeeping(
  candidates: readonly Candidate[],
  costs: BuyerCosts,
  landing: Landing,
  currency: string,
): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const own = { candidate, costs };
    if (!kept.some((better) => bidNeverDearer({ candidate: better, costs }, own, landing, currency))) kept.push(candidate);
  }
  return kept;
}

/** The unknown lines of the way that fall on one of the two alone, and those that fall on both. */
export function unknownBetween(a: Bid, b: Bid, landing: Landing) {
  const [linesA, linesB] = [unknownOf(a, landing), unknownOf(b, landing)];
  return {
    onlyA: linesA.all.filter((line) => !linesB.shared.includes(line) || !linesA.shared.includes(line)),
    onlyB: linesB.all.filter((line) => !linesA.shared.includes(line) || !linesB.shared.includes(line)),
    both: linesA.shared.filter((line) => linesB.shared.includes(line)),
  };
}

/**
 * The totals are linear in each unknown, so their difference is least at a corner of the unknowns' box. An unknown amount that
 * falls on `a` alone has no corner and decides at once; one that falls on `b` alone is least at 0; one that falls on both cancels.
 */
function bidNeverDearer(a: Bid, b: Bid, landing: Landing, currency: string): boolean {
  const { onlyA } = unknownBetween(a, b, landing);
  if (isOpenEnded(a.candidate, a.costs) || onlyA.some((line) => !RATE_LINES.has(line))) return false;
  return corners(a, b, landing).every(([costsA, costsB]) => {
    const high = candidateTotal(a.candidate, costsA, landing).high;
    const { low } = candidateTotal(b.candidate, costsB, landing);
    return (
      high !== null && (high.lessThanOrEqualTo(low) || roundToMinorUnit(high, currency) === roundToMinorUnit(low, currency))
    );
  });
}

function unknownOf({ candidate, costs }: Bid, landing: Landing) {
  const all = landing.unknownLines(candidate.shape, costs);
  const own = ownUnknownLines(candidate, costs);
  return { all, shared: all.filter((line) => !own.includes(line)) };
}

function corners(a: Bid, b: Bid, landing: Landing): readonly (readonly [BuyerCosts, BuyerCosts])[] {
  const unknown = new Set([
    ...landing.unknownLines(a.candidate.shape, a.costs),
    ...landing.unknownLines(b.candidate.shape, b.costs),
  ]);
  let assignments: readonly BuyerCosts[] = [{}];
  const vary = (values: readonly BuyerCosts[]): void => {
    assignments = assignments.flatMap((assigned) => values.map((value) => ({ ...assigned, ...value })));
  };
  for (const line of unknown) {
    const top = TOP_RATE[line];
    vary([{ [COST_FIELD[line]]: "0" }, ...(top === undefined ? [] : [{ [COST_FIELD[line]]: top }])]);
  }
  if (recoverableShare(a.costs) === null || recoverableShare(b.costs) === null)
    vary([{ vatRecoverable: true }, { vatRecoverable: false }]);
  vary(strippedParts(a, b, unknown));
  return assignments.map((assigned) => [filled(a, assigned), filled(b, assigned)]);
}

/**
 * Freight and delivery inside both prices change no total but the duty, whose base is without them: none of them, or as much as
 * the cheaper invoice can hold.
 */
function strippedParts(a: Bid, b: Bid, unknown: ReadonlySet<WayLine>): readonly BuyerCosts[] {
  const inBoth = (["freight", "destination_terminal", "insurance"] as const).filter(
    (line) => !unknown.has(line) && [a, b].some((bid) => bid.costs[COST_FIELD[line]] === undefined && paidByPrice(bid, line)),
  );
  if (inBoth.length === 0) return [{}];
  const most = Decimal.min(a.candidate.goods.low, b.candidate.goods.low).toFixed();
  const none = Object.fromEntries(inBoth.map((line) => [COST_FIELD[line], "0"]));
  return [none, ...inBoth.filter((line) => line !== "insurance").map((line) => ({ ...none, [COST_FIELD[line]]: most }))];
}

/** A figure goes where nothing was said of it and no quote of the listing speaks of it. */
function filled({ candidate, costs }: Bid, assigned: BuyerCosts): BuyerCosts {
  const route = candidate.route;
  const quoted: readonly string[] =
    route === null || route.amount === null ? [] : [route.scope === "domestic" ? "originInland" : "freight"];
  return { ...Object.fromEntries(Object.entries(assigned).filter(([field]) => !quoted.includes(field))), ...costs };
}

const paidByPrice = ({ candidate }: Bid, line: WayLine): boolean =>
  candidate.shape.rule !== null && linesInPrice(candidate.shape.rule).includes(line);
