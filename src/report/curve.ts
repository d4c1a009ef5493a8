import type { CostCurve } from "../domain/compare/cost-curves.ts";
import { counted, grouped, unitOf } from "../tools/compare-purchase-options/messages/units.ts";
import { optionOf } from "../tools/compare-purchase-options/said/names.ts";
import { percent } from "./figures.ts";
import { html, type Markup, seller } from "./markup.ts";
import { type Sheet, shownName } from "./report.ts";

const HEIGHT = 190;
const BAND = 12;
const AXIS = 18;
// The labels of the upright lines stand here.
const TOP_ROOM = 40;
const MOST_LINES = 6;
// What costs more than this many times the least at the need is no rival, and a line leaves the picture above the rivals.
const RIVAL = 1.5;
const TOP = 1.12;
// The picture begins a little under the least.
const BOTTOM = 0.94;
// Two upright lines nearer than this share of the width carry one label.
const LABEL_SHARE = 0.11;
// A label stands at the left of its line: nearer to the edge there is no room for it.
const EDGE_SHARE = 0.08;
const MOST_STRETCHES = 6;

interface Frame {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Cost of one unit against the quantity needed, the crossovers upright, and who is the cheapest where. */
export function curvePart(sheet: Sheet): Markup | null {
  const { answer, words, language } = sheet;
  if (answer.curve.length === 0) return null;
  const kept = sheet.curves.filter(({ ref }) => optionOf(answer, ref) !== null).slice(0, MOST_LINES);
  const frame = frameOf(kept, answer.quantity);
  const lines = kept.filter(({ points }) =>
    points.some(([quantity, total]) => total !== null && frame !== null && total / quantity <= frame.high),
  );
  const unit = unitOf(answer.unit)[language];
  const drawn = frame === null ? null : drawing(lines, frame, sheet);
  const colours = coloursOf(sheet);
  const legend = lines.map(
    ({ ref }) =>
      html`<li><svg width="22" height="10" aria-hidden="true"><path class="line s${colours.get(ref) ?? 0}${isOpen(ref, sheet) ? " dashed" : ""}" d="M0 5H22"/></svg> ${seller(nameFor(ref, sheet), 34)}</li>`,
  );
  const told = answer.curve.filter(({ cheapest }) => cheapest !== null || answer.curve.length <= MOST_STRETCHES);
  const stretches = told.slice(0, MOST_STRETCHES);
  const rest = answer.curve.length - stretches.length;
  return html`<section aria-labelledby="curve"><h2 id="curve">${words.curve}</h2>
${drawn}${legend.length === 0 ? null : html`<ul class="legend">${legend}</ul>`}
${drawn === null ? null : html`<p class="note">${words.curveNote(unit, answer.currency)}</p>`}
<p><strong>${words.cheapest}:</strong></p><ul class="stretches">${stretches.map(
    ({ from_quantity: from, to_quantity: to, cheapest }) =>
      html`<li>${grouped(from)}–${grouped(to)} ${cheapest === null ? html`<i>${words.open}</i>` : seller(nameFor(cheapest, sheet), 34)}</li>`,
  )}${rest === 0 ? null : html`<li>${words.moreStretches(rest)}</li>`}</ul></section>`;
}

const nameFor = (ref: string, sheet: Sheet): string => shownName(optionOf(sheet.answer, ref) ?? { ref, supplier: null }, sheet);

/** One colour an option, the same in the lines and in the band under them. */
const coloursOf = ({ curves, ordered }: Sheet): ReadonlyMap<string, number> => {
  const refs = [...new Set([...curves.map(({ ref }) => ref), ...ordered.map(({ ref }) => ref)])];
  return new Map(refs.map((ref, index) => [ref, Math.min(index, MOST_LINES)]));
};

const isOpen = (ref: string, { answer }: Sheet): boolean => optionOf(answer, ref)?.cost?.missing.includes("freight") === true;

function frameOf(lines: readonly CostCurve[], need: number): Frame | null {
  const points = lines.flatMap((line) => line.points);
  const quantities = points.map(([quantity]) => quantity);
  const all = points.flatMap(([quantity, total]) => (total === null ? [] : [total / quantity]));
  if (all.length < 2) return null;
  const atNeed = lines.flatMap(({ points: own }) =>
    own.flatMap(([quantity, total]) => (quantity === need && total ? [total / need] : [])),
  );
  const least = Math.min(...(atNeed.length === 0 ? all : atNeed));
  const rivals = atNeed.filter((cost) => cost <= least * RIVAL);
  const top = rivals.length === 0 ? least * RIVAL : Math.max(...rivals) * TOP;
  const frame = {
    from: Math.min(...quantities),
    to: Math.max(...quantities),
    low: Math.min(...all) * BOTTOM,
    high: Math.max(top, Math.min(...all) * TOP),
  };
  // One quantity, or nothing but zero, leaves nothing to draw on.
  return frame.from < frame.to && frame.low < frame.high ? frame : null;
}

function drawing(lines: readonly CostCurve[], frame: Frame, sheet: Sheet): Markup {
  const { answer, words, language } = sheet;
  const { from, to, low, high } = frame;
  const colours = coloursOf(sheet);
  const x = (quantity: number): number => (quantity - from) / (to - from);
  const y = (cost: number): number => (1 - (cost - low) / (high - low)) * HEIGHT;
  const paths = lines.map(
    ({ ref, points }) =>
      html`<path class="line s${colours.get(ref) ?? 0}${isOpen(ref, sheet) ? " dashed" : ""}" d="${pathOf(points, x, y)}" vector-effect="non-scaling-stroke"/>`,
  );
  const grid = ticks(low, high)
    .filter((cost) => y(cost) > TOP_ROOM)
    .map(
      (cost) =>
        html`<line class="grid" x1="0" x2="100%" y1="${y(cost).toFixed(1)}" y2="${y(cost).toFixed(1)}"/><text x="2" y="${(y(cost) - 3).toFixed(1)}">${grouped(String(cost))}</text>`,
    );
  const crossings = answer.curve.slice(1).flatMap(({ from_quantity: at }) => (at > from && at < to ? [at] : []));
  const uprights = crossings.map(
    (at) => html`<line class="cross" x1="${percent(x(at))}" x2="${percent(x(at))}" y1="14" y2="${HEIGHT + BAND}"/>`,
  );
  const labels = spaced(crossings, x).map(
    (at) => html`<text x="${percent(x(at))}" dx="-3" y="24" text-anchor="end">${grouped(at)}</text>`,
  );
  const asked = html`<text class="need" x="${percent(x(answer.quantity))}" y="11" text-anchor="middle">${grouped(answer.quantity)} ${words.asked}</text>`;
  const need = html`<line class="need" x1="${percent(x(answer.quantity))}" x2="${percent(x(answer.quantity))}" y1="14" y2="${HEIGHT + BAND}"/>`;
  const band = answer.curve.flatMap(({ from_quantity: start, to_quantity: end, cheapest }) => {
    const [left, right] = [Math.max(start, from), Math.min(end + 1, to)];
    if (cheapest === null || right <= left) return [];
    return [
      html`<rect class="f${colours.get(cheapest) ?? MOST_LINES}" x="${percent(x(left))}" width="${percent(x(right) - x(left))}" y="${HEIGHT}" height="${BAND}"><title>${nameFor(cheapest, sheet)}</title></rect>`,
    ];
  });
  const axis = [from, to].map(
    (quantity, index) =>
      html`<text x="${index === 0 ? "0" : "100%"}" y="${HEIGHT + BAND + 13}" text-anchor="${index === 0 ? "start" : "end"}">${counted(quantity, answer.unit)[language]}</text>`,
  );
  const told = answer.curve
    .filter(({ from_quantity: start }) => start < to)
    .map(
      ({ from_quantity: start, to_quantity: end, cheapest }) =>
        `${grouped(start)}–${grouped(end)}: ${cheapest === null ? words.open : nameFor(cheapest, sheet)}`,
    )
    .join("; ");
  return html`<svg class="chart" width="100%" height="${HEIGHT + BAND + AXIS}" role="img" aria-labelledby="curvet curved"><title id="curvet">${words.curve}</title><desc id="curved">${told}</desc>
${grid}<svg x="0" y="0" width="100%" height="${HEIGHT}" viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none">${paths}</svg>${band}${need}${uprights}${labels}${asked}${axis}</svg>`;
}

/** Moves to where a line begins again after a gap or after leaving the picture. */
function pathOf(points: CostCurve["points"], x: (quantity: number) => number, y: (cost: number) => number): string {
  let pen = "M";
  return points
    .flatMap(([quantity, total]) => {
      if (total === null) {
        pen = "M";
        return [];
      }
      const step = `${pen}${(x(quantity) * 1000).toFixed(1)} ${y(total / quantity).toFixed(1)}`;
      pen = "L";
      return [step];
    })
    .join("");
}

/** Three or four round figures. */
function ticks(low: number, high: number): readonly number[] {
  const rough = (high - low) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 6)) }, (_, index) => Number((first + index * step).toPrecision(6)));
}

/** Those that have room for a label, the first before the others. The label of a line stands at its left. */
function spaced(quantities: readonly number[], x: (quantity: number) => number): readonly number[] {
  const kept: number[] = [];
  for (const at of quantities) {
    const isClear = kept.every((other) => Math.abs(x(other) - x(at)) >= LABEL_SHARE);
    if (isClear && x(at) > EDGE_SHARE) kept.push(at);
  }
  return kept;
}
