import type { Reason } from "../domain/compared-option.ts";
import { LINE_ZH, type WayLine } from "../domain/landed-cost/cost-lines.ts";
import type { ComparisonAnswer, OptionAnswer } from "../tools/compare-purchase-options/answer-schema.ts";
import { counted, grouped } from "../tools/compare-purchase-options/messages/units.ts";
import type { Alarm, WordedAlarm } from "../tools/compare-purchase-options/said/alarms.ts";
import { isCarriage, valueWords } from "../tools/compare-purchase-options/said/figures.ts";
import { limitFor } from "../tools/compare-purchase-options/said/headline.ts";
import { fullNameOf, optionOf } from "../tools/compare-purchase-options/said/names.ts";
import { lineName, rangeText } from "./figures.ts";
import { WORDS } from "./words.ts";

/** A unit that is no currency, as it stands behind a figure. */
export const unitZh = (unit: string): string => ({ days: "天", points: "分" })[unit] ?? unit;

/** A figure of the rule in Chinese: 到门全程费用, 关税、进口增值税合计, 数量. */
export function figureZh(what: readonly string[]): string {
  const [only = ""] = what;
  if (what.length > 1 && isCarriage(what)) return "到门全程费用";
  if (what.length > 1) return `${what.map((name) => lineName(name.replace(/_rate$/, ""), "zh")).join("、")}合计`;
  if (only.startsWith("fx.")) return `${only.slice("fx.".length)}汇率`;
  if (only === "lead_time_days") return "交货天数";
  if (only === "supplier_score") return "供应商评分";
  const line = only.replace(/_(?:rate|amount)$/, "");
  return only === "quantity" ? "数量" : (LINE_ZH[line as WayLine] ?? lineName(only, "zh"));
}

/** What a buyer would say, in Chinese: the same as the answer's headline. */
export function chineseHeadline(answer: ComparisonAnswer): string {
  const { verdict, quantity, unit, currency, split } = answer;
  switch (verdict.state) {
    case "winner":
      return `${purchase(answer, verdict.winner ?? "")}。`;
    case "conditional":
      return conditional(answer);
    case "tie":
      return `${verdict.contenders.map((ref) => fullNameOf(answer, ref)).join("与")}成本相同。`;
    case "single":
      return `${purchase(answer, answer.options[0]?.ref ?? "", "")}。仅比较了一个选项。`;
    case "undecided":
      return `尚不能决定。目前领先:${purchase(answer, verdict.rule[0]?.buy ?? answer.ranks.cost[0] ?? "", "")}。`;
    case "infeasible":
      if (split === null) return `没有任何选项能满足${counted(quantity, unit).zh}的采购要求。`;
      return `分单采购:${split.allocations
        .map((part) => `${fullNameOf(answer, part.ref)} ${counted(part.quantity, unit).zh}`)
        .join(",")};到岸总成本${grouped(split.total)} ${currency}。`;
  }
}

function purchase(answer: ComparisonAnswer, ref: string, verb = "建议"): string {
  const option: OptionAnswer | null = optionOf(answer, ref);
  if (!option?.buy || !option.cost) return fullNameOf(answer, ref);
  const amount = counted(option.buy.quantity, answer.unit).zh;
  return `${verb}向${fullNameOf(answer, ref)}采购${amount},到岸总成本${rangeText(option.cost.total, WORDS.zh)} ${answer.currency}`;
}

function conditional(answer: ComparisonAnswer): string {
  const likely = answer.verdict.rule.filter((stretch) => stretch.likely);
  const [first, second] = likely.length > 1 ? likely : answer.verdict.rule;
  if (!first?.when || !second) return answer.verdict.headline;
  const { what, unit } = first.when;
  const bought = optionOf(answer, first.buy)?.buy?.quantity ?? answer.quantity;
  const ruled = first.when.below ?? second.when?.above ?? "";
  const limit = limitFor(ruled, first.when, bought, answer);
  const figure = valueWords(what, limit, unit === "fraction" ? "" : unitZh(unit) || answer.currency);
  const amount = isCarriage(what) ? `${counted(bought, answer.unit).zh}的` : "";
  return `若${amount}${figureZh(what)}低于${figure},向${fullNameOf(answer, first.buy)}采购;否则向${fullNameOf(answer, second.buy)}采购。`;
}

/** What to do now, in Chinese: the same as the answer's next steps. */
export function chineseSteps(answer: ComparisonAnswer): readonly string[] {
  const { verdict, messages, split } = answer;
  if (verdict.ask_next !== null) {
    const { to, ref, question_zh: question } = verdict.ask_next;
    const whom = { supplier: ref === null ? "供应商" : fullNameOf(answer, ref), forwarder: "货代", buyer: null }[to];
    return [
      `${whom === null ? "请确认" : `请询问${whom}`}:${question.replace(/^(?:您好,)?(?:请问)?/, "")}`,
      "得到答复后请重新比较。",
    ];
  }
  const supplier = messages.supplier === null ? null : fullNameOf(answer, messages.supplier.ref);
  if (verdict.state === "infeasible") {
    if (split !== null) return ["下单前请各供应商确认数量、价格和交期。"];
    return [supplier === null ? "请寻找其他商品,或输入供应商的报价。" : `请询问${supplier}能否满足(消息见下)。`];
  }
  return [
    ...(messages.forwarder === null ? [] : ["请向货代询问全程费用(消息见下):否则总成本不完整。"]),
    ...(verdict.state === "tie" ? ["价格不能决定:请根据对供应商的了解选择。"] : []),
    supplier === null ? "付款前请书面确认数量、价格和交期。" : `付款前请将下方消息发给${supplier}:其中询问了尚未说明的内容。`,
  ];
}

const REASONS: Readonly<Record<Reason["code"], string>> = {
  below_moq: "低于起订量",
  below_min_value: "低于最低订单金额",
  gap: "该数量没有报价",
  above_top_tier: "超过最高价格档",
  above_stock: "超过库存",
  above_limit_per_buyer: "超过每位买家限购量",
  not_a_multiple: "不是装箱倍数",
  no_price: "没有价格",
  unit_mismatch: "单位不一致",
  rate_missing: "缺少汇率",
  mixed_terms: "贸易术语混用",
  off_shelf: "已下架",
  not_sold_there: "不销往该国",
  requirement_failed: "不符合要求",
  over_budget: "超出预算",
  expired_offer: "报价已过期",
  not_found: "平台上没有该商品",
  not_in_sandbox: "演示数据中没有该商品",
  bad_reference: "商品链接或编号无法识别",
  bad_input: "输入有误",
  rate_limited: "平台限流,请稍后再试",
  quota_exhausted: "平台调用额度已用完",
  unavailable: "平台暂时无法访问",
  timed_out: "平台未及时答复",
  unauthorised: "平台未接受凭证",
  login_needed: "需要重新授权登录",
  signature_rejected: "平台未接受签名",
  misconfigured: "设置有误",
  not_configured: "未设置该平台的凭证",
  not_permitted: "应用没有读取权限",
  suspended: "应用已被平台停用",
  bad_request: "平台未接受请求",
  bad_answer: "平台的答复无法读取",
  cancelled: "读取已取消",
  internal: "程序内部错误",
};

const ALARMS: Readonly<Record<WordedAlarm, string>> = {
  promotion: "促销价:请询问有效期",
  above_stock: "超过库存:其余需定制生产",
  stock_mix: "没有单一规格的库存足够:这是最便宜的搭配",
  inverted: "数量更大时单价反而更高:请比较较小的数量",
  stock_conflict: "库存数据互相矛盾",
  duplicate_tier: "同一数量有两个价格,按较低者计:请确认哪个有效",
  zero_price: "有一档价格为0,未计入:请询问实际价格",
  mixed_currencies: "价格使用多种货币",
  unparsed_term: "贸易术语无法识别:请写成如FOB Ningbo",
  unreadable_date: "有效期无法识别:请写成如2026-12-31",
  freight_lower_bound: "运费为最低值",
  tax_included: "价格已含贵国增值税",
  tax_unknown: "价格是否含税未知",
  mixed_batch_unknown: "能否混色未知",
};

/** Null where the alarm is told in the words of its warning. */
export const alarmZh = ({ code }: Alarm): string | null => (ALARMS as Readonly<Record<string, string>>)[code] ?? null;

/** Null where the code is of another version: the reason's own words stand then. */
export const reasonZh = (code: string): string | null => (REASONS as Readonly<Record<string, string>>)[code] ?? null;
