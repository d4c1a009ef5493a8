import { describe, expect, it } from "vitest";
import { effectiveMinOrder, readCount, readQuantityRange } from "../../../src/normalize/price/quantity.ts";
import { codes } from "../cases.ts";

describe("readQuantityRange", () => {
  it.each([
    ["1-9件", 1, 9, "件"],
    ["10~99 pcs", 10, 99, "pcs"],
    ["10件至99件", 10, 99, "件"],
    ["10 to 99", 10, 99, null],
    ["10–99", 10, 99, null],
    ["１０－９９件", 10, 99, "件"],
    ["100+", 100, null, null],
    ["100-+", 100, null, null],
    ["100件+", 100, null, "件"],
    ["100+件", 100, null, "件"],
    ["100-", 100, null, null],
    ["≥100", 100, null, null],
    [">=100件", 100, null, "件"],
    [">99", 100, null, null],
    ["100以上", 100, null, null],
    ["100件及以上", 100, null, "件"],
    ["100起", 100, null, null],
    ["100件起批", 100, null, "件"],
    ["满100件", 100, null, "件"],
    ["100 pieces or more", 100, null, "pieces"],
    ["≤10", 1, 10, null],
    ["<10", 1, 9, null],
    ["10以下", 1, 10, null],
    ["10件以下", 1, 10, "件"],
    ["1,000-4,999", 1000, 4999, null],
    ["1000", 1000, null, null],
    ["1000.00", 1000, null, null],
    ["5 piece(s)", 5, null, "piece(s)"],
    ["10-99(件)", 10, 99, "件"],
    ["10kg以上", 10, null, "kg"],
    ["0-9件", 1, 9, "件"],
  ])("reads %j", (text, minQuantity, maxQuantity, unit) => {
    expect(readQuantityRange(text)).toEqual({ minQuantity, maxQuantity, unit });
  });

  it.each(["", "件", "面议", "99-10", "0", "<1", "1.5件", "10²", "3D打印件", "-5", "≥10以下", "1-2-3", `${"9".repeat(20)}`])(
    "reads no quantity from %j",
    (text) => {
      expect(readQuantityRange(text)).toBeNull();
    },
  );
});

describe("readCount", () => {
  it.each([
    [12, 12],
    ["12", 12],
    ["1,234", 1234],
    ["5000+", 5000],
    ["１２", 12],
    ["12.0", 12],
    ["1.5万", 15_000],
    ["2万+", 20_000],
    [0, 0],
    ["", null],
    ["12.5", null],
    [-1, null],
    ["-1", null],
    [Number.NaN, null],
    [1.5, null],
    ["about 5", null],
    [null, null],
    [{}, null],
  ])("reads %j as %j", (input, count) => {
    expect(readCount(input)).toBe(count);
  });
});

describe("effectiveMinOrder", () => {
  it("is the largest above zero, and says that the spellings disagree", () => {
    const { minOrderQuantity, warnings } = effectiveMinOrder([2, "50", null, 0, "≥100件"]);
    expect(minOrderQuantity).toBe(100);
    expect(codes(warnings)).toEqual(["moq_conflict"]);
    expect(warnings[0]?.message).toContain("2, 50, 100");
  });

  it("has nothing to say where they agree", () => {
    expect(effectiveMinOrder(["50", 50, undefined])).toEqual({ minOrderQuantity: 50, warnings: [] });
  });

  it("is unknown where none is given", () => {
    expect(effectiveMinOrder([null, "", 0, "-1", "面议"])).toEqual({ minOrderQuantity: null, warnings: [] });
  });
});
