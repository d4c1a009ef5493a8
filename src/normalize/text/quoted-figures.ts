import { isCurrency } from "../../model/money.ts";
import { unitClassOf } from "../../model/unit-words.ts";
import { cleanText } from "./clean-text.ts";

const WORD = /[\p{L}\p{M}]+/gu;
const MARKUP = /[#`|*_<>[\]\\"]/g;

/**
 * A seller's text as it may be quoted in a sentence of ours: its figures, currency codes and units. Other words are "…", so that
 * no order hides in a warning.
 *
 *     quotedFigures("1-99: 5.20 USD; 100+: call me", 60)   // "1-99: 5.20 USD; 100+: …"
 */
export function quotedFigures(text: string, most: number): string {
  const shown = cleanText(text, most * 4)
    .replace(/\s+/g, " ")
    .replace(MARKUP, " ")
    .replace(WORD, (word) => (isCurrency(word.toUpperCase()) || unitClassOf(word) !== "other" ? word : "…"))
    .replace(/…(?:[\s,.'’-]*…)+/g, "…")
    .replace(/ {2,}/g, " ")
    .trim();
  return cleanText(shown, most);
}
