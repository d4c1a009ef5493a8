import { type Amount, Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import type { TradeTerm } from "../../../model/trade-term.ts";
import type { Reason } from "../../compared-option.ts";
import type { Listing } from "../../comparison.ts";
import { orderReason } from "../../order/order-reason.ts";
import { tierAt } from "../../order/price-tiers.ts";
import { orderability } from "../../order/purchase-plan.ts";
import { type PriceStep, skuSteps } from "./offer-price.ts";

export interface MixPrice {
  readonly sku: string;
  readonly quantity: number;
  /** In the listing's currency. */
  readonly unitPrice: Amount;
  readonly term: TradeTerm | null;
}

/**
 * One order of several SKUs of a listing. Where it allows mixed batches, the sum sets the tier and has to meet the MOQ;
 * where it does not, or does not say, each SKU stands alone.
 */
export function mixPrices({ product, mix }: Listing): { readonly lines: readonly MixPrice[] } | { readonly reason: Reason } {
  const sum = mix.reduce((total, { quantity }) => total + quantity, 0);
  const together = product.services.mixedBatch === true;
  const lines: MixPrice[] = [];
  for (const { skuId, quantity } of mix) {
    const sku = product.skus.find(({ id }) => id === skuId);
    const steps = sku ? skuSteps(sku, product) : [];
    if (!sku || steps.length === 0) {
      return { reason: { code: "no_price", message: sku ? `SKU ${skuId} has no price` : `The listing has no SKU ${skuId}` } };
    }
    const tierQuantity = together ? sum : quantity;
    const rules = {
      tiers: steps,
      minOrderQuantity: product.offer.minOrderQuantity,
      orderMultiple: product.offer.orderMultiple,
    };
    const { limitPerBuyer = null } = sku;
    if (limitPerBuyer !== null && quantity > limitPerBuyer)
      return {
        reason: {
          code: "above_limit_per_buyer",
          message: `SKU ${skuId}: One buyer may have ${limitPerBuyer}; ${quantity} are ordered`,
        },
      };
    const refused =
      sku.stock !== null && sku.stock < quantity ? "above_stock" : orderability({ ...rules, stock: null }, tierQuantity);
    if (refused !== null)
      return {
        reason: mixReason(refused, skuId, together, orderReason(refused, { ...rules, stock: sku.stock }, tierQuantity)),
      };
    const step = tierAt<PriceStep>(steps, tierQuantity);
    if (step) lines.push({ sku: skuId, quantity, unitPrice: step.unitPrice, term: step.term });
  }
  const rulesOfTerms = new Set(lines.map(({ term }) => (term ?? product.offer.tradeTerm)?.rule ?? null));
  if (rulesOfTerms.size > 1) {
    return {
      reason: {
        code: "mixed_terms",
        message: `The SKUs are priced under different trade terms: ${[...rulesOfTerms].join(", ")}`,
      },
    };
  }
  const refused = refusedTogether({ product, lines, sum, together });
  return refused === null ? { lines } : { reason: refused };
}

/** What the whole order has to meet: the listing's stock and limit, its least value, and the least of a mixed batch. */
function refusedTogether(order: {
  readonly product: Listing["product"];
  readonly lines: readonly MixPrice[];
  readonly sum: number;
  readonly together: boolean;
}): Reason | null {
  const { product, lines, sum, together } = order;
  const { minOrderValue, currency } = product.offer;
  const limitPerBuyer = limitTogether(product);
  const money = currency ?? "";
  if (product.stock !== null && sum > product.stock)
    return { code: "above_stock", message: `${product.stock} are in stock in all; ${sum} are ordered` };
  if (limitPerBuyer !== null && sum > limitPerBuyer)
    return { code: "above_limit_per_buyer", message: `One buyer may have ${limitPerBuyer}; ${sum} are ordered` };
  const goods = mixGoods(lines);
  if (minOrderValue !== null && goods.lessThan(minOrderValue))
    return {
      code: "below_min_value",
      message: `The order comes to ${goods.toFixed()} ${money}; the least is ${minOrderValue}`,
    };
  const least = product.services.mixedFrom;
  if (!together || least === null || lines.length < 2) return null;
  const isEnough =
    (least.quantity !== null && sum >= least.quantity) || (least.amount !== null && goods.greaterThanOrEqualTo(least.amount));
  if (isEnough) return null;
  const either = [
    ...(least.amount === null ? [] : [`${least.amount} ${money} of goods`]),
    ...(least.quantity === null ? [] : [`${least.quantity} units`]),
  ].join(" or ");
  const code = least.amount === null ? "below_moq" : "below_min_value";
  return { code, message: `A mixed order starts at ${either}; this one has ${sum} units for ${goods.toFixed()} ${money}` };
}

/** The most of a listing that one buyer may have, of all SKUs; null for any number. SKUs with limits of their own are held to them one by one. */
export const limitTogether = ({ skus, offer }: Product): number | null =>
  skus.some(({ limitPerBuyer }) => limitPerBuyer !== undefined) ? null : offer.limitPerBuyer;

/** What the lines cost, in the listing's currency. */
export const mixGoods = (lines: readonly MixPrice[]): Decimal =>
  lines.reduce((total, { unitPrice, quantity }) => total.plus(new Decimal(unitPrice).times(quantity)), new Decimal(0));

function mixReason(code: Reason["code"], skuId: string, together: boolean, reason: Reason): Reason {
  const why = together ? "" : " The listing does not offer mixed batches, so each SKU has to meet the MOQ alone.";
  return { code, message: `SKU ${skuId}: ${reason.message}.${why}` };
}
