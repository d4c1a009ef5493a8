import { counted, listedLines } from "../../domain/verdict/question-words.ts";
import { Decimal } from "../../model/money.ts";
import { notesText } from "../wording/notes.ts";
import { inline } from "../wording/seller-text.ts";
import { table } from "../wording/table.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { changeText } from "./changes-text.ts";
import { optionRemarks } from "./option-remarks.ts";
import { differingLines, firstTwo } from "./present.ts";
import { rangeText, shortened, words } from "./words.ts";

// A name in a table of ten rows.
const MAX_NAME = 18;
/** Missing because the price is a range, which is a reason of its own. */
const GOODS = "goods";

/** The comparison as a note that can be forwarded: the verdict, the options, where they differ, what to ask next. */
export function comparisonText(answer: ComparisonAnswer): string {
  return [
    `**${headline(answer)}.** ${answer.verdict.because}`,
    ...questionText(answer),
    ...splitText(answer),
    optionTable(answer),
    ...differenceText(answer),
    ...missingText(answer),
    ...remarksText(answer),
    ...changeText(answer),
    ...ranksText(answer),
    ...(answer.outstanding.length === 0 ? [] : [`Still lacking: ${answer.outstanding.join("; ")}.`]),
    ...(answer.fx === null ? [] : [ratesText(answer)]),
    notesText(answer.notes),
  ].join("\n\n");
}

const VERDICT = {
  winner: "Buy from",
  tie: "A tie",
  undecided: "Undecided",
  infeasible: "Nothing can be bought as asked",
} as const;

function headline({ verdict, split }: ComparisonAnswer): string {
  if (verdict.state === "infeasible" && split !== null) return `Buy from ${split.allocations.length} suppliers`;
  return `${VERDICT[verdict.state]}${verdict.winner === null ? "" : ` ${verdict.winner}`}`;
}

function questionText({ verdict }: ComparisonAnswer): readonly string[] {
  const { ask_next: question } = verdict;
  if (question === null) return [];
  const whom = question.ref === null ? "you" : `the supplier of ${question.ref}`;
  return [`**To ask ${whom}:** ${question.question_en}\n${question.question_zh}\nSettles: ${question.settles}`];
}

function optionTable({ options, currency, quantity, unit_class, destination }: ComparisonAnswer): string {
  const heading = `${counted(quantity, unit_class).en}, delivered to ${destination}, in ${currency}:`;
  const rows = options.map((option) => [
    option.ref,
    inline(shortened(option.supplier ?? option.title ?? "", MAX_NAME)),
    option.buy
      ? `${option.buy.quantity} × ${option.buy.unit_price ?? "?"} ${option.buy.currency} ${termText(option)}`.trim()
      : option.state,
    option.cost ? rangeText(option.cost.total) : "",
    option.cost ? rangeText(option.cost.per_unit) : "",
    daysText(option),
    scoreText(option),
  ]);
  const legend = rows.some(([, , buy]) => buy?.endsWith("?")) ? `\n${ASSUMED}` : "";
  return `${heading}\n${table(["option", "supplier", "buy", "total", "per unit", "days", "score"], rows)}${legend}`;
}

const ASSUMED = "?: a term that is assumed, not stated.";

const termText = ({ buy, warnings }: OptionAnswer): string =>
  buy?.trade_term ? `${buy.trade_term.rule}${warnings?.some(({ code }) => code === "term_assumed") ? "?" : ""}` : "";

function daysText({ lead_time_days: days }: OptionAnswer): string {
  if (!days || (days.low === null && days.high === null)) return "";
  return days.high === null ? `from ${days.low ?? 0}` : `${days.low ?? "?"}–${days.high}`;
}

function scoreText({ supplier_score: score }: OptionAnswer): string {
  if (!score) return "";
  return Number(score.low) === 0 && Number(score.high) === 100 ? "not known" : `${score.low}–${score.high}`;
}

function differenceText(answer: ComparisonAnswer): readonly string[] {
  const [first, second] = firstTwo(answer);
  if (!first || !second) return [];
  const names = differingLines(answer);
  if (names.length === 0) return [];
  const cell = (option: OptionAnswer, name: string): string => {
    const line = option.cost?.lines?.find((one) => one.name === name);
    if (line?.amount === null && line.basis === "computed") return "a range, computed";
    return line ? `${line.amount ?? "?"} ${line.basis.replaceAll("_", " ")}` : "";
  };
  const rows = new Map<string, { readonly cells: readonly string[]; readonly names: string[] }>();
  for (const name of names) {
    const cells = [cell(first, name), cell(second, name)];
    const row = rows.get(cells.join()) ?? { cells, names: [] };
    row.names.push(name);
    rows.set(cells.join(), row);
  }
  const lines = [...rows.values()].map((row) => [listedLines(row.names), ...row.cells]);
  return [`Where the first two differ:\n${table(["line", first.ref, second.ref], lines)}`];
}

/** The lines that are in no total, each set of them said once. */
function missingText({ options }: ComparisonAnswer): readonly string[] {
  const priced = options.flatMap(({ ref, cost }) => (cost ? [{ ref, missing: cost.missing }] : []));
  const [first] = priced;
  const common = (first?.missing ?? []).filter(
    (name) => name !== GOODS && priced.length > 1 && priced.every(({ missing }) => missing.includes(name)),
  );
  const groups = new Map<string, string[]>();
  for (const { ref, missing } of priced) {
    const own = words(missing.filter((name) => name !== GOODS && !common.includes(name)));
    if (own !== "") groups.set(own, [...(groups.get(own) ?? []), ref]);
  }
  const ranged = priced.flatMap(({ ref, missing }) => (missing.includes(GOODS) ? [ref] : []));
  const lines = [
    ...(ranged.length === 0 ? [] : [`- ${ranged.join(", ")}: the exact price, it is a range`]),
    ...(common.length === 0 ? [] : [`- any: ${words(common)}`]),
    ...[...groups].map(([missing, refs]) => `- ${ownersText(refs, priced)}: ${missing}`),
  ];
  return lines.length === 0 ? [] : [`Not known, and not in the total of\n${lines.join("\n")}`];
}

/** References, or a marketplace where they are all that is priced of it. */
function ownersText(refs: readonly string[], priced: readonly { readonly ref: string }[]): string {
  const marketplaceOf = (ref: string): string => ref.split(":")[0] ?? ref;
  const isWhole = (ref: string): boolean => {
    const rivals = priced.filter((option) => marketplaceOf(option.ref) === marketplaceOf(ref));
    return rivals.length > 1 && rivals.every((option) => refs.includes(option.ref));
  };
  return [...new Set(refs.map((ref) => (isWhole(ref) ? `all of ${marketplaceOf(ref)}` : ref)))].join(", ");
}

function remarksText({ options }: ComparisonAnswer): readonly string[] {
  const remarks = options.flatMap(optionRemarks);
  return remarks.length === 0 ? [] : [`Of each option:\n${remarks.map((remark) => `- ${remark}`).join("\n")}`];
}

function splitText({ split, currency }: ComparisonAnswer): readonly string[] {
  if (split === null) return [];
  const proof = split.proof === "optimal" ? "proven the least" : `within ${split.gap} of the least`;
  if (split.allocations.length < 2) {
    const premium =
      split.second_source_premium === null
        ? ""
        : ` A second source would cost ${split.second_source_premium} ${currency} more.`;
    return [`Split: none is cheaper than one supplier (${proof}).${premium}`];
  }
  const parts = split.allocations.map(({ ref, quantity, total }) => `${quantity} from ${ref} (${total})`).join(" + ");
  const saving = split.saving === null ? "no single one covers the need" : `${split.saving} less than one supplier`;
  return [`Split: ${parts} = ${split.total} ${currency}, ${saving}, ${proof}.`];
}

function ranksText({ ranks }: ComparisonAnswer): readonly string[] {
  const first = Object.entries(ranks).flatMap(([name, refs]) =>
    refs[0] === undefined || name === "cost" ? [] : [`by ${name.replace("_", " ")} ${refs[0]}`],
  );
  return ranks.cost.length < 2 ? [] : [`First ${first.join(", ")}.`];
}

function ratesText({ fx, currency }: ComparisonAnswer): string {
  const rates = Object.entries(fx?.rates ?? {}).map(([code, rate]) => `${new Decimal(rate).toSignificantDigits(6)} ${code}`);
  return `Rates: 1 ${currency} = ${rates.join(", ")} (${fx?.as_of ?? "no date"}${fx?.source ? `, ${inline(fx.source)}` : ""}).`;
}
