import { plainWords } from "../../wording/plain-words.ts";
import { shortened } from "../../wording/shortened.ts";
import type { OptionAnswer } from "../answer-schema.ts";
import { groupedText, lowered } from "./clauses.ts";
import { firstUnmet } from "./reasons.ts";

const LONGEST = 100;

// What decides whether to trust a figure, the worst first; null is the warning's own words. Others stay in the structured answer.
const ALARMS = [
  ["stale", null],
  ["supplier_risk", null],
  ["unbelievable_price", null],
  ["unit_not_known", null],
  ["promotion", "a promotion price: ask until when it holds"],
  ["expired", null],
  ["above_stock", "more than is in stock: the rest is made to order"],
  ["stock_mix", "no single colour or size has as many in stock: this is the cheapest mix"],
  ["inverted", "a larger quantity costs more a unit: compare a smaller one"],
  ["stock_conflict", "its stock figures contradict each other"],
  ["duplicate_tier", "a quantity has two prices and the lower is counted: ask which one holds"],
  ["zero_price", "a price of 0 among its prices is left out: ask what it is"],
  ["mixed_currencies", "its prices stand in several currencies"],
  ["currency_unknown", null],
  ["price_far_off", null],
  ["unparsed_term", "its trade term cannot be read: write one such as FOB Ningbo"],
  ["unreadable_date", "until when it holds cannot be read: write it as 2026-12-31"],
  ["package_not_counted", null],
  ["package_of_carton", null],
  ["package_of_unit", null],
  ["freight_lower_bound", "its delivery fee is the least it can be"],
  ["tax_included", "its price holds your country's VAT"],
  ["tax_unknown", "whether tax is in its price is not known"],
  ["place_before_door", null],
  ["place_unknown", null],
  ["moq_conflict", null],
  ["mixed_batch_unknown", "whether colours can be mixed is not known"],
] as const satisfies readonly (readonly [code: string, words: string | null])[];

/** An alarm that is told in this program's words, whatever its warning says. */
export type WordedAlarm = Extract<(typeof ALARMS)[number], readonly [string, string]>[0];

export interface Alarm {
  readonly code: (typeof ALARMS)[number][0];
  readonly words: string;
}

/** What a buyer has to know before trusting an option, in words, the worst first. */
export function alarmsOf({ warnings = [] }: OptionAnswer): readonly Alarm[] {
  return ALARMS.flatMap(([code, words]) => {
    const found = warnings.find((warning) => warning.code === code);
    if (!found || (words === null && found.message === undefined)) return [];
    return [{ code, words: words ?? shortened(lowered(groupedText(plainWords(found.message ?? ""))), LONGEST) }];
  });
}

/** The first thing to be careful about: a requirement that it does not meet for sure, else an alarm. */
export function firstAlarm(option: OptionAnswer): string | null {
  const open = firstUnmet(option);
  return open !== null ? `${open.state === "fails" ? "" : "not known: "}${open.why}` : (alarmsOf(option)[0]?.words ?? null);
}
