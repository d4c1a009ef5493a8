import { toldNotes } from "../tools/compare-purchase-options/said/notes.ts";
import { plainWords } from "../tools/wording/plain-words.ts";
import { reasonZh } from "./chinese.ts";
import { ownWords } from "./chinese-sentences.ts";
import { html, type Markup } from "./markup.ts";
import type { Sheet } from "./report.ts";

const MOST_NOTES = 12;

/** Rates with their date, where the figures are from, and what every reader has to know of them. */
export function sourcesPart({ answer, words, language }: Sheet): Markup {
  const { fx, currency, outstanding } = answer;
  const rates = Object.entries(fx?.rates ?? {}).map(([code, rate]) => `1 ${currency} = ${rate} ${code}`);
  const dated = [fx?.as_of, fx?.source].filter((part) => part != null).join(", ");
  const said = toldNotes(answer).slice(0, MOST_NOTES);
  const lacking = outstanding.map((part) => (language === "zh" ? lackingZh(part) : plainWords(part)));
  return html`<section aria-labelledby="sources"><h2 id="sources">${words.sources}</h2><ul class="plain small">
${rates.length === 0 ? null : html`<li>${words.rate}: ${rates.join("; ")}${dated === "" ? "" : ` (${dated})`}</li>`}
${lacking.length === 0 ? null : html`<li>${words.lacking}: ${lacking.join("; ")}</li>`}
${said.map((note) => html`<li>${ownWords([sentenceOf(note)], language)}</li>`)}<li>${words.words}</li></ul></section>`;
}

/** A note in plain words may begin with what was a field's name. */
const sentenceOf = (note: string): string => plainWords(note).replace(/^your freight/, "Your freight");

/** "1688:123: unavailable" with its code in Chinese. */
const lackingZh = (part: string): string =>
  part.replace(/^(.*: )([a-z_]+)$/, (whole, ref: string, code: string) => {
    const reason = reasonZh(code);
    return reason === null ? whole : `${ref}${reason}`;
  });
