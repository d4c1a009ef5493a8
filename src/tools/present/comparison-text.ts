import { counted } from "../../domain/question-words.ts";
import { Decimal } from "../../model/money.ts";
import { differingLines, firstTwo } from "./comparison.ts";
import type { ComparisonAnswer, OptionAnswer } from "./comparison-schema.ts";
import { notesText } from "./notes.ts";
import { inline } from "./seller-text.ts";
import { table } from "./table.ts";

const MAX_TITLE = 60;

/** The comparison as a note that can be forwarded: the verdict, the options, where they differ, what to ask next. */
export function comparisonText(answer: ComparisonAnswer): string {
  const common = commonMissing(answer);
  return [
    `**${VERDICT[answer.verdict.state]}${answer.verdict.winner === null ? "" : ` ${answer.verdict.winner}`}.** ${answer.verdict.because}`,
    ...questionText(answer),
    optionTable(answer),
    ...differenceText(answer),
    ...(common.length === 0 ? [] : [`Not known, in no total: ${words(common)}.`]),
    ...answer.options.flatMap((option) => remarks(option, common)),
    ...splitText(answer),
    ...changeText(answer),
    ...ranksText(answer),
    ...(answer.outstanding.length === 0 ? [] : [`Still lacking: ${answer.outstanding.join("; ")}.`]),
    ...(answer.fx === null ? [] : [ratesText(answer)]),
    notesText(answer.notes),
  ].join("\n\n");
}

/** The lines that are in nobody's total, said once. */
function commonMissing({ options }: ComparisonAnswer): readonly string[] {
  const [first, ...others] = options.flatMap(({ cost }) => (cost ? [cost.missing] : []));
  return (first ?? []).filter((name) => others.length > 0 && others.every((missing) => missing.includes(name)));
}

const VERDICT = {
  winner: "Buy from",
  tie: "A tie",
  undecided: "Undecided",
  infeasible: "Nothing can be bought as asked",
} as const;

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
    inline(option.supplier ?? option.title ?? ""),
    option.buy
      ? `${option.buy.quantity} × ${option.buy.unit_price ?? "?"} ${option.buy.currency} ${option.buy.trade_term?.rule ?? ""}`.trim()
      : option.state,
    option.cost ? rangeText(option.cost.total) : "",
    option.cost ? rangeText(option.cost.per_unit) : "",
    daysText(option),
    scoreText(option),
  ]);
  return `${heading}\n${table(["option", "supplier", "buy", "total", "per unit", "days", "score"], rows)}`;
}

const rangeText = ({ low, high }: { readonly low: string; readonly high: string | null }): string =>
  high === null ? `from ${low}` : high === low ? low : `${low}–${high}`;

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
    return line ? `${line.amount ?? "?"} ${line.basis.replaceAll("_", " ")}` : "";
  };
  return [
    `Where the first two differ:\n${table(
      ["line", first.ref, second.ref],
      names.map((name) => [name.replaceAll("_", " "), cell(first, name), cell(second, name)]),
    )}`,
  ];
}

/** What is to be known of one option beside its figures. */
function remarks(option: OptionAnswer, common: readonly string[]): readonly string[] {
  const missing = (option.cost?.missing ?? []).filter((name) => !common.includes(name));
  const warnings = option.warnings ?? [];
  const batch = option.batches?.find(({ count }) => count > 1 && count === option.best_batch_count);
  const parts = [
    ...option.reasons.map(({ code, message }) => `${code}: ${inline(message)}`),
    ...(option.nearest ? [`possible at ${option.nearest.quantity} for ${option.nearest.total}`] : []),
    ...(missing.length > 0 ? [`not in its total: ${words(missing)}`] : []),
    ...(option.exact ? exactText(option) : []),
    ...(option.cost?.cash && rangeText(option.cost.cash) !== rangeText(option.cost.total)
      ? [`to be paid: ${rangeText(option.cost.cash)}`]
      : []),
    ...(option.buy?.mix ?? []).map(({ sku, quantity, unit_price }) => `SKU ${sku}: ${quantity} × ${unit_price}`),
    ...(batch
      ? [
          `best in ${batch.count} batches of ${batch.sizes.join(" + ")}: ${batch.total}, ${batch.holding_cost} of it to hold stock`,
        ]
      : option.best_batch_count && option.best_batch_count > 1
        ? [`best in ${option.best_batch_count} batches`]
        : []),
    ...(option.stock_days
      ? [
          `lasts ${option.stock_days} days (${(option.stock_days_basis ?? "").replace("_", " ")}), stock risk ${option.stock_risk}`,
        ]
      : []),
    ...(option.requirements ?? [])
      .filter(({ state }) => state !== "meets")
      .map(({ name, state }) => `${words([name])}: ${state}`),
    ...(warnings.length > 0
      ? [
          `warnings: ${warnings.map(({ code, message }) => (message === undefined ? code : `${code} (${inline(message)})`)).join(", ")}`,
        ]
      : []),
  ];
  const title = option.title === null ? "" : ` (${inline(short(option.title))})`;
  return parts.length === 0 && title === ""
    ? []
    : [`${option.ref}${title}${parts.length === 0 ? "" : `: ${parts.join("; ")}`}.`];
}

const exactText = ({ exact, buy, cost }: OptionAnswer): readonly string[] =>
  exact && buy && cost && exact.total.low !== cost.total.low
    ? [`exactly the need would cost ${rangeText(exact.total)}, ${exact.saving} more`]
    : [];

function splitText({ split, currency }: ComparisonAnswer): readonly string[] {
  if (split === null) return [];
  const proof = split.proof === "optimal" ? "proven the least" : `within ${split.gap} of the least`;
  const premium =
    split.second_source_premium === null ? "" : ` A second source would cost ${split.second_source_premium} ${currency} more.`;
  if (split.allocations.length < 2) return [`Split: none is cheaper than one supplier (${proof}).${premium}`];
  const parts = split.allocations.map(({ ref, quantity, total }) => `${quantity} from ${ref} (${total})`).join(" + ");
  return [`Split: ${parts}: ${split.total} ${currency}, ${split.saving} less than one supplier, ${proof}.${premium}`];
}

function changeText({ flips, curve, currency }: ComparisonAnswer): readonly string[] {
  const flipped = groupedFlips(flips).map(
    ({ names, now, threshold, then }) =>
      `- ${names.join(" + ")} ${now === null ? (names.length > 1 ? "(not known, together)" : "(not known)") : `now ${now}`}: at ${threshold} ${then} is the cheapest`,
  );
  const stretches = curve.map(
    ({ from_quantity, to_quantity, cheapest }) =>
      `${from_quantity === to_quantity ? from_quantity : `${from_quantity}–${to_quantity}`} ${cheapest ?? "not known"}`,
  );
  return [
    ...(flipped.length === 0 ? [] : [`What would change the order (${currency}):\n${flipped.join("\n")}`]),
    ...(stretches.length < 2 ? [] : [`Cheapest by quantity, as far as is known: ${stretches.join("; ")}.`]),
  ];
}

type Flip = ComparisonAnswer["flips"][number];
interface FlipGroup extends Pick<Flip, "now" | "threshold" | "then"> {
  readonly names: readonly string[];
}

/** Unknown lines of one way with one threshold are one flip: each starts from nothing, so their sum has that threshold too. */
function groupedFlips(flips: readonly Flip[]): readonly FlipGroup[] {
  const groups = new Map<string, FlipGroup>();
  for (const { what, ref, now, threshold, then } of flips) {
    const name = `${what.replaceAll("_", " ")}${ref === null ? "" : ` of ${ref}`}`;
    const key = now === null ? `${threshold} ${then}` : `${what} ${ref} ${threshold} ${then}`;
    groups.set(key, { now, threshold, then, names: [...(groups.get(key)?.names ?? []), name] });
  }
  return [...groups.values()];
}

function ranksText({ ranks }: ComparisonAnswer): readonly string[] {
  const first = Object.entries(ranks).flatMap(([name, refs]) =>
    refs[0] === undefined ? [] : [`${name.replace("_", " ")} ${refs[0]}`],
  );
  return ranks.cost.length < 2 ? [] : [`First by rank: ${first.join("; ")}.`];
}

function ratesText({ fx, currency }: ComparisonAnswer): string {
  const rates = Object.entries(fx?.rates ?? {}).map(([code, rate]) => `${new Decimal(rate).toSignificantDigits(6)} ${code}`);
  return `Rates: 1 ${currency} = ${rates.join(", ")} (${fx?.as_of ?? "no date"}${fx?.source ? `, ${inline(fx.source)}` : ""}).`;
}

const short = (title: string): string =>
  [...title].length > MAX_TITLE ? `${[...title].slice(0, MAX_TITLE - 1).join("")}…` : title;

const words = (names: readonly string[]): string => names.map((name) => name.replaceAll("_", " ")).join(", ");
