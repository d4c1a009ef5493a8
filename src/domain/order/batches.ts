import { type Amount, Decimal } from "../../model/money.ts";

// Holding rates are stated by the year.
const DAYS_PER_YEAR = 365;

export interface BatchInput {
  /** What is bought in all. */
  readonly quantity: number;
  /** Units a day; above zero. */
  readonly dailyDemand: Amount;
  /** Fraction of the goods' value a year. */
  readonly holdingRatePerYear: Amount;
  readonly maxBatches: number;
  readonly minOrderQuantity?: number | null | undefined;
  readonly orderMultiple?: number | null | undefined;
  /** One batch of `size` on its own: everything it costs, freight and fixed cost included, and its goods' price. Null: cannot be ordered. */
  readonly costOf: (size: number) => { readonly total: Decimal; readonly unitPrice: Decimal } | null;
}

export interface BatchPlan {
  readonly count: number;
  readonly sizes: readonly number[];
  /** Holding cost included; unrounded. */
  readonly total: Decimal;
  readonly holdingCost: Decimal;
}

/**
 * One plan for each number of batches that can be ordered, from one up. A batch of s units is used up in s / demand days and is held
 * at half of it on average. Empty where the daily demand is not above zero.
 */
export function planBatches(input: BatchInput): readonly BatchPlan[] {
  if (!new Decimal(input.dailyDemand).gt(0)) return [];
  return Array.from({ length: input.maxBatches }, (_, index) => index + 1).flatMap((count) => {
    const sizes = batchSizes(input.quantity, count, input.orderMultiple ?? 1);
    if (sizes === null || sizes.some((size) => size < (input.minOrderQuantity ?? 1))) return [];
    const batches = sizes.map((size) => ({ size, cost: input.costOf(size) }));
    let [bought, holdingCost] = [new Decimal(0), new Decimal(0)];
    for (const { size, cost } of batches) {
      if (cost === null) return [];
      bought = bought.plus(cost.total);
      holdingCost = holdingCost.plus(holding(size, cost.unitPrice, input));
    }
    return [{ count, sizes, total: bought.plus(holdingCost), holdingCost }];
  });
}

/** The cheapest count, the fewer of equals; null where there is none. */
export function bestBatchCount(plans: readonly BatchPlan[]): number | null {
  const [first, ...others] = [...plans].sort((a, b) => a.count - b.count);
  return first === undefined ? null : others.reduce((best, plan) => (plan.total.lt(best.total) ? plan : best), first).count;
}

/** As equal as the order multiple allows, the larger first; null where the quantity cannot be cut so. */
function batchSizes(quantity: number, count: number, multiple: number): readonly number[] | null {
  if (count === 1) return [quantity];
  const lots = quantity / multiple;
  if (!Number.isInteger(lots) || lots < count) return null;
  const extra = lots % count;
  return Array.from({ length: count }, (_, index) => (Math.floor(lots / count) + (index < extra ? 1 : 0)) * multiple);
}

const holding = (size: number, unitPrice: Decimal, { dailyDemand, holdingRatePerYear }: BatchInput): Decimal =>
  unitPrice
    .times(holdingRatePerYear)
    .times(size)
    .times(size)
    .div(new Decimal(dailyDemand).times(2 * DAYS_PER_YEAR));
