/** The eleven rules of Incoterms 2020, in the order in which the seller carries more of the way. */
export const TRADE_RULES = ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"] as const;

/**
 * A rule of Incoterms 2020.
 * @example
 * const rule: TradeRule = "FOB";
 */
export type TradeRule = (typeof TRADE_RULES)[number];

/** Where the seller's part of the way ends, as far as the named place says it. */
export const PLACE_KINDS = ["works", "port", "airport", "city", "unknown"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/**
 * Up to where the price pays the way.
 * @example
 * const term: TradeTerm = { rule: "FOB", place: "Ningbo", placeKind: "port", assumed: false };
 */
export interface TradeTerm {
  readonly rule: TradeRule;
  /** The named place ("Ningbo"), null where the seller wrote none. */
  readonly place: string | null;
  /** "unknown" where there is no place, or it cannot be told. */
  readonly placeKind: PlaceKind;
  /** True where the listing did not state the rule and the marketplace's custom was taken instead. */
  readonly assumed: boolean;
}
