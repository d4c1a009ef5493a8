import type { Question } from "../../../domain/comparison.ts";
import { CARRIAGE_LINES, linesInPrice } from "../../../domain/landed-cost/cost-lines.ts";
import { offerName } from "../../../domain/option/buyer-offer/offer-listing.ts";
import { countryInWords } from "../../../domain/verdict/question-words.ts";
import type { ComparisonAnswer, OptionAnswer } from "../answer-schema.ts";
import { firstTwo } from "../concise.ts";
import { counted, grouped } from "../messages/units.ts";
import { byKnownTotal } from "./because.ts";
import { spoken } from "./figures.ts";
import { totalText } from "./headline.ts";
import { stockedTogether } from "./infeasible.ts";
import { fullName, fullNameOf, nameOfRef } from "./names.ts";
import { firstUnmet, meetingText, reasonText } from "./reasons.ts";
import { costWords } from "./way.ts";

/** What to do now: the one thing to find out and from whom, and then to ask again with the answer in its field. */
export function nextStepsOf(answer: ComparisonAnswer, question: Question | null): string[] {
  const [first = null] = firstTwo(answer);
  if (question === null) return withoutQuestion(answer, first);
  const asked = askedOption(answer, question, first);
  return [questionStep(answer, question, asked), againStep(answer, question, asked)];
}

function questionStep(answer: ComparisonAnswer, question: Question, asked: OptionAnswer | null): string {
  const { to, ref, kind, lines } = question;
  const who = ref === null ? "" : fullNameOf(answer, ref);
  const amount = counted(asked?.buy?.quantity ?? answer.quantity, answer.unit).en;
  const country = countryInWords(answer.destination);
  if (to === "forwarder")
    return `Ask a forwarder what ${costWords(lines)} costs for ${amount}${measuresText(answer)}${messageText(answer)}.`;
  if (to === "buyer") {
    const broker = "ask a customs broker";
    if (kind === "vat_recovery") return "Say whether you get the VAT back: that decides.";
    if (kind === "rate" && lines.length > 0)
      return `Find out the ${lines.map(spoken).join(" and ")} rate for these goods in ${country}: ${broker}.`;
    if (kind === "sku") return `Say which SKU you need: ${skuWords(question)}.`;
    if (kind === "rate")
      return `Give the exchange rate${question.answers.length > 1 ? "s" : ""}: ${answer.verdict.ask_next?.question_en ?? ""}`;
    if (kind === "price") return `Write the price of ${who} again: what was copied could not be read.`;
    return kind === "way"
      ? `Ask a forwarder what ${costWords(lines)} costs for ${amount}${messageText(answer)}.`
      : `Find out: ${answer.verdict.ask_next?.question_en ?? ""}`;
  }
  const message = answer.messages.supplier?.ref === ref ? " (message below)" : "";
  const forwarder = answer.messages.forwarder && kind === "way" ? ", or a forwarder what the way costs" : "";
  const whomAndWhat = `${who} ${wanted(question, asked, amount, country)}${message}${forwarder}.`;
  return question.skus ? `Say which SKU you need (${skuWords(question)}) or ask ${whomAndWhat}` : `Ask ${whomAndWhat}`;
}

const MOST_SKUS = 4;

/** "#5108810000201 at 19.80 CNY, #5108810000202 at 21.60 CNY, 3 more". */
function skuWords({ skus = [] }: Question): string {
  const named = skus.slice(0, MOST_SKUS).map(({ id, unitPrice, currency }) => {
    const price = unitPrice === null ? "" : ` at ${unitPrice} ${currency ?? ""}`.trimEnd();
    return `#${id}${price}`;
  });
  return [...named, ...(skus.length > MOST_SKUS ? [`${skus.length - MOST_SKUS} more`] : [])].join(", ");
}

/** Whose order the question is about: the one asked, else the first that the figure is for. */
function askedOption(answer: ComparisonAnswer, { ref, answers }: Question, first: OptionAnswer | null): OptionAnswer | null {
  const owner = ref ?? answers[0]?.for ?? null;
  if (owner === null) return first;
  const ofOwner = [...firstTwo(answer), ...answer.options].find(
    (option) => option.ref === owner || (option.buy && option.ref.startsWith(`${owner}:`)),
  );
  return ofOwner ?? first;
}

/** What is asked of a supplier, as an indirect question. */
function wanted(
  { kind, answers, quoteUnder, lines }: Question,
  asked: OptionAnswer | null,
  amount: string,
  country: string,
): string {
  const open = asked && firstUnmet(asked);
  switch (kind) {
    case "way":
      if (lines.length === 0) return "under which trade term its price stands, at which place, and what it includes";
      return quoteUnder === undefined
        ? `what ${costWords(lines)} costs for ${amount}`
        : `for its ${quoteUnder} price ${linesInPrice(quoteUnder).includes("freight") ? `to ${country} ` : ""}for ${amount}`;
    case "unit":
      // How many sets are in one piece nobody can say.
      if (soldUnit(asked) === "piece") return `for its price for ${amount}`;
      return `how many ${amount.split(" ").slice(1).join(" ")} are in one ${soldUnit(asked)}, and its price for ${amount}`;
    case "packing":
      return `how ${amount} are packed: how many a carton, its size and gross weight`;
    case "delivery":
      return `what delivery of ${amount} costs`;
    case "lead_time":
      return open ? `whether it ${meetingText(open)}` : `how many days ${amount} take to make and to ship`;
    case "requirement":
      return open ? `whether it ${meetingText(open)}` : "for what its score lacks: years, output, rates, certificates";
    default: {
      const isWanted = (name: string): boolean => answers.some(({ field }) => field === name);
      const isTermWanted = isWanted("facts.trade_term");
      return isWanted("facts.currency")
        ? `in which currency its prices are${isTermWanted ? ", and under which trade term" : ""}`
        : `for its price for ${amount}${isTermWanted ? " and the trade term" : ""}`;
    }
  }
}

/** "pair": what the asked one sells by, where its reason says so. */
const soldUnit = (asked: OptionAnswer | null): string =>
  /^sold by the ([a-z0-9 ]+?)(?:,|$)/.exec(asked ? reasonText(asked) : "")?.[1] ?? "unit of its own";

const measuresText = (answer: ComparisonAnswer): string => {
  const shipment = firstTwo(answer)[0]?.shipment;
  return shipment && ((shipment.m3 ?? null) !== null || (shipment.kg ?? null) !== null)
    ? ""
    : ", once the supplier has told volume and weight";
};

const messageText = ({ messages }: ComparisonAnswer): string => (messages.forwarder ? " (message below)" : "");

/** Where the answer goes, in words; the fields themselves and their units stand in `ask_next.answers`. */
function againStep(answer: ComparisonAnswer, question: Question, asked: OptionAnswer | null): string {
  const { answers, kind } = question;
  const [one] = answers;
  if (!one) return "Then compare again.";
  if (kind === "sku") return `Then compare again with ${one.unit}.`;
  const [group = ""] = one.field.split(".");
  const names = answers.map(({ field }) => field.split(".").slice(1).join(" ").replaceAll("_", " "));
  const owner = one.for === null ? "" : ` of ${one.for}`;
  const share = shareOf(answer, question, asked);
  if (kind === "way" && answers.length > 3)
    return `Then compare again${share === null ? " with it" : `: ${share}`} as ${names.includes("freight") ? "freight" : names[0]}${owner}, the rest${share === null ? " of that way" : ""} 0.`;
  if (answers.length > 3) return `Then compare again with what it answers (score profile in ${group}${owner}).`;
  const where = `${names.map((name) => name.replace("score profile ", "")).join(", ")} (${group}${owner})`;
  return `Then compare again with ${share === null ? "" : `${share} as `}${where}.`;
}

/**
 * Costs are given for the quantity asked for and grow with the quantity: of a price for the larger quantity that the plan buys its
 * share is given, else it would be counted up twice.
 * @example 5,200 are bought where 5,000 were asked for: "5,000/5,200 of it"
 */
function shareOf(answer: ComparisonAnswer, { answers }: Question, asked: OptionAnswer | null): string | null {
  const { quantity, currency } = answer;
  const bought = asked?.buy?.quantity ?? quantity;
  const isLump = answers.some(({ field, unit }) => unit === currency && CARRIAGE_FIELDS.has(field));
  if (!isLump || bought <= quantity) return null;
  return `${grouped(quantity)}/${grouped(bought)} of it`;
}

const CARRIAGE_FIELDS: ReadonlySet<string> = new Set([...CARRIAGE_LINES].map((line) => `costs.${line}`));

/** Nothing has to be found out to decide: what to do before the money goes. */
function withoutQuestion(answer: ComparisonAnswer, first: OptionAnswer | null): string[] {
  const { verdict, messages, options } = answer;
  if (verdict.state === "infeasible") {
    if (answer.split !== null) return ["Have each of them confirm its quantity, price and days before you order."];
    if (options.every(({ state }) => state === "error")) return [unreadStep(options)];
    const short = options.find(({ nearest }) => nearest);
    const least = cheapestOf(options);
    if (options.every(({ reasons }) => reasons.every(({ code }) => code === "over_budget")) && least?.cost)
      return [
        `Raise the budget, or compare again with fewer: the least for ${grouped(answer.quantity)} is ${totalText(least, answer)}, from ${fullName(least)}.`,
      ];
    if (stockedTogether(answer).length > 0)
      return [
        ...(messages.supplier
          ? [`Ask ${fullNameOf(answer, messages.supplier.ref)} whether it can do all of it (message below).`]
          : []),
        "Or order from them together: compare again with what each is to supply, for its price at that quantity.",
      ];
    const steps = [
      ...(messages.supplier ? [`Ask ${fullNameOf(answer, messages.supplier.ref)} whether it can do it (message below).`] : []),
      ...(short ? ["Or take what is possible: several suppliers, a smaller quantity, another deadline or budget."] : []),
    ];
    return steps.length > 0 ? steps : ["Look for further listings, or give a supplier's own quote as an offer."];
  }
  const steps = [
    ...(messages.forwarder && first
      ? [
          `Ask a forwarder what ${costWords(wayMissing(first))} costs${measuresText(answer)} (message below): no total is whole without it.`,
        ]
      : []),
    ...(verdict.state === "tie" ? ["Choose by what is known of the suppliers; the price does not decide."] : []),
    ...(messages.supplier
      ? [
          `Before you pay, send ${nameOfRef(answer, messages.supplier.ref)} the message below: it asks what the ${offerName(messages.supplier.ref) === null ? "listing" : "offer"} does not say.`,
        ]
      : first
        ? [`Before you pay ${fullName(first)}, have quantity, price and days confirmed in writing.`]
        : []),
  ];
  return steps;
}

const cheapestOf = (options: ComparisonAnswer["options"]): OptionAnswer | undefined =>
  options.filter(({ cost }) => cost).toSorted(byKnownTotal)[0];

/** How to come to listings that can be read. */
function unreadStep(options: ComparisonAnswer["options"]): string {
  const codes = new Set(options.flatMap(({ reasons }) => reasons.map(({ code }) => code)));
  if (codes.has("bad_reference"))
    return "Find the listings with search_products, or paste the address of a product page; a quote of your own goes in as an offer.";
  if (codes.has("not_in_sandbox"))
    return "Set the marketplace's credentials to read real listings, take the sandbox's own, or give what you know as an offer.";
  return "Ask again in a minute, take other listings, or give what you know of these as offers.";
}

const wayMissing = ({ cost }: OptionAnswer): readonly string[] =>
  (cost?.missing ?? []).filter((name) => !["goods", "duty", "vat", "brokerage", "unloading"].includes(name));
