import type { FreightScope } from "../../model/freight.ts";
import type { Decimal } from "../../model/money.ts";
import type { TradeRule } from "../../model/trade-term.ts";

/** A listing's delivery quote. `amount`, in the buyer's currency, is null where the route is quoted without its cost. */
export interface FreightQuote {
  readonly scope: FreightScope;
  readonly amount: Decimal | null;
  /** Where the quote delivers; null where it says no more than its scope. */
  readonly term: TradeRule | null;
}

export interface ShipmentPrice {
  /** Null where the listing states no term (AliExpress): goods and a quote to the door. */
  readonly rule: TradeRule | null;
  /** The invoice for the goods in the buyer's currency, unrounded. */
  readonly goods: Decimal;
  readonly quote: FreightQuote | null;
  /** The destination's VAT is already in the price. */
  readonly taxIncluded: boolean;
}
