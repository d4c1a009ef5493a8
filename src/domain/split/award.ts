import { type Amount, Decimal } from "../../model/money.ts";
import { readInstance } from "./instance.ts";
import type { Allocation, SplitFailure, SplitRequest, SplitResult, SplitSupplier } from "./request.ts";
import { solveInstance } from "./solve.ts";

// Half of the finest minor unit of a currency in circulation (ISO 4217: three digits). Amounts with so many digits that they
// had to be cut are decided where the cut cannot move a total by more.
const HALF_MINOR_UNIT = "0.0005";
const GAP_DECIMALS = 6;

/**
 * The cheapest way to buy `need` units from several suppliers, and the proof that it is. Among equals: fewer suppliers, then
 * those earlier in the request (the least sum of places), then the smaller quantity of the earlier supplier.
 * @throws Fault `bad_input` where a figure of the request cannot be.
 * @example
 * // 600 at 2.00 and 400 at 2.10 are 2,040; the second alone would cost 2,100.
 * const terms = { minOrderQuantity: 100, fixedCost: "0", freight: [] };
 * splitAward({
 *   need: 1_000,
 *   suppliers: [
 *     { ...terms, id: "north", capacity: 600, tiers: [{ minQuantity: 1, unitPrice: "2.00" }] },
 *     { ...terms, id: "south", capacity: null, tiers: [{ minQuantity: 1, unitPrice: "2.10" }] },
 *   ],
 * }).total; // => "2040"
 */
export const splitAward = (request: SplitRequest): SplitResult => {
  const instance = readInstance(request);
  if (instance.offers.length === 0) return { total: null, reason: withoutOffers(request) };
  const { award, floor } = solveInstance(instance);
  if (award === null) return { total: null, reason: floor === null ? "not_found" : failureOf(request) };
  const allocations = [...award.quantities]
    .sort(([left], [right]) => left - right)
    .flatMap(([position, lots]): Allocation[] => {
      const supplier = request.suppliers[position];
      if (supplier === undefined) return [];
      const quantity = lots * instance.lotUnits;
      return [{ id: supplier.id, quantity, total: orderCost(supplier, quantity).toFixed() }];
    });
  const total = allocations.reduce((sum, allocation) => sum.plus(allocation.total), new Decimal(0));
  const bound = new Decimal(floor ?? 0).dividedBy(instance.grains);
  const isProven = instance.amountsExact && floor === award.cost;
  return { total: total.toFixed(), allocations, ...proofOf(total, bound, isProven, instance.amountsExact) };
};

const OPTIMAL = { proof: "optimal", gap: "0" } as const;

/** @param bound No allocation costs less. */
export const proofOf = (
  total: Decimal,
  bound: Decimal,
  isProven: boolean,
  amountsExact = false,
): { readonly proof: "optimal" | "bounded"; readonly gap: Amount } => {
  if (isProven) return OPTIMAL;
  const open = total.minus(bound);
  if (open.lte(0) || (!amountsExact && open.lt(HALF_MINOR_UNIT))) return OPTIMAL;
  return { proof: "bounded", gap: open.dividedBy(total).toDecimalPlaces(GAP_DECIMALS, Decimal.ROUND_UP).toFixed() };
};

/** Goods, freight and the fixed cost of one order, from the amounts as given. */
const orderCost = ({ tiers, freight, fixedCost }: SplitSupplier, quantity: number): Decimal => {
  const reached = <Step extends { readonly minQuantity: number }>(steps: readonly Step[]): readonly Step[] => {
    const start = Math.max(...steps.map((step) => Math.ceil(step.minQuantity)).filter((from) => from <= quantity));
    return steps.filter((step) => Math.ceil(step.minQuantity) === start);
  };
  const unitPrice = Decimal.min(...reached(tiers).map((tier) => tier.unitPrice));
  const brackets = reached(freight).map(({ flat, perUnit }) => ({ flat: new Decimal(flat), perUnit: new Decimal(perUnit) }));
  // Where two brackets start at one quantity, the one that the pieces were made of.
  const [bracket] = brackets.sort((left, right) => left.flat.comparedTo(right.flat) || left.perUnit.comparedTo(right.perUnit));
  const goods = unitPrice.times(quantity).plus(fixedCost);
  return bracket === undefined ? goods : goods.plus(bracket.flat).plus(bracket.perUnit.times(quantity));
};

/** Nobody has an order to give: for lack of suppliers or stock, or because every least order is more than exactly the need. */
const withoutOffers = ({ suppliers, need, allowOverbuy }: SplitRequest): SplitFailure => {
  if (suppliers.every(({ tiers }) => tiers.length === 0)) return "no_supplier";
  const stock = suppliers.reduce((sum, { capacity }) => sum + (capacity ?? Number.POSITIVE_INFINITY), 0);
  return allowOverbuy === false && stock >= need ? "no_exact_sum" : "above_stock";
};

/** Nothing comes to the need: whether more suppliers, or buying more than needed, would. */
const failureOf = (request: SplitRequest): SplitFailure => {
  const { maxSuppliers, allowOverbuy, ...open } = request;
  if (maxSuppliers != null && splitAward({ ...open, allowOverbuy: allowOverbuy ?? true }).total !== null)
    return "supplier_limit";
  return allowOverbuy === false && splitAward(open).total !== null ? "no_exact_sum" : "above_stock";
};
