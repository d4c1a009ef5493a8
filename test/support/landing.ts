import { type LandedShipment, landShipment } from "../../src/domain/landed-cost/landed-cost.ts";
import type { ShipmentShape, Way } from "../../src/domain/landed-cost/shipment-price.ts";
import { Decimal } from "../../src/model/money.ts";

/** A price with its money inside, as tests write it. */
export interface PriceOfOne extends Omit<ShipmentShape, "quote"> {
  readonly goods: Decimal;
  readonly quote: (Omit<NonNullable<ShipmentShape["quote"]>, "known"> & { readonly amount: Decimal | null }) | null;
}

/** Lands a shipment of the quantity that the buyer's figures are for. */
export function landOne(price: PriceOfOne, way: Omit<Way, "askedQuantity">): LandedShipment {
  const { goods, quote, ...shape } = price;
  const amount = quote?.amount ?? null;
  return landShipment(
    { ...shape, quote: quote && { scope: quote.scope, term: quote.term, known: amount !== null } },
    { quantity: new Decimal(100), goods, quote: amount ?? new Decimal(0) },
    { ...way, askedQuantity: null },
  );
}
