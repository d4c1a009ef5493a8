import { type Amount, Decimal, roundToMinorUnit } from "../../model/money.ts";
import type { Allocation, ComparisonRequest, SecondSource, Split } from "../comparison.ts";
import { type InfeasibleOption, isExact, type PricedOption } from "../option/option.ts";
import { ceilTo } from "../option/pieces/piece.ts";
import type { Terms } from "../option/terms.ts";
import { proofOf } from "./award.ts";
import { optionInstance, type Share } from "./option-instance.ts";
import { solveInstance, type WorkLimits } from "./solve.ts";
import { costOfPart, type Source, sourceOf } from "./source.ts";

export interface SplitOutcome {
  readonly split: Split | null;
  readonly secondSource: SecondSource | null;
  /** Who could take a part and is not in the split, and why. */
  readonly leftOut: readonly { readonly ref: string; readonly reason: string }[];
}

// A comparison answers between other calls: some tens of milliseconds for each of its two splits. What is not proven in them is
// told as bounded.
const LIMITS: WorkLimits = { steps: 2e6, cells: 3e6, shortSearch: 300, longSearch: 4e3, fewSteps: 4e5, coarseSteps: 6e5 };
const USUAL_SHARE = "0.2";

interface Part {
  readonly ref: string;
  readonly quantity: number;
  readonly total: Decimal;
  readonly seller: string;
}

/**
 * The need shared out over several suppliers, over the options whose landed cost is complete, those that can sell a part only
 * included; and the cheapest way to have two suppliers. No split where fewer than two can take part, or where they do not come to
 * the need.
 */
export function splitOptions(
  accepted: readonly PricedOption[],
  partial: readonly InfeasibleOption[],
  terms: Terms,
  request: ComparisonRequest,
): SplitOutcome {
  const read = [...accepted, ...partial].map((option) => ({ option, source: sourceOf(option, terms) }));
  const leftOut = read.flatMap(({ option, source }) =>
    typeof source === "string" ? [{ ref: option.ref, reason: source }] : [],
  );
  const sources = read.flatMap(({ source }) => (typeof source === "string" ? [] : [source]));
  const nothing = { split: null, secondSource: null, leftOut };
  if (sources.length < 2 || request.maxSuppliers < 2) return nothing;
  const { need, quantum, allowOverbuy, currency } = terms;
  const whole: Share = {
    need,
    quantum,
    allowOverbuy,
    maxSuppliers: request.maxSuppliers,
    least: quantum,
    below: null,
    landing: terms.landing,
  };
  const award = awardOf(sources, whole);
  const single = bestSingle(accepted, sources);
  if (award === null) return nothing;
  const isBeaten = single !== null && rounded(single.total, currency).lessThanOrEqualTo(rounded(sumOf(award.parts), currency));
  const parts = isBeaten ? [single] : award.parts;
  return {
    split: presentSplit(parts, single, award, currency),
    secondSource: single === null ? null : secondSource(sources, single, whole, request, terms),
    leftOut,
  };
}

interface Awarded {
  readonly parts: readonly Part[];
  readonly proof: "optimal" | "bounded";
  readonly gap: Amount;
}

function awardOf(sources: readonly Source[], share: Share): Awarded | null {
  const instance = optionInstance(sources, share);
  if (instance.offers.length === 0) return null;
  const { award, floor } = solveInstance(instance, LIMITS);
  if (award === null) return null;
  const parts = [...award.quantities].flatMap(([position, lots]): Part[] => {
    const source = sources[position];
    if (source === undefined) return [];
    const quantity = ceilTo(lots * instance.lotUnits * share.quantum, share.quantum);
    const total = costOfPart(source, quantity, share.need, share.landing);
    return total === null ? [] : [{ ref: source.option.ref, quantity, total, seller: source.seller }];
  });
  if (parts.length !== award.quantities.size) return null;
  parts.sort((a, b) => b.quantity - a.quantity || (a.ref < b.ref ? -1 : 1));
  const bound = new Decimal(floor ?? 0).dividedBy(instance.grains);
  return { parts, ...proofOf(sumOf(parts), bound, instance.amountsExact && floor === award.cost) };
}

/** The cheapest split in which each supplier has its share, so that another can step in for one that fails. */
function secondSource(
  sources: readonly Source[],
  single: Part,
  whole: Share,
  request: ComparisonRequest,
  { need, quantum, currency }: Terms,
): SecondSource | null {
  const minShare = request.minShare ?? USUAL_SHARE;
  const share: Share = {
    ...whole,
    least: Math.max(quantum, ceilTo(new Decimal(minShare).times(need).toNumber(), quantum)),
    below: need,
  };
  let left = sources;
  for (;;) {
    const award = left.length < 2 ? null : awardOf(left, share);
    if (award === null) return null;
    const [kept, ...others] = award.parts;
    if (new Set(award.parts.map(({ seller }) => seller)).size > 1) {
      const total = roundToMinorUnit(sumOf(award.parts), currency);
      const premium = Decimal.max(0, new Decimal(total).minus(rounded(single.total, currency)));
      return { allocations: shown(award.parts, currency), total, premium: roundToMinorUnit(premium, currency), minShare };
    }
    // Two listings of one seller are one source: without the smaller one, others come in.
    const dropped = new Set(others.map(({ ref }) => ref));
    if (kept === undefined || dropped.size === 0) return null;
    left = left.filter(({ option }) => !dropped.has(option.ref));
  }
}

function presentSplit(parts: readonly Part[], single: Part | null, { proof, gap }: Awarded, currency: string): Split {
  const total = roundToMinorUnit(sumOf(parts), currency);
  const saving = single && Decimal.max(0, rounded(single.total, currency).minus(total));
  return { allocations: shown(parts, currency), total, saving: saving && roundToMinorUnit(saving, currency), proof, gap };
}

const shown = (parts: readonly Part[], currency: string): readonly Allocation[] =>
  parts.map(({ ref, quantity, total }) => ({ ref, quantity, total: roundToMinorUnit(total, currency) }));

/** The cheapest that covers the need alone at a known total, one that no split can hold included. */
function bestSingle(accepted: readonly PricedOption[], sources: readonly Source[]): Part | null {
  const [best] = accepted
    .filter(({ plan }) => isExact(plan.total))
    .toSorted((a, b) => a.plan.total.low.comparedTo(b.plan.total.low));
  if (best === undefined) return null;
  const seller = sources.find(({ option }) => option === best)?.seller ?? best.ref;
  return { ref: best.ref, quantity: best.plan.quantity, total: best.plan.total.low, seller };
}

const sumOf = (parts: readonly Part[]): Decimal => parts.reduce((sum, { total }) => sum.plus(total), new Decimal(0));

const rounded = (amount: Decimal, currency: string): Decimal => new Decimal(roundToMinorUnit(amount, currency));
