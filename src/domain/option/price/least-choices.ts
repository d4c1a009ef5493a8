import { Decimal, powerOfTen } from "../../../model/money.ts";
import type { MixPart } from "./offer-price.ts";

/** The cheapest parts for each count of multiples, one of each SKU at the most. */
export interface LeastChoices {
  /** The parts that are bought; null where no choice comes to it. */
  partsAt(multiples: number): readonly MixPart[] | null;
  /** Whether goods of that amount for that count are the least. */
  isLeast(multiples: number, goods: Decimal): boolean;
}

// One for each quantity and part: some 20 ms, and 10 MB.
const MOST_STEPS = 1_500_000;

/**
 * What each quantity costs at the least where each SKU is left out or bought within one of its parts: exactly, one SKU after the other
 * and, of each part, the least over the window of what it may give. Null where that would be more than 1,500,000 steps.
 * @param choices Of each SKU, its parts; their leasts and mosts are multiples of `multiple`.
 * @example 50 to 300 at 2.00 and 50 to 400 at 3.00: for 310 it is 260 and 50
 */
export function leastChoices(choices: readonly (readonly MixPart[])[], multiple: number, most: number): LeastChoices | null {
  const counted = choices.map((parts) => parts.map((part) => countedPart(part, multiple)));
  const last = Math.floor(most / multiple + 1e-9);
  const all = counted.flat();
  if (all.length * (last + 1) > MOST_STEPS) return null;
  const scale = powerOfTen(Math.max(0, ...all.map(({ price }) => price.decimalPlaces())));
  const dearest = Decimal.max(0, ...all.map(({ price }) => price));
  if (dearest.times(scale).times(last).greaterThan(Number.MAX_SAFE_INTEGER)) return null;
  let costs = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
  costs[0] = 0;
  const bought = counted.map((parts) => {
    const next = costs.slice();
    const taken: Taken = { count: new Int32Array(last + 1), part: new Int16Array(last + 1) };
    parts.forEach(({ price, least, most: top }, index) => {
      takePart({ price: price.times(scale).toNumber(), least, most: top, index }, costs, next, taken);
    });
    costs = next;
    return taken;
  });
  return {
    partsAt(multiples) {
      if (!Number.isFinite(costs[multiples] ?? Number.POSITIVE_INFINITY)) return null;
      const parts: MixPart[] = [];
      let left = multiples;
      for (const [place, { count, part }] of [...bought.entries()].reverse()) {
        const chosen = (count[left] ?? 0) > 0 ? choices[place]?.[part[left] ?? 0] : undefined;
        if (chosen === undefined) continue;
        parts.unshift(chosen);
        left -= count[left] ?? 0;
      }
      return parts;
    },
    isLeast: (multiples, goods) =>
      goods
        .dividedBy(multiple)
        .times(scale)
        .minus(costs[multiples] ?? 0)
        .abs()
        .lessThan("0.5"),
  };
}

interface Taken {
  /** How much of the SKU is bought; 0: none. */
  readonly count: Int32Array;
  readonly part: Int16Array;
}

const countedPart = ({ unitPrice, least, most }: MixPart, multiple: number) => ({
  price: new Decimal(unitPrice),
  least: Math.round(least / multiple),
  most: Math.round(most / multiple),
});

/** From `least` to `most` more of one part on top of what the SKUs before it cost. */
function takePart(
  {
    price,
    least,
    most,
    index,
  }: { readonly price: number; readonly least: number; readonly most: number; readonly index: number },
  before: Float64Array,
  after: Float64Array,
  taken: Taken,
): void {
  // Those that may still be the least, ascending in both place and cost.
  const places = new Int32Array(after.length);
  let [head, tail] = [0, 0];
  const without = (place: number): number => (before[place] ?? 0) - price * place;
  for (let whole = least; whole < after.length; whole += 1) {
    const entering = whole - least;
    const cost = without(entering);
    if (Number.isFinite(cost)) {
      while (tail > head && without(places[tail - 1] ?? 0) >= cost) tail -= 1;
      places[tail] = entering;
      tail += 1;
    }
    while (head < tail && (places[head] ?? 0) < whole - most) head += 1;
    if (head === tail) continue;
    const start = places[head] ?? 0;
    const found = without(start) + price * whole;
    if (found >= (after[whole] ?? 0)) continue;
    after[whole] = found;
    taken.count[whole] = whole - start;
    taken.part[whole] = index;
  }
}
