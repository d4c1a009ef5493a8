/** A run of quantities over which the cost of an order is affine: `intercept + slope × quantity`. */
export interface Piece {
  /** The least and the most quantity, both in the supplier's order multiple. */
  readonly low: number;
  readonly high: number;
  readonly intercept: number;
  readonly slope: number;
}

/** One supplier's terms with amounts as whole numbers of a common small unit. */
export interface ScaledTerms {
  readonly minimum: number;
  readonly capacity: number;
  readonly multiple: number;
  readonly fixedCost: number;
  readonly tiers: readonly { readonly minQuantity: number; readonly unitPrice: number }[];
  readonly freight: readonly { readonly minQuantity: number; readonly flat: number; readonly perUnit: number }[];
}

/**
 * The orders worth considering with one supplier, as affine pieces in rising quantity. A quantity below the first tier or the
 * first freight bracket has no known cost and is left out.
 */
export const piecesOf = (terms: ScaledTerms, need: number, exact: boolean): readonly Piece[] => {
  const tiers = ascending(terms.tiers, (left, right) => left.unitPrice - right.unitPrice);
  const brackets = ascending(
    terms.freight.length > 0 ? terms.freight : [{ minQuantity: 0, flat: 0, perUnit: 0 }],
    (left, right) => left.flat - right.flat || left.perUnit - right.perUnit,
  );
  const { multiple } = terms;
  const roundUp = (quantity: number): number => Math.ceil(quantity / multiple) * multiple;
  const roundDown = (quantity: number): number => Math.floor(quantity / multiple) * multiple;
  const minimum = Math.max(
    terms.minimum,
    multiple,
    tiers[0]?.minQuantity ?? Number.POSITIVE_INFINITY,
    brackets[0]?.minQuantity ?? 0,
  );
  const breaks = [
    ...new Set([minimum, ...tiers.map((tier) => tier.minQuantity), ...brackets.map((bracket) => bracket.minQuantity)]),
  ]
    .filter((quantity) => quantity >= minimum && Number.isFinite(quantity))
    .sort((left, right) => left - right);
  const most = exact ? Math.min(terms.capacity, need) : terms.capacity;
  const pieces = breaks.flatMap((from, index): Piece[] => {
    const tier = tiers.findLast((step) => step.minQuantity <= from);
    const bracket = brackets.findLast((step) => step.minQuantity <= from);
    const low = roundUp(from);
    const end = roundDown(Math.min(most, (breaks[index + 1] ?? Number.POSITIVE_INFINITY) - 1));
    if (tier === undefined || bracket === undefined || low > end) return [];
    // Within one piece a further unit never makes the order cheaper, so nothing above the need is of use but the first quantity.
    const high = Math.min(end, Math.max(low, roundUp(need)));
    return [{ low, high, intercept: terms.fixedCost + bracket.flat, slope: tier.unitPrice + bracket.perUnit }];
  });
  return exact ? pieces : withoutDearer(pieces, multiple);
};

/** Sorted by minimum; where two share one, the first by `preference` stays, whatever order they were given in. */
const ascending = <Step extends { readonly minQuantity: number }>(
  steps: readonly Step[],
  preference: (left: Step, right: Step) => number,
): readonly Step[] =>
  [...steps]
    .sort((left, right) => left.minQuantity - right.minQuantity || preference(left, right))
    .filter((step, index, sorted) => step.minQuantity !== sorted[index - 1]?.minQuantity);

/** Where more may be bought than needed, a quantity that costs more than some larger one of the same supplier is never chosen. */
const withoutDearer = (pieces: readonly Piece[], multiple: number): readonly Piece[] => {
  const kept: Piece[] = [];
  let cheapestAbove = Number.POSITIVE_INFINITY;
  for (const piece of pieces.toReversed()) {
    const { low, high, intercept, slope } = piece;
    const lowCost = intercept + slope * low;
    if (lowCost > cheapestAbove) continue;
    const steps = slope > 0 ? Math.floor((cheapestAbove - lowCost) / (slope * multiple)) : Number.POSITIVE_INFINITY;
    kept.push({ low, high: Math.min(high, low + steps * multiple), intercept, slope });
    cheapestAbove = lowCost;
  }
  return kept.reverse();
};
