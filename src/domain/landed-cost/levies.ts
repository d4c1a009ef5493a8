import { Decimal } from "../../model/money.ts";
import type { WayLine } from "./cost-lines.ts";
import { type TaxBases, taxBases } from "./customs.ts";
import { type DecimalRange, exactly, plus, times, UNKNOWN } from "./interval.ts";
import { type Shipment, valueWith } from "./shipment-value.ts";

export interface LevyRates {
  /** Fractions; null is not known. */
  readonly duty: Decimal | null;
  readonly vat: Decimal | null;
}

export interface Levies {
  readonly customsValue: DecimalRange;
  readonly duty: DecimalRange;
  /** Null where the destination has no import VAT. */
  readonly vat: DecimalRange | null;
  /** The shipment with duty and VAT taken out of its price. */
  readonly net: Shipment;
}

/** Customs value, duty and VAT at the destination, whoever pays them. A price that contains them is stripped back first. */
export function levies(shipment: Shipment, destination: string, rates: LevyRates): Levies {
  const bases = taxBases(destination);
  const net = withoutLevies(shipment, bases, rates);
  return { ...levied(net, bases, rates), net };
}

function levied(shipment: Shipment, bases: TaxBases, rates: LevyRates): Omit<Levies, "net"> {
  const customsValue = valueWith(bases.duty, shipment);
  const duty = rates.duty === null ? UNKNOWN : times(customsValue, rates.duty);
  return { customsValue, duty, vat: bases.vat === null ? null : vatOn(bases.vat, duty) };

  function vatOn(lines: ReadonlySet<WayLine>, dutyPaid: DecimalRange): DecimalRange {
    return rates.vat === null ? UNKNOWN : times(plus(valueWith(lines, shipment), dutyPaid), rates.vat);
  }
}

function withoutLevies(shipment: Shipment, bases: TaxBases, rates: LevyRates): Shipment {
  const inside = { duty: shipment.inPrice.has("duty"), vat: shipment.inPrice.has("vat") && bases.vat !== null };
  const net: Shipment = {
    ...shipment,
    inPrice: new Set([...shipment.inPrice].filter((line) => line !== "duty" && line !== "vat")),
  };
  if (!inside.duty && !inside.vat) return net;
  const price = shipment.goods.low;
  const goodsWhere = (end: "low" | "high"): Decimal | null =>
    solveLinear(price, startingPoint(shipment), (goods) => {
      const { duty, vat } = levied({ ...net, goods: exactly(goods) }, bases, rates);
      const parts = [inside.duty ? duty[end] : ZERO, inside.vat && vat !== null ? vat[end] : ZERO];
      return parts.reduce<Decimal | null>((total, part) => (total && part ? total.plus(part) : null), goods);
    });
  // The more duty and VAT the price may hold, the less of it is goods.
  return { ...net, goods: { low: goodsWhere("high") ?? ZERO, high: goodsWhere("low") ?? price } };
}

const ZERO = new Decimal(0);

/** An amount far above all costs of the way, where stripping them meets no floor, so that the price is linear in the goods. */
const startingPoint = (shipment: Shipment): Decimal =>
  [...shipment.lineCosts.values()].reduce((total, cost) => total.plus(cost), shipment.goods.low.plus(1)).times(100);

/** The x with f(x) = target for a linear f, from its values at `start` and twice that; not below zero. Null where f is not known. */
function solveLinear(target: Decimal, start: Decimal, f: (x: Decimal) => Decimal | null): Decimal | null {
  const [first, second] = [f(start), f(start.times(2))];
  if (first === null || second === null) return null;
  const slope = second.minus(first).div(start);
  return Decimal.max(0, start.plus(target.minus(first).div(slope)));
}
