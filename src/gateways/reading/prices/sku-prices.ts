import type { Offer, Sku } from "../../../model/product.ts";
import type { Notes } from "../notes.ts";
import { isLower } from "./figures.ts";

/**
 * What the SKUs' own prices say of the offer: one ladder that all of them share sets the price by quantity, else the SKU does.
 */
export function offerOfSkus(skus: readonly Sku[]): Pick<Offer, "priceBasis" | "tiers"> {
  const priced = skus.filter((sku) => sku.unitPrice !== null);
  const [first] = priced;
  if (first === undefined) return { priceBasis: "none", tiers: [] };
  const shared =
    priced.length === skus.length && priced.every((sku) => sku.tiers === first.tiers || ladderText(sku) === ladderText(first));
  return shared && first.tiers.length > 0 ? { priceBasis: "quantity", tiers: first.tiers } : { priceBasis: "sku", tiers: [] };
}

/** Reads each different ladder of a listing once: its hundreds of SKUs mostly share one. */
export function readingOnce<Raw, Reading>(read: (raw: Raw) => Reading): (raw: Raw) => Reading {
  const known = new Map<string, Reading>();
  return (raw) => {
    const key = JSON.stringify(raw);
    const reading = known.get(key) ?? read(raw);
    known.set(key, reading);
    return reading;
  };
}

/**
 * SKUs of a listing that quantity prices: one that costs what the ladder begins with has that ladder, one that differs keeps its
 * own price.
 */
export const withLadder = (skus: readonly Sku[], tiers: Offer["tiers"]): Sku[] =>
  skus.map((sku) => {
    const [first] = tiers;
    const follows =
      first !== undefined && sku.unitPrice !== null && sku.tiers.length === 0 && isSame(sku.unitPrice, first.unitPrice);
    return follows ? { ...sku, tiers } : sku;
  });

/** Says where a ladder does not hold for all: a buyer of the dearer SKU would pay more than it promises. */
export function warnOfOtherPrices(skus: readonly Sku[], tiers: Offer["tiers"], notes: Notes): void {
  const [first] = tiers;
  if (first === undefined) return;
  const others = skus.filter((sku) => sku.unitPrice !== null && !isSame(sku.unitPrice, first.unitPrice));
  const [example] = others;
  if (example === undefined) return;
  const shown = `one costs ${example.unitPrice}, the ladder begins at ${first.unitPrice}`;
  notes.warn(
    "sku_prices_differ",
    `${others.length} of ${skus.length} SKUs have a price of their own beside the ladder (${shown}).`,
  );
}

/** The units of all SKUs together; null where one of them is unknown. */
export function totalStock(skus: readonly Sku[]): number | null {
  if (skus.length === 0) return null;
  return skus.reduce<number | null>((sum, { stock }) => (sum === null || stock === null ? null : sum + stock), 0);
}

/**
 * What the listing says it has in all, held against its SKUs. The smaller counts, with a warning: what no SKU has cannot be
 * bought, and what the seller keeps back is not for sale.
 */
export function listedStock(stated: number | null, skus: readonly Sku[], notes: Notes): number | null {
  const sum = totalStock(skus);
  if (stated === null || sum === null || stated === sum) return stated ?? sum;
  const smaller = Math.min(stated, sum);
  notes.warn("stock_conflict", `The listing states ${stated} in stock, its SKUs ${sum} together: ${smaller} is taken.`);
  return smaller;
}

const isSame = (one: string, other: string): boolean => one === other || (!isLower(one, other) && !isLower(other, one));

const ladderText = ({ tiers }: Sku): string =>
  JSON.stringify(tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]));
