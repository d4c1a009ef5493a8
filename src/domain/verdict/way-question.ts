import type { TradeRule } from "../../model/trade-term.ts";
import type { UnitClass } from "../../model/unit.ts";
import { TRADE_TERM_ZH } from "../../normalize/terms/trade-term.ts";
import type { AskedField, ComparisonRequest, Question } from "../comparison.ts";
import { recoverableShare } from "../landed-cost/buyer-costs.ts";
import { isSaid, linesInPrice, ORIGIN_LINES, RATE_LINES, type WayLine } from "../landed-cost/cost-lines.ts";
import type { PricedOption } from "../option/option.ts";
import { unknownBetween } from "../option/plans/sure-lead.ts";
import type { Contest } from "./contest.ts";
import {
  counted,
  countryInWords,
  countryName,
  figureQuestion,
  forwarderQuestion,
  lineName,
  ratesQuestion,
} from "./question-words.ts";

/** What every question speaks of. */
export interface Subject {
  readonly amount: { readonly en: string; readonly zh: string };
  readonly unit: UnitClass;
  readonly country: { readonly en: string; readonly zh: string };
  readonly request: ComparisonRequest;
}

export function subjectOf(quantity: number, { request, terms }: Contest): Subject {
  const country = { en: countryInWords(request.destination), zh: countryName(request.destination, "zh") };
  return { amount: counted(quantity, terms.unitClass), unit: terms.unitClass, country, request };
}

/** What lies between two trade terms: one figure is the buyer's to say, several are settled by a quote under the other's term. */
export function wayQuestion(first: PricedOption, second: PricedOption, { terms }: Contest, subject: Subject): Question {
  const { request, amount } = subject;
  const { onlyA, onlyB, both } = unknownBetween(first, second, terms.landing);
  const between = `Which of ${first.ref} and ${second.ref} is cheaper`;
  const lines = [...onlyA, ...onlyB];
  const [only = both.find((line) => RATE_LINES.has(line)) ?? "vat"] = lines;
  if (lines.length <= 1) {
    const owner = onlyA.includes(only) ? first.ref : second.ref;
    const to = askedOf([only]);
    return {
      kind: RATE_LINES.has(only) ? "rate" : "way",
      lines: [only],
      to,
      ref: to === "supplier" ? owner : null,
      ...figureQuestion(only, request, amount),
      answers: fieldsOf([only], null, request),
      settles: `${between}: it hangs on ${lineName(only)}.`,
    };
  }
  if (lines.every((line) => RATE_LINES.has(line))) {
    return {
      kind: "rate",
      lines,
      to: "buyer",
      ref: null,
      ...ratesQuestion(lines, request),
      answers: fieldsOf(lines, null, request),
      settles: `${between}: it hangs on ${lines.map(lineName).join(" and ")}.`,
    };
  }
  const [about, other, lacking] = onlyA.length >= onlyB.length ? [first, second, onlyA] : [second, first, onlyB];
  const settles = `${between}.`;
  // A 1688 seller delivers within China and quotes no further: the way on is the buyer's forwarder's.
  if (about.listing.product.marketplace === "1688") {
    const owner = replacesQuote(other) ? "1688" : null;
    const field = owner === null ? "costs.freight" : 'costs_by_product "1688" freight';
    const answers = fieldsOf(lacking, owner, request);
    return {
      kind: "way",
      lines: lacking,
      to: "forwarder",
      ref: null,
      ...forwarderQuestion(lacking, field, request, amount),
      answers,
      settles,
    };
  }
  return termQuestion(about, other, lacking, subject, settles);
}

/** Whether a freight given for all listings would take the place of this one's own quote. */
const replacesQuote = ({ plan, costs }: PricedOption): boolean =>
  plan.fee !== null && plan.shape.rule !== null && plan.route?.scope !== "domestic" && !isSaid("freight", costs);

function termQuestion(
  about: PricedOption,
  other: PricedOption,
  lines: readonly WayLine[],
  { amount, country, request }: Subject,
  settles: string,
): Question {
  const { route, term } = other.plan;
  // A door quote without a term delivers as DAP does.
  const rule: TradeRule = route?.term ?? (route?.scope === "door" ? "DAP" : (term?.rule ?? "DAP"));
  const currency = about.listing.product.offer.currency ?? request.currency;
  const place = linesInPrice(rule).includes("freight") ? country.en : null;
  return {
    kind: "way",
    lines,
    to: "supplier",
    ref: about.ref,
    quoteUnder: rule,
    questionEn: `Please quote ${amount.en} under ${rule}${place === null ? " (name the place)" : `, delivered to ${place}`}.`,
    questionZh: `您好,采购${amount.zh},请报${place === null ? "" : `到${country.zh}的`}${rule}价(${TRADE_TERM_ZH[rule]})${place === null ? ",并注明交货地点" : ""}。`,
    answers: [
      // Prices without a currency of their own are read in the seller's.
      { field: "facts.prices", for: about.ref, unit: currency },
      ...(currency === request.currency
        ? []
        : [{ field: "facts.currency", for: about.ref, unit: `ISO 4217 code, where it is not ${currency}` }]),
      { field: "facts.trade_term", for: about.ref, unit: "trade term and place" },
    ],
    settles,
  };
}

/** Origin costs are the seller's side to name; rates a customs broker's, whom the buyer asks; the rest the forwarder's. */
function askedOf(lines: readonly WayLine[]): Question["to"] {
  if (lines.every((line) => ORIGIN_LINES.has(line))) return "supplier";
  return lines.every((line) => RATE_LINES.has(line)) ? "buyer" : "forwarder";
}

const fieldsOf = (lines: readonly WayLine[], owner: string | null, request: ComparisonRequest): readonly AskedField[] =>
  lines.flatMap((line) => [
    {
      field: `costs.${RATE_LINES.has(line) ? `${line}_rate` : line}`,
      for: owner,
      unit: RATE_LINES.has(line) ? "fraction" : request.currency,
    },
    ...(line === "vat" && recoverableShare(request.costs) === null
      ? [{ field: "costs.vat_recoverable", for: owner, unit: "true or false" }]
      : []),
  ]);
