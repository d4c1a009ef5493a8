import { CARRIAGE_LINES, type WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import { Decimal, minorUnitDigits } from "../../../model/money.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";
import { firstTwo } from "../concise.ts";
import { grouped } from "../messages/units.ts";
import { boughtWords, dayWords, figureWords, spoken, valueWords } from "./figures.ts";
import { infeasibleText } from "./infeasible.ts";
import { fullName, fullNameOf, nameAmong, nameOf, nameOfRef, optionOf } from "./names.ts";
import { firstUnmet, meetingText, reasonText } from "./reasons.ts";
import { wayOf } from "./way.ts";

const MAX_HEADLINE = 200;

type Condition = NonNullable<ComparisonAnswer["verdict"]["rule"][number]["when"]>;

/** The sentence a buyer would say: a name, an amount, the condition. At most 200 characters. */
export const headlineOf = (answer: ComparisonAnswer): string => fitting(headlines(answer));

/** The first that is short enough, else the last, cut. */
export function fitting(texts: readonly string[]): string {
  const short = texts.find((text) => [...text].length <= MAX_HEADLINE);
  return short ?? `${[...(texts.at(-1) ?? "")].slice(0, MAX_HEADLINE - 1).join("")}…`;
}

/** The same said at length and shorter: the first that fits is taken. */
function headlines(answer: ComparisonAnswer): readonly string[] {
  const { verdict } = answer;
  switch (verdict.state) {
    case "winner":
      return winnerText(answer);
    case "conditional":
      return conditionalText(answer);
    case "tie":
      return tieText(answer);
    case "single":
      return singleText(answer);
    case "undecided":
      return undecidedText(answer);
    case "infeasible":
      return infeasibleText(answer);
  }
}

/** "13,329.58 USD so far": what is known of the total, and that more comes where it does. */
export function totalText({ cost }: OptionAnswer, { currency }: Pick<ComparisonAnswer, "currency">): string {
  if (!cost) return "no total";
  const { low, high } = cost.total;
  const amount = high !== null && high !== low ? `${grouped(low)} to ${grouped(high)}` : grouped(low);
  return `${amount} ${currency}${high === null ? " so far" : ""}`;
}

/** "5,200 from 永康沐途 (1688:738204915561)", "250 kg from Mill B (offer:Mill B)". */
const buyText = (option: OptionAnswer, { unit }: ComparisonAnswer, name = fullName(option)): string =>
  `${option.buy ? `${boughtWords(option.buy, unit)} ` : ""}from ${name}`;

function winnerText(answer: ComparisonAnswer): readonly string[] {
  const { verdict, priority } = answer;
  const winner = optionOf(answer, verdict.winner ?? "");
  if (!winner) return [verdict.because];
  const landed = winner.cost?.total.high === null ? "" : " landed";
  const buy = `Buy ${buyText(winner, answer)}: ${totalText(winner, answer)}${landed}`;
  const why = priority === "cost" ? "" : `, first by ${spoken(priority)}${daysText(answer, winner)}`;
  const promotion = (winner.warnings ?? []).some(({ code }) => code === "promotion")
    ? ", as long as its promotion price holds"
    : "";
  return [`${buy}${why}${promotion}.`, `${buy}${why}.`, `${buy}.`];
}

const daysText = ({ priority }: ComparisonAnswer, { lead_time_days: days }: OptionAnswer): string =>
  priority !== "speed" || !days || days.high === null
    ? ""
    : ` (${days.low === null ? "up to " : `${days.low} to `}${days.high} days)`;

function conditionalText(answer: ComparisonAnswer): readonly string[] {
  const { verdict, currency } = answer;
  const likely = verdict.rule.filter((stretch) => stretch.likely);
  const [first, second] = likely.length > 1 ? likely : verdict.rule;
  if (!first?.when || !second) return [verdict.because];
  const [one, other] = [optionOf(answer, first.buy), optionOf(answer, second.buy)];
  if (!one || !other) return [verdict.because];
  const condition = conditionText(first.when, first.when.below ?? second.when?.above ?? "", one, answer);
  if (!one.cost || !other.cost) return [`Buy ${buyText(one, answer)} if ${condition}; if not, ${buyText(other, answer)}.`];
  const lead = `Buy ${buyText(one, answer)} for ${leastText(one)} ${currency} if ${condition}; if not, ${buyText(other, answer)}`;
  return [
    `${lead} for ${leastText(other)} ${currency}.`,
    `${lead} for ${leastText(other)}.`,
    `${lead}.`,
    `Buy ${buyText(one, answer)} if ${condition}; if not, ${buyText(other, answer)}.`,
    `Buy ${buyText(one, answer, nameOf(one))} if ${condition}; if not, ${buyText(other, answer, nameAmong(other, [one]))}.`,
    `Buy from ${one.ref} if ${condition}; if not, from ${other.ref}.`,
  ];
}

const leastText = ({ cost }: OptionAnswer): string => grouped(cost?.total.low ?? "");

function conditionText(when: Condition, limit: string, owner: OptionAnswer, answer: ComparisonAnswer): string {
  const { what } = when;
  const { ask_next: question } = answer.verdict;
  const said = limitFor(limit, when, owner.buy?.quantity ?? answer.quantity, answer);
  const figure = valueWords(what, said, when.unit === "fraction" ? "" : when.unit || answer.currency);
  const way = wayOf(what);
  const customs = what.some((name) => name === "duty" || name === "brokerage") ? ", customs included," : "";
  if (way !== null)
    return question?.to === "supplier"
      ? `${way.noun}${customs} costs less than ${figure}`
      : `a forwarder ${way.verb}${customs} for less than ${figure}`;
  if (what.length > 1) return `${what.map(spoken).join(" and ")} together cost less than ${figure}`;
  const whose = when.for === owner.ref ? nameOf(owner) : nameOfRef(answer, when.for ?? "");
  if (what[0] === "lead_time_days") return `${whose === nameOf(owner) ? "it" : whose} takes less than ${limit} days`;
  if (what[0] === "supplier_score") return `the score of ${whose} turns out below ${limit}`;
  if (what[0] === "vat_recoverable_share") return `you recover less than ${figure} of the VAT`;
  const named = when.for === null ? "" : ` of ${when.for === owner.ref ? nameOf(owner) : when.for}`;
  return `the ${figureWords(what)}${named} ${when.unit === answer.currency ? "costs less than" : "is below"} ${figure}`;
}

/**
 * A rule's limit on carriage is a lump sum for the quantity asked for, and such a sum grows with the quantity: said beside the
 * quantity that the plan buys, it is that quantity's share more. Rounded down, so that below it the rule still holds.
 * @example "3803.56" for 5,000 asked and 5,200 bought: 3803.56 × 5200 / 5000 = "3955.70"
 */
export function limitFor(
  limit: string,
  { what, unit }: Pick<Condition, "what" | "unit">,
  bought: number,
  { quantity, currency }: ComparisonAnswer,
): string {
  const isLump = unit === currency && what.some((name) => CARRIAGE_LINES.has(name as WayLine));
  if (!isLump || limit === "" || bought <= quantity) return limit;
  return new Decimal(limit).times(bought).dividedBy(quantity).toFixed(minorUnitDigits(currency), Decimal.ROUND_DOWN);
}

function tieText(answer: ComparisonAnswer): readonly string[] {
  const { contenders } = answer.verdict;
  const [first] = firstTwo(answer);
  const cost = first ? totalText(first, answer) : "";
  const amount = grouped(first?.buy?.quantity ?? answer.quantity);
  return [
    `A tie: ${amount} cost ${cost} at ${contenders.map((ref) => fullNameOf(answer, ref)).join(" and at ")}.`,
    `A tie: ${amount} cost ${cost} at ${contenders.join(" and at ")}.`,
    `A tie of ${contenders.length} at ${cost}: ${contenders[0]} is one.`,
  ];
}

function singleText(answer: ComparisonAnswer): readonly string[] {
  const [option] = firstTwo(answer);
  if (!option?.cost) return [answer.verdict.because];
  const cost = `${buyText(option, answer)}: ${totalText(option, answer)}${option.cost.total.high === null ? "" : " landed"}`;
  return [`${cost}. It is the only one looked at.`, `${buyText(option, answer, option.ref)}: ${totalText(option, answer)}.`];
}

/** Who leads, by how much, and what has to be learned first: of whom a requirement or a price is not known, that comes first. */
function undecidedText(answer: ComparisonAnswer): readonly string[] {
  const { verdict } = answer;
  const [first, second] = firstTwo(answer);
  const asked = optionOf(answer, verdict.ask_next?.ref ?? "");
  if (!first?.cost) {
    const foreign = answer.options.flatMap(({ reasons }) =>
      reasons.flatMap(({ code, message }) => (code === "rate_missing" ? (/[A-Z]{3}/.exec(message)?.[0] ?? []) : [])),
    );
    if (foreign.length > 0 && !asked) {
      return [`Nothing can be compared in ${answer.currency}: no rate from ${[...new Set(foreign)].join(" and ")} is known.`];
    }
    const none = `Not decided: none has a price for ${grouped(answer.quantity)} yet`;
    if (asked && verdict.ask_next?.to === "buyer") return [`${none}: ${reasonText(asked)}.`, `${none}.`];
    const who = asked ? fullName(asked) : `${answer.options.length} options`;
    return [`${none}. Ask ${who} first: ${asked ? reasonText(asked) : "no price"}.`, `${none}.`];
  }
  const lead = `${buyText(first, answer)} for ${totalText(first, answer)}`;
  const next = second?.cost ? `${buyText(second, answer)} for ${totalText(second, answer)}` : null;
  if (asked && !asked.cost) {
    return [
      `Not decided: ${fullName(asked)} has no price that compares (${reasonText(asked)}). Ahead of the rest: ${lead}.`,
      `Not decided: ${nameOf(asked)} has no price that compares yet. Ahead of the rest: ${lead}.`,
      `Not decided: one has no price yet. Ahead of the rest: ${lead}.`,
    ];
  }
  const open = firstUnmet(first);
  if (open) {
    return [
      `Buy ${lead} only if it ${meetingText(open)}, which is not known${next === null ? "" : `; next is ${next}`}.`,
      `Buy ${lead} only if it ${meetingText(open)}, which is not known.`,
    ];
  }
  if ((answer.priority === "speed" || answer.priority === "risk") && second) {
    const by = `Not decided by ${answer.priority}`;
    const verb = answer.priority === "speed" ? "takes" : "has a score of";
    const [own, other] = [first, second].map((option) => (answer.priority === "speed" ? arrival(option) : scoreText(option)));
    return [
      `${by}: ${fullName(first)} ${verb} ${own} (${totalText(first, answer)}), ${fullName(second)} ${other} (${totalText(second, answer)}).`,
      `${by} between ${fullName(first)} and ${fullName(second)}.`,
      `${by}. Ahead: ${first.ref}.`,
    ];
  }
  return [
    ...(next === null ? [] : [`Not decided between ${lead} and ${next}.`]),
    ...(second ? [`Not decided between ${lead} and ${fullName(second)}.`] : []),
    `Not decided. Ahead: ${lead}.`,
    `Not decided. Ahead: ${first.ref}.`,
  ];
}

/** "15.0–100.0", what is not known of it being what it may still gain; an alarm stands beside it. */
const scoreText = ({ supplier_score: score }: OptionAnswer): string =>
  score ? `${score.low}${score.high === score.low ? "" : `–${score.high}`} of 100` : "none";

const arrival = ({ lead_time_days: days }: OptionAnswer): string => {
  const said = dayWords(days);
  return said === null ? "days not stated" : `${said} days`;
};
