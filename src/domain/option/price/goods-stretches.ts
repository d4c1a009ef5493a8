import { Decimal } from "../../../model/money.ts";
import type { MixPart } from "./offer-price.ts";

/** Goods over a stretch of quantities: base + price · quantity. The parts are in the order in which they are filled. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly price: Decimal;
  readonly base: Decimal;
  readonly parts: readonly MixPart[];
}

/** What parts come to at their leasts. */
export const sumOf = (parts: readonly MixPart[]): number => parts.reduce((sum, { least }) => sum + least, 0);

export interface Needs {
  readonly from: number;
  readonly to: number;
}

/** As far as they lie among the needs. */
export const within = (stretches: readonly Stretch[], needs: Needs): readonly Stretch[] =>
  stretches.flatMap((stretch) => {
    const [from, to] = [Math.max(stretch.from, needs.from), Math.min(stretch.to, needs.to)];
    return from > to ? [] : [{ ...stretch, from, to }];
  });

/** Every part at its least, then the cheapest first up to its most. */
export function filled(parts: readonly MixPart[], quantum: number): readonly Stretch[] {
  const sorted = parts.toSorted((a, b) => new Decimal(a.unitPrice).comparedTo(b.unitPrice));
  const least = sumOf(sorted);
  let [reached, goods] = [
    new Decimal(least),
    sorted.reduce((sum, part) => sum.plus(new Decimal(part.unitPrice).times(part.least)), new Decimal(0)),
  ];
  return sorted.flatMap((part, index): readonly Stretch[] => {
    const room = new Decimal(part.most).minus(part.least);
    if (room.isZero() && index > 0) return [];
    const price = new Decimal(part.unitPrice);
    const base = goods.minus(price.times(reached));
    const from = index === 0 ? reached : reached.plus(quantum);
    reached = reached.plus(room);
    goods = goods.plus(price.times(room));
    return [{ from: from.toNumber(), to: reached.toNumber(), price, base, parts: sorted }];
  });
}

/** Without what costs no less than another over a whole stretch. */
export function lowest(stretches: readonly Stretch[], quantum: number): readonly Stretch[] {
  const bounds = [...new Set(stretches.flatMap(({ from, to }) => [from, to + quantum]))].sort((a, b) => a - b);
  const kept: Stretch[] = [];
  for (const [index, from] of bounds.entries()) {
    const to = (bounds[index + 1] ?? from) - quantum;
    const costs = stretches
      .filter((stretch) => stretch.from <= from && to <= stretch.to && from <= to)
      .map((stretch) => ({ stretch, first: goodsAt(stretch, from), last: goodsAt(stretch, to) }));
    for (const [place, one] of costs.entries()) {
      const isBeaten = costs.some(
        (other, rank) =>
          rank !== place &&
          other.first.lessThanOrEqualTo(one.first) &&
          other.last.lessThanOrEqualTo(one.last) &&
          (rank < place || other.first.lessThan(one.first) || other.last.lessThan(one.last)),
      );
      if (isBeaten) continue;
      const before = kept.findLastIndex(({ parts, base, to: end }) => {
        return parts === one.stretch.parts && base.equals(one.stretch.base) && end + quantum === from;
      });
      const known = kept[before];
      if (known === undefined) kept.push({ ...one.stretch, from, to });
      else kept[before] = { ...known, to };
    }
  }
  return kept;
}

export const goodsAt = ({ base, price }: Stretch, quantity: number): Decimal => price.times(quantity).plus(base);
