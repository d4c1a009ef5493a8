import { type Amount, Decimal } from "../../../model/money.ts";
import type { PriceTier } from "../../../model/price-ladder.ts";
import type { Product, Sku, Warning } from "../../../model/product.ts";
import type { TradeTerm } from "../../../model/trade-term.ts";
import { createObjectMemory } from "../../../object-memory.ts";
import { tierAt } from "../../order/price-tiers.ts";
import { baitSkus } from "./bait-sku.ts";

/** What one SKU gives to an order of several. */
export interface MixPart {
  readonly sku: string;
  /** In the listing's currency. */
  readonly unitPrice: Amount;
  readonly least: number;
  readonly most: number;
}

/** One step of what a listing asks: an interval where it has not been said which SKU, or only a range is stated. */
export interface PriceStep {
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  /** The least it can be, in the listing's currency. */
  readonly unitPrice: Amount;
  readonly highUnitPrice: Amount;
  readonly term: TradeTerm | null;
  /** The least of it costs this beside the price per unit: some of the units are of a SKU that has no more of them. */
  readonly leastBase?: Decimal;
  /** The listing's tier that it is a part of; absent where it is the whole of one. */
  readonly tier?: Pick<PriceStep, "minQuantity" | "maxQuantity">;
  /** Of an order of several SKUs: its goods cost `base` and `unitPrice` for each unit. */
  readonly mix?: { readonly base: Decimal; readonly parts: readonly MixPart[] };
}

export interface OfferPrice {
  readonly steps: readonly PriceStep[];
  readonly warnings: readonly Warning[];
}

/** What one unit of an order costs, from the least to the most, in the listing's currency. */
export const unitRange = (
  { unitPrice, highUnitPrice, leastBase }: PriceStep,
  quantity: number,
): { readonly low: Decimal; readonly high: Decimal } => ({
  low: leastBase === undefined ? new Decimal(unitPrice) : leastBase.dividedBy(quantity).plus(unitPrice),
  high: new Decimal(highUnitPrice),
});

const MAX_BAIT_WARNINGS = 3;

// A comparison prices a listing at thousands of quantities, and what it asks is the same at each.
const prices = createObjectMemory<Product, OfferPrice, string | null>();

/** What prices a listing: the SKU named, else the quantity's tier, else the range over the SKUs that may set a price. */
export const offerPrice = (product: Product, skuId: string | null): OfferPrice =>
  prices(product, skuId, () => readOfferPrice(product, skuId));

function readOfferPrice(product: Product, skuId: string | null): OfferPrice {
  if (skuId !== null) return skuPrice(product, skuId);
  const { tiers, priceBasis } = product.offer;
  const baits = baitSkus(product.skus);
  const goods = goodsOf(product);
  const skuSteps = rangeOverSkus(goods, product);
  const usesSkus = skuSteps.length > 0 && (priceBasis === "sku" || tiers.length === 0 || differ(goods));
  if (!usesSkus && tiers.length > 0) return { steps: tiers.map(exactStep), warnings: [] };
  const steps = usesSkus ? skuSteps : rangeSteps(product);
  return { steps, warnings: [...baitWarnings(baits), ...intervalWarning(steps, product, usesSkus)] };
}

/** What may set the price: no samples and the like, and nothing that is sold out while something else is there. */
export function goodsOf({ skus }: Pick<Product, "skus">): readonly Sku[] {
  const baits = baitSkus(skus);
  const goods = skus.filter((sku) => !baits.has(sku.id) || baits.size === skus.length);
  const left = goods.filter(({ stock }) => stock !== 0);
  return left.length === 0 ? goods : left;
}

/** Whether the SKUs of a listing that quantity prices cost different prices: its ladder is that of the SKU it begins with. */
function differ(skus: readonly Sku[]): boolean {
  const prices = skus.flatMap(({ unitPrice }) => (unitPrice === null ? [] : [new Decimal(unitPrice).toFixed()]));
  return new Set(prices).size > 1;
}

/** A price of 0 is none. */
export const hasOwnPrice = ({ tiers, unitPrice }: Sku): boolean =>
  tiers.length > 0 || (unitPrice !== null && new Decimal(unitPrice).greaterThan(0));

/** A SKU's own ladder, else its one price, else the listing's tiers. Empty where it has none or is not on the listing. */
export function skuSteps(sku: Sku, product: Product): readonly PriceStep[] {
  if (sku.tiers.length > 0) return sku.tiers.map(exactStep);
  const [first] = product.offer.tiers;
  if (
    sku.unitPrice === null ||
    !hasOwnPrice(sku) ||
    (first !== undefined && new Decimal(sku.unitPrice).equals(first.unitPrice))
  )
    return product.offer.tiers.map(exactStep);
  return [onePrice(product, sku.unitPrice, sku.unitPrice)];
}

function skuPrice(product: Product, skuId: string): OfferPrice {
  const sku = product.skus.find(({ id }) => id === skuId);
  if (!sku) return { steps: [], warnings: [] };
  const evidence = baitSkus(product.skus).get(skuId);
  const warnings =
    evidence === undefined ? [] : [{ code: "bait_sku", message: `SKU ${skuId} may not be the goods: ${evidence}` }];
  return { steps: skuSteps(sku, product), warnings };
}

const exactStep = ({ minQuantity, maxQuantity, unitPrice, term }: PriceTier): PriceStep => ({
  minQuantity,
  maxQuantity,
  unitPrice,
  highUnitPrice: unitPrice,
  term,
});

const onePrice = ({ offer }: Product, low: Amount, high: Amount): PriceStep => ({
  minQuantity: offer.minOrderQuantity ?? 1,
  maxQuantity: null,
  unitPrice: low,
  highUnitPrice: high,
  term: null,
});

function rangeSteps(product: Product): readonly PriceStep[] {
  const { priceRange } = product.offer;
  return priceRange === null ? [] : [onePrice(product, priceRange.low, priceRange.high)];
}

/** At each quantity the least and the most that a SKU costs: which one is bought is not said. */
function rangeOverSkus(skus: readonly Sku[], product: Product): readonly PriceStep[] {
  const ladders = skus.filter(hasOwnPrice).map((sku) => skuSteps(sku, product));
  const starts = new Set(
    ladders.flat().flatMap(({ minQuantity, maxQuantity }) => [minQuantity, ...(maxQuantity === null ? [] : [maxQuantity + 1])]),
  );
  const ordered = [...starts].sort((a, b) => a - b);
  return ordered.flatMap((start, index) => {
    const sold = ladders.flatMap((ladder) => tierAt(ladder, start) ?? []);
    const prices = sold.map(({ unitPrice }) => unitPrice).sort((a, b) => new Decimal(a).comparedTo(b));
    const [low, high] = [prices[0], prices.at(-1)];
    if (low === undefined || high === undefined) return [];
    const next = ordered[index + 1];
    const maxQuantity = next === undefined ? null : next - 1;
    return [{ minQuantity: start, maxQuantity, unitPrice: low, highUnitPrice: high, term: sold[0]?.term ?? null }];
  });
}

const baitWarnings = (baits: ReadonlyMap<string, string>): readonly Warning[] =>
  [...baits].slice(0, MAX_BAIT_WARNINGS).map(([id, evidence]) => ({
    code: "bait_sku",
    message: `SKU ${id} does not set the price: ${evidence}`,
  }));

function intervalWarning(steps: readonly PriceStep[], { offer }: Product, overSkus: boolean): readonly Warning[] {
  const open = steps.find(({ unitPrice, highUnitPrice }) => !new Decimal(unitPrice).equals(highUnitPrice));
  if (!open) return [];
  const prices = `${open.unitPrice} to ${open.highUnitPrice} ${offer.currency ?? ""}`.trim();
  const message = overSkus
    ? `The price depends on the SKU: ${prices}. Name one with "#skuId" for one figure.`
    : `The listing states a price range only: ${prices}. Ask the supplier for the price at this quantity.`;
  return [{ code: "price_interval", message }];
}
