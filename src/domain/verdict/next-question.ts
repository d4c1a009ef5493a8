import { TRADE_TERM_ZH } from "../../normalize/terms/trade-term.ts";
import type { Question } from "../comparison.ts";
import { isExact, type PricedOption, requirementState, type UnpricedOption } from "../option/option.ts";
import type { Contest } from "./contest.ts";
import { counted, figureQuestion, shortReason, unitName } from "./question-words.ts";
import type { Rule } from "./rule.ts";
import { type Subject, subjectOf, wayQuestion } from "./way-question.ts";

/** The one question whose answer settles the verdict, or takes the largest doubt out of it. */
export function nextQuestion(contenders: readonly PricedOption[], contest: Contest): Question | null {
  const { unpriced, request } = contest;
  const [first, second] = contenders;
  const [missingPrice] = unpriced;
  const subject = subjectOf(first?.plan.quantity ?? request.quantity, contest);
  if (missingPrice) return priceQuestion(missingPrice, subject);
  if (!first) return null;
  if (requirementState(first) === "unknown") return requirementQuestion(first, subject);
  if (request.priority === "speed") return leadTimeQuestion(first, subject);
  if (request.priority === "risk") return scoreQuestion(first);
  const isRange = ({ plan }: PricedOption): boolean => !isExact(plan.goods);
  const range = [first, second].find((contender) => contender && isRange(contender));
  if (range) return askPrice(range, subject, `Whether ${range.ref} is the cheapest: its price is a range today.`);
  const offered = [first, second].find((contender) => contender && hasOpenRoute(contender));
  if (offered) return askDelivery(offered, subject);
  return second ? wayQuestion(first, second, contest, subject) : null;
}

/** The question for the figure, or the figures that move together, on which the rule hangs. */
export function ruleQuestion(rule: Rule, contenders: readonly PricedOption[], contest: Contest): Question | null {
  const { request } = contest;
  const { kind, lines, owner } = rule;
  const asked = contenders.find(({ ref, plan, costs }) =>
    kind === "price"
      ? ref === owner
      : contest.terms.landing.unknownLines(plan.shape, costs).some((line) => lines.includes(line)),
  );
  const subject = subjectOf(asked?.plan.quantity ?? request.quantity, contest);
  const refs = [...new Set(rule.stretches.map(({ buy }) => buy))].join(" or ");
  const settles = `Which is the cheapest: ${refs}.`;
  if (kind === "price" && asked) return askPrice(asked, subject, settles);
  if (kind === "vat_recovery") {
    return {
      kind,
      lines,
      to: "buyer",
      ref: null,
      ...figureQuestion("vat", request, subject.unit),
      answers: [{ field: "costs.vat_recoverable", for: null, unit: "true or false" }],
      settles,
    };
  }
  if (asked && asked.plan.ownUnknown.length > 0) return { ...askDelivery(asked, subject), settles };
  const [first, second] = contenders;
  return first && second ? { ...wayQuestion(first, second, contest, subject), settles } : null;
}

function priceQuestion({ ref, listing, reason }: UnpricedOption, subject: Subject): Question {
  const { offer } = listing.product;
  const settles = `Whether ${ref} is the cheapest: ${shortReason(reason)}. Where it does not matter, leave it out of \`products\`.`;
  if (reason.code === "rate_missing" && offer.currency !== null) {
    const { currency } = subject.request;
    return {
      kind: "rate",
      lines: [],
      to: "buyer",
      answers: [{ field: `fx.rates.${offer.currency}`, for: null, unit: `${offer.currency} for one ${currency}` }],
      ref: null,
      questionEn: `How many ${offer.currency} are there for one ${currency}? Give it as fx.rates.${offer.currency}.`,
      questionZh: `一${currency}兑换多少${offer.currency}?`,
      settles,
    };
  }
  if (reason.code === "unit_mismatch") {
    const [theirs, ours] = [counted(1, offer.unitClass), unitName(subject.unit)];
    return {
      kind: "unit",
      lines: [],
      to: "supplier",
      answers: [{ field: "facts.units_per_pack", for: ref, unit: subject.unit }],
      ref,
      questionEn: `How many ${ours.en} are in one ${theirs.en.slice(2)} as you sell it, and what is the price for ${subject.amount.en}?`,
      questionZh: `您好,请问贵司的一${theirs.zh.slice(1)}含多少${ours.zh}?采购${subject.amount.zh}的单价是多少?`,
      settles,
    };
  }
  return askPrice({ ref, listing }, subject, settles);
}

function askPrice({ ref, listing }: Pick<PricedOption, "ref" | "listing">, { amount }: Subject, settles: string): Question {
  const rule = listing.product.offer.tradeTerm?.rule ?? null;
  return {
    kind: "price",
    lines: [],
    to: "supplier",
    answers: [{ field: "facts.prices", for: ref, unit: listing.product.offer.currency ?? "currency" }],
    ref,
    questionEn: `What is the unit price for ${amount.en} of the SKU we need, in which currency, ${rule === null ? "and under which trade term" : `and is it ${rule}`}?`,
    questionZh: `您好,请问采购${amount.zh}时所需规格的单价是多少?用什么货币报价?${rule === null ? "交货条件是什么?" : `是否为${rule}${TRADE_TERM_ZH[rule]}价?`}`,
    settles,
  };
}

function requirementQuestion(option: PricedOption, subject: Subject): Question {
  const open = option.requirements.find(({ state }) => state === "unknown");
  const settles = `Whether ${option.ref} meets the requirement ${open?.name ?? ""}: ${open?.detail ?? ""}.`;
  const { ref } = option;
  const asked = { kind: "requirement", lines: [], to: "supplier", ref } as const;
  switch (open?.name) {
    case "certifications":
      return {
        ...asked,
        answers: [{ field: "facts.certifications", for: ref, unit: "name and date" }],
        questionEn: `Do you hold a valid certificate for this product: ${open.detail}? Please send its number, the issuing body and the expiry date.`,
        questionZh: `您好,请问该产品有${open.detail}认证吗?请提供证书编号、发证机构和有效期。`,
        settles,
      };
    case "max_lead_time_days":
      return { ...leadTimeQuestion(option, subject), settles };
    case "verified_only":
      return {
        ...asked,
        answers: [{ field: "facts.score_profile.factory_audit", for: ref, unit: "true or false" }],
        questionEn: "Has your company been verified by the platform or a third party? Please send the report or its link.",
        questionZh: "您好,请问贵司是否通过平台或第三方验厂?请提供报告或链接。",
        settles,
      };
    default:
      return { ...scoreQuestion(option), kind: "requirement", settles };
  }
}

const scoreQuestion = ({ ref }: PricedOption): Question => ({
  kind: "requirement",
  lines: [],
  to: "supplier",
  ref,
  questionEn:
    "Please tell us your years in business, monthly output, response and on-time delivery rates, and the certificates you hold.",
  questionZh: "您好,请告知贵司经营年限、月产量、回复率、准时交货率以及所持有的认证证书。",
  answers: ["years", "monthly_output", "response_rate", "on_time_rate", "certifications"].map((field) => ({
    field: `facts.score_profile.${field}`,
    for: ref,
    unit: field === "years" ? "years" : field === "monthly_output" ? "units a month" : "value",
  })),
  settles: `How sure the supplier of ${ref} is.`,
});

function leadTimeQuestion({ ref }: PricedOption, { amount, country }: Subject): Question {
  return {
    kind: "lead_time",
    lines: [],
    to: "supplier",
    answers: [{ field: "facts.lead_time_days", for: ref, unit: "days" }],
    ref,
    questionEn: `How many days from the order to dispatch for ${amount.en}, and how many in transit to ${country.en}?`,
    questionZh: `您好,采购${amount.zh},从下单到发货需要多少天?运到${country.zh}需要多少天?`,
    settles: `How soon ${ref} can deliver.`,
  };
}

const hasOpenRoute = ({ plan }: PricedOption): boolean => plan.ownUnknown.length > 0 || plan.isOpenEnded;

function askDelivery({ ref, listing, plan }: PricedOption, { amount, country, request }: Subject): Question {
  const domestic = listing.product.marketplace === "1688";
  const field = domestic ? "costs.origin_inland" : "costs.freight";
  return {
    kind: "delivery",
    lines: plan.ownUnknown,
    to: "supplier",
    answers: [{ field, for: ref, unit: request.currency }],
    ref,
    questionEn: `What does delivery of ${amount.en} cost ${domestic ? "to our forwarder's warehouse in China" : `to ${country.en}`}?`,
    questionZh: `您好,${amount.zh}发到${domestic ? "我们在国内的货代仓库" : country.zh}的运费是多少?`,
    settles: `Whether ${ref} is the cheapest: its delivery at this quantity is not quoted.`,
  };
}
