import { Decimal } from "../../model/money.ts";
import { LUMP_FIELDS } from "../landed-cost/amounts.ts";
import type { BuyerCosts } from "../landed-cost/buyer-costs.ts";
import type { InfeasibleOption, PricedOption } from "../option/option.ts";
import { arrivesWithin, daysOf, latestDay } from "../option/pieces/days.ts";
import { type CostLine, largestBelow, leastCovering, type Piece } from "../option/pieces/piece.ts";
import { leastCost, orderOf } from "../option/plans/plan-cost.ts";
import { tierOf } from "../option/plans/plans.ts";
import type { Terms } from "../option/terms.ts";

/** An option as the curve sees it: also one that cannot cover the need. */
export type CurveOption = PricedOption | InfeasibleOption;

/**
 * A way to buy, from the first to the last need that it stands for. Of a piece there is one for the needs within it, and one or more
 * for the smaller needs that its first quantity covers.
 */
export interface Runner {
  readonly option: CurveOption;
  readonly piece: Piece;
  /** What a buyer prefers goes first, whatever it costs: in time, soon where that is wanted, then known delivery. */
  readonly rank: number;
  readonly firstNeed: number;
  readonly lastNeed: number;
  /** The one quantity of all its needs; null: the quantity goes with the need. */
  readonly quantity: number | null;
  /** fixed + perUnit · quantity + scaled · (quantity / need − 1). */
  readonly line: CostLine;
  readonly fixed: number;
  readonly perUnit: number;
  readonly scaled: number;
  /** How much a growth of one can add or take where the line is not exact. */
  readonly doubt: number;
}

// No way takes longer.
const LONGEST_DAYS = 99_999;
// What an unknown delivery adds to a rank.
const OPEN_RANK = 1;

/** In which order a buyer takes the ways of one option: the lowest first. Null: never, it comes too late. */
export function rankOf(
  { way, isOpen }: { readonly way: Parameters<typeof daysOf>[0]; readonly isOpen: boolean },
  { maxLeadTimeDays, priority }: Pick<Terms, "maxLeadTimeDays" | "priority">,
): number | null {
  const days = daysOf(way);
  const lateness = arrivesWithin(days, maxLeadTimeDays);
  if (lateness === "fails") return null;
  const slowness = priority === "speed" ? Math.min(latestDay(days), LONGEST_DAYS) : 0;
  return ((lateness === "unknown" ? 1 : 0) * (LONGEST_DAYS + 1) + slowness) * 2 + (isOpen ? OPEN_RANK : 0);
}

/** Every way of an option, over the needs that it covers. */
export function runnersOf(option: CurveOption, terms: Terms): readonly Runner[] {
  const quoted = quotedNeeds(option);
  return option.pieces.flatMap((piece) => {
    const runners = preferredRunners(option, piece, terms);
    return piece.isOpen && quoted !== null ? runners.flatMap((runner) => unpreferredBeyond(runner, quoted)) : runners;
  });
}

interface Needs {
  readonly from: number;
  readonly to: number;
}

/**
 * The needs that a platform's quote for a single quantity answers: those that no smaller order covers. Null where none quotes so.
 * @example a quote for 120 of what is sold by 24 answers 97 to 120
 */
function quotedNeeds({ listing, pieces }: CurveOption): readonly Needs[] | null {
  const single = listing.quotes.flatMap(({ minQuantity, maxQuantity }) => (minQuantity === maxQuantity ? [minQuantity] : []));
  if (single.length === 0) return null;
  return [...new Set(single)]
    .toSorted((a, b) => a - b)
    .map((to) => {
      const smaller = pieces.flatMap((piece) => largestBelow(piece, to) ?? []);
      return { from: Math.floor(Math.max(0, ...smaller)) + 1, to: Math.floor(to) };
    });
}

/**
 * An order whose delivery was not asked for is no worse than a far larger one whose delivery was: a comparison at that need would
 * ask. Only where the quote answers the need does the known delivery go first.
 */
function unpreferredBeyond(runner: Runner, quoted: readonly Needs[]): readonly Runner[] {
  const parts: Runner[] = [];
  let next = runner.firstNeed;
  const add = (to: number, rank: number): void => {
    const lastNeed = Math.min(to, runner.lastNeed);
    if (next <= lastNeed) parts.push({ ...runner, rank, firstNeed: next, lastNeed });
    next = Math.max(next, lastNeed + 1);
  };
  for (const { from, to } of quoted) {
    add(from - 1, runner.rank - OPEN_RANK);
    add(to, runner.rank);
  }
  add(runner.lastNeed, runner.rank - OPEN_RANK);
  return parts;
}

function preferredRunners(option: CurveOption, piece: Piece, terms: Terms): readonly Runner[] {
  const rank = rankOf(piece, terms);
  if (rank === null) return [];
  const runner = (
    firstNeed: number,
    lastNeed: number,
    quantity: number | null,
    line: CostLine,
    doubt: number,
  ): readonly Runner[] => {
    if (firstNeed > lastNeed) return [];
    const [fixed, perUnit, scaled] = [line.fixed.toNumber(), line.perUnit.toNumber(), line.scaled.toNumber()];
    return [{ option, piece, rank, firstNeed, lastNeed, quantity, line, fixed, perUnit, scaled, doubt }];
  };
  const doubt = piece.bends && !takesEach(piece) ? mostGrowth(option.costs) : 0;
  const within = runner(Math.ceil(piece.from), Math.floor(piece.to), null, piece.low, doubt);
  if (!terms.allowOverbuy) return within;
  const last = Math.ceil(piece.from) - 1;
  const first = lastOwed(option, piece) + 1;
  return [
    ...aboveNeed(option, piece, terms).flatMap(({ from, to, line }) =>
      runner(Math.max(from, first), Math.min(to, last), piece.from, line, 0),
    ),
    ...within,
  ];
}

/** The last need that is no reason to order so much: a delivery without a fee is none where a smaller order of the tier covers it. */
const lastOwed = ({ pieces }: CurveOption, piece: Piece): number =>
  piece.isOpen
    ? pieces
        .filter((other) => tierOf(other) === tierOf(piece))
        .reduce((last, other) => Math.max(last, Math.floor(largestBelow(other, piece.from) ?? 0)), 0)
    : 0;

interface AboveNeed {
  readonly from: number;
  readonly to: number;
  readonly line: CostLine;
}

/** The first quantity of a piece for smaller needs: a line in the growth, or several where a least or a most binds otherwise. */
function aboveNeed({ costs }: CurveOption, piece: Piece, { landing }: Terms): readonly AboveNeed[] {
  const { from, low, way, bends } = piece;
  if (!bends) return [{ from: 1, to: from, line: low }];
  return landing.growth(way.shape, costs, orderOf(way, from)).map(
    (bend): AboveNeed => ({
      from: bend.to === null ? 1 : Math.max(1, Math.ceil(new Decimal(from).dividedBy(bend.to).toNumber())),
      to: Math.floor(new Decimal(from).dividedBy(bend.from).toNumber()),
      line: { fixed: bend.fixed.plus(bend.perGrowth), perUnit: NOTHING, scaled: bend.perGrowth },
    }),
  );
}

const NOTHING = new Decimal(0);
/** No more than all lump sums with every levy on them. */
function mostGrowth(costs: BuyerCosts): number {
  const lumps = LUMP_FIELDS.reduce((sum, field) => sum + Number(costs[field] ?? 0), 0);
  const duties =
    Number(costs.dutyRate ?? 0) +
    (costs.duties ?? []).reduce((sum, { rate, amount }) => sum + Number(rate ?? 0) + Number(amount ?? 0), 0);
  const vat = Math.min(Number(costs.vatRate ?? 0), 0.99);
  const uninsured = Math.max(1 - 1.1 * Number(costs.insuranceRate ?? 0), 0.01);
  return ((lumps + duties) * (1 + duties) * (1 + vat)) / (1 - vat) / uninsured;
}

/** Whether every whole quantity can be ordered. */
export const takesEach = ({ multiple }: Pick<Piece, "multiple">): boolean =>
  Math.abs(1 / multiple - Math.round(1 / multiple)) < 1e-9;

export const quantityOf = ({ piece, quantity }: Runner, need: number): number | null => quantity ?? leastCovering(piece, need);

export const standsAt = ({ firstNeed, lastNeed }: Runner, need: number): boolean => firstNeed <= need && need <= lastNeed;

/** What it costs, and how far off that may be where the line is no exact cost of it. */
export function costNear(
  { fixed, perUnit, scaled, doubt }: Runner,
  quantity: number,
  need: number,
): { about: number; off: number } {
  const growth = Math.max(0, quantity / need - 1);
  return { about: fixed + perUnit * quantity + scaled * growth, off: doubt * growth };
}

/** The same figure that a comparison at that need works out. */
export const costOf = ({ option, piece }: Runner, quantity: number, need: number, { landing }: Terms): Decimal =>
  leastCost(piece.way, option.costs, quantity, need, landing);

export interface Bounds {
  readonly runner: Runner;
  readonly least: number;
  /** Infinity where it cannot be ordered at all quantities of the interval. */
  readonly most: number;
}

export function boundsOf(runner: Runner, from: number, to: number, isExactOnly: boolean): Bounds {
  const { piece, fixed, perUnit, scaled, quantity, doubt } = runner;
  const [first, last] = [Math.max(from, runner.firstNeed), Math.min(to, runner.lastNeed)];
  const isThroughout = first === from && last === to && !(isExactOnly && !takesEach(piece));
  const [one, other] = [
    quantity ?? leastCovering(piece, first) ?? piece.to,
    quantity ?? leastCovering(piece, last) ?? piece.to,
  ];
  const [costOne, costOther] = [fixed + perUnit * one, fixed + perUnit * other];
  const [little, much] = [
    Math.max(0, quantity === null ? 0 : quantity / last - 1),
    Math.max(0, (quantity ?? first + piece.multiple) / first - 1),
  ];
  const [growthOne, growthOther] = quantity === null && takesEach(piece) ? [0, 0] : [scaled * little, scaled * much];
  const least = Math.min(costOne, costOther) + Math.min(growthOne, growthOther) - doubt * much;
  const most = Math.max(costOne, costOther) + Math.max(growthOne, growthOther) + doubt * much;
  return { runner, least, most: isThroughout ? most : Number.POSITIVE_INFINITY };
}
