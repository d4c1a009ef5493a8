import { Decimal } from "../../model/money.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { firstTwo } from "./concise.ts";
import { grouped } from "./messages/units.ts";
import { figureWords, rangeWords, valueWords, wrapped } from "./said/figures.ts";
import { reasonText } from "./said/headline.ts";
import { fullName, fullNameOf, nameOf } from "./said/names.ts";
import { plainWords, shortened } from "./words.ts";

const REMARK = 44;
const REASON = 90;
// A surplus or an assumed term is in the table; a term without its place is in the message.
const SAID_ELSEWHERE = new Set(["surplus", "term_assumed", "term_without_place"]);

/** Those that come after the first two, each with what it costs more and what is to be known of it. */
export function behindText(answer: ComparisonAnswer, most: number): readonly string[] {
  const first = firstTwo(answer);
  const rest = answer.options
    .filter((option) => option.state === "feasible" && option.cost && !first.includes(option))
    .sort((a, b) => new Decimal(a.cost?.total.low ?? 0).comparedTo(b.cost?.total.low ?? 0));
  if (rest.length === 0) return [];
  const parts = rest.slice(0, most).map((option) => {
    const rival = first.find(({ cost }) => cost?.missing.join() === option.cost?.missing.join()) ?? first[0];
    const more = new Decimal(option.cost?.total.low ?? 0).minus(rival?.cost?.total.low ?? 0);
    const over = rival && more.greaterThan(0) ? `, ${grouped(more.toFixed(decimals(option)))} over ${nameOf(rival)}` : "";
    const remark = alarm(option);
    return `${fullName(option)} ${option.cost ? rangeWords(option.cost.total).replace("at least ", "") : ""}${over}${remark === null ? "" : `, ${remark}`}`;
  });
  if (rest.length > most) parts.push(most === 0 ? `${rest.length} more` : `and ${rest.length - most} more`);
  return wrapped(
    "Behind:",
    parts.map((part, index) => (index === parts.length - 1 ? `${part}.` : part)),
    ";",
  );
}

const decimals = ({ cost }: OptionAnswer): number => (cost?.total.low.split(".")[1] ?? "").length;

/** The first thing to be careful about, in words. */
function alarm({ warnings = [], requirements = [] }: OptionAnswer): string | null {
  const open = requirements.find(({ state }) => state !== "meets");
  if (open) return shortened(plainWords(open.why), REMARK);
  const [warning] = warnings.filter(({ code, message }) => message !== undefined && !SAID_ELSEWHERE.has(code));
  return warning?.message ? shortened(lowered(plainWords(warning.message)), REMARK) : null;
}

const lowered = (text: string): string =>
  (/^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text).replace(/\.$/, "");

/** Those that cannot be bought as asked, with why and what would be possible. */
export function outText(answer: ComparisonAnswer): readonly string[] {
  const out = answer.options.filter(({ state }) => state !== "feasible");
  if (out.length === 0) return [];
  const parts = out.map((option) => {
    const nearest = option.nearest
      ? `, possible at ${grouped(option.nearest.quantity)} for ${grouped(option.nearest.total)}`
      : "";
    return `${fullName(option)}, ${shortened(plainWords(reasonText(option)), REASON)}${nearest}`;
  });
  return wrapped(
    "Out:",
    parts.map((part, index) => (index === parts.length - 1 ? `${part}.` : part)),
    ";",
  );
}

/** Alarms of the first two: what a buyer has to know before paying. */
export function carefulText(answer: ComparisonAnswer): readonly string[] {
  const parts = firstTwo(answer).flatMap((option) => {
    const said = (option.warnings ?? []).flatMap(({ code, message }) =>
      message === undefined || SAID_ELSEWHERE.has(code) ? [] : [lowered(plainWords(message))],
    );
    return said.length === 0 ? [] : [`${nameOf(option)}: ${shortened(said.slice(0, 2).join("; "), 130)}`];
  });
  return parts.length === 0
    ? []
    : wrapped(
        "Careful:",
        parts.map((part, index) => (index === parts.length - 1 ? `${part}.` : part)),
        ";",
      );
}

// Beyond these a figure is nothing to plan with: it stays in `flips`.
const BEYOND: Readonly<Record<string, number>> = { insurance_rate: 0.03, duty_rate: 0.6, insurance: 0.03, duty: 0.6 };

/** What would change it, only what a buyer could meet; and who is the cheapest at other quantities. */
export function changeText(answer: ComparisonAnswer, withCurve: boolean): readonly string[] {
  const ruled = answer.verdict.rule.flatMap(({ when }) => (when ? [figureWords(when.what)] : []));
  const flips = answer.flips
    .filter(
      ({ what, threshold }) =>
        !ruled.includes(figureWords(what)) && Number(threshold) <= (BEYOND[what[0] ?? ""] ?? Number.POSITIVE_INFINITY),
    )
    .slice(0, 3)
    .map((flip) => {
      const owner = flip.for === null ? "" : ` of ${flip.for}`;
      const now = flip.now === null ? "" : ` (now ${valueWords(flip.what, flip.now, answer.currency)})`;
      return `${figureWords(flip.what)}${owner} at ${valueWords(flip.what, flip.threshold, answer.currency)}${now}: ${nameOf(optionNamed(answer, flip.then))}`;
    });
  const stretches = answer.curve
    .filter(({ cheapest }) => cheapest !== null)
    .slice(0, 4)
    .map(
      ({ from_quantity: from, to_quantity: to, cheapest }) =>
        `${grouped(from)}–${grouped(to)} ${nameOf(optionNamed(answer, cheapest ?? ""))}`,
    );
  return [
    ...(flips.length === 0
      ? []
      : wrapped(
          "Would put another first:",
          flips.map((flip, index) => (index === flips.length - 1 ? `${flip}.` : flip)),
          ";",
        )),
    ...(stretches.length < 2 || !withCurve
      ? []
      : wrapped(
          "Cheapest by quantity, by what is known:",
          stretches.map((text, index) => (index === stretches.length - 1 ? `${text}.` : text)),
          ";",
        )),
  ];
}

const optionNamed = ({ options }: ComparisonAnswer, ref: string) =>
  options.find((option) => option.ref === ref) ?? { ref, supplier: null };

/** Sharing the order: where it saves, and what a second source costs. */
export function splitText({ split, second_source: second, currency, options }: ComparisonAnswer): readonly string[] {
  const parts = (allocations: NonNullable<typeof split>["allocations"]): string =>
    allocations.map(({ ref, quantity }) => `${grouped(quantity)} from ${fullNameOf({ options }, ref)}`).join(" + ");
  const saves = split !== null && split.allocations.length > 1;
  return [
    ...(saves
      ? [
          `Split: ${parts(split.allocations)} = ${grouped(split.total)} ${currency}` +
            `${split.saving === null ? "" : `, ${grouped(split.saving)} less than one supplier`}, ${split.proof === "optimal" ? "proven the least" : `within ${split.gap} of the least`}.`,
        ]
      : []),
    ...(second === null || saves
      ? []
      : [
          `A second source: ${second.allocations.length === 0 ? "" : `${parts(second.allocations)} = ${grouped(second.total)}, `}${grouped(second.premium)} ${currency} more.`,
        ]),
  ];
}
