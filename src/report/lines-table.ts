import { RECOVERY_NOTE } from "../domain/compare/cost-notes.ts";
import type { OptionAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { isPaidApart } from "../tools/compare-purchase-options/side-by-side.ts";
import { lineName, lineNames, rangeText } from "./figures.ts";
import { html, type Markup, seller } from "./markup.ts";
import { type Sheet, shownName } from "./report.ts";
import type { Words } from "./words.ts";

type Line = NonNullable<NonNullable<OptionAnswer["cost"]>["lines"]>[number];

const isZero = (amount: string): boolean => /^0(?:\.0+)?$/.test(amount);

interface Row {
  readonly names: readonly string[];
  readonly cells: readonly string[];
}

/** The first two that can be bought, side by side: each column adds up to its total. Null where the answer has no lines. */
export function linesTable(sheet: Sheet): Markup | null {
  const { words, answer, language } = sheet;
  const isRecoverySaid = !answer.notes.includes(RECOVERY_NOTE);
  const shown = sheet.ordered.filter(({ state, cost }) => state === "feasible" && cost?.lines).slice(0, 2);
  if (shown.length === 0) return null;
  const names = [...new Set(shown.flatMap(({ cost }) => (cost?.lines ?? []).map(({ name }) => name)))];
  const rows = names.map((name) => ({
    names: [name],
    cells: shown.map((option) => {
      const { cost } = option;
      // A tax that comes back is in no total, however much of it is to be paid first.
      const comesBack = name === "vat" && isRecoverySaid && isPaidApart(option) && !cost?.missing.includes("vat");
      return cellOf(
        cost?.lines?.find((line) => line.name === name),
        comesBack,
        words,
      );
    }),
  }));
  const isOpen = ({ cells }: Row): boolean => cells.every((cell) => cell === words.unknown);
  const open = rows.filter(isOpen).flatMap(({ names: own }) => own);
  const told = merged(rows.filter((row) => !isOpen(row) && row.cells.some((cell) => cell !== words.none && cell !== "")));
  const heads = shown.map((option) => html`<th scope="col">${seller(shownName(option, sheet), 34)}</th>`);
  const body = told.map(
    ({ names: own, cells }) =>
      html`<tr><th scope="row">${own.length === 1 ? lineName(own[0] ?? "", language) : lineNames(own, language)}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  );
  const paid = shown.some(isPaidApart)
    ? html`<tr><th scope="row">${words.toBePaid}</th>${shown.map(({ cost }) => html`<td>${cost?.cash ? rangeText(cost.cash, words) : ""}</td>`)}</tr>`
    : null;
  const totals = shown.map(({ cost }) => html`<td>${cost ? rangeText(cost.total, words) : ""}</td>`);
  return html`<section aria-labelledby="lines"><h2 id="lines">${shown.length === 1 ? words.oneLine : words.lines} (${answer.currency})</h2>
<div class="scroll" role="region" aria-labelledby="lines" tabindex="0"><table aria-labelledby="lines" class="lines"><thead><tr><th scope="col">${words.line}</th>${heads}</tr></thead>
<tbody>${body}</tbody><tfoot><tr><th scope="row">${words.total}</th>${totals}</tr>${paid}</tfoot></table></div>
${open.length === 0 ? null : html`<p class="note">${shown.length === 1 ? words.missingOne : words.missingBoth}: ${open.map((name) => lineName(name, language)).join(language === "zh" ? "、" : ", ")}.</p>`}</section>`;
}

function cellOf(line: Line | undefined, comesBack: boolean, words: Words): string {
  if (line === undefined) return "";
  if (comesBack && isZero(line.amount ?? line.low ?? "0")) return words.comesBack;
  if (line.amount === null) {
    if (line.low && line.high && line.low !== line.high) return `${grouped(line.low)}–${grouped(line.high)}`;
    return line.low && !isZero(line.low) ? `${words.atLeast} ${grouped(line.low)}` : words.unknown;
  }
  if (isZero(line.amount)) {
    const held: Readonly<Record<string, string>> = {
      in_price: words.inPrice,
      quoted: words.inQuote,
      not_applicable: words.none,
    };
    return held[line.basis] ?? "0";
  }
  const note = line.basis === "scaled" ? words.scaled : line.basis === "quoted" && line.name !== "goods" ? words.quoted : null;
  return `${grouped(line.amount)}${note === null ? "" : ` (${note})`}`;
}

/** Neighbours that say the same, and no amount, are one row. */
function merged(rows: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const last = kept.at(-1);
    const isAmount = row.cells.some((cell) => /[1-9]/.test(cell));
    if (last === undefined || isAmount || last.cells.join("|") !== row.cells.join("|")) kept.push(row);
    else kept[kept.length - 1] = { ...last, names: [...last.names, ...row.names] };
  }
  return kept;
}
