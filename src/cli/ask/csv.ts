export type Cell = string | number | boolean | null;
/** Column names in the order in which they are shown; what is not known is null. */
export type Row = Readonly<Record<string, Cell>>;

const NUMBER = /^-?\d+(?:\.\d+)?$/;
// What a spreadsheet takes for the start of a formula or for the end of a cell, also in its wide form and behind spaces.
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

/**
 * Rows as a spreadsheet reads them: UTF-8, commas, a header, a line each. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it; a number stays a number; what is not known is an empty cell.
 *
 * @example csvOf([{ ref: "1688:1", title: "=1+1", unit_price: "-2.50" }])
 * // ref,title,unit_price
 * // 1688:1,"'=1+1",-2.50
 */
export function csvOf(rows: readonly Row[], columns: readonly string[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return `${lines.map((cells) => cells.map(cellText).join(",")).join("\n")}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  if (NUMBER.test(text)) return text;
  if (FORMULA.test(text)) return quoted(`'${text}`);
  return NEEDS_QUOTES.test(text) ? quoted(text) : text;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One row a line, as JSON. */
export const jsonLinesOf = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
