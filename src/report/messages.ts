import { changePoint, changesOf } from "../tools/compare-purchase-options/said/changes.ts";
import { figureWords, valueWords } from "../tools/compare-purchase-options/said/figures.ts";
import { fullNameOf } from "../tools/compare-purchase-options/said/names.ts";
import { figureZh } from "./chinese.ts";
import { html, type Markup, withNames } from "./markup.ts";
import type { Sheet } from "./report.ts";

const MOST_CHANGES = 4;

/** The question to ask next, and the messages to copy and send. */
export function messagesPart(sheet: Sheet): Markup | null {
  const { answer, words, language, names } = sheet;
  const { messages, verdict } = answer;
  const question = verdict.ask_next;
  if (question === null && messages.supplier === null && messages.forwarder === null) return null;
  const asked =
    question === null
      ? null
      : html`<p lang="${language === "zh" ? "zh-CN" : "en"}">${withNames(language === "zh" ? question.question_zh : question.question_en, names)}</p>`;
  const supplier =
    messages.supplier === null
      ? null
      : html`<h3>${words.toSupplier}: ${withNames(fullNameOf(answer, messages.supplier.ref), names)}</h3><blockquote lang="zh-CN" tabindex="0">${messages.supplier.zh}</blockquote>${
          language === "en" ? html`<blockquote class="meaning" lang="en">${messages.supplier.en}</blockquote>` : null
        }`;
  const forwarder =
    messages.forwarder === null
      ? null
      : html`<h3>${words.toForwarder}</h3><blockquote lang="en" tabindex="0">${withNames(messages.forwarder.en, names)}</blockquote>`;
  return html`<section aria-labelledby="messages"><h2 id="messages">${words.questions}</h2>${asked}${forwarder}${supplier}</section>`;
}

/** Figures that would put another first, the same as the text tells. */
export function changesPart(sheet: Sheet): Markup | null {
  const { answer, words, language, names } = sheet;
  const changes = changesOf(answer)
    .slice(0, MOST_CHANGES)
    .map((flip) => {
      const figure = language === "zh" ? figureZh(flip.what) : figureWords(flip.what);
      const owner = flip.for === null ? "" : ` (${flip.for})`;
      const now = flip.now === null ? "" : `, ${words.today} ${valueWords(flip.what, flip.now, answer.currency)}`;
      return html`<li>${figure}${owner}${now}: ${words.at} ${changePoint(flip, answer)} ${withNames(fullNameOf(answer, flip.then), names)} ${words.leads}</li>`;
    });
  return changes.length === 0
    ? null
    : html`<section aria-labelledby="changes"><h2 id="changes">${words.changes}</h2><ul class="plain">${changes}</ul></section>`;
}
