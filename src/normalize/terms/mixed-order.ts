import type { Services } from "../../model/product.ts";
import { readAmount } from "../price/amount.ts";
import { NUMBER } from "../price/number-text.ts";
import { readCount } from "../price/quantity.ts";
import { toHalfWidth } from "../text/half-width.ts";
import { readWholesaleRules } from "./wholesale-rules.ts";

const MAX_LENGTH = 2_000;
const CLAUSE_END = /[;。!\n|]|,(?!\d)/;
const MIXING = /混批|混拍|起混|混搭|\bmix(?:ed|ing)?\b/i;
const MONEY = new RegExp(`(?:[¥$€£]|US ?\\$|RMB|CNY)\\s?(${NUMBER})|(${NUMBER})\\s?(?:元|块|RMB|CNY|USD|yuan)`, "i");
const UNITS = new RegExp(
  `(?<![¥$€£\\d.]|\\d,)(${NUMBER})\\s?(?:件|个|個|只|双|套|条|把|台|支|pcs|pieces?|units?|sets?|pairs?)`,
  "i",
);

/**
 * The least that a mixed order must come to, from a seller's rules: "支持混批,10件起混", "混批:满500元或50件". A number of units and
 * an amount of money in one rule are alternatives. Null where the rules name neither.
 */
export function readMixedOrder(rules: unknown): Services["mixedFrom"] {
  if (typeof rules !== "string" || rules.length > MAX_LENGTH) return null;
  if (readWholesaleRules(rules).mixedBatch === false) return null;
  const clauses = toHalfWidth(rules).split(CLAUSE_END);
  // The least stands in the clause that speaks of mixing, or right behind it: "支持混批,满500元或50件".
  const spoken = clauses.flatMap((clause, index) => (MIXING.test(clause) ? [clause, clauses[index + 1] ?? ""] : []));
  const [, marked, behind] = spoken.map((clause) => MONEY.exec(clause)).find((match) => match !== null) ?? [];
  const [, units] = spoken.map((clause) => UNITS.exec(clause)).find((match) => match !== null) ?? [];
  const quantity = units === undefined ? null : readCount(units);
  const amount = readAmount(marked ?? behind ?? "");
  return quantity === null && amount === null ? null : { quantity, amount };
}
