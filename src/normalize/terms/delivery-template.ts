import { type Amount, Decimal } from "../../model/money.ts";
import { readAmount } from "../price/amount.ts";

/** What one company takes within China: `first` up to `firstUnits`, then `additional` for each further `stepUnits`. */
export interface DeliveryTemplate {
  readonly first: Amount;
  /** Null is unknown; "0" is a fee that does not grow. */
  readonly additional: Amount | null;
  readonly firstUnits: number | null;
  readonly stepUnits: number | null;
}

export interface DeliveryFee {
  readonly amount: Amount;
  /** False: the listing does not say how the fee grows, so `amount` is a lower bound. */
  readonly exact: boolean;
}

/** The company's fee for a shipment of `quantity` units: first + ceil((quantity − firstUnits) / stepUnits) · additional. */
export function deliveryTemplateFee(template: DeliveryTemplate, quantity: number): DeliveryFee {
  const { first, additional, firstUnits, stepUnits } = template;
  const isFlat = additional !== null && new Decimal(additional).isZero();
  // The first fee pays for at least one unit.
  if (isFlat || quantity <= (firstUnits ?? 1)) return { amount: first, exact: true };
  if (additional === null || firstUnits === null || stepUnits === null || stepUnits <= 0)
    return { amount: first, exact: false };
  const steps = new Decimal(quantity).minus(firstUnits).div(stepUnits).ceil();
  return { amount: steps.times(additional).plus(first).toFixed(), exact: true };
}

/** The goods value from which delivery costs nothing; absent or not above 0 is no rule. */
export function readFreeThreshold(input: unknown): Amount | null {
  const amount = readAmount(input);
  return amount === null || new Decimal(amount).isZero() ? null : amount;
}
