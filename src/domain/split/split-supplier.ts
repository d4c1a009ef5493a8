import { Decimal, minorUnitDigits } from "../../model/money.ts";
import { convert } from "../exchange.ts";
import { isPositive } from "../landed-cost/branches.ts";
import type { Linear, Load } from "../landed-cost/linear.ts";
import { candidateTotal, isQuoteReplaced } from "../option/candidate.ts";
import type { Contestant } from "../option/contestant.ts";
import { laddersByTerm, orderRules, type Terms } from "../option/listing-price.ts";
import { offerPrice } from "../option/offer-price.ts";
import { routeQuotes } from "../option/route-quotes.ts";
import type { SplitSupplier } from "./request.ts";

/** A listing that may take a part of the need: priced at the quantity nearest to the need that it can sell. */
export type SplitBidder = Pick<Contestant, "ref" | "listing" | "costs" | "best">;

/**
 * The option as the optimiser takes it: landed prices per unit, a fixed part per order, freight by bracket. In words where its
 * landed cost has no such form.
 */
export function splitSupplier(bidder: SplitBidder, terms: Terms, hasOwnFreight: boolean): SplitSupplier | string {
  const { ref, listing, costs, best } = bidder;
  const { product } = listing;
  const { steps } = offerPrice(product, listing.skuId);
  if (listing.mix.length > 0) return "an order of several SKUs";
  if (steps.some((step) => step.unitPrice !== step.highUnitPrice)) return "the price is a range";
  if (laddersByTerm(steps).length !== 1) return "prices under several trade terms";
  if (hasGap(steps)) return "a gap in the price ladder";
  // A platform's parcels travel by its own quote: the freight that the buyer has for other goods is not theirs.
  if (best.shape.rule === null && best.shape.quote?.known !== true && !hasOwnFreight) return "no delivery quote";
  const total = candidateTotal(best, costs, terms.landing);
  if (!total.high?.equals(total.low)) return "the landed cost is not complete";
  // A quote that the buyer's own figure stands in for moves no total.
  const freight = isQuoteReplaced(best, costs) ? [] : freightBrackets(best, listing, terms);
  if (freight === null) return "delivery quoted for single quantities only";
  const unit = convert(new Decimal(1), product.offer.currency ?? "", terms.currency, terms.fx);
  if (unit === null) return "no exchange rate";
  const priceOf = (step: (typeof steps)[number]): Decimal => unit.times(step.unitPrice);
  const smallest = steps.reduce((least, step) => Decimal.min(least, priceOf(step).times(step.minQuantity)), best.goods.low);
  const affine = landedForm(bidder, smallest, terms);
  // A price that holds more than duty is levied on lands below its share per unit: no fixed cost can be negative.
  if (affine === null || affine.fixed.lessThan("-1e-9")) return "delivery costs inside the price that are not known";
  // Fine enough that rounding the price of every unit of the need moves the total by less than half a minor unit.
  const decimals = minorUnitDigits(terms.currency) + String(terms.need).length + 1;
  const shown = (value: Decimal): string => value.toFixed(decimals);
  const rules = orderRules(listing, steps);
  const top = steps.at(-1)?.maxQuantity ?? null;
  const capacity = top === null ? (rules.stock ?? null) : Math.min(top, rules.stock ?? top);
  return {
    id: ref,
    minOrderQuantity: rules.minOrderQuantity ?? null,
    capacity,
    orderMultiple: rules.orderMultiple ?? null,
    fixedCost: shown(Decimal.max(0, affine.fixed)),
    tiers: steps.map((step) => ({
      minQuantity: step.minQuantity,
      unitPrice: shown(priceOf(step).times(affine.perGoods).plus(affine.perUnit)),
    })),
    freight: freight.map(({ minQuantity, flat }) => ({ minQuantity, flat: shown(flat.times(affine.perQuote)), perUnit: "0" })),
  };
}

/** The total as one form from the smallest order to the need; null where another holds within it. */
function landedForm({ best, costs }: SplitBidder, smallest: Decimal, terms: Terms): Linear | null {
  const quote = best.route?.amount ?? new Decimal(0);
  const need = Decimal.max(terms.need, best.quantity);
  const change: Load = { quantity: new Decimal(0), goods: new Decimal(1), quote: new Decimal(0) };
  const least: Load = { quantity: new Decimal(0), goods: smallest, quote };
  const most: Load = { quantity: need, goods: Decimal.max(best.goods.low, smallest), quote };
  const { total, conditions } = terms.landing.form(best.shape, costs, least, change);
  const holds = [least, most].every((load) => conditions.every((figure) => isPositive(figure, load, change)));
  return holds ? total.low : null;
}

const hasGap = (steps: readonly { readonly minQuantity: number; readonly maxQuantity: number | null }[]): boolean =>
  steps.some(
    (step, index) =>
      index + 1 < steps.length && step.maxQuantity !== null && step.maxQuantity + 1 !== steps[index + 1]?.minQuantity,
  );

/** The quote by quantity; null where it is not a lump sum by bracket, known everywhere and for the same part of the way. */
function freightBrackets(best: SplitBidder["best"], { product, quotes }: SplitBidder["listing"], terms: Terms) {
  if (best.route === null) return product.shipping.options.length === 0 && quotes.length === 0 ? [] : null;
  const { freeFrom, options } = product.shipping;
  if (freeFrom !== null || quotes.length > 0 || options.some(({ additional }) => additional !== null)) return null;
  const starts = [
    ...new Set([
      1,
      ...options.flatMap(({ minQuantity, maxQuantity }) => [minQuantity, ...(maxQuantity === null ? [] : [maxQuantity + 1])]),
    ]),
  ];
  const brackets = starts
    .sort((a, b) => a - b)
    .map((minQuantity) => {
      const exchange = (amount: Decimal, currency: string): Decimal | null =>
        convert(amount, currency, terms.currency, terms.fx);
      const routes = routeQuotes({ product, quotes, quantity: minQuantity, goods: new Decimal(0), convert: exchange });
      const amount = routes.length === 1 && routes[0]?.scope === best.route?.scope ? (routes[0]?.amount ?? null) : null;
      return { minQuantity, flat: amount };
    });
  const known = brackets.flatMap(({ minQuantity, flat }) => (flat === null ? [] : [{ minQuantity, flat }]));
  // Below the least order no fee is needed.
  const least = product.offer.minOrderQuantity ?? 1;
  const isKnown = brackets.every(
    ({ flat }, index) => flat !== null || (brackets[index + 1]?.minQuantity ?? Number.POSITIVE_INFINITY) <= least,
  );
  return isKnown ? known : null;
}
