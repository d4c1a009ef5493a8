import { Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { type Candidate, candidateTotal, ownUnknownLines } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";

/** What each way to buy costs at the least, by listing and by way. */
export type Standing = ReadonlyMap<string, ReadonlyMap<string, Decimal>>;

/** One listing as it enters a standing. */
export interface Bidder {
  readonly ref: string;
  readonly candidates: readonly Candidate[];
  readonly costs: BuyerCosts;
}

/** Ways whose delivery has no known fee count only where a listing has no other. */
export function standingOf(bidders: readonly Bidder[], landing: Landing): Standing {
  return new Map(
    bidders.map(({ ref, candidates, costs }) => {
      const closed = candidates.filter((candidate) => ownUnknownLines(candidate, costs).length === 0);
      const counted = closed.length > 0 ? closed : candidates;
      return [ref, new Map(counted.map((candidate) => [wayOf(candidate), candidateTotal(candidate, costs, landing).low]))];
    }),
  );
}

/** The listing that is strictly cheaper than `first`, to the minor unit: the cheapest of these. Null where none is. */
export function overtaker(standing: Standing, first: string, currency: string): string | null {
  const totals = [...standing].flatMap(([ref, ways]) => {
    const total = least(ways);
    return total === null ? [] : [{ ref, total }];
  });
  const own = totals.find(({ ref }) => ref === first);
  if (!own) return null;
  const shown = (total: Decimal): Decimal => new Decimal(roundToMinorUnit(total, currency));
  const [best] = totals
    .filter(({ ref, total }) => ref !== first && shown(total).lessThan(shown(own.total)))
    .sort((a, b) => a.total.comparedTo(b.total) || (a.ref < b.ref ? -1 : 1));
  return best?.ref ?? null;
}

export const bidderOf = ({ ref, costs }: Contestant, candidates: readonly Candidate[]): Bidder => ({ ref, costs, candidates });

function least(ways: ReadonlyMap<string, Decimal>): Decimal | null {
  const [first, ...others] = ways.values();
  return first === undefined ? null : others.reduce((a, b) => Decimal.min(a, b), first);
}

const wayOf = ({ quantity, term, route }: Candidate): string =>
  `${quantity} ${term?.rule ?? ""} ${term?.place ?? ""} ${route?.scope ?? ""}`;
