import type { ComparisonAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { counted, grouped } from "../tools/compare-purchase-options/messages/units.ts";
import { fullNameOf } from "../tools/compare-purchase-options/said/names.ts";
import { html, type Markup, withNames } from "./markup.ts";
import type { Sheet } from "./report.ts";

type Allocations = NonNullable<ComparisonAnswer["split"]>["allocations"];

/** The need shared over suppliers: the cheapest way, and what a second supplier costs. */
export function splitPart(sheet: Sheet): Markup | null {
  const { answer, words } = sheet;
  const { split, second_source: second, currency } = answer;
  const rows = [
    ...(split !== null && split.allocations.length > 1
      ? [
          row(
            words.splitBest,
            split.allocations,
            split.total,
            split.saving === null ? "" : words.saves(`${grouped(split.saving)} ${currency}`),
            sheet,
          ),
        ]
      : []),
    ...(second === null || isSame(second.allocations, split?.allocations ?? [])
      ? []
      : [row(words.second, second.allocations, second.total, words.premium(`${grouped(second.premium)} ${currency}`), sheet)]),
  ];
  return rows.length === 0
    ? null
    : html`<section aria-labelledby="split"><h2 id="split">${words.split}</h2><ul class="split">${rows}</ul></section>`;
}

const isSame = (some: Allocations, others: Allocations): boolean =>
  some.length === others.length &&
  some.every(({ ref, quantity }) => others.some((other) => other.ref === ref && other.quantity === quantity));

function row(name: string, allocations: Allocations, total: string, note: string, { answer, language, names }: Sheet): Markup {
  const whole = allocations.reduce((sum, { quantity }) => sum + quantity, 0);
  let x = 0;
  const rects = allocations.map(({ ref, quantity }, index) => {
    const rect = html`<rect class="f${Math.min(index, 5)}" x="${((x / whole) * 100).toFixed(2)}%" width="${((quantity / whole) * 100).toFixed(2)}%" height="12"><title>${fullNameOf(answer, ref)}</title></rect>`;
    x += quantity;
    return rect;
  });
  const parts = allocations.map(
    ({ ref, quantity, total: cost }, index) =>
      html`<li><svg width="12" height="12" aria-hidden="true"><rect class="f${Math.min(index, 5)}" width="12" height="12"/></svg> ${counted(quantity, answer.unit)[language]} ${withNames(fullNameOf(answer, ref), names)}: ${grouped(cost)} ${answer.currency}</li>`,
  );
  return html`<li><div class="head"><strong>${name}</strong><span class="amount">${grouped(total)} ${answer.currency}${note === "" ? "" : `, ${note}`}</span></div>
<svg class="bar" width="100%" height="12" role="img" aria-label="${name}">${rects}</svg><ul class="plain">${parts}</ul></li>`;
}
