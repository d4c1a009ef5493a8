import type { Notes } from "../notes.ts";
import { readCurrency } from "./figures.ts";

/**
 * The one currency that the prices of a listing name, else `otherwise`. Null where none is named, or several: then no price is a
 * price.
 */
export function oneCurrency(named: readonly (string | null)[], otherwise: string | null, notes: Notes): string | null {
  const distinct = [...new Set(named.flatMap((code) => code?.toUpperCase() ?? []))];
  const [only = otherwise] = distinct;
  if (distinct.length <= 1) return notes.read("offer.currency", only, readCurrency);
  const shown = distinct.slice(0, 5).join(", ");
  notes.warn("mixed_currencies", `The SKUs are priced in ${shown}; prices in one listing must share a currency.`);
  notes.markUnreadable("offer.currency");
  return null;
}
