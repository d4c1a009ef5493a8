import { type Amount, Decimal } from "../../model/money.ts";

/**
 * One step of an all-units ladder: from `minQuantity` units on, each costs `unitPrice`.
 * @example
 * const step: LadderStep = { minQuantity: 100, maxQuantity: 499, unitPrice: "18.20" };
 */
export interface LadderStep {
  readonly minQuantity: number;
  /** Absent or null: open. */
  readonly maxQuantity?: number | null | undefined;
  readonly unitPrice: Amount;
}

/**
 * A ladder in order: sorted by minimum, steps without a price (0 is none) left out, of two with one minimum the cheaper kept, and
 * open or overlapping tops chained to the next minimum. A gap stays a gap.
 */
export function orderedTiers<Step extends LadderStep>(
  tiers: readonly Step[],
): readonly (Step & { maxQuantity: number | null })[] {
  const priced = tiers.filter((tier) => new Decimal(tier.unitPrice).gt(0));
  const sorted = [...priced].sort((a, b) => a.minQuantity - b.minQuantity || new Decimal(a.unitPrice).cmp(b.unitPrice));
  const distinct = sorted.filter((tier, index) => tier.minQuantity !== sorted[index - 1]?.minQuantity);
  return distinct.map((tier, index) => {
    const next = distinct[index + 1];
    const top = tier.maxQuantity ?? null;
    const isCut = next !== undefined && (top === null || top >= next.minQuantity);
    return { ...tier, maxQuantity: isCut ? next.minQuantity - 1 : top };
  });
}

/** The tier that prices `quantity`; null in a gap, below the first or above the last closed one. */
export function tierAt<Step extends LadderStep>(tiers: readonly Step[], quantity: number): Step | null {
  let found: Step | null = null;
  for (const tier of tiers) {
    if (tier.minQuantity > quantity || !new Decimal(tier.unitPrice).gt(0)) continue;
    if (found === null || tier.minQuantity > found.minQuantity) found = tier;
    else if (tier.minQuantity === found.minQuantity && new Decimal(tier.unitPrice).lt(found.unitPrice)) found = tier;
  }
  return found !== null && (found.maxQuantity ?? quantity) >= quantity ? found : null;
}
