import { COST_LINES, MAIN_LINES, ORIGIN_LINES } from "../domain/landed-cost/cost-lines.ts";
import type { OptionAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { lineName, lineNames, percent, rangeText } from "./figures.ts";
import { html, type Markup, seller } from "./markup.ts";
import { marketplaceName } from "./options-table.ts";
import { isLong, type Sheet, shownName } from "./report.ts";
import type { Words } from "./words.ts";

type Line = NonNullable<NonNullable<OptionAnswer["cost"]>["lines"]>[number];
type Group = keyof Words["groups"];

const MOST_BARS = 6;
// Where the table is long the page has room for fewer.
const FEW_BARS = 4;
// What a bar shows of an amount that nobody knows: enough to be seen, and not to scale.
const OPEN_SHARE = 0.07;
const HEIGHT = 22;
// Half of the smallest coin that a bar could show.
const SMALLEST = 0.005;

const grouping = (lines: Iterable<string>, group: Group): Readonly<Record<string, Group>> =>
  Object.fromEntries([...lines].map((line) => [line, group]));
const GROUPS: Readonly<Record<string, Group>> = {
  goods: "goods",
  ...grouping(COST_LINES, "arrival"),
  ...grouping(ORIGIN_LINES, "origin"),
  ...grouping(MAIN_LINES, "freight"),
  duty: "duty",
  vat: "vat",
};
const groupOf = (name: string): Group => (name.startsWith("duty:") ? "duty" : (GROUPS[name] ?? "other"));

interface Segment {
  readonly group: Group;
  readonly label: string;
  readonly amount: number;
}

/** Landed cost by line for each option that has one; what is not known is hatched. */
export function barsPart(sheet: Sheet): Markup | null {
  const { words, ordered } = sheet;
  const priced = ordered.filter(({ state, cost }) => state === "feasible" && cost);
  const shown = priced.slice(0, isLong(sheet) ? FEW_BARS : MOST_BARS);
  if (shown.length === 0) return null;
  const most = Math.max(...shown.map(({ cost }) => Number(cost?.total.high ?? cost?.total.low ?? 0)), Number.MIN_VALUE);
  const scale = (1 - OPEN_SHARE) / most;
  const used = new Set(shown.flatMap((option) => segmentsOf(option, sheet).map(({ group }) => group)));
  const legend = (Object.keys(words.groups) as Group[])
    .filter((group) => used.has(group))
    .map(
      (group) =>
        html`<li><svg width="12" height="12" aria-hidden="true"><rect class="g-${group}" width="12" height="12"/></svg> ${words.groups[group]}</li>`,
    );
  const rest = priced.length - shown.length;
  const isWhole = shown.every(({ cost }) => cost?.total.high === cost?.total.low);
  return html`<section aria-labelledby="bars"><h2 id="bars">${words.landed} (${sheet.answer.currency})</h2>
<ul class="bars">${shown.map((option, index) => barOf(option, index, scale, sheet))}</ul>
<ul class="legend">${legend}${isWhole ? null : html`<li><svg width="12" height="12" aria-hidden="true"><rect class="open" width="12" height="12"/></svg> ${words.unknown}</li>`}</ul>
${isWhole && rest === 0 ? null : html`<p class="note">${isWhole ? "" : `${words.landedNote} `}${rest > 0 ? `${words.others(rest)}.` : ""}</p>`}</section>`;
}

function barOf(option: OptionAnswer, index: number, scale: number, sheet: Sheet): Markup {
  const { words, answer, language } = sheet;
  const total = option.cost?.total ?? { low: "0", high: null };
  const missing = (option.cost?.missing ?? []).filter((name) => name !== "goods");
  let x = 0;
  const rects = segmentsOf(option, sheet).map(({ group, label, amount }) => {
    const width = amount * scale;
    const rect = html`<rect class="g-${group}" x="${percent(x)}" width="${percent(width)}" height="${HEIGHT}"><title>${label}</title></rect>`;
    x += width;
    return rect;
  });
  const reach = total.high === null ? OPEN_SHARE : Number(total.high) * scale - x;
  const said = missing.length === 0 ? words.range : `${words.unknown}: ${lineNames(missing, language)}`;
  const open =
    total.high === null || reach > 0.0005
      ? html`<rect class="open" x="${percent(x)}" width="${percent(reach)}" height="${HEIGHT}"><title>${said}</title></rect>`
      : null;
  const title = `${shownName(option, sheet)}: ${rangeText(total, words)} ${answer.currency}`;
  const lines = segmentsOf(option, sheet).map(({ label }) => label);
  const told = [...lines, ...(missing.length === 0 ? [] : [said])].join("; ");
  return html`<li><div class="head"><span>${seller(shownName(option, sheet), 40)} <small>${marketplaceName(option.ref, words)}</small></span>
<span class="amount">${rangeText(total, words)}${missing.length === 0 ? null : html` <small>+ ${lineNames(missing, language)}?</small>`}</span></div>
<svg class="bar" width="100%" height="${HEIGHT}" role="img" aria-labelledby="bar${index}t bar${index}d"><title id="bar${index}t">${title}</title><desc id="bar${index}d">${told}</desc>
<defs><pattern id="hatch${index}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect class="hatch-line" width="2" height="6"/></pattern></defs>
${rects}${open === null ? null : hatched(open, index)}</svg></li>`;
}

// A pattern belongs to its own drawing, so that a bar that is copied out of the page keeps its hatching.
const hatched = (open: Markup, index: number): Markup => html`<g fill="url(#hatch${index})">${open}</g>`;

/** What is known of each line; an interval counts its low end. Short answers give the total alone. */
function segmentsOf({ cost }: OptionAnswer, { language, answer }: Sheet): readonly Segment[] {
  if (!cost) return [];
  const lines = cost.lines ?? [{ name: "goods", amount: cost.total.low, basis: "computed" as const }];
  // What comes back of the VAT stands in a line of its own, below zero: the bar shows what is left.
  const back = lines.reduce((sum, line) => sum + Math.min(0, amountOf(line)), 0);
  return lines.flatMap((line) => {
    const amount = amountOf(line) + (line.name === "vat" ? back : 0);
    if (amount < SMALLEST) return [];
    const name = cost.lines === undefined ? "" : `${lineName(line.name, language)} `;
    return [
      { group: groupOf(line.name), label: `${name}${grouped(line.amount ?? line.low ?? "")} ${answer.currency}`, amount },
    ];
  });
}

const amountOf = ({ amount, low }: Line): number => Number(amount ?? low ?? 0);
