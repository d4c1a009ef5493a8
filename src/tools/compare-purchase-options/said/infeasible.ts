import { Decimal } from "../../../model/money.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";
import { grouped } from "../messages/units.ts";
import { fullName, fullNameOf, nameOf } from "./names.ts";
import { reasonText } from "./reasons.ts";

// As many as a buyer takes in one go.
const MOST_TOGETHER = 3;

/** Nothing can be bought as asked: who could together, else why not and what comes nearest, at length and shorter. */
export function infeasibleText(answer: ComparisonAnswer): readonly string[] {
  const { split, quantity, currency, options } = answer;
  if (split !== null) {
    const parts = split.allocations
      .map((part) => `${grouped(part.quantity)} from ${fullNameOf(answer, part.ref)}`)
      .join(" and ");
    return [
      `Buy ${parts}: ${grouped(split.total)} ${currency} landed. No single one covers ${grouped(quantity)}.`,
      `Buy from ${split.allocations.length} suppliers: ${grouped(split.total)} ${currency} landed.`,
    ];
  }
  if (options.every(({ state }) => state === "error")) {
    const [first] = options;
    const what = options.length === 1 ? "What was given" : `None of the ${options.length} listings`;
    const verb = options.length === 1 ? "could not be read" : "could be read";
    const why = first ? reasonText(first) : "";
    return [`${what} ${verb}: ${why}.`, `${what} ${verb}: ${why.split("; ")[0]}.`, `${what} ${verb}.`];
  }
  const nearestFirst = options.toSorted((a, b) => byNearness(a, b, quantity));
  const reasons = nearestFirst.map((option) => `${nameOf(option)}, ${reasonText(option)}`);
  const nothing = `Nothing here can be bought as asked for ${grouped(quantity)}`;
  const [most] = nearestFirst;
  const nearest = most?.nearest
    ? ` Nearest: ${grouped(most.nearest.quantity)} from ${fullName(most)} for ${grouped(most.nearest.total)} ${currency}.`
    : "";
  return [
    ...togetherTexts(stockedTogether(answer), answer),
    `${nothing}: ${reasons.join("; ")}.${nearest}`,
    `${nothing}: ${reasons.slice(0, 2).join("; ")}.`,
    `${nothing}.${nearest}`,
    `${nothing}.`,
  ];
}

/** By how far the nearest order is from the need, then by the total. */
function byNearness(a: OptionAnswer, b: OptionAnswer, quantity: number): number {
  const distance = ({ nearest }: OptionAnswer): number => (nearest ? Math.abs(nearest.quantity - quantity) : FAR);
  const total = ({ cost }: OptionAnswer): Decimal => new Decimal(cost?.total.low ?? FAR);
  return distance(a) - distance(b) || total(a).comparedTo(total(b));
}

const FAR = 1e12;

/** The fewest that have the need in stock together, the most first; empty where no few of them have. */
export function stockedTogether({ options, quantity }: ComparisonAnswer): readonly OptionAnswer[] {
  const stocked = options
    .filter(({ reasons, nearest }) => reasons[0]?.code === "above_stock" && nearest && nearest.quantity < quantity)
    .toSorted((a, b) => (b.nearest?.quantity ?? 0) - (a.nearest?.quantity ?? 0));
  const few = stocked.slice(0, MOST_TOGETHER);
  const count = few.findIndex((_, index) => stockOf(few.slice(0, index + 1)) >= quantity);
  return count < 1 ? [] : few.slice(0, count + 1);
}

const stockOf = (options: readonly OptionAnswer[]): number =>
  options.reduce((sum, { nearest }) => sum + (nearest?.quantity ?? 0), 0);

function togetherTexts(few: readonly OptionAnswer[], { quantity }: ComparisonAnswer): readonly string[] {
  if (few.length === 0) return [];
  const parts = few.map((option) => `${grouped(option.nearest?.quantity ?? 0)} at ${nameOf(option)}`).join(", ");
  const head = `No single one covers ${grouped(quantity)}; ${few.length} together have ${grouped(stockOf(few))} in stock`;
  return [`${head}: ${parts}.`, `${head}.`];
}
