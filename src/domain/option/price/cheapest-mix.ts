import { Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import { createObjectMemory } from "../../../object-memory.ts";
import { orderedTiers, tierAt } from "../../order/price-tiers.ts";
import { ceilTo, floorTo } from "../pieces/piece.ts";
import { leastChoices } from "./least-choices.ts";
import { limitTogether, type MixPrice } from "./mix-price.ts";
import { goodsOf, hasOwnPrice, type MixPart, type PriceStep, skuSteps } from "./offer-price.ts";

/** Needs that no single SKU has in stock, and how they are bought. */
export interface StockMix {
  /** The most that one SKU alone covers. */
  readonly single: number;
  readonly most: number;
  /** Each with the price of one more unit and the parts that it is made up of; empty where no mix may be ordered. */
  readonly steps: readonly PriceStep[];
}

interface Kind {
  readonly sku: string;
  readonly steps: readonly PriceStep[];
  readonly stock: number;
}

/** Goods over a stretch of quantities: base + price · quantity. The parts are in the order in which they are filled. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly price: Decimal;
  readonly base: Decimal;
  readonly parts: readonly MixPart[];
}

interface Needs {
  readonly from: number;
  readonly to: number;
}

interface Unit {
  readonly multiple: number;
  readonly quantum: number;
}

// Each combination is one more line to look at; with more they are looked for quantity by quantity.
const MOST_COMBINATIONS = 32;
// Each is a price step of the listing.
const MOST_STRETCHES = 100;

const mixes = createObjectMemory<Product, StockMix | null>();

/**
 * The cheapest mix of SKUs for each quantity above the largest single SKU's stock. Null where it cannot be told: a SKU's stock or
 * price is not stated, they stand under different trade terms, or there are too many ways to make it up.
 * @param made What the seller makes in time: that much can be had of one SKU.
 * @example 300 in stock at 2.00 and 400 at 3.00: from 401 to 700 it costs 300 · 2.00 + (quantity − 300) · 3.00
 */
export const cheapestMix = (product: Product, unit: Unit, made: number): StockMix | null =>
  mixes(product, `${unit.multiple} ${unit.quantum} ${made}`, () => findMix(product, unit, made));

function findMix(product: Product, unit: Unit, made: number): StockMix | null {
  const kinds = kindsOf(product);
  if (kinds === null) return null;
  const sum = kinds.reduce((total, { stock }) => total + stock, 0);
  const most = Math.min(sum, product.stock ?? sum, limitTogether(product) ?? sum);
  const single = Math.max(made, ...kinds.map(({ stock }) => stock));
  if (most <= single) return null;
  const together = product.services.mixedBatch === true;
  const all = together ? bySum(kinds, product, unit) : alone(kinds, product, unit, { from: single + unit.quantum, to: most });
  if (all === null) return null;
  const within = all.flatMap((stretch) => {
    const [from, to] = [Math.max(stretch.from, single + unit.quantum), Math.min(stretch.to, most)];
    return from > to ? [] : [{ ...stretch, from, to }];
  });
  const term = kinds[0]?.steps[0]?.term ?? null;
  const steps = lowest(within, unit).map(
    ({ from, to, price, base, parts }): PriceStep => ({
      minQuantity: from,
      maxQuantity: to,
      unitPrice: price.toFixed(),
      highUnitPrice: price.toFixed(),
      term,
      mix: { base, parts },
    }),
  );
  return { single, most, steps };
}

/** The SKUs of an order: the cheapest first, each up to what it has. */
export function mixLines({ mix, term }: PriceStep, quantity: number): readonly MixPrice[] {
  const parts = mix?.parts ?? [];
  let left = new Decimal(quantity).minus(sumOf(parts));
  return parts.flatMap(({ sku, unitPrice, least, most }) => {
    const more = Decimal.min(left, new Decimal(most).minus(least));
    left = left.minus(more);
    const units = more.plus(least).toNumber();
    return units > 0 ? [{ sku, quantity: units, unitPrice, term }] : [];
  });
}

const sumOf = (parts: readonly MixPart[]): number => parts.reduce((sum, { least }) => sum + least, 0);

/** Null where a price or a stock is not known, or one order cannot hold them all. */
function kindsOf(product: Product): readonly Kind[] | null {
  const kinds: Kind[] = [];
  for (const sku of goodsOf(product)) {
    const steps = hasOwnPrice(sku) ? orderedTiers<PriceStep>(skuSteps(sku, product)) : [];
    if (sku.stock === null || steps.length === 0) return null;
    kinds.push({ sku: sku.id, steps, stock: Math.min(sku.stock, sku.limitPerBuyer ?? sku.stock) });
  }
  const terms = new Set(kinds.flatMap(({ steps }) => steps.map(({ term }) => term && `${term.rule} ${term.place ?? ""}`)));
  return kinds.length < 2 || terms.size > 1 ? null : kinds;
}

/** The listing mixes batches: the sum sets each SKU's tier and has to meet the MOQ, and a mixed order may have a least of its own. */
function bySum(kinds: readonly Kind[], { services }: Product, { quantum }: Unit): readonly Stretch[] {
  const breaks = kinds.flatMap(({ steps }) =>
    steps.flatMap(({ minQuantity, maxQuantity }) => [minQuantity, ...(maxQuantity === null ? [] : [maxQuantity + quantum])]),
  );
  const starts = [...new Set(breaks)].sort((a, b) => a - b);
  return starts.flatMap((start, index) => {
    const end = (starts[index + 1] ?? Number.POSITIVE_INFINITY) - quantum;
    const parts = kinds.flatMap(({ sku, steps, stock }): readonly MixPart[] => {
      const step = tierAt(steps, start);
      return step === null ? [] : [{ sku, unitPrice: step.unitPrice, least: 0, most: stock }];
    });
    return filled(parts, quantum).flatMap((stretch) => {
      const from = Math.max(stretch.from, start, leastMixed(services.mixedFrom, stretch));
      const to = Math.min(stretch.to, end);
      return from > to ? [] : [{ ...stretch, from, to }];
    });
  });
}

/** From which quantity on a mixed order may be placed: whichever of its two leasts is met first. */
function leastMixed(from: Product["services"]["mixedFrom"], { base, price }: Stretch): number {
  const leasts = [
    ...(from?.quantity == null ? [] : [from.quantity]),
    ...(from?.amount == null ? [] : [new Decimal(from.amount).minus(base).dividedBy(price).toNumber()]),
  ];
  return leasts.length === 0 ? 0 : Math.min(...leasts);
}

/** Each SKU has its own tier and meets the MOQ and the multiple alone: every choice of SKUs and tiers is a way of its own. */
function alone(kinds: readonly Kind[], { offer }: Product, unit: Unit, needs: Needs): readonly Stretch[] | null {
  const { multiple, quantum } = unit;
  const choices = kinds.map(({ sku, steps, stock }) =>
    steps.flatMap(({ minQuantity, maxQuantity, unitPrice }): readonly MixPart[] => {
      const least = ceilTo(Math.max(minQuantity, offer.minOrderQuantity ?? 0, quantum), multiple);
      const most = floorTo(Math.min(stock, maxQuantity ?? stock), multiple);
      return least > most ? [] : [{ sku, unitPrice, least, most }];
    }),
  );
  // Where a SKU may be taken from its first unit on at one price, filling the cheapest first is the cheapest.
  if (choices.every((parts) => parts.length < 2 && parts.every(({ least }) => least <= multiple)))
    return filled(
      choices.flat().map((part) => ({ ...part, least: 0 })),
      quantum,
    );
  if (choices.reduce((count, parts) => count * (parts.length + 1), 1) > MOST_COMBINATIONS)
    return byQuantity(choices, unit, needs);
  const combinations = choices.reduce<readonly (readonly MixPart[])[]>(
    (made, parts) => made.flatMap((chosen) => [chosen, ...parts.map((part) => [...chosen, part])]),
    [[]],
  );
  return combinations.filter(({ length }) => length > 1).flatMap((parts) => filled(parts, quantum));
}

/** The same looked for quantity by quantity: a stretch goes on as long as its parts are the least. */
function byQuantity(
  choices: readonly (readonly MixPart[])[],
  { multiple, quantum }: Unit,
  { from, to }: Needs,
): readonly Stretch[] | null {
  const least = leastChoices(choices, multiple, to);
  if (least === null) return null;
  const stretches: Stretch[] = [];
  let whole: Stretch | null = null;
  for (let count = Math.round(ceilTo(from, multiple) / multiple); count <= Math.floor(to / multiple + 1e-9); count += 1) {
    const quantity = new Decimal(multiple).times(count).toNumber();
    const last = stretches.at(-1);
    if (whole !== null && last && quantity <= whole.to && least.isLeast(count, goodsAt(whole, quantity))) {
      stretches[stretches.length - 1] = { ...last, to: quantity };
      continue;
    }
    const ways = filled(least.partsAt(count) ?? [], quantum);
    whole = ways.find((way) => way.from <= quantity && quantity <= way.to) ?? null;
    if (whole === null) continue;
    if (stretches.length === MOST_STRETCHES) return null;
    stretches.push({ ...whole, from: quantity, to: quantity });
  }
  return stretches;
}

/** Every part at its least, then the cheapest first up to its most. */
function filled(parts: readonly MixPart[], quantum: number): readonly Stretch[] {
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
function lowest(stretches: readonly Stretch[], { quantum }: Unit): readonly Stretch[] {
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

const goodsAt = ({ base, price }: Stretch, quantity: number): Decimal => price.times(quantity).plus(base);
