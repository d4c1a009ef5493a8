import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";

/** The amounts of the way, in its order; written down here again, so that a law asks nothing of what it holds. */
export const AMOUNT_OF_LINE = {
  loading: "loading",
  origin_inland: "originInland",
  export_clearance: "exportClearance",
  origin_terminal: "originTerminal",
  vessel_loading: "vesselLoading",
  freight: "freight",
  destination_terminal: "destinationTerminal",
  brokerage: "brokerage",
  last_mile: "lastMile",
  unloading: "unloading",
} as const satisfies Record<string, keyof BuyerCosts>;

export type WayAmount = (typeof AMOUNT_OF_LINE)[keyof typeof AMOUNT_OF_LINE];
export const WAY_AMOUNTS: readonly WayAmount[] = Object.values(AMOUNT_OF_LINE);

/** The field of each figure that a flip or a rule names. */
export const FIELD_OF_FIGURE: Readonly<Record<string, keyof BuyerCosts>> = {
  ...AMOUNT_OF_LINE,
  insurance_rate: "insuranceRate",
  duty_rate: "dutyRate",
  vat_rate: "vatRate",
};
