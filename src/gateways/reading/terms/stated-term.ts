import type { TradeTerm } from "../../../model/trade-term.ts";
import { namedRules, readTradeTerm } from "../../../normalize/terms/trade-term.ts";
import { asText } from "../../../normalize/text/json-shape.ts";
import { quotedFigures } from "../../../normalize/text/quoted-figures.ts";
import type { Notes } from "../notes.ts";

/**
 * The one trade term that a listing states for its price, from a text or a list of them. Several are what the seller accepts: none
 * of them is the price's, and that is told (`several_terms`).
 */
export function readStatedTerm(stated: unknown, notes: Notes): TradeTerm | null {
  const texts = (Array.isArray(stated) ? stated : [stated]).flatMap((text) => asText(text) ?? []);
  if (texts.length === 0) return null;
  const joined = texts.join(", ");
  const rules = namedRules(joined);
  if (rules.length > 1) {
    const message = `The seller accepts several trade terms (${rules.join(", ")}), and does not say under which of them the price stands.`;
    notes.warn("several_terms", message);
    return null;
  }
  const term = texts.map((text) => readTradeTerm(text)).find((read) => read !== null) ?? null;
  if (term === null) notes.warn("unparsed_term", `No trade term could be read: ${quotedFigures(joined, 60)}`);
  return term;
}
