import { type Channel, FIVE } from "./check.ts";
import type { EvalResult } from "./replay.ts";

const CHANNELS: readonly Channel[] = ["text", "structured"];
// Wording changes by a word at a time: the document tells sizes to the nearest of these.
const ROUND = 50;

/** What docs/method.md shows of a run. */
export function tableOf(results: readonly EvalResult[]): string {
  const told = FIVE.map((what) => {
    const counts = CHANNELS.map((channel) => results.filter(({ missed }) => !missed[channel].includes(what)).length);
    return `| ${what} | ${counts.map((count) => `${count} of ${results.length}`).join(" | ")} |`;
  });
  const sizes = CHANNELS.map((channel) => results.map(({ bytes }) => bytes[channel]));
  const tokens = results.map((result) => result.tokens);
  const row = (name: string, of: (figures: readonly number[]) => number): string =>
    `| ${name} | ${sizes.map((own) => `${rounded(of(own))} bytes`).join(" | ")} |`;
  return [
    "| an answer says | in the text | in the structured channel |",
    "|---|---|---|",
    ...told,
    row("its size, at the middle", middle),
    row("its size, at the most", (figures) => Math.max(...figures)),
    `| tokens of the text, at the middle and at the most | ${rounded(middle(tokens))} and ${rounded(Math.max(...tokens))} | |`,
  ].join("\n");
}

const rounded = (figure: number): string => String(Math.round(figure / ROUND) * ROUND).replace(/\B(?=(?:\d{3})+$)/g, ",");

function middle(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const BEGIN = "<!-- evals -->";
const END = "<!-- /evals -->";

/** The document with the table between its marks. @throws Error where it has none */
export function withTable(document: string, table: string): string {
  const [before, rest] = document.split(BEGIN);
  const [, after] = (rest ?? "").split(END);
  if (before === undefined || after === undefined) throw new Error(`no ${BEGIN} … ${END} in the document`);
  return `${before}${BEGIN}\n${table}\n${END}${after}`;
}

/** The table as it stands in the document. */
export const tableIn = (document: string): string => document.split(BEGIN)[1]?.split(END)[0]?.trim() ?? "";
