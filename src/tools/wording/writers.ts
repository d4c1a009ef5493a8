import { randomBytes } from "node:crypto";
import { cleanText } from "../../normalize/text/clean-text.ts";

// The text channel is one Markdown text that a model reads as the server's. So it takes no plain `string`: every word of it comes
// through a writer that knows its place, and a field that someone adds tomorrow cannot forget to.

declare const PLACE: unique symbol;
/** Text that stands within one line or one table cell. */
export type Line = string & { readonly [PLACE]: "line" };
/** Whole lines. */
export type Block = string & { readonly [PLACE]: "block" };

/** A `string` whose words the compiler does not know cannot stand in a line; a literal of ours, a number or a `Line` can. */
type Written<Holes extends readonly (string | number)[]> = {
  readonly [Index in keyof Holes]: string extends Holes[Index] ? "unwritten" : "written";
}[number];
type LineOf<Holes extends readonly (string | number)[]> =
  "unwritten" extends Written<Holes> ? "not a line: a hole is a plain string" : Line;

const MARKDOWN = /[|`*<>[\]\\]/g;
// GFM reads an underscore as emphasis at the edge of a word only: `costs_by_product` stays as it is.
const EDGE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
// A heading, a quotation, a list, a fence or a rule, where the text comes first in its line.
const OPENING = /^(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|-{2}|={2}|~{2})/;
const HEADING = /(?<=\s)(?=#{1,6}(?:\s|$))/g;
const ORDERED = /^(\d{1,9})(?=[.)](?:\s|$))/;

// Between quoted words of others, until the text is whole: where a long line is folded, none of them begins the next one.
const TIE = "\u{F8FF}";
const tied = (text: string): string => text.replaceAll(" ", TIE);
/** What quotes stand around, with the space before them, as one word: others' words are not broken, and begin no line. */
export const quotesTied = (text: string): string => text.replace(/ ?"(?:\\.|[^"\\])*"/g, tied);
export const untied = (text: string): string => text.replaceAll(TIE, " ");

/** Any word of an answer in one line or cell: a name, an id, a code, an amount. No line break, nothing Markdown would act on. */
export const inline = (text: string): Line => unopened(oneLine(text).replace(MARKDOWN, "\\$&").replace(EDGE_UNDERSCORE, "\\_"));

/** An address that this server made: it must open as it is copied, so what Markdown would act on is encoded and not escaped. */
export const address = (url: string): Line =>
  url.replace(/[\s|`*<>[\]\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`) as Line;

/** A sentence of ours that the domain wrote: its back-quoted field names stay; it is still one line and opens nothing. */
export const sentence = (text: string): Line => unopened(oneLine(text).replace(/[|<>]|\](?=\()/g, "\\$&"));

/** A sentence of ours in as many lines as it takes, broken between its words; what it quotes stays together. */
export const foldedSentence = (text: Line): Block =>
  untied(foldedAt(quotesTied(text), (part) => (part.length > LINE_WIDTH ? part.split(" ") : [part]))) as Block;

/**
 * A line of ours with others' words in its holes.
 *
 *     line`Buy ${quantity} from ${inline(ref)}`
 */
export const line = <const Holes extends readonly (string | number)[]>(
  words: TemplateStringsArray,
  ...holes: Holes
): LineOf<Holes> => String.raw({ raw: words }, ...holes) as LineOf<Holes>;

/** Words of ours, each a line or a cell: the heads of a table. */
export const own = <const Words extends readonly string[]>(
  ...words: Words
): string extends Words[number] ? "not a line: a plain string" : readonly Line[] => words as never;

export const joined = <const Separator extends string>(
  lines: readonly Line[],
  separator: string extends Separator ? never : Separator,
): Line => lines.join(separator) as Line;

/** Lines under one another, or parts with an empty line between them. What is empty is left out. */
export const block = (lines: readonly (Line | Block)[], gap: "\n" | "\n\n" = "\n"): Block =>
  lines.filter((text) => text !== "").join(gap) as Block;

/** What a line of an answer takes at the most, so that a terminal and a chat window show it whole. */
export const LINE_WIDTH = 158;

/** Pieces with a space between them in as few lines as they take: none is broken, so a longer one has a line of its own. */
export function packed(pieces: readonly string[], width = LINE_WIDTH): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const piece of pieces) {
    if (current !== "" && current.length + piece.length + 1 > width) {
      lines.push(current);
      current = piece;
    } else current = current === "" ? piece : `${current} ${piece}`;
  }
  return [...lines, current];
}

/** A long line in several, broken at its middle dots alone: the words between them may be others', and such do not begin a line. */
export const folded = (text: Line): Block => foldedAt(text, (part) => [part]);

function foldedAt(text: string, inPieces: (part: string) => readonly string[]): Block {
  const pieces = text
    .split(" · ")
    .flatMap((part, place) => inPieces(part).map((piece, index) => (place > 0 && index === 0 ? `· ${piece}` : piece)));
  const [first = "", ...others] = packed(pieces);
  return [first, ...others.map((text) => (text.startsWith("· ") ? text : unopened(text)))].join("\n") as Block;
}

/** Long prose of a seller, between two lines that the seller cannot have guessed. */
export const fence = (text: string, boundary: string = randomBytes(6).toString("hex")): Block =>
  `--- seller text ${boundary} ---\n${cleanText(text)}\n--- end of seller text ${boundary} ---` as Block;

/** A Markdown table with aligned columns, readable as it stands. Wide (CJK, full-width) characters count two columns. */
export function table(header: readonly Line[], rows: readonly (readonly Line[])[]): Block {
  const widths = header.map((title, column) =>
    rows.reduce((most, row) => Math.max(most, width(row[column] ?? "")), Math.max(3, width(title))),
  );
  const row = (cells: readonly Line[]): string =>
    `| ${widths.map((size, column) => pad(cells[column] ?? "", size)).join(" | ")} |`;
  return [row(header), `|${widths.map((size) => "-".repeat(size + 2)).join("|")}|`, ...rows.map(row)].join("\n") as Block;
}

const LONGEST_NAME = 60;
const MOST_NAME_WORDS = 8;
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&'’·()（）/-]*$/u;

// A company writes its words with capitals; a run of small ones is a sentence and no name.
const SENTENCE = /(?:^|\s)(?!(?:and|of|for|the|de|la|by)\s)[a-z]{3,}\s+[a-z]{3,}(?:\s|$)/;

/** A seller's name as it may stand in a sentence of ours; null where it is not like a name: then the reference stands there. */
export function nameInSentence(name: string | null): string | null {
  const text = name === null ? "" : oneLine(name);
  const isName =
    NAME.test(text) && !SENTENCE.test(text) && text.length <= LONGEST_NAME && text.split(" ").length <= MOST_NAME_WORDS;
  return isName ? text : null;
}

const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, " ").trim();

const unopened = (text: string): Line => text.replace(OPENING, "\\").replace(HEADING, "\\").replace(ORDERED, "$1\\") as Line;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

const NARROW = /^[\u0020-\u024F]*$/;

const width = (text: string): number =>
  NARROW.test(text) ? text.length : [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

const pad = (text: string, size: number): string => text + " ".repeat(Math.max(0, size - width(text)));
