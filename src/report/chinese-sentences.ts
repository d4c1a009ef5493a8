import { html, type Markup } from "./markup.ts";
import type { PageLanguage } from "./words.ts";

/** What platforms rate sellers for, as `listing-profile.ts` words it. */
const RATED: Readonly<Record<string, string>> = {
  service: "综合服务",
  logistics: "物流",
  "answers before the sale": "售前咨询",
  "after-sales service": "售后服务",
  disputes: "纠纷处理",
  goods: "商品",
  "goods as described": "描述相符",
  communication: "沟通",
  "shipping speed": "发货速度",
};
const LATE: Readonly<Record<string, string>> = { dispute: "纠纷率", refund: "退款率" };

// This program's own sentences whole, as they stand in an answer: the page is made of the answer alone. `$1` is the first group.
const SENTENCES: readonly (readonly [pattern: RegExp, chinese: string | ((...found: string[]) => string)])[] = [
  // Of a supplier.
  [/^(\S+ %) of its buyers buy again$/, "回头率$1"],
  [/^the product has (\S+) of 5 stars from (\d+) reviews$/, "商品评分$1/5($2条评价)"],
  [/^the product has (\S+) of 5 stars$/, "商品评分$1/5"],
  [/^(\d+) sold in 30 days$/, "近30天售出$1"],
  [/^(\d+) buyers in 30 days$/, "近30天买家$1位"],
  [/^rated (\S+) of 5 for (.+)$/, (_, stars = "", what = "") => `${RATED[what] ?? what}评分${stars}/5`],
  [/^gold: a paid membership.*$/, "金牌会员(付费会员,与商品质量无关)"],
  // Of a requirement.
  [/^no lead time is stated, wanted within (\d+)(?: days)?$/, "未说明交期,要求$1天内"],
  [/^(\d+) days or more, wanted within (\d+)(?: days)?$/, "至少$1天,要求$2天内"],
  [/^up to (\d+) days so far, wanted within (\d+)(?: days)?$/, "目前最多$1天,要求$2天内"],
  [/^lead time (\S+) to (\S+) days, wanted within (\d+)(?: days)?$/, "交期$1–$2天,要求$3天内"],
  [/^(?:supplier )?score (\S+) to (\S+), wanted (\S+)$/, "供应商评分$1–$2,要求$3"],
  [/^(.+) is not shown as valid$/, "未显示有效的$1"],
  [/^(.+) expired$/, "$1已过期"],
  [/^the listing does not say whether the supplier is verified$/, "商品页未说明供应商是否经过认证"],
  [/^the supplier is not verified$/, "供应商未经认证"],
  // Of what to be careful about, in the words of its warning.
  [
    /^(Dispute|Refund) rate (\S+ %) is above (\S+ %)\.?$/i,
    (_, name = "", rate, most) => `${LATE[name.toLowerCase()]}${rate}高于${most}`,
  ],
  [/^the listing names no currency, and its prices are marked (.+?)\.?$/i, "商品页未写明货币,价格标有$1"],
  [/^the listing names different minimum orders \((.+)\); the largest is taken\.?$/i, "商品页的起订量不一致($1),按最大值计"],
  [/^the carton's sizes are left out.*$/i, "未说明每箱数量,箱规未计入"],
  [/^the package is read as the carton's, (\d+) in it.*$/i, "包装尺寸按整箱计(每箱$1件),如有误请说明"],
  [/^the package is read as one unit's, not the carton's of (\d+).*$/i, "包装尺寸按单件计,而非每箱$1件,如有误请说明"],
  [/^sold by the (\S+), a unit that is not known here.*$/i, "单位“$1”无法识别,按该单位计数"],
  [/^sold by a unit that is not known here.*$/i, "单位无法识别,按该单位计数"],
  [
    /^the price is ([A-Z]{3}) to (a port|an airport): the last mile is yours.*$/i,
    (_, rule, end) => `价格为${rule}至${end === "a port" ? "港口" : "机场"}:最后一程由您承担`,
  ],
  [/^what the place named with ([A-Z]{3}) is cannot be told.*$/i, "$1后的地点无法判断:请询问卖家送到哪里"],
  // Of the figures as a whole.
  [/^The VAT is to be paid \(cash\) and comes back: it is in no total\.$/, "进口增值税需先缴纳、之后可退还:未计入总成本。"],
  [/^Each total runs from without VAT to with it.*$/, "各总成本为不含税至含税的区间:请说明进口增值税能否退还。"],
  [/^(\S+) % of the VAT comes back.*$/, "进口增值税的$1 %可退还:该部分未计入总成本。"],
  [/^The VAT in the price of (.+) is in its total.*$/, "$1价格中的增值税已计入其总成本:如可退还,请给出税率。"],
  [/^The VAT in the price of (.+) is treated as the other VAT.*$/, "$1价格中的增值税按同样方式处理:可退还部分不计入总成本。"],
  [/^What ([A-Z]{2}) levies its VAT on is assumed.*$/, "$1的增值税计税基础为推定(完税价格加关税):请咨询报关行。"],
  [
    /^The curve leaves out what (.+) quotes for one quantity at a time\.$/,
    (_, names = "") => `曲线未包含${names.replaceAll(" and ", "、")}仅对单一数量的报价。`,
  ],
  [/^The batches hold no cost of holding stock.*$/, "分批采购未计入库存持有成本。"],
  [
    /^Listings of one supplier, one source: (.+)\.$/,
    (_, refs = "") => `同一供应商的商品,视为同一来源:${refs.replaceAll(" and ", "、").replaceAll("; ", ";")}。`,
  ],
  [
    /^Not in the split: (.+)\.$/,
    (_, refs = "") =>
      `未参与分单:${refs.replaceAll("the price is a range", "价格为区间").replaceAll("the landed cost is not complete", "到岸成本不完整").replaceAll("; ", ";")}。`,
  ],
  [/^Your freight is also the freight of (.+): to have the platform asked.*$/, "您给出的运费也用于$1。"],
  [/^Your freight also stands in for the delivery quotes of (.+): to weigh those.*$/, "您给出的运费代替了$1的平台运费报价。"],
  [/^The exchange rates carry no date.*$/, "汇率没有日期:请确认是否为本周汇率。"],
  [/^The exchange rates are (\d+) days old \((.+)\).*$/, "汇率已有$1天($2):请使用较新的汇率。"],
  [/^(?:数据来源 1688 .*|Data source: (.+))$/, (_, name) => `数据来源:${name === undefined || name === "" ? "1688" : name}`],
];

/**
 * One of this program's own sentences in Chinese; null where it has no Chinese and stands as it is.
 * @example inChinese("43.1 % of its buyers buy again") // "回头率43.1 %"
 */
export function inChinese(sentence: string): string | null {
  const found = SENTENCES.find(([pattern]) => pattern.test(sentence));
  if (found === undefined) return null;
  const [pattern, chinese] = found;
  return typeof chinese === "string" ? sentence.replace(pattern, chinese) : sentence.replace(pattern, chinese);
}

/** Sentences of this program's in the page's language, in one line; marked as English where one has no Chinese. */
export function ownWords(sentences: readonly string[], language: PageLanguage): Markup {
  const comma = language === "zh" ? "," : ", ";
  return html`${sentences.map((sentence, index) => {
    const chinese = language === "zh" ? inChinese(sentence) : null;
    return html`${index === 0 ? "" : comma}${chinese ?? html`<span lang="en">${sentence}</span>`}`;
  })}`;
}
