import type { CostCurve } from "../domain/compare/cost-curves.ts";
import type { ComparisonAnswer, OptionAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { nameAmong } from "../tools/compare-purchase-options/said/names.ts";
import type { PageLanguage, Words } from "./words.ts";

/** What a page shows. */
export interface Report {
  /** As compare_purchase_options gave it, in full or in its short form. */
  readonly answer: ComparisonAnswer;
  /** Empty where they were not kept: the page then tells the stretches and draws no lines. */
  readonly curves: readonly CostCurve[];
  /** Epoch milliseconds; null: not known. */
  readonly decidedAtMs: number | null;
  readonly language: PageLanguage;
}

/** What every part of a page is written from. */
export interface Sheet extends Report {
  readonly words: Words;
  /** The options as a reader wants them: the first of the rule first, then by cost, then what cannot be bought. */
  readonly ordered: readonly OptionAnswer[];
  /** Of the options, to be set apart in a sentence. */
  readonly names: readonly string[];
}

export function orderedOptions({ options, verdict, ranks, priority }: ComparisonAnswer): readonly OptionAnswer[] {
  const refs = [...verdict.rule.map(({ buy }) => buy), verdict.winner, ...ranks[priority], ...ranks.cost];
  const place = new Map<string, number>();
  for (const ref of refs) if (ref !== null && !place.has(ref)) place.set(ref, place.size);
  const of = ({ ref, state, cost }: OptionAnswer): readonly [number, number] => [
    place.get(ref) ?? (state === "feasible" ? place.size : place.size + 1),
    Number(cost?.total.low ?? 0),
  ];
  return options.toSorted((a, b) => {
    const [[one, costs], [other, otherCosts]] = [of(a), of(b)];
    return one - other || costs - otherCosts;
  });
}

/** An option's name on the page: its reference where another one has the same name. */
export const shownName = (option: Pick<OptionAnswer, "ref" | "supplier">, { ordered }: Sheet): string =>
  nameAmong(option, ordered);

// A longer table is told shorter and printed closer, and the page has less room beside it.
const MANY_ROWS = 10;

export const isLong = ({ ordered }: Sheet): boolean => ordered.length > MANY_ROWS;
