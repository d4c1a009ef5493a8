import { plainWords } from "../tools/wording/plain-words.ts";
import { html, type Markup } from "./markup.ts";
import type { Sheet } from "./report.ts";

const MOST_NOTES = 12;

/** Rates with their date, where the figures are from, and what every reader has to know of them. */
export function sourcesPart({ answer, words }: Sheet): Markup {
  const { fx, currency, notes, outstanding } = answer;
  const rates = Object.entries(fx?.rates ?? {}).map(([code, rate]) => `1 ${currency} = ${rate} ${code}`);
  const dated = [fx?.as_of, fx?.source].filter((part) => part != null).join(", ");
  const said = notes.filter((note) => !/^(?:Kept as |In full detail)/.test(note)).slice(0, MOST_NOTES);
  return html`<section aria-labelledby="sources"><h2 id="sources">${words.sources}</h2><ul class="plain small">
${rates.length === 0 ? null : html`<li>${words.rate}: ${rates.join("; ")}${dated === "" ? "" : ` (${dated})`}</li>`}
${outstanding.length === 0 ? null : html`<li>${words.lacking}: ${outstanding.map(plainWords).join("; ")}</li>`}
${said.map((note) => html`<li lang="en">${plainWords(note)}</li>`)}<li>${words.words}</li></ul></section>`;
}
