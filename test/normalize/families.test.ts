import { describe, expect, it } from "vitest";
import { readUnit } from "../../src/model/unit-words.ts";
import { readPriceLadder } from "../../src/normalize/price/price-ladder.ts";
import { readCount, readQuantityRange } from "../../src/normalize/price/quantity.ts";
import { readDate } from "../../src/normalize/terms/date.ts";
import { readLeadTime } from "../../src/normalize/terms/day-range.ts";
import { readFreightBrackets } from "../../src/normalize/terms/freight-brackets.ts";
import { readMixedOrder } from "../../src/normalize/terms/mixed-order.ts";
import { readRate } from "../../src/normalize/terms/rate.ts";
import { readTradeTerm } from "../../src/normalize/terms/trade-term.ts";
import { readWholesaleRules } from "../../src/normalize/terms/wholesale-rules.ts";

// Several members of each family of spellings, each worked by hand. A member that is missing here reads as well as these do.

describe("units", () => {
  it.each([
    // A great many words for a piece, a pair, a set.
    ["Nos.", "piece", "1", 1, null],
    ["Stück", "piece", "1", 1, null],
    ["шт.", "piece", "1", 1, null],
    ["组", "set", "1", 1, null],
    ["Combo/Combos", "set", "1", 1, null],
    ["sq. meters", "m2", "1", 1, null],
    ["m^2", "m2", "1", 1, null],
    ["meter (s)", "m", "1", 1, null],
    // A cubic yard is 0.9144³ m³ = 764.554857984 l.
    ["cu yd", "yd3", "764.554857984", 1, null],
    ["pcs/box", "box", "1", 1, null],
    ["24瓶/箱", "carton", "1", 1, null],
    ["6 pairs/pack", "pack", "1", 1, null],
    ["50个/盒", "box", "1", 1, 50],
    ["百米", "m", "1", 100, null],
    ["Strand/Strands", "strand", "1", 1, null],
  ])("%j is %s", (text, name, size, per, unitsPerPack) => {
    expect(readUnit(text)).toMatchObject({ unit: { name, size }, per, unitsPerPack });
  });
});

describe("quantities", () => {
  it.each([
    ["1万-5万", 10_000, 50_000, null],
    ["1-5万件", 10_000, 50_000, "件"],
    ["500-1万件", 500, 10_000, "件"],
    ["5千克以上", 5, null, "千克"],
    ["1k-5k", 1_000, 5_000, null],
    ["10k+ pcs", 10_000, null, "pcs"],
    ["from 100", 100, null, null],
    ["MOQ 100 pcs", 100, null, "pcs"],
    ["min. 100", 100, null, null],
    ["up to 99", 1, 99, null],
    ["under 100", 1, 99, null],
    ["over 100", 101, null, null],
    ["不超过99件", 1, 99, "件"],
    ["100~", 100, null, null],
  ])("%j is %j to %j", (text, minQuantity, maxQuantity, unit) => {
    expect(readQuantityRange(text)).toEqual({ minQuantity, maxQuantity, unit });
  });

  it.each([
    ["10k+", 10_000],
    ["1.2w+", 12_000],
    ["1.5亿", 150_000_000],
    ["5 m", null],
    ["200W", 2_000_000],
  ])("%j counts %j", (text, count) => {
    expect(readCount(text)).toBe(count);
  });
});

describe("ladders", () => {
  it.each([
    ["500 pcs @ $1.20, 1000 pcs @ $1.10", "USD", ["500-999 1.20", "1000- 1.10"]],
    ["1-9件=10元;10件以上=8元", "CNY", ["1-9 10", "10- 8"]],
    ["1件10元，10件9元，100件8元", "CNY", ["1-9 10", "10-99 9", "100- 8"]],
    ["满100件9元/件", "CNY", ["100- 9"]],
    ["$1.20 (500-999), $1.10 (1000+)", "USD", ["500-999 1.20", "1000- 1.10"]],
    ["up to 99: $6; 100 and above: $5", "USD", ["1-99 6", "100- 5"]],
    ["1万-5万:¥1.2;5万以上:¥1.1", "CNY", ["10000-49999 1.2", "50000- 1.1"]],
    ["1–49: 9,90 zł; 50+: 8,90 zł", "PLN", ["1-49 9.90", "50- 8.90"]],
    ["1-9: ₺1.250,50; 10+: ₺1.100,00", "TRY", ["1-9 1250.50", "10- 1100.00"]],
    // A mark that contradicts the field is no price; RM is Malaysia's.
    ["1-9: RM 5; 10+: RM 4", "USD", []],
  ])("%j in %s", (text, currency, tiers) => {
    const ladder = readPriceLadder(text, { currency });
    expect(
      ladder.tiers.map(({ minQuantity, maxQuantity, unitPrice }) => `${minQuantity}-${maxQuantity ?? ""} ${unitPrice}`),
    ).toEqual(tiers);
    if (tiers.length === 0) expect(ladder.warnings.length).toBeGreaterThan(0);
  });
});

describe("days", () => {
  it.each([
    // 15 · 7/5 = 21, 20 · 7/5 = 28.
    ["15-20 working days after deposit", 21, 28, "after deposit"],
    ["15-20天(收到定金后)", 15, 20, "收到定金后"],
    ["30 days ARO", 30, 30, "ARO"],
    ["15+ days", 15, null, null],
    ["within 3 weeks", null, 21, null],
    ["5天左右", 5, 5, null],
    ["十五天", 15, 15, null],
    ["二十五至三十天", 25, 30, null],
    ["twenty-five days", 25, 25, null],
    ["45 days (negotiable)", 45, 45, null],
    ["30天/批", 30, 30, null],
    ["15 ~ 30 natural days", 15, 30, null],
    ["当天发货", 0, 0, null],
    ["next day shipping", 1, 1, null],
    ["2 Wochen", 14, 14, null],
    // 5 · 7/5 = 7, 7 · 7/5 = 9.8, so 10.
    ["5-7 jours ouvrables", 7, 10, null],
    ["15 días hábiles", 21, 21, null],
    ["10-15 giorni lavorativi", 14, 21, null],
    ["10 Werktage", 14, 14, null],
    ["7-10 дней", 7, 10, null],
    ["2 meses", 60, 60, null],
  ])("%j", (text, low, high, start) => {
    expect(readLeadTime(text)).toEqual({ days: { low, high }, start });
  });

  it.each(["in stock", "immediately", "每月5000", "ASAP", "half"])("%j is no duration", (text) => {
    expect(readLeadTime(text)).toBeNull();
  });
});

describe("dates", () => {
  it.each([
    ["31 grudnia 2026", "2026-12-31"],
    ["31 декабря 2026 г.", "2026-12-31"],
    ["31 Aralık 2026", "2026-12-31"],
    ["5 mei 2026", "2026-05-05"],
    ["1 agustus 2026", "2026-08-01"],
    ["2026年十二月", "2026-12-31"],
    ["二〇二六年三月五日", "2026-03-05"],
    // Reiwa 8 is 2018 + 8, the 115th year of the Republic 1911 + 115.
    ["令和8年12月31日", "2026-12-31"],
    ["民國115年6月", "2026-06-30"],
    ["Dec '26", "2026-12-31"],
    ["31122026", "2026-12-31"],
    ["12312026", "2026-12-31"],
    ["2023.01.01-2026.01.01", "2026-01-01"],
    ["01/02/2023-01/02/2026", "2026-02-01"],
    ["Thu Dec 31 2026 00:00:00 GMT+0800 (China Standard Time)", "2026-12-31"],
    ["Thursday, December 31, 2026", "2026-12-31"],
  ])("%j is %s", (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  // Day, month or year first: three readings. A term of years has no beginning here.
  it.each(["31-12-26", "26/12/31", "12/26", "3 years", "expired", "已过期", "31/12/2569"])("%j is no date", (text) => {
    expect(readDate(text)).toBeNull();
  });
});

describe("rates", () => {
  it.each([
    ["99,5%", "0.995"],
    ["0,95", "0.95"],
    ["百分之95", "0.95"],
    ["1,234", null],
    ["≥95%", null],
  ])("%j is %j", (text, rate) => {
    expect(readRate(text).rate).toBe(rate);
  });
});

describe("trade terms", () => {
  it.each([
    ["EXW works", "EXW", "works"],
    ["FCA Shenzhen Baiyun", "FCA", "airport"],
    ["FOB Tianjin Xingang", "FOB", "port"],
    ["FOB 广东深圳", "FOB", "port"],
    ["FOB【宁波】", "FOB", "port"],
    ["FOB Ningbo Zhejiang", "FOB", "port"],
    ["离岸价FOB宁波", "FOB", "port"],
    ["FOB St. Petersburg", "FOB", "port"],
    ["Incoterms 2020: FOB Ningbo", "FOB", "port"],
    ["FOB Incoterms® 2020 Ningbo", "FOB", "port"],
    ["C+F Lagos", "CFR", "port"],
    ["CPT Chicago O'Hare", "CPT", "airport"],
    ["DAP 12 Main St, Austin", "DAP", "city"],
    ["DDP Los Angeles 90001", "DDP", "city"],
    ["FOB price", "FOB", "unknown"],
    ["FOB Price: US $5", "FOB", "unknown"],
  ])("%j is %s at a %s", (text, rule, placeKind) => {
    expect(readTradeTerm(text)).toMatchObject({ rule, placeKind });
  });

  it.each(["FOB price", "EXW price", "Term: FOB"])("%j names no place", (text) => {
    expect(readTradeTerm(text)?.place).toBeNull();
  });

  it.each(["FOB/CIF", "FOB、CIF", "FOB or EXW", "CIF&DDP", "door to door"])("%j is not one term", (text) => {
    expect(readTradeTerm(text)).toBeNull();
  });
});

describe("freight brackets", () => {
  it("a courier's name is express, a bare 0 unknown, and a gap between brackets stays one", () => {
    const { brackets } = readFreightBrackets(["1-99:DHL:5 days:$200", "200-499:sea:30days:0", "500+:rail:20-25 days:Free"]);
    expect(brackets.map(({ minQuantity, maxQuantity, method, fee }) => [minQuantity, maxQuantity, method, fee])).toEqual([
      [1, 99, "express", "200"],
      [200, 499, "sea", null],
      [500, null, "rail", "0"],
    ]);
  });
});

describe("wholesale rules", () => {
  it.each([
    ["可混批 不代发", true, false],
    ["混批 不支持", false, null],
    ["混批：否；代发：是", false, true],
    ["支持混批：否", false, null],
    ["混批×,代发√", false, true],
    ["混批 ❌", false, null],
  ])("%j", (text, mixedBatch, dropShipping) => {
    expect(readWholesaleRules(text)).toMatchObject({ mixedBatch, dropShipping });
  });

  it("what is not allowed has no least", () => {
    expect(readMixedOrder("不支持混批,10件起批")).toBeNull();
    expect(readMixedOrder("支持混批,10件起混")).toEqual({ quantity: 10, amount: null });
  });
});
