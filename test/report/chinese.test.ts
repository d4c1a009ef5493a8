import { describe, expect, it } from "vitest";
import { knownOfSupplier, SCORE_WORDS } from "../../src/domain/supplier-score/listing-profile.ts";
import { alarmZh, chineseHeadline, chineseSteps, figureZh } from "../../src/report/chinese.ts";
import { inChinese } from "../../src/report/chinese-sentences.ts";
import { daysText } from "../../src/report/figures.ts";
import { WORDS } from "../../src/report/words.ts";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";
import { alarmsOf } from "../../src/tools/compare-purchase-options/said/alarms.ts";
import { pageOf, TWO_DELIVERED, tableOf, textOf } from "./two-offers.ts";

const ruleIn = (page: string): string => textOf(/<ol class="rule">.*?<\/ol>/s.exec(page)?.[0] ?? "");
const WAY = { freight: "100", destinationTerminal: "0", lastMile: "0", unloading: "0", brokerage: "0" };

it("says of duty and VAT that they decide together, and not the way to the door, which is known", () => {
  // 1,000 × 3.00 / 1.08 + 100 = 2,877.78 EUR against 4,200.00: 1,322.22 are left for duty and VAT.
  const answer = compareOffers({
    quantity: 1_000,
    destination: "FR",
    currency: "EUR",
    fx: { rates: { USD: "1.08" }, asOf: "2026-11-20", source: "bank" },
    costs: { ...WAY, insuranceRate: "0" },
    offers: [
      { name: "one", supplier: "One Ltd", pricesText: "1+: 3.00", currency: "USD", tradeTerm: "FOB Ningbo" },
      { name: "two", supplier: "Two GmbH", pricesText: "1+: 4.20", currency: "EUR", tradeTerm: "DDP Lyon" },
    ],
  });
  expect(answer.verdict.headline).toContain("if duty and VAT together cost less than 1,322.22 EUR");
  expect(chineseHeadline(answer)).toBe(
    "若关税、进口增值税合计低于1,322.22 EUR,向One (offer:one)采购;否则向Two (offer:two)采购。",
  );
  const rule = ruleIn(pageOf(answer, "zh"));
  expect(rule).toContain("关税、进口增值税合计: 低于1,322.22 EUR");
  expect(rule).toContain("关税、进口增值税合计: 不低于1,322.22 EUR");
});

it("tells the limit on one cost of the way for what is bought, as the headline does", () => {
  // 10 × 520 are bought where 5,000 are asked for: 5,200 × 3.00 + 100 × 5,200 / 5,000 = 15,704.00 EUR; 20,000.00 - 15,704.00 =
  // 4,296.00 EUR are left for the last mile of 5,200.
  const { lastMile: _open, ...known } = WAY;
  const answer = compareOffers({
    quantity: 5_000,
    destination: "DE",
    currency: "EUR",
    costs: { ...known, insuranceRate: "0", dutyRate: "0", vatRate: "0" },
    offers: [
      {
        name: "one",
        supplier: "One Ltd",
        pricesText: "1+: 3.00",
        currency: "EUR",
        tradeTerm: "FOB Ningbo",
        orderMultiple: "520",
      },
      { name: "two", supplier: "Two GmbH", pricesText: "1+: 4.00", currency: "EUR", tradeTerm: "DDP" },
    ],
  });
  expect(answer.verdict.headline).toContain("if the last mile costs less than 4,296.00 EUR");
  expect(chineseHeadline(answer)).toContain("若目的地派送费低于4,296.00 EUR");
  expect(ruleIn(pageOf(answer, "en"))).toContain("last mile: less than 4,296.00 EUR");
  expect(ruleIn(pageOf(answer, "zh"))).toContain("目的地派送费: 低于4,296.00 EUR");
});

it("names the way to the door where a part of it decides", () => {
  expect(figureZh(["freight", "insurance", "last_mile"])).toBe("到门全程费用");
  expect(figureZh(["insurance_rate", "duty_rate"])).toBe("保险费、关税合计");
  expect(figureZh(["duty_rate"])).toBe("进口关税税率");
});

describe("this program's own sentences in Chinese", () => {
  it("tell all that a listing shows of its supplier", () => {
    const known = knownOfSupplier({
      supplier: {
        repeatBuyerRate: "0.431",
        ratings: Object.fromEntries(Object.keys(SCORE_WORDS).map((name) => [name, "4.6"])),
        gold: true,
      },
      rating: { stars: "4.8", reviews: 1_446 },
      trade: { sold30Days: 320, buyers30Days: 41 },
    } as unknown as Parameters<typeof knownOfSupplier>[0]);
    expect(known.map(inChinese)).toEqual([
      "回头率43.1 %",
      "商品评分4.8/5(1446条评价)",
      "近30天售出320",
      "近30天买家41位",
      ..."综合服务 物流 售前咨询 售后服务 纠纷处理 商品 描述相符 沟通 发货速度".split(" ").map((what) => `${what}评分4.6/5`),
      "金牌会员(付费会员,与商品质量无关)",
    ]);
  });

  it("tell every alarm whose words are ours", () => {
    const codes =
      "promotion above_stock stock_mix inverted stock_conflict duplicate_tier zero_price mixed_currencies unparsed_term unreadable_date freight_lower_bound tax_included tax_unknown mixed_batch_unknown";
    const option = { warnings: codes.split(" ").map((code) => ({ code })) } as unknown as Parameters<typeof alarmsOf>[0];
    const alarms = alarmsOf(option);
    expect(alarms).toHaveLength(codes.split(" ").length);
    expect(alarms.filter((alarm) => alarmZh(alarm) === null)).toEqual([]);
  });

  it.each([
    ["LFGB, FDA is not shown as valid", "未显示有效的LFGB, FDA"],
    ["LFGB expired", "LFGB已过期"],
    ["score 12.5 to 61, wanted 70", "供应商评分12.5–61,要求70"],
    ["up to 45 days so far, wanted within 30 days", "目前最多45天,要求30天内"],
    ["lead time 20 to 45 days, wanted within 30 days", "交期20–45天,要求30天内"],
    ["dispute rate 3.2 % is above 2 %", "纠纷率3.2 %高于2 %"],
    [
      "the price is DDP to a port: the last mile is yours, and whether it pays the duty the seller has to say",
      "价格为DDP至港口:最后一程由您承担",
    ],
    [
      "the package is read as the carton's, 20 in it, not one unit's: say so if it is not",
      "包装尺寸按整箱计(每箱20件),如有误请说明",
    ],
    ["37.5 % of the VAT comes back: that part is in cash and in no total.", "进口增值税的37.5 %可退还:该部分未计入总成本。"],
    [
      "The curve leaves out what AliExpress and Alibaba.com quotes for one quantity at a time.",
      "曲线未包含AliExpress、Alibaba.com仅对单一数量的报价。",
    ],
    ["数据来源 1688 (data source: 1688)", "数据来源:1688"],
    ["Data source: Alibaba.com", "数据来源:Alibaba.com"],
    ["rated 4.6 of 5 for something new", "something new评分4.6/5"],
    ["a sentence of tomorrow", null],
  ])("%s", (sentence, chinese) => {
    expect(inChinese(sentence)).toBe(chinese);
  });
});

it("tells days that have one end in the page's language", () => {
  const days = (low: number | null, high: number | null) => ({ low, high });
  const parts = { production: days(null, 15), transit: days(30, null) };
  expect(daysText(parts, null, WORDS.zh)).toBe("最多15 + 至少30");
  expect(daysText(parts, null, WORDS.en)).toBe("up to 15 + 30 or more");
  expect(daysText(null, days(20, 45), WORDS.zh)).toBe("20–45");
});

it("says once, and in words, which requirement is not surely met", () => {
  const answer = compareOffers({ ...TWO_DELIVERED, quantity: 100, requirements: { certifications: ["LFGB"] } });
  const cells = (language: "en" | "zh") => textOf(tableOf("options", answer, language));
  expect(cells("en").match(/is not shown as valid/g)).toHaveLength(2);
  expect(cells("en")).toContain("; LFGB is not shown as valid");
  expect(cells("zh")).toContain("未显示有效的LFGB");
  expect(cells("zh")).not.toContain("valid");
});

it("says what to do now as the answer does: whom to ask what, or what to send before the money goes", () => {
  const question = { ...TWO_DELIVERED, quantity: 1_000 };
  const [one, ...others] = question.offers;
  const open = compareOffers({ ...question, offers: [{ ...one, tradeTerm: "EXW Yongkang" }, ...others] });
  // What stands in the message, without its greeting.
  expect(chineseSteps(open)[0]).toBe("请询问One (offer:one):采购1000件,请报到美国的DDP价(完税后交货)。");
  const closed = compareOffers(question);
  expect(closed.verdict.next_steps[0]).toContain("Before you pay, send One");
  expect(chineseSteps(closed)).toEqual(["付款前请将下方消息发给One (offer:one):其中询问了尚未说明的内容。"]);
});
