import { cleanText } from "../normalize/text/clean-text.ts";

declare const SAFE: unique symbol;
/** HTML that is written by `html` alone. */
export type Markup = { readonly text: string; readonly [SAFE]: true };
type Hole = string | number | Markup | readonly Markup[] | null;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text of whoever it is as text: nothing in it is read as markup, and nothing in it is invisible. */
export const escaped = (text: string): string => cleanText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");

const marked = (text: string): Markup => ({ text }) as Markup;

/**
 * Markup of ours with others' words in its holes: a string is escaped, markup stays, a list is joined, null is nothing.
 *
 *     html`<p>${title}</p>`
 */
export const html = (words: TemplateStringsArray, ...holes: readonly Hole[]): Markup =>
  marked(String.raw({ raw: words }, ...holes.map(filled)));

function filled(hole: Hole): string {
  if (hole === null) return "";
  if (typeof hole === "string" || typeof hole === "number") return escaped(String(hole));
  return "text" in hole ? hole.text : hole.map(({ text }) => text).join("");
}

const LONGEST = 160;

/** A seller's words: their own direction, cut to a length, and never anything but text. */
export function seller(text: string, longest = LONGEST): Markup {
  const signs = [...text.replace(/\s+/g, " ").trim()];
  const cut = signs.length > longest ? `${signs.slice(0, longest - 1).join("")}…` : signs.join("");
  return html`<bdi>${cut}</bdi>`;
}

/** A sentence of ours in which these names stand: each keeps its own direction. */
export function withNames(sentence: string, names: readonly string[]): Markup {
  const longestFirst = [...new Set(names)].filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return html`${sentence}`;
  const pattern = new RegExp(`(${longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`);
  const parts = sentence.split(pattern);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<bdi>${part}</bdi>` : html`${part}`))}`;
}
