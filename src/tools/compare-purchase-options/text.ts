import { counted, listedLines } from "../../domain/verdict/question-words.ts";
import { Decimal } from "../../model/money.ts";
import { notesText } from "../wording/notes.ts";
import { type Block, block, inline, joined, type Line, line, own, sentence, table } from "../wording/writers.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { changeText } from "./changes-text.ts";
import { optionRemarks } from "./option-remarks.ts";
import { differingLines, firstTwo } from "./present.ts";
import { rangeText, shortened, spaced, words } from "./words.ts";

// A name in a table of ten rows.
const MAX_NAME = 18;
/** Missing because the price is a range, which is a reason of its own. */
const GOODS = "goods";

/** The comparison as a note that can be forwarded: the verdict, the options, where they differ, what to ask next. */
export function comparisonText(answer: ComparisonAnswer): Block {
  return block(
    [
      line`**${headline(answer)}.** ${sentence(answer.verdict.because)}`,
      ...questionText(answer),
      ...splitText(answer),
      optionTable(answer),
      ...differenceText(answer),
      ...missingText(answer),
      ...remarksText(answer),
      ...changeText(answer),
      ...ranksText(answer),
      ...(answer.outstanding.length === 0 ? [] : [line`Still lacking: ${joined(answer.outstanding.map(sentence), "; ")}.`]),
      ...(answer.fx === null ? [] : [ratesText(answer)]),
      notesText(answer.notes),
    ],
    "\n\n",
  );
}

const VERDICT = {
  winner: "Buy from",
  conditional: "It depends",
  single: "One option",
  tie: "A tie",
  undecided: "Undecided",
  infeasible: "Nothing can be bought as asked",
} as const;

function headline({ verdict, split }: ComparisonAnswer): Line {
  if (verdict.state === "infeasible" && split !== null) return line`Buy from ${split.allocations.length} suppliers`;
  return line`${VERDICT[verdict.state]}${verdict.winner === null ? "" : line` ${inline(verdict.winner)}`}`;
}

function questionText({ verdict }: ComparisonAnswer): readonly Block[] {
  const { ask_next: question } = verdict;
  if (question === null) return [];
  const whom = question.ref === null ? line`you` : line`the supplier of ${inline(question.ref)}`;
  return [
    block([
      line`**To ask ${whom}:** ${sentence(question.question_en)}`,
      sentence(question.question_zh),
      line`Settles: ${sentence(question.settles)}`,
    ]),
  ];
}

function optionTable({ options, currency, quantity, unit_class, destination }: ComparisonAnswer): Block {
  const need = inline(counted(quantity, unit_class).en);
  const heading = line`${need}, delivered to ${inline(destination)}, in ${inline(currency)}:`;
  const rows = options.map((option) => [
    inline(option.ref),
    inline(shortened(option.supplier ?? option.title ?? "", MAX_NAME)),
    option.buy ? buyText(option, option.buy) : line`${option.state}`,
    option.cost ? rangeText(option.cost.total) : line``,
    option.cost ? rangeText(option.cost.per_unit) : line``,
    daysText(option),
    scoreText(option),
  ]);
  const legend = rows.some(([, , buy]) => buy?.endsWith("?")) ? [ASSUMED] : [];
  return block([heading, table(own("option", "supplier", "buy", "total", "per unit", "days", "score"), rows), ...legend]);
}

const ASSUMED = line`?: a term that is assumed, not stated.`;

function buyText(option: OptionAnswer, { quantity, unit_price, currency }: NonNullable<OptionAnswer["buy"]>): Line {
  const price = line`${quantity} × ${inline(unit_price ?? "?")} ${inline(currency)}`;
  const term = termText(option);
  return term === "" ? price : line`${price} ${term}`;
}

const termText = ({ buy, warnings }: OptionAnswer): Line =>
  buy?.trade_term
    ? line`${inline(buy.trade_term.rule)}${warnings?.some(({ code }) => code === "term_assumed") ? "?" : ""}`
    : line``;

function daysText({ lead_time_days: days }: OptionAnswer): Line {
  if (!days || (days.low === null && days.high === null)) return line``;
  return days.high === null ? line`from ${days.low ?? 0}` : line`${days.low ?? "?"}–${days.high}`;
}

function scoreText({ supplier_score: score }: OptionAnswer): Line {
  if (!score) return line``;
  return Number(score.low) === 0 && Number(score.high) === 100
    ? line`not known`
    : line`${inline(score.low)}–${inline(score.high)}`;
}

function differenceText(answer: ComparisonAnswer): readonly Block[] {
  const [first, second] = firstTwo(answer);
  if (!first || !second) return [];
  const names = differingLines(answer);
  if (names.length === 0) return [];
  const cell = (option: OptionAnswer, name: string): Line => {
    const found = option.cost?.lines?.find((one) => one.name === name);
    if (found?.amount === null && found.basis === "computed") return line`a range, computed`;
    return found ? line`${inline(found.amount ?? "?")} ${spaced(found.basis)}` : line``;
  };
  const rows = new Map<string, { readonly cells: readonly Line[]; readonly names: string[] }>();
  for (const name of names) {
    const cells = [cell(first, name), cell(second, name)];
    const row = rows.get(cells.join()) ?? { cells, names: [] };
    row.names.push(name);
    rows.set(cells.join(), row);
  }
  const lines = [...rows.values()].map((row) => [inline(listedLines(row.names)), ...row.cells]);
  return [block([line`Where the first two differ:`, table([...own("line"), inline(first.ref), inline(second.ref)], lines)])];
}

/** The lines that are in no total, each set of them said once. */
function missingText({ options }: ComparisonAnswer): readonly Block[] {
  const priced = options.flatMap(({ ref, cost }) => (cost ? [{ ref, missing: cost.missing }] : []));
  const [first] = priced;
  const common = (first?.missing ?? []).filter(
    (name) => name !== GOODS && priced.length > 1 && priced.every(({ missing }) => missing.includes(name)),
  );
  const groups = new Map<Line, string[]>();
  for (const { ref, missing } of priced) {
    const own = words(missing.filter((name) => name !== GOODS && !common.includes(name)));
    if (own !== "") groups.set(own, [...(groups.get(own) ?? []), ref]);
  }
  const ranged = priced.flatMap(({ ref, missing }) => (missing.includes(GOODS) ? [inline(ref)] : []));
  const lines = [
    ...(ranged.length === 0 ? [] : [line`- ${joined(ranged, ", ")}: the exact price, it is a range`]),
    ...(common.length === 0 ? [] : [line`- any: ${words(common)}`]),
    ...[...groups].map(([missing, refs]) => line`- ${ownersText(refs, priced)}: ${missing}`),
  ];
  return lines.length === 0 ? [] : [block([line`Not known, and not in the total of`, ...lines])];
}

/** References, or a marketplace where they are all that is priced of it. */
function ownersText(refs: readonly string[], priced: readonly { readonly ref: string }[]): Line {
  const marketplaceOf = (ref: string): string => ref.split(":")[0] ?? ref;
  const isWhole = (ref: string): boolean => {
    const rivals = priced.filter((option) => marketplaceOf(option.ref) === marketplaceOf(ref));
    return rivals.length > 1 && rivals.every((option) => refs.includes(option.ref));
  };
  const owners = [...new Set(refs.map((ref) => (isWhole(ref) ? `all of ${marketplaceOf(ref)}` : ref)))];
  return joined(owners.map(inline), ", ");
}

function remarksText({ options }: ComparisonAnswer): readonly Block[] {
  const remarks = options.flatMap(optionRemarks);
  return remarks.length === 0 ? [] : [block([line`Of each option:`, ...remarks.map((remark) => line`- ${remark}`)])];
}

function splitText({ split, currency }: ComparisonAnswer): readonly Line[] {
  if (split === null) return [];
  const proof = split.proof === "optimal" ? line`proven the least` : line`within ${inline(split.gap)} of the least`;
  if (split.allocations.length < 2) {
    const premium =
      split.second_source_premium === null
        ? line``
        : line` A second source would cost ${inline(split.second_source_premium)} ${inline(currency)} more.`;
    return [line`Split: none is cheaper than one supplier (${proof}).${premium}`];
  }
  const parts = split.allocations.map(({ ref, quantity, total }) => line`${quantity} from ${inline(ref)} (${inline(total)})`);
  const saving =
    split.saving === null ? line`no single one covers the need` : line`${inline(split.saving)} less than one supplier`;
  return [line`Split: ${joined(parts, " + ")} = ${inline(split.total)} ${inline(currency)}, ${saving}, ${proof}.`];
}

function ranksText({ ranks }: ComparisonAnswer): readonly Line[] {
  const first = Object.entries(ranks).flatMap(([name, refs]) =>
    refs[0] === undefined || name === "cost" ? [] : [line`by ${spaced(name)} ${inline(refs[0])}`],
  );
  return ranks.cost.length < 2 ? [] : [line`First ${joined(first, ", ")}.`];
}

function ratesText({ fx, currency }: ComparisonAnswer): Line {
  const rates = Object.entries(fx?.rates ?? {}).map(
    ([code, rate]) => line`${inline(new Decimal(rate).toSignificantDigits(6).toString())} ${inline(code)}`,
  );
  const source = fx?.source ? line`, ${inline(fx.source)}` : line``;
  return line`Rates: 1 ${inline(currency)} = ${joined(rates, ", ")} (${inline(fx?.as_of ?? "no date")}${source}).`;
}
