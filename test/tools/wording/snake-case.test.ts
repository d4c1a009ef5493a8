import { describe, expect, expectTypeOf, it } from "vitest";
import { type Forgotten, type SnakeCased, snakeCased } from "../../../src/tools/wording/snake-case.ts";

const OPTION = {
  buy: { minQuantity: 5, unitPrice: "1.20", nameZh: "件" },
  lines: [{ lineName: "goods", m3: null }],
  fx: { rates: { CNY: "7.1", someKey: "1" }, asOf: "2026-11-20" },
};

describe("the answer's field names", () => {
  it("are the domain's in snake case, at every depth", () => {
    expect(snakeCased(OPTION)).toEqual({
      buy: { min_quantity: 5, unit_price: "1.20", name_zh: "件" },
      lines: [{ line_name: "goods", m3: null }],
      fx: { rates: { CNY: "7.1", someKey: "1" }, as_of: "2026-11-20" },
    });
  });

  it("leave out what is undefined and share nothing with the domain's value", () => {
    const value = { rates: { CNY: "7.1" }, given: undefined };
    const copy = snakeCased(value);
    expect(copy).not.toHaveProperty("given");
    expect(copy.rates).not.toBe(value.rates);
  });

  it("are known to the compiler, forgotten ones too", () => {
    expectTypeOf<keyof SnakeCased<{ secondSource: string; chargeableKg: string }>>().toEqualTypeOf<
      "second_source" | "chargeable_kg"
    >();
    expectTypeOf<Forgotten<{ unitPrice: string; leadTime: number }, { unit_price: string }>>().toEqualTypeOf<"lead_time">();
    expectTypeOf<Forgotten<{ unitPrice: string }, { unit_price: string; more: number }>>().toEqualTypeOf<never>();
  });
});
