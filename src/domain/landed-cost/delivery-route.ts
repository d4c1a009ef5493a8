import type { BuyerCosts } from "./buyer-costs.ts";
import { COST_LINES, isSaid, linesInPrice, ORIGIN_LINES, type WayLine } from "./cost-lines.ts";
import type { ShipmentShape } from "./shipment-price.ts";

/** Who pays which line of the way. What is in none of the sets is the buyer's to pay. */
export interface DeliveryRoute {
  readonly inPrice: ReadonlySet<WayLine>;
  readonly inQuote: ReadonlySet<WayLine>;
  /** Lines that may be in the price or the buyer's to pay: the named place does not tell, or no term is stated. */
  readonly uncertain: ReadonlySet<WayLine>;
  /** Lines that there is no cost for on this way. */
  readonly notApplicable: ReadonlySet<WayLine>;
}

const NONE: ReadonlySet<WayLine> = new Set();
const PARCEL_DELIVERY = ["insurance", "destination_terminal", "last_mile"] as const;

export function deliveryRoute(shape: ShipmentShape, costs: BuyerCosts, destination: string): DeliveryRoute {
  const { rule, quote, taxIncluded } = shape;
  const reach = priceReach(shape);
  const paid = taxIncluded ? [...reach.paid, "vat" as const] : reach.paid;
  const inPrice: ReadonlySet<WayLine> = new Set(paid);
  if (destination === "CN") return domesticRoute(shape, costs);
  const isRetail = rule === null && shape.isTermOpen !== true;
  const route = isRetail ? retailRoute(quote, inPrice, costs) : tradeRoute(quote, inPrice, costs);
  // What the listing's own quote covers is paid, wherever the price ends.
  return { ...route, uncertain: new Set(reach.uncertain.filter((line) => !route.inQuote.has(line) && !inPrice.has(line))) };
}

/**
 * The lines of which nobody has said whether the price pays them, because it states no term: all of the way, from the works to duty
 * paid. A delivery that the seller prices apart is not in it, nor is what comes behind.
 */
function openLines({ isTermOpen = false, pricedApart = null }: ShipmentShape): readonly WayLine[] {
  if (!isTermOpen) return [];
  if (pricedApart === null) return COST_LINES;
  return pricedApart === "domestic" ? ["loading"] : [...ORIGIN_LINES];
}

/** What the price pays under its rule as far as the named place, and what the place leaves open. */
function priceReach(shape: ShipmentShape): {
  readonly paid: readonly WayLine[];
  readonly uncertain: readonly WayLine[];
} {
  const { rule, isTermOpen, placeKind } = shape;
  if (isTermOpen) return { paid: [], uncertain: openLines(shape) };
  if (rule === null) return { paid: [...ORIGIN_LINES], uncertain: [] };
  const paid = linesInPrice(rule);
  const leaving = (left: readonly WayLine[], uncertain: readonly WayLine[]) => ({
    paid: paid.filter((line) => !left.includes(line) && !uncertain.includes(line)),
    uncertain: uncertain.filter((line) => paid.includes(line)),
  });
  // FCA delivers at the named place: at the works the carrier loads there and the way to the port is the buyer's.
  if (rule === "FCA") {
    if (placeKind === "works") return leaving(["origin_inland"], []);
    return leaving([], placeKind === "unknown" ? ["origin_inland"] : []);
  }
  if (!paid.includes("last_mile")) return { paid, uncertain: [] };
  // Carriage paid to a port may end at the ship's rail: whether the terminal is in it, the contract of carriage says.
  const terminal: readonly WayLine[] = rule === "CPT" || rule === "CIP" ? ["destination_terminal"] : [];
  if (placeKind === "port") return leaving(["last_mile"], terminal);
  if (placeKind === "airport") return leaving(["last_mile"], []);
  return leaving([], placeKind === "unknown" ? ["last_mile"] : []);
}

/** To a buyer in China there is no export: the carriage within the country is the whole way. */
function domesticRoute(shape: ShipmentShape, costs: BuyerCosts): DeliveryRoute {
  const { rule, quote } = shape;
  const paid = rule === null ? [] : linesInPrice(rule);
  const isQuoted = quote !== null && costs.originInland === undefined && !paid.includes("origin_inland");
  const counted: readonly WayLine[] = ["origin_inland", "unloading"];
  return {
    inPrice: new Set(counted.filter((line) => paid.includes(line))),
    inQuote: isQuoted ? new Set(["origin_inland"]) : NONE,
    uncertain: new Set(openLines(shape).filter((line) => counted.includes(line))),
    notApplicable: new Set(COST_LINES.filter((line) => !counted.includes(line))),
  };
}

/**
 * A retail listing sells goods ready to leave and one delivery to the door. The platform's own quote is the only way these goods
 * travel, so it goes before the freight the buyer has for the others; without it all of the delivery is the one unknown `freight`.
 */
function retailRoute(quote: ShipmentShape["quote"], inPrice: ReadonlySet<WayLine>, costs: BuyerCosts): DeliveryRoute {
  const open = { inPrice, uncertain: NONE };
  if (quote?.known) return { ...open, inQuote: beyond(inPrice, linesInPrice(quote.term ?? "DAP")), notApplicable: NONE };
  return { ...open, inQuote: NONE, notApplicable: new Set(PARCEL_DELIVERY.filter((line) => !isSaid(line, costs))) };
}

/** A freight of the buyer's own is the route they mean; a price that holds the freight needs no quote for it. */
function tradeRoute(quote: ShipmentShape["quote"], inPrice: ReadonlySet<WayLine>, costs: BuyerCosts): DeliveryRoute {
  const route = (inQuote: ReadonlySet<WayLine>): DeliveryRoute => ({
    inPrice,
    inQuote,
    uncertain: NONE,
    notApplicable: NONE,
  });
  if (quote === null) return route(NONE);
  if (quote.scope === "domestic") {
    return route(costs.originInland === undefined ? beyond(inPrice, ["origin_inland"]) : NONE);
  }
  if (inPrice.has("freight") || isSaid("freight", costs)) return route(NONE);
  return route(beyond(inPrice, quoteReach(quote)));
}

function quoteReach(quote: NonNullable<ShipmentShape["quote"]>): readonly WayLine[] {
  const reach = quote.term === null ? [] : linesInPrice(quote.term);
  if (reach.includes("freight")) return reach;
  return quote.scope === "door" ? linesInPrice("DAP") : ["freight"];
}

const beyond = (inPrice: ReadonlySet<WayLine>, lines: readonly WayLine[]): ReadonlySet<WayLine> =>
  new Set(lines.filter((line) => !inPrice.has(line)));
