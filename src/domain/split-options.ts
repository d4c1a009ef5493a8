import { Decimal, minorUnitDigits, roundToMinorUnit } from "../model/money.ts";
import { candidateTotal } from "./candidate.ts";
import type { ComparisonRequest, Split } from "./comparison.ts";
import type { Contestant } from "./contestant.ts";
import { convert } from "./exchange.ts";
import { laddersByTerm, orderRules, priceListing, type Terms } from "./listing-price.ts";
import { offerPrice } from "./offer-price.ts";
import { routeQuotes } from "./option-freight.ts";
import { secondSource } from "./second-source.ts";
import { type SplitSupplier, splitAward } from "./split-award.ts";

/** The need shared out over several suppliers, over the options whose landed cost is complete. Null where fewer than two are. */
export function splitOptions(contestants: readonly Contestant[], terms: Terms, request: ComparisonRequest): Split | null {
  const suppliers = contestants.flatMap((contestant) => {
    const supplier = contestant.total.high?.equals(contestant.total.low) ? splitSupplier(contestant, terms) : null;
    return supplier === null ? [] : [{ contestant, supplier }];
  });
  const [best] = suppliers.map(({ contestant }) => contestant);
  if (suppliers.length < 2 || best === undefined || request.maxSuppliers < 2) return null;
  const award = splitAward({
    need: terms.need,
    maxSuppliers: request.maxSuppliers,
    allowOverbuy: terms.allowOverbuy,
    suppliers: suppliers.map(({ supplier }) => supplier),
  });
  if (award.total === null) return null;
  const { currency } = terms;
  const totalAt = (ref: string, quantity: number): Decimal | null => {
    const found = suppliers.find(({ supplier }) => supplier.id === ref);
    return found ? landedAt(found.contestant, quantity, terms) : null;
  };
  const allocations = award.allocations.map(({ id, quantity, total }) => ({
    ref: id,
    quantity,
    total: totalAt(id, quantity) ?? new Decimal(total),
  }));
  allocations.sort((a, b) => b.quantity - a.quantity || (a.ref < b.ref ? -1 : 1));
  const total = allocations.reduce((sum, allocation) => sum.plus(allocation.total), new Decimal(0));
  const rounded = new Decimal(roundToMinorUnit(total, currency));
  const single = new Decimal(roundToMinorUnit(best.total.low, currency));
  const isSplit = allocations.length > 1;
  const second =
    isSplit && new Set(allocations.map(({ ref }) => sellerOf(ref, contestants))).size > 1
      ? total
      : secondSource(
          suppliers.map(({ contestant, supplier }) => ({ supplier, seller: sellerOf(contestant.ref, contestants) })),
          terms,
          totalAt,
        );
  return {
    allocations: allocations.map((allocation) => ({ ...allocation, total: roundToMinorUnit(allocation.total, currency) })),
    total: roundToMinorUnit(total, currency),
    saving: roundToMinorUnit(Decimal.max(0, single.minus(rounded)), currency),
    secondSourcePremium:
      second === null
        ? null
        : roundToMinorUnit(Decimal.max(0, new Decimal(roundToMinorUnit(second, currency)).minus(single)), currency),
    proof: award.proof,
    gap: award.gap,
  };
}

/** One seller under two listings is one source. */
function sellerOf(ref: string, contestants: readonly Contestant[]): string {
  const listing = contestants.find((contestant) => contestant.ref === ref)?.listing;
  const { id } = listing?.product.supplier ?? { id: null };
  return id === null ? ref : `${listing?.product.marketplace} ${id}`;
}

/**
 * The option as the optimiser takes it: landed prices per unit, a fixed part per order, freight by bracket. Null where its landed
 * cost has no such form: several trade terms, a price range, a gap, a fee that is not known at some quantity.
 */
function splitSupplier({ ref, listing, costs, best }: Contestant, terms: Terms): SplitSupplier | null {
  const { product } = listing;
  const { steps } = offerPrice(product, listing.skuId);
  const ladders = laddersByTerm(steps);
  const hasGap = steps.some(
    (step, index) =>
      index + 1 < steps.length && step.maxQuantity !== null && step.maxQuantity + 1 !== steps[index + 1]?.minQuantity,
  );
  const isExact = steps.every((step) => step.unitPrice === step.highUnitPrice);
  if (listing.mix.length > 0 || ladders.length !== 1 || hasGap || !isExact) return null;
  const freight = freightBrackets(best, { ref, listing, costs }, terms);
  const unit = convert(new Decimal(1), product.offer.currency ?? "", terms.currency, terms.fx);
  if (freight === null || unit === null) return null;
  const smallest = steps.reduce(
    (least, step) => Decimal.min(least, unit.times(step.unitPrice).times(step.minQuantity)),
    best.goods.low,
  );
  const affine = terms.landing.affine(best.shape, costs, smallest);
  // A price that holds more than duty is levied on lands below its share per unit: no fixed cost can be negative.
  if (affine === null || affine.fixed.lessThan("-1e-9")) return null;
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
      unitPrice: shown(unit.times(step.unitPrice).times(affine.perGoods)),
    })),
    freight: freight.map(({ minQuantity, flat }) => ({ minQuantity, flat: shown(flat.times(affine.perQuote)), perUnit: "0" })),
  };
}

/** The quote by quantity; null where it is not a lump sum by bracket, known everywhere and for the same part of the way. */
function freightBrackets(best: Contestant["best"], { listing }: Pick<Contestant, "ref" | "listing" | "costs">, terms: Terms) {
  const { product, quotes } = listing;
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
  const least = listing.product.offer.minOrderQuantity ?? 1;
  const isKnown = brackets.every(
    ({ flat }, index) => flat !== null || (brackets[index + 1]?.minQuantity ?? Number.POSITIVE_INFINITY) <= least,
  );
  return isKnown ? known : null;
}

function landedAt({ listing, costs }: Contestant, quantity: number, terms: Terms): Decimal | null {
  const price = priceListing(listing, costs, { ...terms, need: quantity, allowOverbuy: false });
  const [best] = price.state === "priced" ? price.candidates : [];
  return best ? candidateTotal(best, costs, terms.landing).low : null;
}
