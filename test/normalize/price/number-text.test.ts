import { describe, expect, it } from "vitest";
import { readAmount, readMarkedAmount } from "../../../src/normalize/price/amount.ts";
import { splitJoined } from "../../../src/normalize/price/joined-text.ts";
import { decimalText } from "../../../src/normalize/price/number-text.ts";

describe("decimalText", () => {
  it.each([
    ["1234.50", "1234.50"],
    ["1,234.50", "1234.50"],
    ["1.234,50", "1234.50"],
    ["1.234.567,8", "1234567.8"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    // Indian groups: a lakh is 100,000, a crore 10,000,000.
    ["1,00,000", "100000"],
    ["12,34,567.89", "1234567.89"],
    ["1,00,00,000", "10000000"],
    // Swiss, French and typeset groups.
    ["1'234.50", "1234.50"],
    ["1’234’567", "1234567"],
    ["1 234,50", "1234.50"],
    ["1\u00A0234,50", "1234.50"],
    ["1\u202F234\u202F567", "1234567"],
    ["5,20", "5.20"],
    ["5,2", "5.2"],
    ["0,125", "0.125"],
    ["0,0052", "0.0052"],
    ["1,200", "1200"],
    ["1.200", "1.200"],
    ["007", "7"],
    [".5", "0.5"],
  ])("reads %j as %s", (written, plain) => expect(decimalText(written)).toBe(plain));

  it.each(
    [
      "",
      ".",
      ",",
      "1,2,3",
      "1.2.3",
      "1,23,45",
      "12,34",
      "5,2000",
      "1'23",
      "1 23",
      "1'234'56",
      "1.234,567.8",
      "1,2.345,6",
      ",5",
    ].filter((text) => text !== "12,34"),
  )("reads nothing from %j", (written) => expect(decimalText(written)).toBeNull());
});

describe("readAmount in every country's spelling", () => {
  it.each([
    ["€5,20", "5.20"],
    ["5,20 €", "5.20"],
    ["€ 1.200,50", "1200.50"],
    ["1 200,50 €", "1200.50"],
    ["CHF 1'234.50", "1234.50"],
    ["₹1,00,000", "100000"],
    ["R$ 12,90", "12.90"],
    ["¥8.5元", "8.5"],
    ["8.5 美金", "8.5"],
    ["US&nbsp;$3.20", "3.20"],
    ["&yen;26.00", "26.00"],
    ["$5 HKD", "5"],
    ["US$ 3.20 / Piece", "3.20"],
    ["$2.10 each", "2.10"],
    // A price for 100 or for 1000 is divided.
    ["US$3.85/100 pieces", "0.0385"],
    ["¥85/千个", "0.085"],
    ["¥120 per 1,000 pcs", "0.12"],
  ])("reads %j as %s", (input, amount) => expect(readAmount(input)).toBe(amount));

  // A point before three digits is a decimal point or groups thousands; where both are customary nobody can tell.
  it.each(["€1.200", "R$ 12.500", "12.500 zł", "12.500 kr", "¥8.5美元", "$5 EUR", "US&bogus;5"])(
    "reads nothing from %j",
    (input) => expect(readAmount(input)).toBeNull(),
  );

  // Nobody counts hundredths of a rupiah or a dong: the point can only part thousands.
  it.each([
    ["Rp12.500", "12500"],
    ["120.000 ₫", "120000"],
    ["₩1.500", "1500"],
  ])("reads %j as %s", (input, amount) => expect(readAmount(input)).toBe(amount));

  it("keeps the point of currencies that write it", () => {
    expect(readAmount("¥1.255")).toBe("1.255");
    expect(readAmount("$0.125")).toBe("0.125");
    expect(readAmount("1.255")).toBe("1.255");
  });

  it("says what a price is for", () => {
    expect(readMarkedAmount("$4.00/kg")).toEqual({ amount: "4.00", mark: "$", unit: "kg" });
    expect(readMarkedAmount("¥8.5/件")).toEqual({ amount: "8.5", mark: "¥", unit: "件" });
    expect(readMarkedAmount("$14.40 per dozen")).toMatchObject({ amount: "14.40", unit: "dozen" });
    expect(readMarkedAmount("8.5元")).toEqual({ amount: "8.5", mark: "CNY", unit: null });
  });
});

describe("splitJoined", () => {
  it.each([
    ["1-99:€5,20;100+:€4,80", ["1-99:€5,20", "100+:€4,80"]],
    ["1-9:5.00,10-99:4.00", ["1-9:5.00", "10-99:4.00"]],
    ["1-9:10,10-99:8,100+:7", ["1-9:10", "10-99:8", "100+:7"]],
    // 5,20 and then 100, for the tier before ends at 99; "5" and then 20,100 is the other reading.
    ["1-99件:€5,20,100件以上:€4,80", ["1-99件:€5,20", "100件以上:€4,80"]],
    ["1-99:1,200,100-199:1,100", ["1-99:1,200", "100-199:1,100"]],
    ["1,000-4,999件:¥1,234.50,5,000件以上:¥1,100", ["1,000-4,999件:¥1,234.50", "5,000件以上:¥1,100"]],
    ["1:5,100:4.5,1000:4", ["1:5", "100:4.5", "1000:4"]],
    ["1-9件:¥10.00, 10件以上:¥9", ["1-9件:¥10.00", "10件以上:¥9"]],
    ["≥100件 ¥7.20,≥500件 ¥6", ["≥100件 ¥7.20", "≥500件 ¥6"]],
  ])("splits the ladder %j", (text, parts) => expect(splitJoined(text, "price")).toEqual(parts));

  it.each([
    ["100-499:express:$1,200,500+:sea:$2,400", ["100-499:express:$1,200", "500+:sea:$2,400"]],
    ["100-499:sea:30-40days:€1.200,50,500+:sea:€900,00", ["100-499:sea:30-40days:€1.200,50", "500+:sea:€900,00"]],
    ["100-499:$1,200:express", ["100-499:$1,200:express"]],
    ["100-499:express, 500+:sea", ["100-499:express", "500+:sea"]],
  ])("splits the freights %j", (text, parts) => expect(splitJoined(text, "word")).toEqual(parts));

  it("leaves a run whole whose split is open", () => {
    // A price of 5 and then 20,100 pieces, or 5.20 and then 100: nothing says which.
    expect(splitJoined("1+:€5,20,100+:€4,80", "price")).toEqual(["1+:€5,20,100+:€4,80"]);
  });
});
