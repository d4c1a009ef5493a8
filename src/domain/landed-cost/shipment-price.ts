import type { FreightScope } from "../../model/freight.ts";
import type { Decimal } from "../../model/money.ts";
import type { PlaceKind, TradeRule } from "../../model/trade-term.ts";
import type { BuyerCosts } from "./buyer-costs.ts";

/** What decides how a price grows into a landed cost, the money itself left out. */
export interface ShipmentShape {
  /** Null where the listing states no term (AliExpress): goods and a quote to the door. */
  readonly rule: TradeRule | null;
  /** True where a price that is no retail one states no term: nobody has said how much of the way it pays. */
  readonly isTermOpen?: boolean;
  /** The part of the way that the seller prices apart, the quote taken or not: an open price holds neither it nor what comes behind. */
  readonly pricedApart?: FreightScope | null;
  /** Null where no place is named: the rule's usual one is meant. */
  readonly placeKind?: PlaceKind | null;
  /** The destination's VAT is already in the price. */
  readonly taxIncluded: boolean;
  /** The listing's delivery quote: where it delivers (`term` null: no more than its scope says), and whether its cost is known. */
  readonly quote: { readonly scope: FreightScope; readonly term: TradeRule | null; readonly known: boolean } | null;
  /** The goods' own weight and volume, packed; null or absent is not known. */
  readonly kgPerUnit?: Decimal | null;
  readonly m3PerUnit?: Decimal | null;
}

/** For whom a shipment is landed. */
export interface Way {
  /** ISO 3166 alpha-2. */
  readonly destination: string;
  /** ISO 4217, the currency of every amount here. */
  readonly currency: string;
  readonly costs: BuyerCosts;
  /** The quantity that the buyer's lump sums are for; null: for the quantity shipped. */
  readonly askedQuantity: Decimal | null;
}
