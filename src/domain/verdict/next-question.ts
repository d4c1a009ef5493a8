import type { TradeRule } from "../../model/trade-term.ts";
import type { UnitClass } from "../../model/unit.ts";
import { TRADE_TERM_ZH } from "../../normalize/terms/trade-term.ts";
import type { ComparisonRequest, Question } from "../comparison.ts";
import { ORIGIN_LINES, RATE_LINES } from "../landed-cost/cost-lines.ts";
import type { Landing } from "../landed-cost/landing.ts";
import { isOpenEnded, isQuoteReplaced, ownUnknownLines } from "../option/candidate.ts";
import { type Contestant, type Entrant, requirementState, type Unpriced } from "../option/contestant.ts";
import { unknownBetween } from "../option/sure-lead.ts";
import {
  counted,
  countryName,
  figureQuestion,
  forwarderQuestion,
  lineName,
  ratesQuestion,
  shortReason,
  unitName,
} from "./question-words.ts";

type Asked = Omit<Question, "kind" | "lines" | "to" | "answers">;

interface Situation {
  readonly contenders: readonly Contestant[];
  readonly unpriced: readonly Unpriced[];
  readonly landing: Landing;
  readonly request: ComparisonRequest;
  /** What the quantity counts. */
  readonly unit: UnitClass;
}

/** What every question speaks of. */
interface Subject {
  readonly amount: { readonly en: string; readonly zh: string };
  readonly unit: UnitClass;
  readonly country: { readonly en: string; readonly zh: string };
  readonly request: ComparisonRequest;
}

/** The one question whose answer settles the verdict, or takes the largest doubt out of it. */
export function nextQuestion(situation: Situation): Question | null {
  const question = mostTelling(situation);
  return question && { ...question, kind: "way", lines: [], to: question.ref === null ? "buyer" : "supplier", answers: [] };
}

function mostTelling(situation: Situation): Asked | null {
  const { contenders, unpriced, request, unit } = situation;
  const country = { en: countryName(request.destination, "en"), zh: countryName(request.destination, "zh") };
  const subject: Subject = { amount: counted(request.quantity, unit), unit, country, request };
  const [first, second] = contenders;
  const missingPrice = unpriced[0];
  if (missingPrice) return priceQuestion(missingPrice, subject);
  if (!first) return null;
  if (requirementState(first) === "unknown") return requirementQuestion(first, subject);
  if (request.priority === "speed") return leadTimeQuestion(first, subject);
  const range = [first, second].find((contender) => contender && !contender.best.goods.low.equals(contender.best.goods.high));
  if (range) return askPrice(range, subject, `Whether ${range.ref} is the cheapest: its price is a range today.`);
  const offered = [first, second].find((contender) => contender && hasOpenRoute(contender));
  if (offered) return askDelivery(offered, subject);
  return second ? wayQuestion(first, second, situation.landing, subject) : null;
}

function priceQuestion({ ref, listing, reason }: Unpriced, subject: Subject): Asked {
  const { offer } = listing.product;
  const settles = `Whether ${ref} is the cheapest: ${shortReason(reason)}. Where it does not matter, leave it out of \`products\`.`;
  if (reason.code === "rate_missing" && offer.currency !== null) {
    const { currency } = subject.request;
    return {
      ref: null,
      questionEn: `How many ${offer.currency} are there for one ${currency}? Give it as fx.rates.${offer.currency}.`,
      questionZh: `一${currency}兑换多少${offer.currency}?`,
      settles,
    };
  }
  if (reason.code === "unit_mismatch") {
    const [theirs, ours] = [counted(1, offer.unitClass), unitName(subject.unit)];
    return {
      ref,
      questionEn: `How many ${ours.en} are in one ${theirs.en.slice(2)} as you sell it, and what is the price for ${subject.amount.en}?`,
      questionZh: `您好,请问贵司的一${theirs.zh.slice(1)}含多少${ours.zh}?采购${subject.amount.zh}的单价是多少?`,
      settles,
    };
  }
  return askPrice({ ref, listing }, subject, settles);
}

function askPrice({ ref, listing }: Pick<Entrant, "ref" | "listing">, { amount }: Subject, settles: string): Asked {
  const rule = listing.product.offer.tradeTerm?.rule ?? null;
  return {
    ref,
    questionEn: `What is the unit price for ${amount.en} of the SKU we need, in which currency, ${rule === null ? "and under which trade term" : `and is it ${rule}`}?`,
    questionZh: `您好,请问采购${amount.zh}时所需规格的单价是多少?用什么货币报价?${rule === null ? "交货条件是什么?" : `是否为${rule}${TRADE_TERM_ZH[rule]}价?`}`,
    settles,
  };
}

function requirementQuestion(contestant: Contestant, subject: Subject): Asked {
  const open = contestant.requirements.find(({ state }) => state === "unknown");
  const settles = `Whether ${contestant.ref} meets the requirement ${open?.name ?? ""}: ${open?.detail ?? ""}.`;
  const { ref } = contestant;
  switch (open?.name) {
    case "certifications":
      return {
        ref,
        questionEn: `Do you hold a valid certificate for this product: ${open.detail}? Please send its number, the issuing body and the expiry date.`,
        questionZh: `您好,请问该产品有${open.detail}认证吗?请提供证书编号、发证机构和有效期。`,
        settles,
      };
    case "max_lead_time_days":
      return { ...leadTimeQuestion(contestant, subject), settles };
    case "verified_only":
      return {
        ref,
        questionEn: "Has your company been verified by the platform or a third party? Please send the report or its link.",
        questionZh: "您好,请问贵司是否通过平台或第三方验厂?请提供报告或链接。",
        settles,
      };
    default:
      return {
        ref,
        questionEn:
          "Please tell us your years in business, monthly output, response and on-time delivery rates, and the certificates you hold.",
        questionZh: "您好,请告知贵司经营年限、月产量、回复率、准时交货率以及所持有的认证证书。",
        settles,
      };
  }
}

function leadTimeQuestion({ ref }: Contestant, { amount, country }: Subject): Asked {
  return {
    ref,
    questionEn: `How many days from the order to dispatch for ${amount.en}, and how many in transit to ${country.en}?`,
    questionZh: `您好,采购${amount.zh},从下单到发货需要多少天?运到${country.zh}需要多少天?`,
    settles: `How soon ${ref} can deliver.`,
  };
}

const hasOpenRoute = ({ best, costs }: Contestant): boolean =>
  ownUnknownLines(best, costs).length > 0 || isOpenEnded(best, costs);

function askDelivery({ ref, listing }: Contestant, { amount, country }: Subject): Asked {
  const domestic = listing.product.marketplace === "1688";
  return {
    ref,
    questionEn: `What does delivery of ${amount.en} cost ${domestic ? "to our forwarder's warehouse in China" : `to ${country.en}`}?`,
    questionZh: `您好,${amount.zh}发到${domestic ? "我们在国内的货代仓库" : country.zh}的运费是多少?`,
    settles: `Whether ${ref} is the cheapest: its delivery at this quantity is not quoted.`,
  };
}

/** What lies between two trade terms: one figure is the buyer's to say, several are settled by a quote under the other's term. */
function wayQuestion(first: Contestant, second: Contestant, landing: Landing, subject: Subject): Asked {
  const { onlyA, onlyB, both } = unknownBetween(
    { candidate: first.best, costs: first.costs },
    { candidate: second.best, costs: second.costs },
    landing,
  );
  const between = `Which of ${first.ref} and ${second.ref} is cheaper`;
  const lines = [...onlyA, ...onlyB];
  const [only = both.find((line) => line === "duty" || line === "vat" || line === "insurance") ?? "vat"] = lines;
  if (lines.length <= 1) {
    // What lies before the ship only the seller's side knows; the rest of the way is the forwarder's to say.
    const isOrigin = ORIGIN_LINES.has(only);
    const ref = isOrigin ? (onlyA.includes(only) ? first.ref : second.ref) : null;
    return {
      ref,
      ...figureQuestion(only, subject.request, subject.unit),
      settles: `${between}: it hangs on ${lineName(only)}.`,
    };
  }
  if (lines.every((line) => RATE_LINES.has(line))) {
    return {
      ref: null,
      ...ratesQuestion(lines, subject.request),
      settles: `${between}: it hangs on ${lines.map(lineName).join(" and ")}.`,
    };
  }
  const [asked, other, lacking] = onlyA.length >= onlyB.length ? [first, second, onlyA] : [second, first, onlyB];
  const settles = `${between}.`;
  // A 1688 seller delivers within China and quotes no further: the way on is the buyer's forwarder's.
  if (asked.listing.product.marketplace === "1688") {
    const field = replacesQuote(other) ? 'costs_by_product["1688"].freight' : "costs.freight";
    return { ref: null, ...forwarderQuestion(lacking, field, subject.request, subject.unit), settles };
  }
  return termQuestion(asked, other, subject, settles);
}

/** Whether a freight given for all listings would take the place of this one's own quote. */
const replacesQuote = ({ best, costs }: Contestant): boolean =>
  best.route?.amount != null && isQuoteReplaced(best, { ...costs, freight: "0" }) && !isQuoteReplaced(best, costs);

function termQuestion(asked: Contestant, other: Contestant, { amount, country }: Subject, settles: string): Asked {
  // A door quote without a term delivers as DAP does.
  const rule: TradeRule =
    other.best.route?.term ?? (other.best.route?.scope === "door" ? "DAP" : (other.best.term?.rule ?? "DAP"));
  const place = ["EXW", "FCA", "FAS", "FOB"].includes(rule) ? null : country.en;
  return {
    ref: asked.ref,
    questionEn: `Please quote ${amount.en} under ${rule}${place === null ? " (name the place)" : `, delivered to ${place}`}.`,
    questionZh: `您好,采购${amount.zh},请按${rule}(${TRADE_TERM_ZH[rule]})${place === null ? "" : `报到${country.zh}的`}价格。`,
    settles,
  };
}
