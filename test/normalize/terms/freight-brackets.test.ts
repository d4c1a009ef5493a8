import { describe, expect, it } from "vitest";
import { FREIGHT_METHOD_ZH, readFreightBrackets, readFreightMethod } from "../../../src/normalize/terms/freight-brackets.ts";
import { codes, PARSING } from "../cases.ts";

describe("readFreightBrackets", () => {
  it.each(PARSING.freight.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const { brackets, warnings } = readFreightBrackets(one.input);
    expect(brackets.map(({ minQuantity, maxQuantity, ...rest }) => ({ from: minQuantity, to: maxQuantity, ...rest }))).toEqual(
      one.brackets,
    );
    expect(codes(warnings)).toEqual(one.warnings ?? []);
  });
});

describe("readFreightMethod", () => {
  it.each([
    ["国际快递", "express"],
    ["EXPRESS", "express"],
    ["Air Freight", "air"],
    ["空运", "air"],
    ["SEA_FREIGHT", "sea"],
    ["ocean", "sea"],
    ["海运", "sea"],
    ["中欧班列", "rail"],
    ["铁路", "rail"],
    ["卡车", "truck"],
    ["Airbnb", null],
    ["", null],
  ])("reads %j as %s", (text, method) => {
    expect(readFreightMethod(text)).toBe(method);
  });

  it("reads its own Chinese names back", () => {
    for (const [method, name] of Object.entries(FREIGHT_METHOD_ZH)) expect(readFreightMethod(name)).toBe(method);
  });
});
