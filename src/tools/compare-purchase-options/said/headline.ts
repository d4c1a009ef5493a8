import { CARRIAGE_LINES, type WayLine } from "../../../domain/landed-cost/cost-lines.ts";
import { Decimal } from "../../../model/money.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";
import { firstTwo } from "../concise.ts";
import { counted, grouped } from "../messages/units.ts";
import { figureWords, isCarriage, rangeWords, spoken, valueWords } from "./figures.ts";
import { fullName, fullNameOf, nameOf, optionOf } from "./names.ts";

const MAX_HEADLINE = 200;

type Condition = NonNullable<ComparisonAnswer["verdict"]["rule"][number]["when"]>;

/** The sentence a buyer would say: a name, an amount, the condition. At most 200 characters. */
export function headlineOf(answer: ComparisonAnswer): string {
  const texts = headlines(answer);
  const fitting = texts.find((text) => [...text].length <= MAX_HEADLINE);
  return fitting ?? `${[...(texts.at(-1) ?? "")].slice(0, MAX_HEADLINE - 1).join("")}…`;
}

/** The same said at length and shorter: the first that fits is taken. */
function headlines(answer: ComparisonAnswer): readonly string[] {
  const { verdict, split, quantity, currency } = answer;
  switch (verdict.state) {
    case "winner":
      return winnerText(answer);
    case "conditional":
      return conditionalText(answer);
    case "tie":
      return [
        `A tie: ${verdict.contenders.map((ref) => fullNameOf(answer, ref)).join(" and ")} cost the same, ${costText(answer)}.`,
        `A tie: ${verdict.contenders.join(" and ")} cost the same.`,
      ];
    case "single":
      return singleText(answer);
    case "undecided":
      return undecidedText(answer);
    case "infeasible": {
      if (split === null)
        return [
          `Nothing here can be bought as asked for ${grouped(quantity)}: ${outText(answer)}.`,
          `Nothing here can be bought as asked for ${grouped(quantity)}.`,
        ];
      const parts = split.allocations
        .map((part) => `${grouped(part.quantity)} from ${fullNameOf(answer, part.ref)}`)
        .join(" and ");
      return [
        `Buy ${parts}: ${grouped(split.total)} ${currency} landed. No single one covers ${grouped(quantity)}.`,
        `Buy from ${split.allocations.length} suppliers: ${grouped(split.total)} ${currency} landed.`,
      ];
    }
  }
}

const costText = (answer: ComparisonAnswer): string => {
  const [first] = firstTwo(answer);
  return first?.cost ? `${rangeWords(first.cost.total)} ${answer.currency}` : "";
};

function winnerText(answer: ComparisonAnswer): readonly string[] {
  const { verdict, currency, priority } = answer;
  const winner = optionOf(answer, verdict.winner ?? "");
  if (!winner) return [verdict.because];
  const cost = winner.cost ? `: ${rangeWords(winner.cost.total)} ${currency} landed` : "";
  const why = priority === "cost" ? "" : `, first by ${spoken(priority)}`;
  const open = winner.cost && winner.cost.total.high === null ? ", with what is not known of the way to come on top" : "";
  const buy = winner.buy ? ` ${grouped(winner.buy.quantity)}` : "";
  return [`Buy${buy} from ${fullName(winner)}${cost}${open}${why}.`, `Buy${buy} from ${fullName(winner)}${cost}${why}.`];
}

function conditionalText(answer: ComparisonAnswer): readonly string[] {
  const { verdict, currency } = answer;
  const likely = verdict.rule.filter(({ likely }) => likely);
  const [first, second] = likely.length > 1 ? likely : verdict.rule;
  if (!first?.when || !second) return [verdict.because];
  const [one, other] = [fullNameOf(answer, first.buy), fullNameOf(answer, second.buy)];
  const { what } = first.when;
  const owner = optionOf(answer, first.buy);
  const amount = owner?.buy ? counted(owner.buy.quantity, answer.unit).en : "them";
  const isWay = isCarriage(what);
  const ruled = first.when.below ?? second.when?.above ?? "";
  const limit = isWay && owner?.buy ? limitFor(ruled, first.when, owner.buy.quantity, answer) : ruled;
  const figure = valueWords(what, limit, first.when.unit === "fraction" ? "" : first.when.unit || currency);
  const condition = isWay
    ? `a forwarder takes ${amount} to your door for less than ${figure}`
    : what.length > 1
      ? `${figureWords(what)} together cost less than ${figure}`
      : what[0] === "vat_recoverable_share"
        ? `you recover less than ${figure} of the VAT`
        : `the ${figureWords(what)}${first.when.for ? ` of ${first.when.for}` : ""} is below ${figure}`;
  return [
    `Buy from ${one} if ${condition}; if not, from ${other}.`,
    `Buy from ${nameOf(optionOf(answer, first.buy) ?? { ref: first.buy, supplier: null })} if ${condition}; if not, from ${second.buy}.`,
    `Buy from ${first.buy} if ${condition}; if not, from ${second.buy}.`,
  ];
}

/**
 * A rule's limit on carriage is a lump sum for the quantity asked for, and such a sum grows with the quantity: said beside the
 * quantity that the plan buys, it is that quantity's share more. Rounded down, so that below it the rule still holds.
 * @example "3803.56" for 5,000 asked and 5,200 bought: 3803.56 × 5200 / 5000 = "3955.70"
 */
export function limitFor(
  limit: string,
  { what, unit }: Condition,
  bought: number,
  { quantity, currency }: ComparisonAnswer,
): string {
  const isLump = unit === currency && what.some((name) => CARRIAGE_LINES.has(name as WayLine));
  if (!isLump || limit === "" || bought <= quantity) return limit;
  return new Decimal(limit).times(bought).dividedBy(quantity).toFixed(2, Decimal.ROUND_DOWN);
}

function singleText(answer: ComparisonAnswer): readonly string[] {
  const [option] = firstTwo(answer);
  if (!option?.cost) return [answer.verdict.because];
  const amount = option.buy ? counted(option.buy.quantity, answer.unit).en : grouped(answer.quantity);
  const open = option.cost.total.high === null ? ", and what is not known of the way on top" : "";
  return [
    `${amount} from ${fullName(option)} cost ${rangeWords(option.cost.total)} ${answer.currency}${open}. Only one option was looked at.`,
    `${amount} from ${option.ref} cost ${rangeWords(option.cost.total)} ${answer.currency}.`,
  ];
}

function undecidedText(answer: ComparisonAnswer): readonly string[] {
  const { verdict, currency } = answer;
  const [first, second] = firstTwo(answer);
  if (!first?.cost) return ["Not decided: no option has a price yet.", verdict.because];
  const lead = `Not decided yet. ${fullName(first)} is ahead with ${rangeWords(first.cost.total)} ${currency}`;
  const next = second?.cost ? `; ${fullName(second)} has ${rangeWords(second.cost.total)}` : "";
  return [`${lead}${next}.`, `${lead}.`, `Not decided yet between ${verdict.contenders.length} options.`];
}

const outText = ({ options }: ComparisonAnswer): string =>
  options
    .slice(0, 3)
    .map((option) => `${nameOf(option)}, ${reasonText(option)}`)
    .join("; ");

/** Why an option is out, as a clause. */
export function reasonText({ reasons, state }: OptionAnswer): string {
  const [reason] = reasons;
  if (!reason) return state;
  const [clause = "", rest = ""] = reason.message.split(/[;:](?=\s)/);
  const said = reason.code === "requirement_failed" && rest !== "" ? rest.trim() : clause;
  return `${said.charAt(0).toLowerCase()}${said.slice(1)}`.replace(/\.$/, "");
}

/** What to do now: the one thing to find out, from whom, and then to ask again with the answer. */
export function nextStepsOf(answer: ComparisonAnswer): string[] {
  const { verdict, messages } = answer;
  const question = verdict.ask_next;
  const [first] = firstTwo(answer);
  const steps: string[] = [];
  const shipment = first?.shipment;
  if (
    question?.to === "forwarder" ||
    (question?.to === "buyer" && messages.forwarder && /forwarder/.test(question.question_en)) ||
    (question === null && messages.forwarder)
  ) {
    const volume = shipment && (shipment.m3 ?? shipment.kg) !== null ? "" : ", once the supplier has told volume and weight";
    steps.push(`Ask a forwarder (message below) what the way to your door costs${volume}.`);
  } else if (question?.to === "supplier") {
    steps.push(`Ask ${fullNameOf(answer, question.ref ?? "")} (message below).`);
  } else if (question) steps.push(`Find out: ${question.question_en}`);
  if (question) steps.push("Then compare again.");
  else if (first && verdict.state === "winner")
    steps.push(`Before you pay, have ${nameOf(first)} confirm what its listing does not say.`);
  return steps;
}
