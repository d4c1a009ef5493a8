import type { CurveStretch } from "../comparison.ts";
import { candidateTotal, ownUnknownLines } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";
import { priceListing, type Terms } from "../option/listing-price.ts";
import { offerPrice } from "../option/offer-price.ts";

/** How far above the need the curve looks. */
const REACH = 10;
// Prices asked for over all quantities and listings: at some 0.1 ms each the curve stays far under a second.
const MAX_LOOKS = 600;
const MAX_BETWEEN = 6;
const MAX_STRETCHES = 40;

/**
 * The cheapest option by quantity, from 1 to ten times the need, with the quantities where it changes. Every quantity is looked
 * at where they are few; else both sides of every price, freight and stock break and some between, each change narrowed down to
 * the unit. Stretches in which nothing can be ordered are left out; where a figure is missing, the cheapest is null.
 */
export function cheapestCurve(contestants: readonly Contestant[], terms: Terms): readonly CurveStretch[] {
  if (contestants.length === 0 || contestants.some(({ listing }) => listing.mix.length > 0)) return [];
  const known = new Map<number, string | null | undefined>();
  const cheapest = (quantity: number): string | null | undefined => {
    if (!known.has(quantity)) known.set(quantity, cheapestAt(contestants, { ...terms, need: quantity }));
    return known.get(quantity);
  };
  const looks = quantitiesToLookAt(contestants, terms.need * REACH);
  const stretches: CurveStretch[] = [];
  let from = looks[0] ?? 1;
  for (const [index, quantity] of looks.entries()) {
    const next = looks[index + 1];
    if (next === undefined || cheapest(next) !== cheapest(quantity)) {
      const last = next === undefined ? quantity : lastSame(quantity, next, cheapest);
      pushStretch(stretches, from, last, cheapest(quantity));
      if (next !== undefined) addBetween(stretches, last + 1, next, cheapest);
      from = next === undefined ? from : firstSame(last + 1, next, cheapest);
    }
    if (stretches.length >= MAX_STRETCHES) break;
  }
  return stretches;
}

/** Undefined: nothing can be ordered. Null: the least total still lacks a figure of its listing's own. */
function cheapestAt(contestants: readonly Contestant[], terms: Terms): string | null | undefined {
  const offers = contestants.flatMap(({ ref, listing, costs, score }) => {
    const price = priceListing(listing, costs, terms);
    if (price.state !== "priced") return [];
    return price.candidates.map((candidate) => ({
      ref,
      score: Number(score.low),
      quantity: candidate.quantity,
      isOpen: ownUnknownLines(candidate, costs).length > 0,
      low: candidateTotal(candidate, costs, terms.landing).low,
    }));
  });
  const [best] = offers.sort(
    (a, b) => a.low.comparedTo(b.low) || a.quantity - b.quantity || b.score - a.score || (a.ref < b.ref ? -1 : 1),
  );
  return best === undefined ? undefined : best.isOpen ? null : best.ref;
}

function quantitiesToLookAt(contestants: readonly Contestant[], most: number): readonly number[] {
  const perQuantity = Math.max(1, Math.floor(MAX_LOOKS / contestants.length));
  if (most <= perQuantity) return Array.from({ length: most }, (_, index) => index + 1);
  const breaks = contestants.flatMap(({ listing }) => {
    const { product } = listing;
    const starts = offerPrice(product, listing.skuId).steps.flatMap(({ minQuantity, maxQuantity }) => [
      minQuantity,
      (maxQuantity ?? 0) + 1,
    ]);
    const freight = product.shipping.options.flatMap(({ minQuantity, maxQuantity }) => [minQuantity, (maxQuantity ?? 0) + 1]);
    return [...starts, ...freight, product.offer.minOrderQuantity ?? 1, (product.stock ?? 0) + 1];
  });
  const marks = [...new Set([1, most, ...breaks.flatMap((start) => [start - 1, start])])]
    .filter((q) => q >= 1 && q <= most)
    .sort((a, b) => a - b);
  const between = Math.min(MAX_BETWEEN, Math.floor(perQuantity / marks.length / 2));
  return marks.flatMap((mark, index) => {
    const next = marks[index + 1] ?? mark;
    const inner = Array.from({ length: between }, (_, step) => mark + Math.floor(((next - mark) * (step + 1)) / (between + 1)));
    return [...new Set([mark, ...inner.filter((quantity) => quantity > mark && quantity < next)])];
  });
}

type CheapestAt = (quantity: number) => string | null | undefined;

/** The last quantity from `low` on with the same cheapest as `low`, given that it differs at `high`. */
function lastSame(low: number, high: number, cheapest: CheapestAt): number {
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (cheapest(middle) === cheapest(low)) same = middle;
    else other = middle;
  }
  return same;
}

/** The first quantity from `low` on with the same cheapest as `high`. */
function firstSame(low: number, high: number, cheapest: CheapestAt): number {
  let [other, same] = [low - 1, high];
  while (same - other > 1) {
    const middle = Math.floor((same + other) / 2);
    if (cheapest(middle) === cheapest(high)) same = middle;
    else other = middle;
  }
  return same;
}

/** A third option may be the cheapest between two others. */
function addBetween(stretches: CurveStretch[], from: number, next: number, cheapest: CheapestAt): void {
  let start = from;
  const end = firstSame(from, next, cheapest);
  while (start < end) {
    const last = Math.min(end - 1, lastSame(start, end, cheapest));
    pushStretch(stretches, start, last, cheapest(start));
    start = last + 1;
  }
}

function pushStretch(
  stretches: CurveStretch[],
  fromQuantity: number,
  toQuantity: number,
  cheapest: string | null | undefined,
): void {
  if (cheapest !== undefined) stretches.push({ fromQuantity, toQuantity, cheapest });
}
