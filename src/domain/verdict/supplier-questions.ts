import type { AskedField, Question } from "../comparison.ts";
import type { PricedOption } from "../option/option.ts";
import { profileOf, withOwnKnowledge } from "../supplier-score/listing-profile.ts";
import { type IndicatorName, SCORE_INDICATORS } from "../supplier-score/score-indicators.ts";
import type { Subject } from "./way-question.ts";

/** What a supplier is asked for where it is not known whether an option meets what the buyer requires. */
export function requirementQuestion(option: PricedOption, subject: Subject): Question {
  const open = option.requirements.find(({ state }) => state === "unknown");
  const settles = `Whether ${option.ref} meets the requirement ${open?.name ?? ""}: ${open?.detail ?? ""}.`;
  const { ref } = option;
  const common = { kind: "requirement", lines: [], to: "supplier", ref } as const;
  switch (open?.name) {
    case "certifications":
      return {
        ...common,
        answers: [{ field: "facts.certifications", for: ref, unit: "name and date" }],
        questionEn: `Do you hold a valid certificate for this product: ${open.detail}? Please send its number, the issuing body and the expiry date.`,
        questionZh: `您好,请问该产品有${open.detail}认证吗?请提供证书编号、发证机构和有效期。`,
        settles,
      };
    case "max_lead_time_days":
      return { ...(withinDays(option, subject) ?? leadTimeQuestion(option, subject)), settles };
    case "verified_only":
      return {
        ...common,
        answers: [{ field: "facts.score_profile.factory_audit", for: ref, unit: "true or false" }],
        questionEn: "Has your company been verified by the platform or a third party? Please send the report or its link.",
        questionZh: "您好,请问贵司是否通过平台或第三方验厂?请提供报告或链接。",
        settles,
      };
    default:
      return { ...scoreQuestion(option, subject), kind: "requirement", settles };
  }
}

/** Whose days are all stated as ranges is asked for the promise, not for the days again; null where some are not stated. */
function withinDays(option: PricedOption, subject: Subject): Question | null {
  const { plan } = option;
  const most = subject.request.requirements.maxLeadTimeDays;
  if (most === null || plan.production?.high == null || plan.transit?.high == null) return null;
  const { amount, country } = subject;
  return {
    ...leadTimeQuestion(option, subject),
    questionEn: `Can ${amount.en} be in ${country.en} within ${most} days of the order? How many days at the most to make, and how many on the way?`,
    questionZh: `您好,采购${amount.zh},下单后${most}天内能送到${country.zh}吗?生产和运输最多各几天?`,
  };
}

/** Asks for the days that are not known: of making, of the way, or of both. */
export function leadTimeQuestion({ ref, plan }: PricedOption, { amount, country }: Subject): Question {
  const [making, way] = [plan.production?.high == null, plan.transit?.high == null];
  const isBoth = making === way;
  const answers: readonly AskedField[] = [
    ...(making || isBoth ? [{ field: "facts.lead_time_days", for: ref, unit: "days to make { low, high }" }] : []),
    ...(way || isBoth ? [{ field: "facts.freight", for: ref, unit: "days on the way [{ days: { low, high } }]" }] : []),
  ];
  const common = {
    kind: "lead_time",
    lines: [],
    to: "supplier",
    answers,
    ref,
    settles: `How soon ${ref} can deliver.`,
  } as const;
  if (isBoth)
    return {
      ...common,
      questionEn: `How many days from the order to dispatch for ${amount.en}, and how many in transit to ${country.en}?`,
      questionZh: `您好,采购${amount.zh},从下单到发货需要多少天?运到${country.zh}需要多少天?`,
    };
  return making
    ? {
        ...common,
        questionEn: `How many days from the order to dispatch for ${amount.en}?`,
        questionZh: `您好,采购${amount.zh},从下单到发货需要多少天?`,
      }
    : {
        ...common,
        questionEn: `How many days are ${amount.en} in transit to ${country.en}?`,
        questionZh: `您好,${amount.zh}运到${country.zh}需要多少天?`,
      };
}

const WORDS: Readonly<Record<IndicatorName, { readonly en: string; readonly zh: string; readonly unit: string }>> = {
  factory_audit: { en: "whether you have a factory audit", zh: "是否验厂", unit: "true or false" },
  iso: { en: "whether you hold an ISO certificate", zh: "是否有ISO证书", unit: "true or false" },
  trade_assurance: { en: "whether the order is under trade assurance", zh: "是否支持信用保障", unit: "true or false" },
  certifications: { en: "how many product certificates you hold", zh: "产品证书数量", unit: "how many" },
  years: { en: "your years in business", zh: "经营年限", unit: "years" },
  transaction_level: { en: "your transaction level on the platform (0 to 5)", zh: "平台交易等级", unit: "0 to 5" },
  response_rate: { en: "your response rate", zh: "回复率", unit: "fraction" },
  on_time_rate: { en: "your on-time delivery rate", zh: "准时交货率", unit: "fraction" },
  product_count: { en: "how many products you sell", zh: "在售产品数", unit: "how many" },
  monthly_output: { en: "your monthly output", zh: "月产量", unit: "units a month" },
  shortest_lead_days: { en: "your shortest lead time", zh: "最短交期", unit: "days" },
};

/** Asks for every indicator that the score lacks: with them it is a point and no interval. */
export function scoreQuestion({ ref, listing }: PricedOption, { request }: Subject): Question {
  const { supplier, certifications } = listing.product;
  const profile = withOwnKnowledge(profileOf(supplier, certifications, request.nowMs), listing.scoreProfile ?? {});
  const open = SCORE_INDICATORS.filter(
    ({ name, field }) => profile[field] == null || (name === "certifications" && profile.mayHoldMore === true),
  );
  const wanted = (open.length === 0 ? SCORE_INDICATORS : open).map(({ name }) => name);
  return {
    kind: "requirement",
    lines: [],
    to: "supplier",
    ref,
    questionEn: `Please tell us ${wanted.map((name) => WORDS[name].en).join(", ")}.`,
    questionZh: `您好,请告知贵司:${wanted.map((name) => WORDS[name].zh).join("、")}。`,
    answers: wanted.map((name) => ({ field: `facts.score_profile.${name}`, for: ref, unit: WORDS[name].unit })),
    settles: `How sure the supplier of ${ref} is.`,
  };
}
