import { type Amount, Decimal } from "../../model/money.ts";

// Holding rates are stated by the year.
const DAYS_PER_YEAR = 365;

export interface InstalmentInput {
  /** What is delivered in all: the need, and what is bought where that differs. */
  readonly quantities: readonly number[];
  /** Units a day; above zero. */
  readonly dailyDemand: Amount;
  /** Fraction of the goods' value a year. */
  readonly holdingRatePerYear: Amount;
  readonly maxBatches: number;
  /** Orders are multiples of it. */
  readonly multiple: number;
  /**
   * One instalment of `size` on its own: everything it costs, freight and fixed cost included, but for what is paid once whatever the
   * instalments; and its goods' price. Null: cannot be ordered.
   */
  readonly costOf: (size: number) => Instalment | null;
  /** What is paid once. */
  readonly once: Decimal;
}

interface Instalment {
  readonly total: Decimal;
  readonly unitPrice: Decimal;
}

export interface InstalmentPlan {
  readonly count: number;
  readonly sizes: readonly number[];
  /** Holding cost included; unrounded. */
  readonly total: Decimal;
  readonly holdingCost: Decimal;
}

/**
 * The cheapest plan for each number of instalments that can be ordered, from one up. An instalment of s units is used up in s / demand days and
 * is held at half of it on average. Empty where the daily demand is not above zero.
 */
export function planInstalments(input: InstalmentInput): readonly InstalmentPlan[] {
  if (!new Decimal(input.dailyDemand).gt(0)) return [];
  const costs = new Map<number, Instalment | null>();
  const costOf = (size: number): Instalment | null => {
    const known = costs.get(size);
    if (known !== undefined) return known;
    const cost = input.costOf(size);
    costs.set(size, cost);
    return cost;
  };
  return Array.from({ length: input.maxBatches }, (_, index) => index + 1).flatMap((count) => {
    const plans = input.quantities.flatMap((quantity) => batchPlan(quantity, count, { ...input, costOf }) ?? []);
    const [first, ...others] = plans;
    return first === undefined ? [] : [others.reduce((best, plan) => (plan.total.lt(best.total) ? plan : best), first)];
  });
}

function batchPlan(quantity: number, count: number, input: InstalmentInput): InstalmentPlan | null {
  const sizes = batchSizes(quantity, count, input.multiple);
  if (sizes === null) return null;
  const isHeldFree = Number(input.holdingRatePerYear) === 0;
  let [bought, holdingCost] = [input.once, new Decimal(0)];
  for (const size of sizes) {
    const cost = input.costOf(size);
    if (cost === null) return null;
    bought = bought.plus(cost.total);
    if (!isHeldFree) holdingCost = holdingCost.plus(holding(size, cost.unitPrice, input));
  }
  return { count, sizes, total: bought.plus(holdingCost), holdingCost };
}

/** The cheapest count, the fewer of equals; null where there is none. */
export function bestBatchCount(plans: readonly InstalmentPlan[]): number | null {
  const [first, ...others] = [...plans].sort((a, b) => a.count - b.count);
  return first === undefined ? null : others.reduce((best, plan) => (plan.total.lt(best.total) ? plan : best), first).count;
}

/**
 * Up to which cost of one shipment, not known and in no total, the count that is the cheapest without it stays so; null where that
 * is one delivery.
 */
export function batchLimit(plans: readonly InstalmentPlan[]): { readonly perShipment: Decimal; readonly count: number } | null {
  const count = bestBatchCount(plans);
  const best = plans.find((plan) => plan.count === count);
  if (best === undefined) return null;
  const limits = plans
    .filter((plan) => plan.count < best.count)
    .map((plan) => plan.total.minus(best.total).dividedBy(best.count - plan.count));
  const [first, ...others] = limits;
  if (first === undefined) return null;
  return { perShipment: others.reduce((least, limit) => Decimal.min(least, limit), first), count: best.count };
}

/** As equal as the order multiple allows, the larger first; null where the quantity cannot be cut so. */
function batchSizes(quantity: number, count: number, multiple: number): readonly number[] | null {
  if (count === 1) return [quantity];
  const steps = Number((quantity / multiple).toFixed(6));
  if (!Number.isInteger(steps) || steps < count) return null;
  const extra = steps % count;
  return Array.from({ length: count }, (_, index) => (Math.floor(steps / count) + (index < extra ? 1 : 0)) * multiple);
}

const holding = (size: number, unitPrice: Decimal, { dailyDemand, holdingRatePerYear }: InstalmentInput): Decimal =>
  unitPrice
    .times(holdingRatePerYear)
    .times(size)
    .times(size)
    .div(new Decimal(dailyDemand).times(2 * DAYS_PER_YEAR));
