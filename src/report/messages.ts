import { figureWords, valueWords } from "../tools/compare-purchase-options/said/figures.ts";
import { fullNameOf } from "../tools/compare-purchase-options/said/names.ts";
import { figureZh } from "./chinese.ts";
import { html, type Markup, withNames } from "./markup.ts";
import type { Sheet } from "./report.ts";

const isMoney = (name: string): boolean => name !== "quantity" && !name.startsWith("fx.") && !/_(?:rate|share)$/.test(name);

// Beyond these, or a cost of the way beyond the whole order's, a figure is nothing to plan with.
const BEYOND: Readonly<Record<string, number>> = { insurance_rate: 0.03, insurance: 0.03, duty_rate: 0.6, duty: 0.6 };
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

/** Figures that would put another first, within what a buyer could meet. */
export function changesPart(sheet: Sheet): Markup | null {
  const { answer, words, language, names } = sheet;
  const ruled = new Set(answer.verdict.rule.flatMap(({ when }) => (when === null ? [] : [figureWords(when.what)])));
  const dearest = Number(sheet.ordered[0]?.cost?.total.low ?? Number.POSITIVE_INFINITY);
  const mostOf = ([first = ""]: readonly string[]): number =>
    BEYOND[first] ?? (isMoney(first) ? dearest : Number.POSITIVE_INFINITY);
  const changes = answer.flips
    .filter(({ what, threshold }) => !ruled.has(figureWords(what)) && Number(threshold) <= mostOf(what))
    .slice(0, MOST_CHANGES)
    .map((flip) => {
      const figure = language === "zh" ? figureZh(flip.what) : figureWords(flip.what);
      const owner = flip.for === null ? "" : ` (${flip.for})`;
      const now = flip.now === null ? "" : `, ${words.today} ${valueWords(flip.what, flip.now, answer.currency)}`;
      const at = valueWords(flip.what, flip.threshold, answer.currency);
      return html`<li>${figure}${owner}${now}: ${words.at} ${at} ${withNames(fullNameOf(answer, flip.then), names)} ${words.leads}</li>`;
    });
  return changes.length === 0
    ? null
    : html`<section aria-labelledby="changes"><h2 id="changes">${words.changes}</h2><ul class="plain">${changes}</ul></section>`;
}
