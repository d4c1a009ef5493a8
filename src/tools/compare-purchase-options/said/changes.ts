import { CARRIAGE_LINES, type WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import { likelyRate } from "../../../domain/landed-cost/customs.ts";
import { Decimal } from "../../../model/money.ts";
import { isMeasure } from "../../../model/unit.ts";
import { readUnit } from "../../../model/unit-words.ts";
import type { ComparisonAnswer } from "../answer-schema.ts";
import { firstTwo } from "../concise.ts";
import { counted } from "../messages/units.ts";
import { figureWords, listed, rateWords, valueWords } from "./figures.ts";
import { limitFor } from "./headline.ts";
import { nameOfRef } from "./names.ts";
import { wayOf } from "./way.ts";

// An exchange rate that has to move by more is another year's.
const RATE_MOVE = 0.3;
// No country asks more.
const MOST_VAT = "0.3";
const MOST_FLIPS = 3;
// Of the landed cost: no part of the way but freight costs more.
const MOST_OF_A_PART = "0.2";

type Flip = ComparisonAnswer["flips"][number];

/** What would put another first, only what a buyer could meet and the rule does not say already. */
export function changesOf(answer: ComparisonAnswer): readonly Flip[] {
  // No cost changes who is the soonest or the surest.
  if (answer.priority !== "cost") return [];
  const ruled = answer.verdict.rule.flatMap(({ when }) => (when ? [figureWords(when.what)] : []));
  const leads = firstTwo(answer)[0]?.ref ?? null;
  return answer.flips.filter(
    (flip) => flip.then !== leads && !ruled.includes(figureWords(flip.what)) && isMetInTrade(flip, answer),
  );
}

export const changeText = (answer: ComparisonAnswer): readonly string[] =>
  listed(
    "Would put another first:",
    changesOf(answer)
      .slice(0, MOST_FLIPS)
      .map((flip) => flipText(flip, answer)),
  );

function isMetInTrade({ what, now, threshold }: Flip, answer: ComparisonAnswer): boolean {
  const [only = ""] = what;
  if (only.startsWith("fx."))
    return now !== null && new Decimal(threshold).dividedBy(now).minus(1).abs().lessThanOrEqualTo(RATE_MOVE);
  if (what.some((name) => CARRIAGE_LINES.has(name as WayLine) || name === "brokerage")) {
    const whole = new Decimal(firstTwo(answer)[0]?.cost?.total.low ?? 0);
    return whole.times(what.includes("freight") ? 1 : MOST_OF_A_PART).greaterThanOrEqualTo(threshold);
  }
  // Beyond what is likely a rate is nothing to plan with: it stays in `flips`.
  const line = only.replace(/_rate$/, "") as WayLine;
  const most = line === "vat" ? MOST_VAT : likelyRate(line, answer.destination);
  return most === null || new Decimal(threshold).lessThanOrEqualTo(most);
}

/** Where it changes. A limit on carriage is said for the quantity that the plan buys, as the headline says it. */
export function changePoint({ what, now, threshold }: Flip, answer: ComparisonAnswer): string {
  const bought = firstTwo(answer)[0]?.buy?.quantity ?? answer.quantity;
  const limit = now === null ? limitFor(threshold, { what, unit: answer.currency }, bought, answer) : threshold;
  return valueWords(what, limit, answer.currency);
}

const isMeasured = (unit: string): boolean => {
  const read = readUnit(unit)?.unit;
  return read !== undefined && isMeasure(read);
};

function flipText(flip: Flip, answer: ComparisonAnswer): string {
  const { what, for: owner, now, threshold, then: leader } = flip;
  const who = nameOfRef(answer, leader);
  const value = changePoint(flip, answer);
  if (what[0] === "quantity") {
    const isLess = Number(threshold) < answer.quantity;
    return `${counted(Number(threshold), answer.unit).en} or ${isLess ? (isMeasured(answer.unit) ? "less" : "fewer") : "more"}: ${who}`;
  }
  if (what[0]?.startsWith("fx."))
    return `1 ${answer.currency} = ${value} ${what[0].slice(3)} (now ${now === null ? "not known" : rateWords(now)}): ${who}`;
  const whose = owner === null ? "" : ` of ${nameOfRef(answer, owner)}`;
  return `${wayOf(what)?.noun ?? figureWords(what)}${whose} at ${value}${now === null ? "" : ` (now ${valueWords(what, now, answer.currency)})`}: ${who}`;
}
