import type { FreightOption } from "../../../model/freight.ts";
import { Decimal } from "../../../model/money.ts";
import type { Product } from "../../../model/product.ts";
import type { Listing } from "../../comparison.ts";
import type { BuyerCosts } from "../../landed-cost/buyer-costs.ts";
import { DOOR_LINES, isSaid, linesInPrice, type WayLine } from "../../landed-cost/cost-lines.ts";
import type { Landing } from "../../landed-cost/landing.ts";
import type { ShipmentShape } from "../../landed-cost/shipment-price.ts";
import { latestDay } from "./days.ts";
import { type Route, ZERO } from "./piece.ts";
import { serves, withSaidDays } from "./said-days.ts";

// A fee that grows by steps is followed step by step this far; beyond it is taken at its dearest, one line above the stairs.
const MAX_STAIRS = 300;

/** To the buyer's currency; null where no rate is known. */
export type Convert = (amount: Decimal, currency: string) => Decimal | null;

/** Every delivery that is known of a listing: its own and those quoted on demand. */
export const offeredBy = ({ product, quotes }: Pick<Listing, "product" | "quotes">): readonly FreightOption[] =>
  quotes.length === 0 ? product.shipping.options : [...product.shipping.options, ...quotes];

/** Where a delivery's fee changes its line, as first quantities. `most`: no look goes further. */
export function deliveryStarts(option: FreightOption, quantum: number, most: number): readonly number[] {
  const { minQuantity, maxQuantity, additional } = option;
  const ends = [minQuantity, ...(maxQuantity === null ? [] : [maxQuantity + quantum])];
  if (additional === null || new Decimal(additional.amount).isZero()) return ends;
  const first = additional.firstUnits ?? 1;
  const step = additional.stepUnits ?? 0;
  if (step <= 0) return [...ends, first + quantum];
  if (step <= quantum) return [...ends, first + quantum];
  const stairs = Math.min(MAX_STAIRS, Math.ceil((most - first) / step));
  return [...ends, ...Array.from({ length: Math.max(0, stairs) + 1 }, (_, index) => first + index * step + quantum)];
}

/** An order, its goods in the listing's currency. */
export interface Order {
  readonly quantity: number;
  readonly goods: Decimal;
}

/**
 * Every delivery that the listing offers for an order, each as the line that its fee follows from there. A part of the way that it
 * delivers, but not this quantity, is one delivery without a fee; null is an order without any.
 */
export function deliveriesAt(
  order: Order,
  product: Product,
  offered: readonly FreightOption[],
  convert: Convert,
): readonly (Route | null)[] {
  const { quantity } = order;
  const options = withSaidDays(offered, product, quantity);
  if (isFree(product.shipping.freeFrom, order, product)) return [freeDelivery(product, options)];
  if (options.length === 0) return [null];
  const scopes = [...new Set(options.map(({ scope }) => scope))];
  return scopes.flatMap((scope) => {
    const ofScope = options.filter((option) => option.scope === scope);
    const held = ofScope.filter((option) => serves(option, quantity));
    const asked = ofScope.some(isSingle) ? ASKABLE : {};
    if (held.length === 0) return [{ ...unknownRoute(ofScope[0]), scope, ...asked }];
    return worthTaking(
      held.map((option) => {
        const route = routeAt(option, isFree(option.freeFrom ?? null, order, product), quantity, convert);
        return route.flat === null ? { ...route, ...asked } : route;
      }),
    );
  });
}

const ASKABLE = { isAskable: true } as const;

/** A fee that a platform named for one quantity. */
const isSingle = ({ minQuantity, maxQuantity, freight }: FreightOption): boolean =>
  freight !== null && minQuantity === maxQuantity;

const isFree = (freeFrom: Product["shipping"]["freeFrom"], { goods }: Order, { offer }: Product): boolean =>
  freeFrom !== null && freeFrom.currency === offer.currency && goods.greaterThanOrEqualTo(freeFrom.amount);

const unknownRoute = (option: FreightOption | undefined): Omit<Route, "scope"> => ({
  term: option?.term ?? null,
  method: null,
  days: null,
  flat: null,
  perUnit: ZERO,
  exact: true,
  currency: null,
});

// 1688's free delivery ends at an address in China; AliExpress delivers to the buyer's door.
function freeDelivery(product: Product, options: readonly FreightOption[]): Route {
  const first = options[0];
  const scope = first?.scope ?? (product.marketplace === "1688" ? "domestic" : "door");
  return { ...unknownRoute(first), scope, method: first?.method ?? null, days: first?.days ?? null, flat: ZERO };
}

function routeAt(option: FreightOption, isFreeHere: boolean, quantity: number, convert: Convert): Route {
  const { scope, term, method, days, freight, additional } = option;
  const age = option.stale === undefined ? {} : { stale: option.stale };
  const route = { ...age, scope, term, method, days, perUnit: ZERO, exact: true, currency: freight?.currency ?? null };
  if (isFreeHere) return { ...route, flat: ZERO };
  if (freight === null) return { ...route, flat: null };
  const first = new Decimal(freight.amount);
  const flat = (amount: Decimal): Decimal | null => convert(amount, freight.currency);
  if (additional === null || new Decimal(additional.amount).isZero() || quantity <= (additional.firstUnits ?? 1)) {
    return { ...route, flat: flat(first) };
  }
  const { firstUnits, stepUnits } = additional;
  // The growth is not stated, so the first fee is the least it can be.
  if (firstUnits === null || stepUnits === null || stepUnits <= 0) return { ...route, flat: flat(first), exact: false };
  const steps = new Decimal(quantity).minus(firstUnits).dividedBy(stepUnits).ceil();
  if (stepUnits > 1 && steps.lessThanOrEqualTo(MAX_STAIRS)) {
    return { ...route, flat: flat(first.plus(steps.times(additional.amount))) };
  }
  const slope = new Decimal(additional.amount).dividedBy(stepUnits);
  const rounding = stepUnits > 1 ? new Decimal(additional.amount) : ZERO;
  return {
    ...route,
    flat: flat(first.minus(slope.times(firstUnits)).plus(rounding)),
    perUnit: convert(slope, freight.currency) ?? ZERO,
  };
}

/** Without those that another of the same part of the way is neither dearer nor slower than. */
function worthTaking(routes: readonly Route[]): readonly Route[] {
  return routes.filter(
    (route, index) =>
      !routes.some((other, place) => {
        if (place === index || !isNoWorse(other, route)) return false;
        return !isNoWorse(route, other) || place < index;
      }),
  );
}

function isNoWorse(a: Route, b: Route): boolean {
  if (a.term !== b.term || latestDay(a.days) > latestDay(b.days)) return false;
  if (b.flat === null) return true;
  return a.flat !== null && a.exact && a.flat.lessThanOrEqualTo(b.flat) && a.perUnit.lessThanOrEqualTo(b.perUnit);
}

/**
 * Whether the buyer's own figure stands in for the listing's quote: a platform's parcel quote goes before it where it is known, and
 * where it is known of one quantity only the others wait for theirs: else two ways of sending would pass for a saving on quantity.
 */
export function isReplaced(
  route: Route | null,
  { rule, isTermOpen = false }: Pick<ShipmentShape, "rule" | "isTermOpen">,
  costs: BuyerCosts,
): boolean {
  if (route === null) return false;
  if (route.scope === "domestic") return isSaid("origin_inland", costs);
  return isSaid("freight", costs) && (rule !== null || isTermOpen || (route.flat === null && route.isAskable !== true));
}

/**
 * The lines whose cost only this seller can name: a route it offers without a fee, a delivery that it does without a quote, a
 * freight by a weight that it does not state. Every other unknown line costs all listings the same, because the buyer's own forwarder
 * or customs broker names it once.
 */
export const ownUnknown = (
  route: Route | null,
  shape: ShipmentShape,
  costs: BuyerCosts,
  landing: Landing,
): readonly WayLine[] => [
  ...new Set([
    ...unquotedLines(route, shape, costs),
    // A price may hold more or less of the way: what it leaves to the buyer is no other listing's to pay.
    ...landing.unsureLines(shape, costs),
    ...untoldLines(shape, costs, landing),
  ]),
];

/** Lines that hang on what the listing does not tell. A duty also stays open for costs of the way that nobody has said. */
export const untoldLines = (shape: ShipmentShape, costs: BuyerCosts, landing: Landing): readonly WayLine[] =>
  landing.undecidedLines(shape, costs).filter((line) => line !== "duty" || isByWeight(costs, shape));

const isByWeight = ({ duties = [] }: BuyerCosts, { kgPerUnit = null }: ShipmentShape): boolean =>
  kgPerUnit === null && duties.some(({ perKg }) => perKg !== undefined);

function unquotedLines(route: Route | null, shape: ShipmentShape, costs: BuyerCosts): readonly WayLine[] {
  const { rule, isTermOpen = false } = shape;
  if (route === null) return rule === null && !isTermOpen && !isSaid("freight", costs) ? DOOR_LINES : [];
  if (route.flat !== null || isReplaced(route, shape, costs)) return [];
  const lines: readonly WayLine[] =
    route.scope === "domestic" ? ["origin_inland"] : route.scope === "main" ? ["freight"] : DOOR_LINES;
  const paid = rule === null ? [] : linesInPrice(rule);
  // A price that holds the freight needs no quote beyond it.
  return paid.includes(route.scope === "domestic" ? "origin_inland" : "freight")
    ? []
    : lines.filter((line) => !paid.includes(line));
}
