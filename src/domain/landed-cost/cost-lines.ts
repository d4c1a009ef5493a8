import type { Amount } from "../../model/money.ts";
import type { TradeRule } from "../../model/trade-term.ts";

/** The costs of the way from the works to the buyer's shelf, in the order in which they arise. */
export const COST_LINES = [
  "loading",
  "origin_inland",
  "export_clearance",
  "origin_terminal",
  "vessel_loading",
  "freight",
  "insurance",
  "destination_terminal",
  "brokerage",
  "duty",
  "vat",
  "last_mile",
  "unloading",
] as const;
export type WayLine = (typeof COST_LINES)[number];
export type CostLineName = "goods" | WayLine | "per_order" | "rounding";

/**
 * Where a line's amount comes from. `in_price`: the seller has paid it. `quoted`: the listing's, for `goods` its price and for a
 * line that a delivery quote covers the quote. `not_applicable`: there is no such cost on this way.
 */
export type LineBasis = "in_price" | "given" | "quoted" | "computed" | "unknown" | "not_applicable";

/** What the buyer knows of the way: per shipment, in the buyer's currency, rates as fractions. Absent is "not said". */
export interface BuyerCosts {
  readonly loading?: Amount;
  readonly originInland?: Amount;
  readonly exportClearance?: Amount;
  readonly originTerminal?: Amount;
  readonly vesselLoading?: Amount;
  readonly freight?: Amount;
  readonly insuranceRate?: Amount;
  readonly destinationTerminal?: Amount;
  readonly brokerage?: Amount;
  readonly dutyRate?: Amount;
  readonly vatRate?: Amount;
  readonly vatRecoverable?: boolean;
  readonly lastMile?: Amount;
  readonly unloading?: Amount;
  /** Whatever each order costs beside the goods: inspection, bank fees. */
  readonly perOrder?: Amount;
}

// ICC Incoterms 2020, articles A2/B2 to A10/B10: which lines the seller's price pays. FCA as far as the named place of delivery;
// CPT and CIP as far as the named place of destination, taken as the buyer's door.
const ORIGIN_TO_CARRIER = ["loading", "origin_inland", "export_clearance"] as const;
const ON_BOARD = [...ORIGIN_TO_CARRIER, "origin_terminal", "vessel_loading"] as const;
const TO_THE_DOOR = [...ON_BOARD, "freight", "insurance", "destination_terminal", "last_mile"] as const;

const IN_PRICE: Readonly<Record<TradeRule, readonly WayLine[]>> = {
  EXW: [],
  FCA: ORIGIN_TO_CARRIER,
  FAS: [...ORIGIN_TO_CARRIER, "origin_terminal"],
  FOB: ON_BOARD,
  CFR: [...ON_BOARD, "freight"],
  CIF: [...ON_BOARD, "freight", "insurance"],
  CPT: [...ON_BOARD, "freight", "destination_terminal", "last_mile"],
  CIP: TO_THE_DOOR,
  DAP: TO_THE_DOOR,
  DPU: [...TO_THE_DOOR, "unloading"],
  DDP: [...TO_THE_DOOR, "brokerage", "duty", "vat"],
};

/** The lines that a price under `rule` already pays; all others are the buyer's. */
export const linesInPrice = (rule: TradeRule): readonly WayLine[] => IN_PRICE[rule];
