import { HOLDS_PIECES } from "../../model/unit.ts";
import { readUnit } from "../../model/unit-words.ts";
import { TRADE_TERM_ZH } from "../../normalize/terms/trade-term.ts";
import type { Priority, Question } from "../comparison.ts";
import { isExact, type PricedOption, requirementState, type UnpricedOption } from "../option/option.ts";
import { isUnreadPrice } from "../option/unpriced.ts";
import type { Contest } from "./contest.ts";
import { lacksSize, packingQuestion } from "./packing-question.ts";
import { recoveryQuestion, shortReason, unitInChinese, unitName } from "./question-words.ts";
import type { Rule } from "./rule.ts";
import { namesNoSku, skuQuestion, skusToName } from "./sku-question.ts";
import { leadTimeQuestion, requirementQuestion, scoreQuestion } from "./supplier-questions.ts";
import { type Subject, subjectOf, wayQuestion } from "./way-question.ts";

/** The one question whose answer settles the verdict, or takes the largest doubt out of it. */
export function nextQuestion(contenders: readonly PricedOption[], contest: Contest): Question | null {
  const { unpriced, request } = contest;
  const [first, second] = contenders;
  const [missingPrice] = unpriced;
  const subject = subjectOf(first?.plan.quantity ?? request.quantity, contest);
  if (missingPrice) return priceQuestion(missingPrice, unpriced, subject);
  if (!first) return null;
  if (requirementState(first) === "unknown") return requirementQuestion(first, subject);
  if (request.priority === "speed")
    return leadTimeQuestion(contenders.find(isUnmade) ?? contenders.find(isUntimed) ?? first, subject);
  if (request.priority === "risk")
    return scoreQuestion(contenders.find(({ score }) => score.low !== score.high) ?? first, subject);
  const isRange = ({ plan }: PricedOption): boolean => !isExact(plan.goods);
  const range = [first, second].find((contender) => contender && isRange(contender));
  if (range) return askRange(range, subject, `Whether ${range.ref} is the cheapest: its price is a range today.`);
  const unsure = [first, second].find((contender) => contender && isUnsure(contender, contest));
  if (unsure) return termQuestion(unsure, subject);
  const offered = [first, second].find((contender) => contender && hasOpenRoute(contender));
  if (offered) return askDelivery(offered, subject);
  return second ? wayQuestion(first, second, contest, subject) : null;
}

/** The question for the figure, or the figures that move together, on which the rule hangs. */
export function ruleQuestion(rule: Rule, contenders: readonly PricedOption[], contest: Contest): Question | null {
  const { request } = contest;
  const { kind, lines, owner } = rule;
  const about = contenders.find(({ ref, plan, costs }) =>
    kind === "price"
      ? ref === owner
      : contest.terms.landing.unknownLines(plan.shape, costs).some((line) => lines.includes(line)),
  );
  const subject = subjectOf(about?.plan.quantity ?? request.quantity, contest);
  const refs = [...new Set(rule.stretches.map(({ buy }) => buy))].join(" or ");
  const settles = `Which is the cheapest: ${refs}.`;
  if (kind === "price" && about) return askRange(about, subject, settles);
  if (kind === "vat_recovery") {
    return {
      kind,
      lines,
      to: "buyer",
      ref: null,
      ...recoveryQuestion(request),
      answers: [{ field: "costs.vat_recoverable", for: null, unit: "true or false" }],
      settles,
    };
  }
  if (about && isUnsure(about, contest)) return termQuestion(about, subject);
  if (about && about.plan.ownUnknown.length > 0) return { ...askDelivery(about, subject), settles };
  const [first, second] = contenders;
  return first && second ? { ...wayQuestion(first, second, contest, subject), settles } : null;
}

const FIRST: Readonly<Record<Priority, string>> = {
  cost: "the cheapest",
  speed: "the fastest that can be bought",
  risk: "the safest that can be bought",
  first_order: "the smallest first order",
};

function priceQuestion(
  { ref, listing, reason }: UnpricedOption,
  unpriced: readonly UnpricedOption[],
  subject: Subject,
): Question {
  const settles = `Whether ${ref} is ${FIRST[subject.request.priority]}: ${shortReason(reason)}. Where it does not matter, leave it out.`;
  if (reason.code === "rate_missing") return ratesOfExchange(unpriced, subject);
  if (namesNoSku(listing)) return skuQuestion({ ...listing, ref }, settles);
  if (reason.code === "unit_mismatch") return unitQuestion({ ref, listing }, subject, settles);
  if (isUnreadPrice(listing)) {
    // The supplier has said it: who copied it can write it so that it is read.
    return {
      ...askPrice({ ref, listing }, subject, settles),
      to: "buyer",
      questionEn: `Which unit price for ${subject.amount.en} stands in what was copied of ${ref}? It could not be read as it is.`,
      questionZh: `${ref}所报的${subject.amount.zh}单价是多少?原文无法识别。`,
    };
  }
  return askPrice({ ref, listing }, subject, settles);
}

/** All rates that are lacking at once: with one of them alone the others still would not compare. */
function ratesOfExchange(unpriced: readonly UnpricedOption[], { request }: Subject): Question {
  const lacking = unpriced.filter(({ reason }) => reason.code === "rate_missing");
  const codes = [...new Set(lacking.flatMap(({ listing }) => listing.product.offer.currency ?? []))];
  const { currency } = request;
  const count = lacking.length === 1 ? (lacking[0]?.ref ?? "") : `${lacking.length} options`;
  return {
    kind: "rate",
    lines: [],
    to: "buyer",
    answers: codes.map((code) => ({ field: `fx.rates.${code}`, for: null, unit: `${code} for one ${currency}` })),
    ref: null,
    questionEn: `How many ${codes.join(" and how many ")} are there for one ${currency}?`,
    questionZh: `一${currency}兑换多少${codes.join("、多少")}?`,
    settles: `What ${count} cost${lacking.length === 1 ? "s" : ""} in ${currency}.`,
  };
}

/** The price of the SKU that is needed: to be told by the buyer, who names the SKU, or by the supplier. */
function askRange(option: PricedOption, subject: Subject, settles: string): Question {
  const asked = askPrice(option, subject, settles);
  const skus = option.listing.skuId === null && option.listing.mix.length === 0 ? skusToName(option.listing) : [];
  return skus.length > 1 ? { ...asked, skus } : asked;
}

/** How many of the unit asked for a pack holds; where no pack is sold, the price of one of them. */
function unitQuestion({ ref, listing }: Pick<PricedOption, "ref" | "listing">, subject: Subject, settles: string): Question {
  const { offer } = listing.product;
  const ours = unitName(subject.unit);
  const theirs = readUnit(offer.unit)?.unit ?? null;
  const common = { kind: "unit", lines: [], to: "supplier", ref, settles } as const;
  if (theirs !== null && HOLDS_PIECES.has(theirs.unitClass) && (subject.unit === "piece" || HOLDS_PIECES.has(subject.unit)))
    return {
      ...common,
      answers: [{ field: "facts.units_per_pack", for: ref, unit: "piece" }],
      questionEn: `How many pieces are in one ${theirs.name} as you sell it?`,
      questionZh: `您好,请问贵司的一${unitInChinese(theirs.name)}含多少件?`,
    };
  const word = subject.request.unit ?? subject.unit;
  // A roll of cloth, a bag of resin: what it holds is said with its name.
  if (theirs?.unitClass === "pack")
    return {
      ...common,
      answers: [{ field: "facts.unit", for: ref, unit: `write "${theirs.name} of 50 ${word}", with what it holds` }],
      questionEn: `How many ${ours.en} are in one ${theirs.name} as you sell it?`,
      questionZh: `您好,请问贵司的一${unitInChinese(theirs.name)}含多少${ours.zh}?`,
    };
  return {
    ...common,
    answers: [
      { field: "facts.prices", for: ref, unit: offer.currency ?? "currency" },
      { field: "facts.unit", for: ref, unit: `write "${word}"` },
    ],
    questionEn: `What is your price by the ${word}, for ${subject.amount.en}?`,
    questionZh: `您好,采购${subject.amount.zh},按${ours.zh}计的单价是多少?`,
  };
}

function askPrice({ ref, listing }: Pick<PricedOption, "ref" | "listing">, { amount }: Subject, settles: string): Question {
  const { tradeTerm, currency } = listing.product.offer;
  const rule = tradeTerm?.rule ?? null;
  return {
    kind: "price",
    lines: [],
    to: "supplier",
    answers: [
      { field: "facts.prices", for: ref, unit: currency ?? "currency" },
      ...(currency === null ? [{ field: "facts.currency", for: ref, unit: "ISO 4217 code" }] : []),
      ...(rule === null ? [{ field: "facts.trade_term", for: ref, unit: "trade term and place" }] : []),
    ],
    ref,
    questionEn: `What is the unit price for ${amount.en} of the SKU we need, in which currency, ${rule === null ? "and under which trade term" : `and is it ${rule}`}?`,
    questionZh: `您好,请问采购${amount.zh}时所需规格的单价是多少?用什么货币报价?${rule === null ? "交货条件是什么?" : `是否为${rule}${TRADE_TERM_ZH[rule]}价?`}`,
    settles,
  };
}

/** Nobody says how long it takes to make: that is the seller's own, while the way may be a forwarder's for all. */
const isUnmade = ({ plan }: PricedOption): boolean => plan.production?.high == null;
const isUntimed = ({ plan }: PricedOption): boolean => plan.days?.high == null;

/** A price of which nobody said how much of the way it holds. A delivery without a fee is asked for first. */
export const isUnsure = ({ plan, costs }: PricedOption, { terms }: Contest): boolean =>
  plan.route?.flat !== null && terms.landing.unsureLines(plan.shape, costs).length > 0;

function termQuestion({ ref, plan }: PricedOption, { country, request }: Subject): Question {
  const { rule } = plan.shape;
  const words =
    request.destination === "CN"
      ? {
          questionEn: "Is your price ex works, or does it include delivery to our address in China?",
          questionZh: "您好,请问您的报价是出厂价(自提),还是含运费送货上门?",
        }
      : rule === null
        ? {
            questionEn: `Under which trade term is your price (EXW, FOB, or delivered to ${country.en}: DAP or DDP), and at which place?`,
            questionZh: "您好,请问您的报价是什么交货条件(EXW出厂、FOB,还是DAP或DDP送货上门)?地点在哪里?",
          }
        : rule === "FCA"
          ? {
              questionEn: "Where do you hand over under FCA: at your works, or at the port?",
              questionZh: "您好,请问FCA的交货地点是贵司工厂,还是起运港?",
            }
          : {
              questionEn: `How far does your ${rule} price deliver: to the port (port charges included or not?), or to our door in ${country.en}?`,
              questionZh: `您好,请问您的${rule}报价送到哪里:目的港(是否含码头费),还是送货上门?`,
            };
  return {
    kind: "way",
    lines: [],
    to: "supplier",
    ref,
    answers: [{ field: "facts.trade_term", for: ref, unit: "trade term and place" }],
    ...words,
    settles: `Which costs of the way the price of ${ref} holds.`,
  };
}

const hasOpenRoute = ({ plan }: PricedOption): boolean => plan.ownUnknown.length > 0 || plan.isOpenEnded;

function askDelivery(option: PricedOption, subject: Subject): Question {
  if (lacksSize(option)) return packingQuestion(option, subject);
  const { ref, listing, plan } = option;
  const { amount, country, request } = subject;
  const domestic = listing.product.marketplace === "1688";
  const field = domestic ? "costs.origin_inland" : "costs.freight";
  return {
    kind: "delivery",
    lines: plan.ownUnknown,
    to: "supplier",
    answers: [{ field, for: ref, unit: request.currency }],
    ref,
    questionEn: `What does delivery of ${amount.en} cost ${domestic ? "to our forwarder's warehouse in China" : listing.isHome === true ? "to our door" : `to ${country.en}`}?`,
    questionZh: `您好,${amount.zh}发到${domestic ? "我们在国内的货代仓库" : country.zh}的运费是多少?`,
    settles: `Whether ${ref} is the cheapest: its delivery at this quantity is not quoted.`,
  };
}
