import { CARRIAGE_LINES, type WayLine } from "../../domain/landed-cost/cost-lines.ts";
import { likelyRate } from "../../domain/landed-cost/customs.ts";
import { Decimal } from "../../model/money.ts";
import { isMeasure } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { shortened } from "../wording/shortened.ts";
import type { ComparisonAnswer, OptionAnswer } from "./answer-schema.ts";
import { firstTwo } from "./concise.ts";
import { counted, grouped } from "./messages/units.ts";
import { alarmsOf, firstAlarm } from "./said/alarms.ts";
import { amountText, difference } from "./said/because.ts";
import { figureWords, rateWords, valueWords, wrapped } from "./said/figures.ts";
import { limitFor } from "./said/headline.ts";
import { fullName, fullNameOf, nameOf, nameOfRef } from "./said/names.ts";
import { reasonText } from "./said/reasons.ts";
import { wayOf } from "./said/way.ts";

const REMARK = 60;
const REASON = 90;

/** One sentence of several parts, in as many lines as it takes. */
export const listed = (head: string, parts: readonly string[], separator = ";"): readonly string[] =>
  parts.length === 0
    ? []
    : wrapped(
        head,
        parts.map((part, index) => (index === parts.length - 1 ? `${part}.` : part)),
        separator,
      );

/** Those that come after the first two, each with what it costs more and what is to be known of it. */
export function behindText(answer: ComparisonAnswer, most: number): readonly string[] {
  const first = firstTwo(answer);
  const rest = answer.options
    .filter((option) => option.state === "feasible" && option.cost && !first.includes(option))
    .sort((a, b) => new Decimal(a.cost?.total.low ?? 0).comparedTo(b.cost?.total.low ?? 0));
  const parts = rest.slice(0, most).map((option) => {
    const rival = first.find(({ cost }) => cost?.missing.join() === option.cost?.missing.join()) ?? first[0];
    const over = rival ? ` (${moreText(option, rival)} on ${nameOf(rival)})` : "";
    const remark = firstAlarm(option);
    return `${fullName(option)} ${grouped(option.cost?.total.low ?? "")}${over}${remark === null ? "" : `, ${shortened(remark, REMARK)}`}`;
  });
  const more = rest.slice(most);
  if (more.length > 0) parts.push(`${most === 0 ? "" : "and "}${restText(more)}`);
  return listed("Behind:", parts);
}

/** "4 more, 12,061.27 to 41,750.00", "AliExpress store (aliexpress:…) 41,750.00" where it is one. */
function restText(rest: readonly OptionAnswer[]): string {
  const [low, high] = [rest[0]?.cost?.total.low ?? "", rest.at(-1)?.cost?.total.low ?? ""];
  return rest.length === 1 && rest[0]
    ? `${rest[0].ref} ${grouped(low)}`
    : `${rest.length} more, ${grouped(low)} to ${grouped(high)}`;
}

/** "+1,204.50". */
function moreText(option: OptionAnswer, rival: OptionAnswer): string {
  const more = difference(option, rival);
  return `${more.isNegative() ? "-" : "+"}${amountText(more.abs(), option)}`;
}

/** Those that cannot be bought as asked, with why and what would be possible. */
export function outText(answer: ComparisonAnswer, most: number): readonly string[] {
  const out = answer.options.filter(({ state }) => state !== "feasible");
  const parts = out.slice(0, most).map((option) => {
    const nearest = option.nearest
      ? `, possible at ${grouped(option.nearest.quantity)} for ${grouped(option.nearest.total)}`
      : "";
    return `${shortened(fullName(option), 90)}, ${shortened(reasonText(option), option.state === "error" ? 150 : REASON)}${nearest}`;
  });
  if (out.length > most)
    parts.push(
      `${most === 0 ? "" : "and "}${out.length - most} more: ${[...new Set(out.slice(most).map(reasonText))].slice(0, 2).join("; ")}`,
    );
  return listed("Out:", parts);
}

/** Alarms of the first two: what a buyer has to know before paying. */
export function carefulText(answer: ComparisonAnswer): readonly string[] {
  return listed(
    "Careful:",
    firstTwo(answer).flatMap((option) => {
      const alarms = alarmsOf(option);
      return alarms.length === 0 ? [] : [`${nameOf(option)}: ${shortened(alarms.slice(0, 2).join("; "), 125)}`];
    }),
  );
}

// An exchange rate that has to move by more is another year's.
const RATE_MOVE = 0.3;
const MOST_FLIPS = 3;
// Of the landed cost: no part of the way but freight costs more.
const MOST_OF_A_PART = "0.2";

type Flip = ComparisonAnswer["flips"][number];

/** What would put another first, only what a buyer could meet and the rule does not say already. */
export function changesOf(answer: ComparisonAnswer): readonly Flip[] {
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
  const most = likelyRate(only.replace(/_rate$/, "") as WayLine, answer.destination);
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

/** Sharing the order: where it saves, and what a second source costs. */
export function splitText({ split, second_source: second, currency, options }: ComparisonAnswer): readonly string[] {
  const parts = (allocations: NonNullable<typeof split>["allocations"]): string =>
    allocations.map(({ ref, quantity }) => `${grouped(quantity)} from ${fullNameOf({ options }, ref)}`).join(" + ");
  if (split !== null && split.allocations.length > 1) {
    const saving = split.saving === null ? "" : `, ${grouped(split.saving)} less than one supplier`;
    const proof = split.proof === "optimal" ? "proven the least" : `at most ${split.gap} above the least`;
    return [`Split: ${parts(split.allocations)} = ${grouped(split.total)} ${currency}${saving}, ${proof}.`];
  }
  if (second === null) return [];
  const whole = second.allocations.length === 0 ? "" : `${parts(second.allocations)} = ${grouped(second.total)}, `;
  return [`A second source: ${whole}${grouped(second.premium)} ${currency} more than one supplier.`];
}
