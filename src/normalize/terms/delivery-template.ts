import { type Amount, Decimal } from "../../model/money.ts";
import { readAmount } from "../price/amount.ts";

/** The goods value from which delivery costs nothing; absent or not above 0 is no rule. */
export function readFreeThreshold(input: unknown): Amount | null {
  const amount = readAmount(input);
  return amount === null || new Decimal(amount).isZero() ? null : amount;
}
