import { linesInPrice } from "../../../domain/landed-cost/cost-lines.ts";
import type { TradeRule } from "../../../model/trade-term.ts";
import { type Kind, kindWords } from "./kinds.ts";
import type { Port } from "./ports.ts";
import { counted, currencyZh, unitOf } from "./units.ts";
import { unpricedQuestion } from "./unpriced-question.ts";

/** What a chat window of the platforms takes, and what a person reads before answering. */
export const MAX_MESSAGE_CHARACTERS = 300;

/** What the plan buys, and what its listing says and does not say. Null is "the listing does not say". */
export interface SupplierFacts {
  /** The listing's id; null for an offer made outside a listing. */
  readonly item: string | null;
  /** What the plan buys, not what was asked for. */
  readonly quantity: number;
  readonly unit: string;
  /** It has said its price, in words that were not read or in a currency without a rate. */
  readonly isPriceSaid?: boolean;
  /** Its prices are known, and their currency is not. */
  readonly isCurrencyOpen?: boolean;
  /** The SKUs that are ordered, where they were named. */
  readonly kinds?: readonly Kind[];
  /** Several kinds in one order: each has its price on the page. */
  readonly isMixed: boolean;
  /** Null: the listing states no price for this quantity, or only a range. */
  readonly unitPrice: { readonly amount: string; readonly currency: string } | null;
  readonly term: { readonly rule: TradeRule; readonly place: string | null; readonly assumed: boolean } | null;
  readonly port: Port | null;
  /** Where the price is asked up to: a port for export, the buyer's place in China, or the door that the shop quotes itself. */
  readonly reach: "export" | "domestic" | "door";
  /** Why the seller may not take the order as it is: less in stock than planned, or less planned than its least order. */
  readonly refusal: { readonly kind: "stock" | "minimum"; readonly limit: number } | null;
  /** More than one colour or size is sold. */
  readonly hasVariants: boolean;
  readonly mixesBatches: boolean | null;
  /** Where the days of the way decide: the buyer's country. */
  readonly transitTo: { readonly en: string; readonly zh: string } | null;
  /** Within how many days it is wanted, and where, where the seller delivers and may be in time. */
  readonly deadline?: { readonly days: number; readonly country: { readonly en: string; readonly zh: string } } | null;
  /** How long it takes to make them. */
  readonly statesDays: boolean;
  readonly carton: { readonly units: boolean; readonly size: boolean; readonly weight: boolean };
  readonly sendsSamples: boolean | null;
  /** What the buyer requires and the listing does not show. */
  readonly certificates: readonly string[];
  readonly asksForAudit: boolean;
  /** What the supplier's score lacks is asked for. */
  readonly asksForProfile: boolean;
  /** The seller's own unit, where how many of the buyer's are in one is not known. */
  readonly soldBy: string | null;
  /** Where a quote for the carriage decides: to the forwarder's warehouse in China, or to the buyer's country. */
  readonly delivery: { readonly en: string; readonly zh: string } | null;
  /** Where the price under another term decides: that term, and the buyer's country where the term ends there. */
  readonly quote: { readonly rule: TradeRule; readonly country: { readonly en: string; readonly zh: string } } | null;
}

interface Line {
  readonly en: string;
  readonly zh: string;
}

/**
 * One message that a factory answers in one go: only what the listing lacks, what decides first, at most 300 characters in
 * either language. Null where the listing lacks nothing.
 */
export function supplierMessage(facts: SupplierFacts): Line | null {
  const questions = questionsOf(facts);
  if (questions.length === 0) return null;
  for (let count = questions.length; count > 1; count--) {
    const message = written(facts, questions.slice(0, count));
    if ([message.en, message.zh].every((text) => [...text].length <= MAX_MESSAGE_CHARACTERS)) return message;
  }
  return written(facts, questions.slice(0, 1));
}

function written({ item, quantity, unit, kinds = [] }: SupplierFacts, questions: readonly Line[]): Line {
  const [whole, kind] = [counted(quantity, unit), kindWords(kinds, unit)];
  const amount = { en: `${whole.en}${kind.en}`, zh: `${whole.zh}${kind.zh}` };
  const numbered = (language: "en" | "zh"): string =>
    questions.length === 1
      ? (questions[0]?.[language] ?? "")
      : questions
          .map((question, index) => `${index + 1}${language === "en" ? ") " : ")"}${question[language]}`)
          .join(language === "en" ? " " : "");
  return {
    en: `Hello, we plan to order ${amount.en}${item === null ? "" : ` of your item ${item}`}. ${numbered("en")}`,
    zh: `您好,${item === null ? "我们" : `贵店商品${item},我们`}计划订购${amount.zh},请问:${numbered("zh")}`,
  };
}

/** In the order in which they decide, so that a message that is too long loses the least. */
function questionsOf(facts: SupplierFacts): readonly Line[] {
  return [
    refusalQuestion(facts),
    unitQuestion(facts),
    priceQuestion(facts),
    deliveryQuestion(facts),
    quoteQuestion(facts),
    certificateQuestion(facts),
    facts.asksForAudit ? AUDIT : null,
    facts.asksForProfile ? PROFILE : null,
    facts.hasVariants && facts.mixesBatches === null ? MIXING : null,
    deadlineQuestion(facts),
    facts.statesDays || facts.deadline || facts.refusal?.kind === "stock" ? null : DAYS,
    facts.deadline ? null : transitQuestion(facts),
    cartonQuestion(facts),
    sampleQuestion(facts),
  ].filter((question) => question !== null);
}

const AUDIT: Line = {
  en: "Has a third party audited your factory? Please send the report.",
  zh: "工厂是否通过第三方验厂?请发验厂报告。",
};
const PROFILE: Line = {
  en: "How old is your company, what are your monthly output and on-time rate, and which certificates do you hold?",
  zh: "贵司成立几年?月产量、准时交货率是多少?有哪些证书?",
};
const MIXING: Line = { en: "Can colours and sizes be mixed?", zh: "颜色、规格可以混批吗?" };
const DAYS: Line = { en: "How many days to make?", zh: "交期几天?" };

const unitQuestion = ({ soldBy, unit }: SupplierFacts): Line | null =>
  soldBy === null
    ? null
    : {
        en: `How many ${counted(2, unit).en.slice(2)} are in one ${unitOf(soldBy).en}?`,
        zh: `一${unitOf(soldBy).zh}有多少${unitOf(unit).zh}?`,
      };

function refusalQuestion({ refusal, quantity, unit }: SupplierFacts): Line | null {
  if (refusal === null) return null;
  const limit = counted(refusal.limit, unit);
  return refusal.kind === "stock"
    ? {
        en: `The page shows ${limit.en} in stock: can you supply ${counted(quantity, unit).en}, and in how many days?`,
        zh: `页面显示库存${limit.zh},能供应${counted(quantity, unit).zh}吗?需要几天?`,
      }
    : {
        en: `Your least order is ${limit.en}: would you take ${counted(quantity, unit).en}, at which price?`,
        zh: `起订量是${limit.zh},${counted(quantity, unit).zh}可以接吗?单价多少?`,
      };
}

/** Within China, and from a shop that quotes the door itself, no port is asked for. */
function priceInPlace({ unitPrice, reach, unit }: SupplierFacts): Line | null {
  if (unitPrice === null)
    return {
      en: `What is the price a ${unitOf(unit).en} for this quantity, tax and delivery included?`,
      zh: `这个数量每${unitOf(unit).zh}单价多少?含税、含运费吗?`,
    };
  if (reach === "door") return null;
  return {
    en: `Does ${unitPrice.amount} ${unitPrice.currency} include tax and delivery?`,
    zh: `${unitPrice.amount}${currencyZh(unitPrice.currency)}含税、含运费吗?`,
  };
}

function priceQuestion(facts: SupplierFacts): Line | null {
  const { unitPrice, term, port, reach, refusal } = facts;
  // What the least order asks holds the price already.
  if (refusal?.kind === "minimum" || facts.isPriceSaid) return null;
  if (reach !== "export") return facts.isMixed ? null : priceInPlace(facts);
  const fob: Line =
    port === null ? { en: "FOB (which port)", zh: "FOB(注明港口)" } : { en: `FOB ${port.en}`, zh: `FOB${port.zh}` };
  if (facts.isMixed)
    return {
      en: `Are your page's prices ex works, tax included? And ${fob.en}?`,
      zh: `页面价是出厂价吗?含税吗?${fob.zh}多少?`,
    };
  if (unitPrice === null) return unpricedQuestion(facts, fob);
  const price = { en: `${unitPrice.amount} ${unitPrice.currency}`, zh: `${unitPrice.amount}${currencyZh(unitPrice.currency)}` };
  if (term === null)
    return {
      en: `What does ${price.en} include: is it ex works, FOB or delivered?`,
      zh: `${price.zh}包含什么费用?是出厂价、FOB价还是到门价?`,
    };
  if (!term.assumed) return placeQuestion(term);
  if (term.rule === "EXW")
    return {
      en: `Is ${price.en} ex works, tax included? And ${fob.en}?`,
      zh: `${price.zh}是出厂价吗?含税吗?${fob.zh}多少?`,
    };
  return {
    en: `Is ${price.en} the ${term.rule} price, and from which place?`,
    zh: `${price.zh}是${term.rule}价吗?交货地点是哪里?`,
  };
}

const SEA_RULES: readonly TradeRule[] = ["FAS", "FOB", "CFR", "CIF"];

/** A rule without its place does not say where the price ends. */
function placeQuestion({ rule, place }: NonNullable<SupplierFacts["term"]>): Line | null {
  if (place !== null || rule === "EXW") return null;
  const [en, zh] = SEA_RULES.includes(rule) ? ["port", "港口"] : ["place", "地点"];
  return { en: `Which ${en} does your ${rule} price name?`, zh: `${rule}价的${zh}是哪里?` };
}

const deliveryQuestion = ({ delivery }: SupplierFacts): Line | null =>
  delivery === null ? null : { en: `What does delivery to ${delivery.en} cost?`, zh: `发到${delivery.zh}的运费多少?` };

const deadlineQuestion = ({ deadline }: SupplierFacts): Line | null =>
  !deadline
    ? null
    : {
        en: `Can it reach ${deadline.country.en} within ${deadline.days} days of the order: how many to make, how many on the way?`,
        zh: `下单后${deadline.days}天内能送到${deadline.country.zh}吗?生产、运输各几天?`,
      };

const transitQuestion = ({ transitTo }: SupplierFacts): Line | null =>
  transitTo === null ? null : { en: `How many days to ${transitTo.en}?`, zh: `运到${transitTo.zh}要几天?` };

function quoteQuestion({ quote }: SupplierFacts): Line | null {
  if (quote === null) return null;
  const { rule, country } = quote;
  return linesInPrice(rule).includes("freight")
    ? { en: `What is your ${rule} price to ${country.en}?`, zh: `${rule}到${country.zh}的单价多少?` }
    : { en: `What is your ${rule} price, and from which place?`, zh: `${rule}单价多少?交货地点是哪里?` };
}

const certificateQuestion = ({ certificates }: SupplierFacts): Line | null =>
  certificates.length === 0
    ? null
    : {
        en: `Do you hold ${certificates.join(", ")} for this product? Number, issuer, expiry?`,
        zh: `该产品有${certificates.join("、")}证书吗?请发证书编号、发证机构和有效期。`,
      };

function cartonQuestion({ carton: { units, size, weight }, unit }: SupplierFacts): Line | null {
  if (units && size && weight) return null;
  const measures = [size ? [] : [["carton size", "箱规"]], weight ? [] : [["gross weight", "毛重"]]].flat();
  const en = [...(units ? [] : ["how many a carton"]), ...measures.map(([name]) => name)];
  const zh = [
    units ? "" : `每箱装多少${unitOf(unit).zh}?`,
    measures.length === 0 ? "" : `${measures.map(([, name]) => name).join("、")}是多少?`,
  ];
  return { en: `Packing: ${en.join(", ")}?`, zh: zh.join("") };
}

const sampleQuestion = ({ sendsSamples }: SupplierFacts): Line | null =>
  sendsSamples === false
    ? null
    : sendsSamples
      ? { en: "What does a sample cost?", zh: "样品费用多少?" }
      : { en: "A sample first, at what cost?", zh: "可以先寄样吗?费用多少?" };
