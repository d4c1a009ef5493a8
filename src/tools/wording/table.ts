/** A Markdown table with aligned columns, readable as it stands. Wide (CJK, full-width) characters count two columns. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(3, width(title), ...rows.map((row) => width(row[column] ?? ""))));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((size, column) => pad(cells[column] ?? "", size)).join(" | ")} |`;
  return [line(header), `|${widths.map((size) => "-".repeat(size + 2)).join("|")}|`, ...rows.map(line)].join("\n");
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

const NARROW = /^[\u0020-\u024F]*$/;

const width = (text: string): number =>
  NARROW.test(text) ? text.length : [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

const pad = (text: string, size: number): string => text + " ".repeat(Math.max(0, size - width(text)));
