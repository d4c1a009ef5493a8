import type { BuyerCosts } from "./buyer-costs.ts";
import type { WayLine } from "./cost-lines.ts";
import { linesInPrice } from "./cost-lines.ts";
import { VALUE_ON_BOARD } from "./customs.ts";
import type { FreightQuote, ShipmentPrice } from "./shipment-price.ts";

/** Who pays which line of the way. What is in none of the sets is the buyer's to pay. */
export interface DeliveryRoute {
  readonly inPrice: ReadonlySet<WayLine>;
  readonly inQuote: ReadonlySet<WayLine>;
  /** Lines that a parcel delivery has no separate cost for. */
  readonly notApplicable: ReadonlySet<WayLine>;
}

const NONE: ReadonlySet<WayLine> = new Set();
const PARCEL_DELIVERY = ["insurance", "destination_terminal", "last_mile"] as const;

export function deliveryRoute(price: ShipmentPrice, costs: BuyerCosts): DeliveryRoute {
  const paid = price.rule === null ? [...VALUE_ON_BOARD] : linesInPrice(price.rule);
  const inPrice: ReadonlySet<WayLine> = new Set(price.taxIncluded ? [...paid, "vat"] : paid);
  return price.rule === null ? retailRoute(price.quote, inPrice, costs) : tradeRoute(price.quote, inPrice, costs);
}

/**
 * A retail listing sells goods ready to leave and one delivery to the door. The platform's own quote is the only way these goods
 * travel, so it goes before the freight the buyer has for the others; without it all of the delivery is the one unknown `freight`.
 */
function retailRoute(quote: FreightQuote | null, inPrice: ReadonlySet<WayLine>, costs: BuyerCosts): DeliveryRoute {
  if (quote !== null && quote.amount !== null) {
    return { inPrice, inQuote: beyond(inPrice, linesInPrice(quote.term ?? "DAP")), notApplicable: NONE };
  }
  const given = new Set<WayLine>();
  if (costs.insuranceRate !== undefined) given.add("insurance");
  if (costs.destinationTerminal !== undefined) given.add("destination_terminal");
  if (costs.lastMile !== undefined) given.add("last_mile");
  return { inPrice, inQuote: NONE, notApplicable: new Set(PARCEL_DELIVERY.filter((line) => !given.has(line))) };
}

/** A freight of the buyer's own is the route they mean; a price that holds the freight needs no quote for it. */
function tradeRoute(quote: FreightQuote | null, inPrice: ReadonlySet<WayLine>, costs: BuyerCosts): DeliveryRoute {
  const route = (inQuote: ReadonlySet<WayLine>): DeliveryRoute => ({ inPrice, inQuote, notApplicable: NONE });
  if (quote === null) return route(NONE);
  if (quote.scope === "domestic") {
    return route(costs.originInland === undefined ? beyond(inPrice, ["origin_inland"]) : NONE);
  }
  if (inPrice.has("freight") || costs.freight !== undefined) return route(NONE);
  return route(beyond(inPrice, quoteReach(quote)));
}

function quoteReach(quote: FreightQuote): readonly WayLine[] {
  const reach = quote.term === null ? [] : linesInPrice(quote.term);
  if (reach.includes("freight")) return reach;
  return quote.scope === "door" ? linesInPrice("DAP") : ["freight"];
}

const beyond = (inPrice: ReadonlySet<WayLine>, lines: readonly WayLine[]): ReadonlySet<WayLine> =>
  new Set(lines.filter((line) => !inPrice.has(line)));
