import type { TradeTerm } from "../../../model/trade-term.ts";
import type { Notes } from "../notes.ts";

/** Alibaba.com's custom where a listing names no term. */
export const ASSUMED_FOB: TradeTerm = { rule: "FOB", place: null, placeKind: "unknown", assumed: true };

export const warnOfAssumedTerm = (notes: Notes): void =>
  notes.warn("term_assumed", "The listing names no trade term; FOB is assumed. Ask the supplier for the term and the port.");
