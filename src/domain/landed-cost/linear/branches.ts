import { Decimal } from "../../../model/money.ts";
import { type Amounts, type Linear, type Load, signOf, slopeAlong, subtract, valueAt, withAmounts } from "./linear.ts";

// Far below any minor unit, far above the noise of forty digits.
const NOISE = new Decimal("1e-20");
const isNoise = (value: Decimal): boolean => value.isZero() || value.e < NOISE.e;

const NO_AMOUNTS: Amounts = { standing: {}, growing: {} };

/** Where a rule takes the larger or the smaller of two figures, which of them holds at one load and just beyond it. */
export interface Branches {
  larger(a: Linear, b: Linear): Linear;
  smaller(a: Linear, b: Linear): Linear;
  /** Each is at or above zero for as long as the branches taken hold. */
  readonly conditions: readonly Linear[];
}

/**
 * @param change The way the load moves on: it breaks a tie.
 * @param amounts Those of the buyer where the figures leave them open: which branch holds hangs on them too.
 */
export function createBranches(load: Load, change: Load, amounts: Amounts = NO_AMOUNTS): Branches {
  const conditions: Linear[] = [];
  const isAtLeast = (a: Linear, b: Linear): boolean => {
    const difference = subtract(a, b);
    // No load is below nothing, so one sign throughout decides whatever is shipped.
    const sign = signOf(difference);
    if (sign !== null) return sign >= 0;
    const holds = isPositive(withAmounts(difference, amounts), load, change);
    conditions.push(holds ? difference : subtract(b, a));
    return holds;
  };
  return {
    conditions,
    larger: (a, b) => (isAtLeast(a, b) ? a : b),
    smaller: (a, b) => (isAtLeast(a, b) ? b : a),
  };
}

/** Whether a figure is at or above zero at a load and, where it is zero there, just beyond it. */
export function isPositive(figure: Linear, load: Load, change: Load): boolean {
  const value = valueAt(figure, load);
  return isNoise(value) ? slopeAlong(figure, change).gte(0) : value.isPositive();
}

/** How far along the change a figure that is at or above zero falls to zero; null where it never does. */
export function zeroAlong(figure: Linear, load: Load, change: Load): Decimal | null {
  const slope = slopeAlong(figure, change);
  if (slope.gte(0)) return null;
  const steps = valueAt(figure, load).div(slope.neg());
  return steps.gt(NOISE) ? steps : null;
}
