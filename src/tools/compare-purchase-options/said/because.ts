import { Decimal } from "../../../model/money.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";
import { firstTwo } from "../concise.ts";
import { grouped } from "../messages/units.ts";
import { boughtWords, priceWords } from "./figures.ts";
import { totalText } from "./headline.ts";
import { nameAmong, nameOf, optionOf } from "./names.ts";
import { costWords } from "./way.ts";

/**
 * What the verdict rests on, in two sentences that both channels carry: the totals side by side, and what is not known of each.
 * The domain's own sentence where nothing has a total.
 */
export function becauseText(answer: ComparisonAnswer): string {
  const [first, second] = firstTwo(answer);
  if (!first?.cost) return answer.verdict.because;
  const less = second ? lessText(first, second, answer) : null;
  const totals = less ?? [first, ...(second?.cost ? [second] : [])].map((option) => planText(option, answer)).join("; ");
  const rest = [dearerText(answer, first), splitText(answer)].filter((text) => text !== "");
  return `${[totals, ...rest].join("; ")}. ${unknownText(answer)}`;
}

/** "永康沐途: 5,200 at 18.20 CNY, 13,329.58 USD so far". */
const planText = (option: OptionAnswer, answer: ComparisonAnswer): string =>
  `${nameAmong(option, firstTwo(answer))}: ${figuresText(option, answer)}`;

function figuresText(option: OptionAnswer, answer: ComparisonAnswer): string {
  const { buy } = option;
  // It may end any day, and the lead with it.
  const isPromoted = (option.warnings ?? []).some(({ code }) => code === "promotion");
  const price = buy?.unit_price
    ? ` at ${priceWords(buy.unit_price)} ${buy.currency}${isPromoted ? " (a promotion price)" : ""}`
    : "";
  return `${buy ? boughtWords(buy, answer.unit) : ""}${price}, ${totalText(option, answer)}`;
}

/** What the first costs more than the second, of what is known. */
export const difference = (more: OptionAnswer, less: OptionAnswer): Decimal =>
  new Decimal(more.cost?.total.low ?? 0).minus(less.cost?.total.low ?? 0);

/** For sorting: the cheapest by what is known first. */
export const byKnownTotal = (a: OptionAnswer, b: OptionAnswer): number => difference(a, b).comparedTo(0);

/** With as many decimals as the option's total has. */
export const amountText = (amount: Decimal, { cost }: OptionAnswer): string =>
  grouped(amount.toFixed((cost?.total.low.split(".")[1] ?? "").length));

/** By how much the winner leads. */
function lessText(first: OptionAnswer, second: OptionAnswer, answer: ComparisonAnswer): string | null {
  const less = difference(second, first);
  if (answer.verdict.winner === null || !second.cost || !less.greaterThan(0)) return null;
  const sure = new Decimal(second.cost.total.low).minus(first.cost?.total.high ?? second.cost.total.low);
  const isLeast = sure.greaterThan(0) && sure.lessThan(less);
  return `${planText(first, answer)}, ${isLeast ? "at least " : ""}${amountText(isLeast ? sure : less, first)} ${answer.currency} less than ${nameAmong(second, [first])} (${figuresText(second, answer)})`;
}

/** What the first costs more, where it is not the cheapest. */
function dearerText({ ranks, currency, priority, options }: ComparisonAnswer, first: OptionAnswer): string {
  const cheapest = optionOf({ options }, ranks.cost[0] ?? "");
  if (priority === "cost" || !cheapest?.cost || cheapest.ref === first.ref) return "";
  const more = difference(first, cheapest);
  return more.greaterThan(0)
    ? `${amountText(more, first)} ${currency} more than ${nameOf(cheapest)}, the cheapest by what is known`
    : "";
}

function splitText({ split, currency }: ComparisonAnswer): string {
  if (split?.saving == null || !new Decimal(split.saving).greaterThan(0)) return "";
  return `shared between ${split.allocations.length} suppliers it costs ${grouped(split.total)} ${currency}, ${grouped(split.saving)} less`;
}

/** What only one of the two lacks with its name, what both lack, and how many could not be read. */
function unknownText(answer: ComparisonAnswer): string {
  const options = firstTwo(answer);
  const common = missingInAll(answer);
  const own = options.flatMap((option) => {
    const lines = (option.cost?.missing ?? []).filter((name) => name !== "goods" && !common.includes(name));
    const parts = [
      ...(hasPriceRange(option) ? ["the exact price"] : []),
      ...(lines.length === 0 ? [] : [ownWords(option, lines)]),
    ];
    return parts.length === 0 ? [] : [`for ${nameAmong(option, options)} ${parts.join(" and ")}`];
  });
  const total = options.length > 1 ? "in neither total" : "in the total";
  const parts = [...own, ...(common.length === 0 ? [] : [`${own.length === 0 ? "" : `${total} `}${costWords(common)}`])];
  const unread = answer.options.filter(({ state }) => state === "error").length;
  const head = own.length === 0 ? `Not known, ${options.length > 1 ? "in neither total" : "not in the total"}` : "Not known";
  return [
    parts.length === 0 ? "Every cost of the way is known" : `${head}: ${parts.join("; ")}`,
    ...(unread === 0 ? [] : [`${unread} of ${answer.options.length} could not be read`]),
  ]
    .join("; ")
    .concat(".");
}

/** What costs no more than the buyer said hangs on the price holding it or not. */
const ownWords = ({ cost }: OptionAnswer, lines: readonly string[]): string =>
  lines.every((line) => cost?.lines?.some(({ name, basis, high }) => name === line && basis === "unknown" && high != null))
    ? `whether its price holds ${costWords(lines)}`
    : costWords(lines);

const hasPriceRange = ({ buy, cost }: OptionAnswer): boolean =>
  cost?.missing.includes("goods") === true || (buy?.unit_price === null && !buy.mix?.length);

/** What stands in neither total. */
function missingInAll(answer: ComparisonAnswer): readonly string[] {
  const [first, ...others] = firstTwo(answer);
  return (first?.cost?.missing ?? []).filter(
    (name) => name !== "goods" && others.every((option) => option.cost?.missing.includes(name)),
  );
}
