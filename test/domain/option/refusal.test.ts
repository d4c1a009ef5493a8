import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import type { ComparedOption } from "../../../src/domain/compared-option.ts";
import type { Comparison } from "../../../src/domain/comparison.ts";
import { listing, request } from "../../support/listing.ts";

const A = "alibaba:1";
const only = ({ options }: Comparison, ref = A): ComparedOption => {
  const found = options.find((option) => option.ref === ref);
  if (!found) throw new Error(`no option ${ref}`);
  return found;
};

describe("options that cannot be bought or priced", () => {
  const state = (wish: Parameters<typeof listing>[1], change: Parameters<typeof request>[1] = {}) => {
    const option = only(compareOptions(request([listing("1", wish)], change)));
    return { state: option.state, code: option.reasons[0]?.code, nearest: option.nearest };
  };

  it("says what is nearest where exactly the need cannot be ordered", () => {
    const wish = { ladder: [[200, "2.00"]] as const, rule: "DDP" as const };
    expect(state(wish, { allowOverbuy: false, costs: { unloading: "0" } })).toEqual({
      state: "infeasible",
      code: "below_moq",
      nearest: { quantity: 200, total: "400.00" },
    });
  });

  it("invents nothing above the stock or the last closed tier", () => {
    expect(state({ ladder: [[1, "2.00"]], rule: "DDP", stock: 60 }, { costs: { unloading: "0" } })).toEqual({
      state: "infeasible",
      code: "above_stock",
      nearest: { quantity: 60, total: "120.00" },
    });
    expect(state({ ladder: [[1, 80, "2.00"]], rule: "DDP" })).toMatchObject({
      state: "infeasible",
      code: "above_top_tier",
      nearest: { quantity: 80 },
    });
  });

  it("leaves a price unpriced without its rate, its unit or its figure", () => {
    expect(state({ offer: { currency: "CNY" } })).toMatchObject({ state: "unpriced", code: "rate_missing" });
    expect(state({ offer: { unit: "Set", unitClass: "set" } }, { unitClass: "piece" })).toMatchObject({
      state: "unpriced",
      code: "unit_mismatch",
    });
    expect(state({ offer: { tiers: [], priceBasis: "none" } })).toMatchObject({ state: "unpriced", code: "no_price" });
    expect(state({ offer: { currency: null } })).toMatchObject({ state: "unpriced", code: "no_price" });
    expect(state({ status: "off_shelf" })).toMatchObject({ state: "infeasible", code: "off_shelf" });
  });

  it("keeps a listing that could not be read to itself", () => {
    const failed = { ref: "alibaba:9", failure: { code: "rate_limited", message: "The platform asks to wait" } } as const;
    const comparison = compareOptions(request([failed, listing("1", { rule: "DDP" })], { costs: { unloading: "0" } }));
    expect(only(comparison, "alibaba:9")).toMatchObject({ state: "error", reasons: [{ code: "rate_limited" }] });
    expect(comparison.verdict).toMatchObject({ state: "winner", winner: A });
    expect(comparison.verdict.because).toContain("1 of 2 listings could not be read");
    expect(comparison.outstanding).toEqual(["alibaba:9: rate_limited"]);
  });

  it("counts in what most listings are sold by", () => {
    const set = { offer: { unit: "Set", unitClass: "set" as const } };
    const comparison = compareOptions(request([listing("1", set), listing("2", set), listing("3")]));
    expect(comparison.unitClass).toBe("set");
    expect(only(comparison, "alibaba:3").state).toBe("unpriced");
  });
});
