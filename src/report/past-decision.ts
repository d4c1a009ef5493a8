import { html } from "./markup.ts";
import { documentOf } from "./page.ts";
import type { PageLanguage } from "./words.ts";

/** What is left of a decision whose sellers' figures have passed their time. */
export interface PastDecision {
  readonly id: string;
  readonly decidedAtMs: number;
  readonly first: { readonly ref: string; readonly quantity: number } | null;
}

const TEXTS = {
  en: {
    title: "A decision of the past",
    bought: (quantity: number, ref: string): string => `It said: buy ${quantity} from ${ref}.`,
    nothing: "It said that nothing could be bought.",
    gone: "The sellers' figures are kept seven days, as their platforms ask, and are gone. Ask the same question again for today's:",
  },
  zh: {
    title: "过往的采购决策",
    bought: (quantity: number, ref: string): string => `当时结论:向${ref}采购${quantity}。`,
    nothing: "当时结论:无法采购。",
    gone: "按平台要求,卖家数据仅保留七天,现已删除。请用今天的数据重新提问:",
  },
} as const;

/** The page of a decision of which only the question and the verdict are still kept. */
export function pastPage({ id, decidedAtMs, first }: PastDecision, language: PageLanguage): string {
  const texts = TEXTS[language];
  const said = first === null ? texts.nothing : texts.bought(first.quantity, first.ref);
  const body = html`<header><p>${new Date(decidedAtMs).toISOString().slice(0, 10)} · <code>${id}</code></p></header>
<main><h1>${said}</h1><p>${texts.gone}</p><p><code>sourcing-mcp recheck ${id}</code></p></main>`;
  return documentOf(texts.title, language, body);
}
