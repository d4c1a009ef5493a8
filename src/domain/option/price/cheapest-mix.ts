import { Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import { createObjectMemory } from "../../../object-memory.ts";
import { orderedTiers, tierAt } from "../../order/price-tiers.ts";
import { ceilTo, floorTo } from "../pieces/piece.ts";
import { filled, goodsAt, lowest, type Needs, type Stretch, sumOf, within } from "./goods-stretches.ts";
import { leastChoices } from "./least-choices.ts";
import { limitTogether, type MixPrice } from "./mix-price.ts";
import { goodsOf, hasOwnPrice, type MixPart, type PriceStep, skuSteps } from "./offer-price.ts";

/** Needs that no single SKU has in stock, and how they are bought. */
export interface StockMix {
  /** The most that one SKU alone covers. */
  readonly single: number;
  /** The most that a mix covers; `single` where a mix covers no more. */
  readonly most: number;
  /** Each with the price of one more unit and the parts that it is made up of; empty where no mix may be ordered. */
  readonly steps: readonly PriceStep[];
  /** The least that needs up to `single` cost where not every SKU has as many: of one SKU that has, or of several. */
  readonly leasts: readonly LeastGoods[];
}

/** Goods cost no less than `base` and `price` for each unit. */
export type LeastGoods = Omit<Stretch, "parts">;

interface Kind {
  readonly sku: string;
  readonly steps: readonly PriceStep[];
  readonly stock: number;
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
  const inStock = product.stock ?? sum;
  const limit = limitTogether(product) ?? Number.POSITIVE_INFINITY;
  const single = Math.min(limit, Math.max(made, Math.min(inStock, Math.max(...kinds.map(({ stock }) => stock)))));
  const most = Math.max(single, Math.min(sum, inStock, limit));
  const mixesFor = (needs: Needs): readonly Stretch[] | null => {
    const all = product.services.mixedBatch === true ? bySum(kinds, product, unit) : alone(kinds, product, unit, needs);
    return all && within(all, needs);
  };
  const mixed = mixesFor({ from: single + unit.quantum, to: most });
  if (mixed === null) return null;
  const scarce = { from: Math.max(made, Math.min(...kinds.map(({ stock }) => stock))) + unit.quantum, to: single };
  const singles = within(
    kinds.flatMap((kind) => singly(kind, made)),
    scarce,
  );
  const fewer = mixesFor(scarce);
  const term = kinds[0]?.steps[0]?.term ?? null;
  const steps = lowest(mixed, unit.quantum).map(
    ({ from, to, price, base, parts }): PriceStep => ({
      minQuantity: from,
      maxQuantity: to,
      unitPrice: price.toFixed(),
      highUnitPrice: price.toFixed(),
      term,
      mix: { base, parts },
    }),
  );
  return { single, most, steps, leasts: fewer === null ? [] : lowest([...singles, ...fewer], unit.quantum) };
}

/** An order of one SKU alone, as far as it has enough. */
const singly = ({ steps, stock }: Kind, made: number): readonly Stretch[] =>
  steps.map(({ minQuantity, maxQuantity, unitPrice }) => ({
    from: minQuantity,
    to: Math.min(maxQuantity ?? Number.POSITIVE_INFINITY, Math.max(stock, made)),
    price: new Decimal(unitPrice),
    base: new Decimal(0),
    parts: [],
  }));

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
