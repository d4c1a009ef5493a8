import { type Amount, Decimal } from "../../model/money.ts";
import type { PriceTier } from "../../model/price-ladder.ts";
import type { Warning } from "../../model/product.ts";
import { TRADE_RULES } from "../../model/trade-term.ts";
import { unreadTextWarnings } from "../text/unread-text.ts";
import type { OfferedTier } from "./tier-text.ts";

interface Step extends OfferedTier {
  /** Where the step ends among the others; null is open. */
  readonly top: number | null;
}

interface PricedStep extends Step {
  readonly price: Amount;
}

/**
 * Offered tiers as a ladder: sorted, repeats dropped, tops that are open or overlap closed below the next minimum. A tier
 * without a price still ends the one before it, for its quantities have no price; a gap stays a gap.
 */
export function assembleLadder(
  offered: readonly OfferedTier[],
  /** Quantities of measures have no step of one: a tier ends where the next begins, and the next rules there. */
  isMeasured = false,
): {
  readonly tiers: readonly PriceTier[];
  readonly warnings: readonly Warning[];
} {
  const sorted = fromUpperBounds(offered, isMeasured ? 0 : 1).toSorted(byMinimumAndTerm);
  const repeats: string[] = [];
  const distinct = withoutRepeats(sorted, repeats);
  const overlaps: string[] = [];
  const steps = chain(distinct, overlaps, isMeasured ? 0 : 1).filter(isPriced);
  const [first] = steps;
  return {
    tiers: steps.map((step) => ({
      minQuantity: step.minQuantity,
      maxQuantity: step.top,
      unitPrice: step.price,
      discount: first === undefined ? null : new Decimal(step.price).div(first.price).toFixed(2, Decimal.ROUND_HALF_EVEN),
      term: step.term,
    })),
    warnings: [
      ...unreadTextWarnings("duplicate_tier", "A quantity has two prices; the lower is taken", repeats),
      ...unreadTextWarnings("overlap", "A tier reaches into the next one, which goes first", overlaps),
      ...unreadTextWarnings("gap", "Quantities without a price", gaps(steps, isMeasured ? 0 : 1)),
      ...unreadTextWarnings("inverted", "A larger quantity costs more a unit", inverted(steps)),
    ],
  };
}

/** "10件以下, 100件以下": the second begins where the first ends. */
function fromUpperBounds(offered: readonly OfferedTier[], step: number): readonly OfferedTier[] {
  const bounds = offered.filter((tier) => tier.isUpperBound).map((tier) => tier.maxQuantity ?? 0);
  if (bounds.length < 2) return offered;
  const ascending = [...new Set(bounds)].toSorted((left, right) => left - right);
  const begins = new Map(ascending.map((bound, index) => [bound, (ascending[index - 1] ?? 0) + step] as const));
  return offered.map((tier) =>
    tier.isUpperBound ? { ...tier, minQuantity: begins.get(tier.maxQuantity ?? 0) ?? step } : tier,
  );
}

const termRank = (tier: OfferedTier): number => (tier.term === null ? -1 : TRADE_RULES.indexOf(tier.term.rule));

const byMinimumAndTerm = (left: OfferedTier, right: OfferedTier): number =>
  left.minQuantity - right.minQuantity || termRank(left) - termRank(right);

function withoutRepeats(sorted: readonly OfferedTier[], repeats: string[]): readonly OfferedTier[] {
  const kept = new Map<string, OfferedTier>();
  for (const tier of sorted) {
    const key = `${tier.minQuantity} ${tier.term?.rule ?? ""} ${tier.term?.place ?? ""}`;
    const other = kept.get(key);
    if (other === undefined) {
      kept.set(key, tier);
      continue;
    }
    const isSame = other.price === null || tier.price === null || new Decimal(tier.price).eq(other.price);
    if (!isSame) repeats.push(`${other.raw} / ${tier.raw}`);
    kept.set(key, cheaper(other, tier));
  }
  return [...kept.values()];
}

const cheaper = (one: OfferedTier, other: OfferedTier): OfferedTier => {
  if (one.price === null || other.price === null) return one.price === null ? other : one;
  return new Decimal(other.price).lt(one.price) ? other : one;
};

function chain(tiers: readonly OfferedTier[], overlaps: string[], step: number): readonly Step[] {
  let next: number | null = null;
  let minimum: number | null = null;
  const steps: Step[] = [];
  for (const tier of tiers.toReversed()) {
    if (minimum !== null && tier.minQuantity < minimum) next = minimum;
    minimum = tier.minQuantity;
    // In "1-9 kg; 10 kg and up" nothing is meant to lie between.
    const reaches = next !== null && tier.maxQuantity !== null && tier.maxQuantity + (1 - step) >= next;
    const isOver = reaches && (tier.maxQuantity ?? 0) + step > (next ?? 0);
    // In "10件以下;10件以上" the shared edge belongs to the second by custom.
    if (isOver && !(tier.isUpperBound && tier.maxQuantity === next)) overlaps.push(tier.raw);
    const top: number | null = next !== null && (tier.maxQuantity === null || reaches) ? next - step : tier.maxQuantity;
    steps.push({ ...tier, top });
  }
  overlaps.reverse();
  return steps.reverse();
}

const isPriced = (step: Step): step is PricedStep => step.price !== null && !new Decimal(step.price).isZero();

function gaps(steps: readonly PricedStep[], whole: number): readonly string[] {
  const found: string[] = [];
  let covered: number | null = 0;
  for (const [index, step] of steps.entries()) {
    if (index > 0 && covered !== null && covered + whole < step.minQuantity)
      found.push(`${covered + whole}-${step.minQuantity - whole}`);
    covered = covered === null || step.top === null ? null : Math.max(covered, step.top);
  }
  return found;
}

function inverted(steps: readonly PricedStep[]): readonly string[] {
  const before = new Map<string, PricedStep>();
  return steps.flatMap((step) => {
    const rule = step.term?.rule ?? "";
    const previous = before.get(rule);
    before.set(rule, step);
    return previous !== undefined && new Decimal(step.price).gt(previous.price) ? [step.raw] : [];
  });
}
