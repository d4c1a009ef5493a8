import type { Decimal } from "../../model/money.ts";
import type { Terms } from "../option/listing-price.ts";
import type { SplitSupplier } from "./award.ts";

export interface Source {
  readonly supplier: SplitSupplier;
  /** Two listings of one seller are one source. */
  readonly seller: string;
}

// The cheapest ones; a pair without any of them has never been worth its premium.
const MAX_SOURCES = 8;

/**
 * The least that the need costs when two sellers share it; null where no two can. Costs are lines between the breaks, so the best
 * pair has one of the two at an end of a line: each is tried there with the other filling up.
 */
export function secondSource(
  sources: readonly Source[],
  terms: Terms,
  totalAt: (ref: string, quantity: number) => Decimal | null,
): Decimal | null {
  const known = new Map<string, Decimal | null>();
  const total = (ref: string, quantity: number): Decimal | null => {
    const key = `${ref} ${quantity}`;
    const value = known.has(key) ? (known.get(key) ?? null) : totalAt(ref, quantity);
    known.set(key, value);
    return value;
  };
  let least: Decimal | null = null;
  const considered = sources.slice(0, MAX_SOURCES);
  for (const first of considered) {
    for (const second of considered) {
      if (first.seller === second.seller) continue;
      for (const [own, other] of pairs(first.supplier, second.supplier, terms)) {
        const [a, b] = [total(first.supplier.id, own), total(second.supplier.id, other)];
        const sum = a === null || b === null ? null : a.plus(b);
        if (sum !== null && (least === null || sum.lessThan(least))) least = sum;
      }
    }
  }
  return least;
}

function pairs(
  first: SplitSupplier,
  second: SplitSupplier,
  { need, allowOverbuy }: Terms,
): readonly (readonly [number, number])[] {
  return endsOf(first).flatMap((own) => {
    const rest = need - own;
    const fill = rest > 0 ? [roundUp(Math.max(rest, leastOrder(second)), second)] : [];
    const larger = allowOverbuy ? endsOf(second).filter((quantity) => quantity >= rest) : [];
    const others = rest > 0 ? [...fill, ...larger] : allowOverbuy ? [leastOrder(second)] : [];
    return others.filter((other) => allowOverbuy || own + other === need).map((other) => [own, other] as const);
  });
}

/** Where a supplier's cost changes its line: the first and the last quantity of each tier and freight bracket. */
function endsOf(supplier: SplitSupplier): readonly number[] {
  const starts = [...supplier.tiers, ...supplier.freight].map(({ minQuantity }) => minQuantity);
  const multiple = supplier.orderMultiple ?? 1;
  const ends = starts.flatMap((start) => [roundUp(start, supplier), Math.floor((start - 1) / multiple) * multiple]);
  const all = [
    leastOrder(supplier),
    ...ends,
    ...(supplier.capacity === null ? [] : [Math.floor(supplier.capacity / multiple) * multiple]),
  ];
  const most = supplier.capacity ?? Number.POSITIVE_INFINITY;
  return [...new Set(all)].filter((quantity) => quantity >= leastOrder(supplier) && quantity <= most);
}

const leastOrder = (supplier: SplitSupplier): number =>
  roundUp(
    Math.max(1, supplier.minOrderQuantity ?? 1, Math.min(...supplier.tiers.map(({ minQuantity }) => minQuantity))),
    supplier,
  );

const roundUp = (quantity: number, { orderMultiple }: SplitSupplier): number =>
  Math.ceil(quantity / (orderMultiple ?? 1)) * (orderMultiple ?? 1);
