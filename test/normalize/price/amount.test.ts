import { describe, expect, it } from "vitest";
import { readAmount, readMarkedAmount } from "../../../src/normalize/price/amount.ts";
import { currencyOfMark } from "../../../src/normalize/price/currency-mark.ts";

describe("readAmount", () => {
  it.each([
    ["¥10.00", "10.00"],
    ["￥１０．５", "10.5"],
    [10.5, "10.5"],
    [19.1, "19.1"],
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    ["1,200.00", "1200.00"],
    ["1,234,567", "1234567"],
    ['"5.78"', "5.78"],
    ["US $5.0", "5.0"],
    ["8.50元", "8.50"],
    ["8.50元/件", "8.50"],
    ["EUR 7", "7"],
    ["7 EUR", "7"],
    ["007.50", "7.50"],
    [".5", "0.5"],
    ["5.", "5"],
    [0, "0"],
    ["0.00", "0.00"],
  ])("reads %j as %s", (input, amount) => {
    expect(readAmount(input)).toBe(amount);
  });

  it.each([
    "",
    " ",
    "-5",
    -5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1,99,9",
    "1.2.3",
    "5-10",
    "面议",
    "5 pcs",
    "1e3",
    "US$5 EUR",
    "10²",
    null,
    true,
    {},
    "9".repeat(31),
    1e40,
  ])("reads no amount from %j", (input) => {
    expect(readAmount(input)).toBeNull();
  });
});

describe("readMarkedAmount", () => {
  it.each([
    ["US $1.99", "USD"],
    ["1.99€", "EUR"],
    ["£5", "GBP"],
    ["8元", "CNY"],
    ["HK$8", "HKD"],
    ["rmb 8", "CNY"],
    ["CNY¥8", "CNY"],
    ["¥8 CNY", "CNY"],
    ["RM 8", "MYR"],
    ["8 zł", "PLN"],
    ["₺8", "TRY"],
    ["8 руб.", "RUB"],
    ["S$8", "SGD"],
    ["MX$8", "MXN"],
    ["8港币", "HKD"],
    ["8日元", "JPY"],
    ["8块", "CNY"],
    // Of Sweden, Norway or Denmark; of India, Pakistan or Nepal.
    ["8 kr", null],
    ["Rs. 8", null],
    ["¥8", null],
    ["$8", null],
    ["8", null],
  ])("takes from %j the currency %j", (input, currency) => {
    expect(currencyOfMark(readMarkedAmount(input)?.mark ?? null)).toBe(currency);
  });

  it("is null where there is no amount", () => {
    expect(readMarkedAmount("Contact Seller")).toBeNull();
  });
});
