import { Decimal } from "../../model/money.ts";
import type { BuyerCosts, NamedDuty } from "./buyer-costs.ts";
import { taxBases, type VatBase } from "./customs.ts";
import type { DeliveryRoute } from "./delivery-route.ts";
import type { GivenCosts } from "./given-costs.ts";
import { constant, isConstant, subtract } from "./linear/linear.ts";
import {
  atLeast,
  atMost,
  exactAmount,
  type LinearRange,
  plus,
  sum,
  times,
  UNKNOWN,
  without,
  ZERO,
} from "./linear/linear-range.ts";
import { type Shipment, valueWith } from "./shipment-value.ts";

export interface Levies {
  readonly customsValue: LinearRange;
  /** One line `duty`, or one for each duty that the buyer named. */
  readonly duties: readonly { readonly name: "duty" | `duty:${string}`; readonly cost: LinearRange }[];
  readonly duty: LinearRange;
  /** Null where the destination has no import VAT. */
  readonly vat: LinearRange | null;
  /** The shipment with duty and VAT taken out of its price. */
  readonly net: Shipment;
}

interface Rules {
  readonly destination: string;
  readonly costs: BuyerCosts;
  readonly given: GivenCosts;
}

/** Customs value, duty and VAT at the destination, whoever pays them. A price that contains them is stripped back first. */
export function levies(shipment: Shipment, rules: Rules): Levies {
  const bases = taxBases(rules.destination);
  const { inPrice } = shipment.route;
  if (bases.vat !== null && inPrice.has("vat") && !inPrice.has("duty")) return retailLevies(shipment, bases.vat, rules);
  const net = inPrice.has("duty") ? withoutLevies(shipment, rules) : shipment;
  return { ...levied(net, rules), net };
}

/** A retail price holds the tax on itself: what is left of it is the goods, and the tax is known without the duty. */
function retailLevies(shipment: Shipment, base: VatBase, rules: Rules): Levies {
  const tax = vatInside(shipment.goods, base, rules);
  const left =
    tax.high === null ? { low: ZERO.low, high: shipment.goods.high } : without(shipment.goods, tax, shipment.branches);
  const net = { ...shipment, route: untaxed(shipment.route), goods: left };
  return { ...levied(net, rules), vat: tax, net };
}

function vatInside(price: LinearRange, { holdsItself }: VatBase, { costs, given }: Rules): LinearRange {
  if (costs.vatAmount !== undefined) return given.amount("vatAmount");
  if (costs.vatRate === undefined) return UNKNOWN;
  const rate = new Decimal(costs.vatRate);
  return times(price, holdsItself ? rate : rate.div(rate.plus(1)));
}

function levied(shipment: Shipment, rules: Rules): Omit<Levies, "net"> {
  const { costs, given, destination } = rules;
  const bases = taxBases(destination);
  const customsValue = sum([valueWith(bases.duty, shipment), assist(given)]);
  const named: readonly NamedDuty[] = costs.duties ?? [];
  const duties =
    named.length === 0
      ? [{ name: "duty" as const, cost: singleDuty(customsValue, rules) }]
      : named.map((duty) => ({ name: `duty:${duty.name}` as const, cost: namedDuty(duty, customsValue, given, shipment) }));
  const duty = sum(duties.map(({ cost }) => cost));
  const { vat: base } = bases;
  return { customsValue, duties, duty, vat: base && vatOn(base) };

  function vatOn(vat: VatBase): LinearRange {
    if (costs.vatAmount !== undefined) return given.amount("vatAmount");
    if (costs.vatRate === undefined) return UNKNOWN;
    const rate = new Decimal(costs.vatRate);
    const uplift = times(customsValue, new Decimal(vat.upliftShare));
    const value = sum([valueWith(vat.lines, shipment), assist(given), uplift, duty]);
    if (!vat.holdsItself) return times(value, rate);
    return rate.lt(1) ? times(value, rate.div(new Decimal(1).minus(rate))) : UNKNOWN;
  }
}

/** Moulds and plates that the buyer pays for are an assist: they belong to the customs value (WTO Valuation Agreement art. 8). */
const assist = (given: GivenCosts): LinearRange => given.amount("oneTime");

function singleDuty(customsValue: LinearRange, { costs, given }: Rules): LinearRange {
  if (costs.dutyAmount !== undefined) return given.amount("dutyAmount");
  return costs.dutyRate === undefined ? UNKNOWN : times(customsValue, new Decimal(costs.dutyRate));
}

/** A compound duty is the sum of its parts, not under its least and not over its most. */
function namedDuty(duty: NamedDuty, customsValue: LinearRange, given: GivenCosts, { branches }: Shipment): LinearRange {
  const parts = sum([
    duty.rate === undefined ? ZERO : times(customsValue, new Decimal(duty.rate)),
    duty.perUnit === undefined ? ZERO : given.perUnit(duty.perUnit),
    duty.perKg === undefined ? ZERO : given.perKg(duty.perKg),
    duty.amount === undefined ? ZERO : given.lump(duty.amount),
  ]);
  const floored = duty.least === undefined ? parts : atLeast(parts, constant(new Decimal(duty.least)), branches);
  return duty.most === undefined ? floored : atMost(floored, constant(new Decimal(duty.most)), branches);
}

/**
 * The goods in a price that holds duty and VAT too. Only what is reported of the levies hangs on it, no total does, so it is worked
 * out where the price is a figure and left open where it is a variable.
 */
function withoutLevies(shipment: Shipment, rules: Rules): Shipment {
  const price = shipment.goods.low;
  const net = { ...shipment, route: untaxed(shipment.route) };
  if (!isConstant(price)) return { ...net, goods: { low: ZERO.low, high: price } };
  const holdsVat = shipment.route.inPrice.has("vat");
  const goodsWhere = (end: "low" | "high"): Decimal | null =>
    solve(price.fixed, (goods) => {
      const { duty, vat } = levied({ ...net, goods: exactAmount(goods) }, rules);
      const total = plus(duty, holdsVat && vat !== null ? vat : ZERO)[end];
      return total && goods.plus(total.fixed);
    });
  const [least, most] = [goodsWhere("high"), goodsWhere("low")];
  // The more duty and VAT the price may hold, the less of it is goods.
  return { ...net, goods: { low: constant(least ?? new Decimal(0)), high: constant(most ?? price.fixed) } };
}

const untaxed = (route: DeliveryRoute): DeliveryRoute => ({
  ...route,
  inPrice: new Set([...route.inPrice].filter((line) => line !== "duty" && line !== "vat")),
});

// A share of the price, well above the last digit that is counted with; so many halvings leave less of it.
const NEGLIGIBLE = new Decimal("1e-30");
const MOST_STEPS = 240;

/**
 * The x at or above zero with f(x) = target for an f of straight pieces that only rises and is never under x; null where f is not
 * known. By a straight line between the ends of what is left, and by halving it in turn: a least and a most of a duty bend f both
 * ways, and following its slope alone can go to and fro for ever.
 */
function solve(target: Decimal, f: (x: Decimal) => Decimal | null): Decimal | null {
  let [low, high] = [new Decimal(0), target];
  let [atLow, atHigh] = [f(low), f(high)];
  if (atLow === null || atHigh === null) return null;
  if (atLow.gte(target)) return low;
  if (atHigh.lte(target)) return high;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const width = high.minus(low);
    const x = low.plus(step % 2 === 0 ? width.times(target.minus(atLow)).div(atHigh.minus(atLow)) : width.div(2));
    const here = f(x);
    if (here === null) return null;
    if (here.minus(target).abs().lt(target.times(NEGLIGIBLE))) return x;
    if (here.lt(target)) [low, atLow] = [x, here];
    else [high, atHigh] = [x, here];
  }
  return null;
}

/** What a price without the tax inside it is: for a buyer who gets that tax back it is what the goods cost. */
export const priceWithout = (price: LinearRange, tax: LinearRange): LinearRange =>
  tax.high === null || price.high === null
    ? price
    : { low: subtract(price.low, tax.high), high: subtract(price.high, tax.low) };
