import { Decimal } from "../../model/money.ts";
import type { BuyerCosts } from "./buyer-costs.ts";
import { AMOUNT_LINES, COST_FIELD, COST_LINES, type CostLineName, type LineBasis, type WayLine } from "./cost-lines.ts";
import type { DeliveryRoute } from "./delivery-route.ts";
import { type DecimalRange, exactly, UNKNOWN, ZERO } from "./interval.ts";
import type { Levies } from "./levies.ts";
import type { ShipmentPrice } from "./shipment-price.ts";
import { insurancePremium, type Shipment } from "./shipment-value.ts";

/** A line of a shipment with all that it may cost the buyer. */
export interface PricedLine {
  readonly name: CostLineName;
  readonly cost: DecimalRange;
  readonly basis: LineBasis;
}

/**
 * The buyer's lines of the way, in its order. A quote for several of them stands whole on the main one (`freight`, else its first);
 * the others show 0 with the basis `quoted`: they cost the buyer nothing more, and the lines still sum.
 */
export const wayLines = (route: DeliveryRoute, shipment: Shipment, levied: Levies): readonly PricedLine[] =>
  COST_LINES.map((name) => wayLine(name, route, shipment, levied));

/** What is known of a shipment, before any duty. */
export function shipmentOf(price: ShipmentPrice, costs: BuyerCosts, route: DeliveryRoute): Shipment {
  const said = AMOUNT_LINES.flatMap((line) => {
    const cost = decimal(costs[COST_FIELD[line]]);
    return cost === null ? [] : [[line, cost] as const];
  });
  const nothing = [...route.notApplicable].map((line) => [line, ZERO.low] as const);
  const quoted = price.quote?.amount ?? null;
  return {
    goods: exactly(price.goods),
    inPrice: route.inPrice,
    inQuote: route.inQuote,
    quote: quoted === null ? UNKNOWN : exactly(quoted),
    lineCosts: new Map([...said, ...nothing]),
    insuranceRate: route.notApplicable.has("insurance") ? ZERO.low : decimal(costs.insuranceRate),
  };
}

function wayLine(name: WayLine, route: DeliveryRoute, shipment: Shipment, levied: Levies): PricedLine {
  if (name === "vat" && levied.vat === null) return { name, cost: ZERO, basis: "not_applicable" };
  if (route.inPrice.has(name)) return { name, cost: ZERO, basis: "in_price" };
  if (route.inQuote.has(name)) return quotedLine(name, route, shipment);
  if (route.notApplicable.has(name)) return { name, cost: ZERO, basis: "not_applicable" };
  if (name === "insurance") return computed(name, insurancePremium(levied.net));
  if (name === "duty") return computed(name, levied.duty);
  if (name === "vat") return computed(name, levied.vat ?? ZERO);
  const cost = shipment.lineCosts.get(name);
  return cost === undefined ? { name, cost: UNKNOWN, basis: "unknown" } : { name, cost: exactly(cost), basis: "given" };
}

function quotedLine(name: WayLine, route: DeliveryRoute, shipment: Shipment): PricedLine {
  const main = route.inQuote.has("freight") ? "freight" : [...route.inQuote][0];
  const cost = name === main ? shipment.quote : ZERO;
  return { name, cost, basis: cost.high === null ? "unknown" : "quoted" };
}

const computed = (name: CostLineName, cost: DecimalRange): PricedLine => ({
  name,
  cost,
  basis: cost.high === null ? "unknown" : "computed",
});

export const decimal = (amount: string | undefined): Decimal | null => (amount === undefined ? null : new Decimal(amount));
