import { Decimal } from "../../../model/money.ts";
import type { Warning } from "../../../model/product.ts";
import type { Reason } from "../../compared-option.ts";
import type { Listing } from "../../comparison.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import type { Plan } from "../option.ts";
import { madeInTime, type OrderTerms } from "../order-terms.ts";
import { cheapestMix, type StockMix } from "../price/cheapest-mix.ts";
import type { PriceStep } from "../price/offer-price.ts";
import { refusalOf } from "../refusal.ts";
import type { Terms } from "../terms.ts";
import type { Piece } from "./piece.ts";
import { piecesOf } from "./pieces.ts";

const MOST_NAMED = 3;

/** How the needs above the largest SKU's stock are bought, where the price hangs on the SKU and none was named. */
export function stockMixOf(
  listing: Listing,
  steps: readonly PriceStep[],
  { multiple }: OrderTerms,
  costs: BuyerCosts,
  terms: Terms,
): StockMix | null {
  const isOpen = steps.some(({ unitPrice, highUnitPrice }) => !new Decimal(unitPrice).equals(highUnitPrice));
  if (listing.skuId !== null || !isOpen) return null;
  return cheapestMix(listing.product, { multiple, quantum: terms.quantum }, madeInTime(listing, costs, terms));
}

/** Every way to buy: one SKU as far as one has enough, the cheapest mix beyond. */
export function stockPieces(
  listing: Listing,
  steps: readonly PriceStep[],
  order: OrderTerms,
  costs: BuyerCosts,
  terms: Terms,
  mix: StockMix | null,
): readonly Piece[] {
  if (mix === null) return piecesOf(listing, steps, order, costs, terms);
  const upTo = (most: number): OrderTerms => ({ ...order, most });
  return [
    ...piecesOf(listing, withLeasts(steps, mix, terms), upTo(mix.single), costs, terms),
    ...piecesOf(listing, mix.steps, upTo(mix.most), costs, terms),
  ];
}

/**
 * The range over the SKUs, from the least that can be had: what has not enough of its cheapest SKU is made up of others.
 * @example 300 at 2.00 and 400 at 3.00: 400 units cost 300 · 2.00 + 100 · 3.00 = 900.00 at the least, not 400 · 2.00
 */
function withLeasts(steps: readonly PriceStep[], { leasts }: StockMix, { quantum }: Terms): readonly PriceStep[] {
  const [first] = leasts;
  if (first === undefined) return steps;
  const part = (step: PriceStep, from: number, to: number, least: Partial<PriceStep>): readonly PriceStep[] => {
    const [minQuantity, maxQuantity] = [Math.max(step.minQuantity, from), Math.min(step.maxQuantity ?? to, to)];
    return minQuantity > maxQuantity ? [] : [{ ...step, ...least, minQuantity, maxQuantity, tier: step }];
  };
  return steps.flatMap((step) => [
    ...part(step, 0, first.from - quantum, {}),
    ...leasts.flatMap(({ from, to, price, base }) => part(step, from, to, { unitPrice: price.toFixed(), leastBase: base })),
  ]);
}

/** Why the need cannot be ordered, also as a mix. */
export function stockRefusal(
  listing: Listing,
  steps: readonly PriceStep[],
  order: OrderTerms,
  terms: Terms,
  mix: StockMix | null,
): Reason {
  const { need } = terms;
  if (mix === null || need <= mix.single) return refusalOf(listing, steps, order, terms);
  if (need > mix.most) return refusalOf(listing, steps, { ...order, most: mix.most }, terms);
  const why =
    listing.product.services.mixedBatch === true
      ? "a mix of them does not come to the least order"
      : "the listing does not offer mixed batches, so each SKU of a mix has to meet the MOQ alone, which none does";
  return { code: "below_moq", message: `One SKU has ${mix.single} in stock at the most; ${need} are needed, and ${why}` };
}

/** What is bought, said instead of the range of the SKUs' prices. */
export function mixWarnings(warnings: readonly Warning[], { mix, quantity }: Plan, listing: Listing): readonly Warning[] {
  if (mix.length === 0 || listing.mix.length > 0) return warnings;
  const message = `No single SKU has ${quantity} in stock: the cheapest mix is ${mixWords(mix)} ${listing.product.offer.currency ?? ""}`;
  return [{ code: "stock_mix", message: message.trim() }, ...warnings.filter(({ code }) => code !== "price_interval")];
}

/** @example "300 of SKU a at 2.00, 200 of SKU b at 3.00" */
export function mixWords(mix: Plan["mix"]): string {
  const named = mix.slice(0, MOST_NAMED).map(({ sku, quantity, unitPrice }) => `${quantity} of SKU ${sku} at ${unitPrice}`);
  const left = mix.length - MOST_NAMED;
  return [...named, ...(left > 0 ? [`the rest of ${left === 1 ? "one more" : `${left} more SKUs`}`] : [])].join(", ");
}
