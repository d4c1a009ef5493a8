/** The eleven rules of Incoterms 2020, in the order in which the seller carries more of the way. */
export const TRADE_RULES = ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"] as const;
export type TradeRule = (typeof TRADE_RULES)[number];

export interface TradeTerm {
  readonly rule: TradeRule;
  /** The named place ("Ningbo"), null where the seller wrote none. */
  readonly place: string | null;
  /** True where the listing did not state the rule and the marketplace's custom was taken instead. */
  readonly assumed: boolean;
}
