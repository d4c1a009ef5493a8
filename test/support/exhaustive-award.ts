import type { SplitRequest, SplitSupplier } from "../../src/domain/split/request.ts";

/** What an order costs, in cents, read off the terms one by one; null where it cannot be placed or has no known price. */
export const orderCents = (supplier: SplitSupplier, quantity: number): number | null => {
  const { minOrderQuantity, capacity, orderMultiple, fixedCost, tiers, freight } = supplier;
  if (quantity < (minOrderQuantity ?? 1) || quantity > (capacity ?? Number.POSITIVE_INFINITY)) return null;
  if (quantity % (orderMultiple ?? 1) !== 0) return null;
  let start = -1;
  let unit = 0;
  for (const tier of tiers) {
    const cents = Math.round(Number(tier.unitPrice) * 100);
    if (tier.minQuantity > quantity || tier.minQuantity < start || (tier.minQuantity === start && cents >= unit)) continue;
    start = tier.minQuantity;
    unit = cents;
  }
  if (start < 0) return null;
  let fee = { start: -1, flat: 0, perUnit: 0 };
  for (const bracket of freight) {
    const flat = Math.round(Number(bracket.flat) * 100);
    const perUnit = Math.round(Number(bracket.perUnit) * 100);
    if (bracket.minQuantity > quantity || bracket.minQuantity < fee.start) continue;
    const isCheaper = flat < fee.flat || (flat === fee.flat && perUnit < fee.perUnit);
    if (bracket.minQuantity > fee.start || isCheaper) fee = { start: bracket.minQuantity, flat, perUnit };
  }
  if (freight.length > 0 && fee.start < 0) return null;
  return unit * quantity + fee.flat + fee.perUnit * quantity + Math.round(Number(fixedCost) * 100);
};

export interface ExhaustiveAward {
  /** Infinity where nothing comes to the need. */
  readonly cents: number;
  readonly suppliers: number;
  /** The sum of the suppliers' places in the request. */
  readonly placeSum: number;
}

/** Tries every quantity of every supplier. The least cost, then the fewest suppliers, then the least sum of places. */
export const exhaustiveAward = ({ need, maxSuppliers, allowOverbuy, suppliers }: SplitRequest): ExhaustiveAward => {
  // No order is worth more than the need and every start of a tier, bracket or multiple above it.
  const starts = suppliers.flatMap((supplier) => [
    ...[...supplier.tiers, ...supplier.freight].map((step) => step.minQuantity),
    supplier.minOrderQuantity ?? 0,
  ]);
  const most = Math.max(need, ...starts) + Math.max(...suppliers.map((supplier) => supplier.orderMultiple ?? 1));
  let best: ExhaustiveAward = { cents: Number.POSITIVE_INFINITY, suppliers: 0, placeSum: 0 };
  const place = (at: number, open: number, spent: ExhaustiveAward): void => {
    if (open === 0 || (open < 0 && allowOverbuy !== false)) {
      if (isBefore(spent, best)) best = spent;
      return;
    }
    const supplier = suppliers[at];
    if (supplier === undefined || open < 0) return;
    place(at + 1, open, spent);
    if (spent.suppliers === (maxSuppliers ?? suppliers.length)) return;
    for (let quantity = 1; quantity <= most; quantity += 1) {
      const cents = orderCents(supplier, quantity);
      if (cents === null) continue;
      place(at + 1, open - quantity, {
        cents: spent.cents + cents,
        suppliers: spent.suppliers + 1,
        placeSum: spent.placeSum + at,
      });
    }
  };
  place(0, need, { cents: 0, suppliers: 0, placeSum: 0 });
  return best;
};

const isBefore = (left: ExhaustiveAward, right: ExhaustiveAward): boolean =>
  left.cents !== right.cents
    ? left.cents < right.cents
    : left.suppliers !== right.suppliers
      ? left.suppliers < right.suppliers
      : left.placeSum < right.placeSum;
