import { describe, expect, it } from "vitest";
import { readDayRange, readLeadTime } from "../../../src/normalize/terms/day-range.ts";

describe("readDayRange", () => {
  it.each([
    ["10~15", 10, 15],
    ["3-7天", 3, 7],
    ["３－７天", 3, 7],
    ["7days", 7, 7],
    ["10-15days", 10, 15],
    ["5 working days", 7, 7],
    ["约7天", 7, 7],
    [5, 5, 5],
    ["15", 15, 15],
    ["7天内", null, 7],
    ["≤7天", null, 7],
    ["7+", 7, null],
    ["7天以上", 7, null],
    ["48小时发货", 2, 2],
    ["24-72 hours", 1, 3],
    ["1-2周", 7, 14],
    ["15-10", 10, 15],
    [12.5, 12.5, 12.5],
  ])("reads %j", (input, low, high) => {
    expect(readDayRange(input)).toEqual({ low, high });
  });

  it.each(["", "soon", "现货", "$200", -1, Number.NaN, null, {}, "1-2-3 days"])("reads no duration from %j", (input) => {
    expect(readDayRange(input)).toBeNull();
  });
});

describe("readLeadTime", () => {
  it.each([
    // 15 · 7 / 5 = 21; 7 · 7 / 5 = 9.8, so 10; 10 · 7 / 5 = 14; 25 · 7 / 5 = 35; 3 · 7 / 5 = 4.2, so 5.
    ["15 business days", 21, 21, null],
    ["7-10 working days", 10, 14, null],
    ["25 working days", 35, 35, null],
    ["3个工作日", 5, 5, null],
    ["7-10工作日", 10, 14, null],
    ["15 workdays", 21, 21, null],
    ["1 month", 30, 30, null],
    ["1-2 months", 30, 60, null],
    ["1.5 months", 45, 45, null],
    ["一个月", 30, 30, null],
    ["半个月", 15, 15, null],
    ["2周", 14, 14, null],
    ["两周", 14, 14, null],
    ["two weeks", 14, 14, null],
    ["3 to 5 weeks", 21, 35, null],
    ["half a month", 15, 15, null],
    ["within 7 days", null, 7, null],
    ["up to 30 days", null, 30, null],
    ["at least 7 days", 7, null, null],
    ["about 20-25 days", 20, 25, null],
    ["Lead time: 15 days", 15, 15, null],
    ["ships in 48 hours", 2, 2, null],
    ["shipped within 3 days", null, 3, null],
    ["30-45 days after deposit", 30, 45, "after deposit"],
    ["30 days after receipt of 30% deposit", 30, 30, "after receipt of 30% deposit"],
    ["15-20 working days upon order confirmation", 21, 28, "upon order confirmation"],
    ["25 days (after sample approval)", 25, 25, "after sample approval"],
    ["After deposit 30 days", 30, 30, "After deposit"],
    ["收到定金后30天", 30, 30, "收到定金后"],
    ["付款后7天内发货", null, 7, "付款后"],
    ["下单后15-20天", 15, 20, "下单后"],
    ["定金后30-45天", 30, 45, "定金后"],
  ] as const)("reads %j", (input, low, high, start) => expect(readLeadTime(input)).toEqual({ days: { low, high }, start }));

  it.each([
    "after deposit",
    "negotiable",
    "one",
    "half",
    "30% deposit",
    "30 pieces",
    "within",
    "months",
    "day after day",
    "in stock",
  ])("reads no time from %j", (input) => expect(readLeadTime(input)).toBeNull());
});
