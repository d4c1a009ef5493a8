import { Decimal } from "../../model/money.ts";
import { type AmountField, isLump, isNone } from "./amounts.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { AMOUNT_LINES, COST_FIELD, type WayLine } from "./cost-lines.ts";
import type { Branches } from "./linear/branches.ts";
import { constant, type Linear, openAmount, scale } from "./linear/linear.ts";
import { atLeast, exactAmount, exactly, type LinearRange, sum, times, UNKNOWN, ZERO } from "./linear/linear-range.ts";
import type { ShipmentShape } from "./shipment-price.ts";

const CM3_PER_M3 = 1_000_000;

/** What the buyer's figures come to at the quantity shipped. */
export interface GivenCosts {
  /** What a line costs, whoever pays it; absent is not known. The lines worked out from a rate are not here. */
  readonly lineCosts: ReadonlyMap<WayLine, LinearRange>;
  /** An amount of the buyer's, as a growing lump sum or, where it is a fee, as it stands. Absent is nothing. */
  amount(field: AmountField): LinearRange;
  /** A lump sum that grows with the goods above the quantity asked for and stays below it: both are the careful side. */
  lump(amount: string): LinearRange;
  /** A figure for each unit, or for each kilogram of the goods' own weight. */
  perUnit(amount: string): LinearRange;
  perKg(amount: string): LinearRange;
}

export function givenCosts(
  { quantity, growth, isOpen }: { readonly quantity: Linear; readonly growth: Linear; readonly isOpen: boolean },
  shape: ShipmentShape,
  costs: BuyerCosts,
  branches: Branches,
): GivenCosts {
  const lump = (amount: string): LinearRange => exactly(scale(growth, new Decimal(amount)));
  const amount = (field: AmountField): LinearRange => {
    const said = costs[field];
    if (said === undefined) return ZERO;
    if (isOpen && !isNone(said)) return exactly(openAmount(field));
    return isLump(field) ? lump(said) : exactAmount(new Decimal(said));
  };
  const each = (amount: string, size: Decimal | null): LinearRange =>
    size === null ? unknownUnlessZero(amount) : exactly(scale(quantity, size.times(amount)));
  const freight = freightOf(shape, costs, { amount, each });
  const said = AMOUNT_LINES.flatMap((line) => {
    const field = COST_FIELD[line];
    return costs[field] === undefined || line === "freight" ? [] : [[line, amount(field)] as const];
  });
  const least = costs.freightLeast;
  const floored = freight && least !== undefined ? atLeast(freight, constant(new Decimal(least)), branches) : freight;
  return {
    lineCosts: new Map<WayLine, LinearRange>([...said, ...(floored === null ? [] : [["freight", floored] as const])]),
    amount,
    lump,
    perUnit: (amount) => each(amount, ONE_UNIT),
    perKg: (amount) => each(amount, shape.kgPerUnit ?? null),
  };
}

interface Charges {
  readonly amount: (field: AmountField) => LinearRange;
  readonly each: (amount: string, size: Decimal | null) => LinearRange;
}

/** A lump sum and what each unit, kilogram and cubic metre costs beside it; null where nothing is said of it. */
function freightOf(shape: ShipmentShape, costs: BuyerCosts, { amount, each }: Charges): LinearRange | null {
  const { freight, freightPerUnit, freightPerKg, freightPerM3 } = costs;
  const parts = [
    freight === undefined ? null : amount("freight"),
    freightPerUnit === undefined ? null : each(freightPerUnit, ONE_UNIT),
    freightPerKg === undefined ? null : byWeight(freightPerKg, shape, costs, each),
    freightPerM3 === undefined ? null : each(freightPerM3, shape.m3PerUnit ?? null),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : sum(parts);
}

/** Carriers charge the weight or, where it is larger, the volume by their divisor. One of the two known is the least it can be. */
function byWeight(amount: string, shape: ShipmentShape, costs: BuyerCosts, each: Charges["each"]): LinearRange {
  const { kg, isExact } = chargeableKg(shape, costs.volumetricDivisor ?? null);
  const charged = kg === null ? unknownUnlessZero(amount) : each(amount, kg);
  return isExact || new Decimal(amount).isZero() ? charged : { ...charged, high: null };
}

/** The chargeable weight of a unit: the larger of kg and m³ · 10⁶ / divisor, where the divisor is said. */
export function chargeableKg(
  { kgPerUnit = null, m3PerUnit = null }: Pick<ShipmentShape, "kgPerUnit" | "m3PerUnit">,
  volumetricDivisor: string | null,
): { readonly kg: Decimal | null; readonly isExact: boolean } {
  if (volumetricDivisor === null) return { kg: kgPerUnit, isExact: kgPerUnit !== null };
  const volumetric = m3PerUnit?.times(CM3_PER_M3).div(volumetricDivisor) ?? null;
  if (kgPerUnit === null || volumetric === null) return { kg: kgPerUnit ?? volumetric, isExact: false };
  return { kg: Decimal.max(kgPerUnit, volumetric), isExact: true };
}

/** Whether what a shipment costs hangs on its weight or its volume: else all sizes land alike. */
export const isBySize = ({ freightPerKg, freightPerM3, duties = [] }: BuyerCosts): boolean =>
  freightPerKg !== undefined || freightPerM3 !== undefined || duties.some(({ perKg }) => perKg !== undefined);

const ONE_UNIT = new Decimal(1);

/** A charge on an unknown size is unknown, but for a charge of nothing. */
const unknownUnlessZero = (amount: string): LinearRange => times(UNKNOWN, new Decimal(amount));
