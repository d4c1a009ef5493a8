import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { ToolContext } from "../../../src/tools/tool.ts";
import { productWith } from "../../support/listing.ts";
import { aContext, type Shelf } from "../../support/market.ts";

const CHEAP = productWith("610784549587", {
  marketplace: "1688",
  title: { zh: "保温杯 40oz", en: "40 oz tumbler" },
  ladder: [
    [50, "26.00"],
    [500, "21.36"],
  ],
  rule: "EXW",
  offer: {
    currency: "CNY",
    unit: "件",
    minOrderQuantity: 50,
    tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
  },
  supplier: { id: "7", name: "永康杯业|*厂*", verified: false },
  leadTimeDays: { low: 7, high: 15 },
});
const DELIVERED = productWith("1600590399629", {
  title: "Tumbler 40oz",
  ladder: [[100, "3.60"]],
  rule: "DDP",
  supplier: { verified: true },
  leadTimeDays: { low: 5, high: 10 },
});
const SHELF: Shelf = { listings: { "1688:610784549587": CHEAP, "alibaba:1600590399629": DELIVERED } };
const BOTH = ["1688:610784549587", "alibaba:1600590399629"];

async function ask(input: Record<string, unknown>, shelf: Shelf = SHELF, known: Partial<ToolContext> = {}) {
  const result = await callTool(comparePurchaseOptions, input, aContext(shelf, known), (error) => {
    throw error;
  });
  return { ...result, answer: result.structured as unknown as ComparisonAnswer };
}

describe("input that cannot be meant", () => {
  it.each([
    ["a percentage for a rate", { costs: { duty_rate: 6.5 } }, ["duty_rate", "650 %", "0.065"]],
    [
      "a percentage for one product's rate",
      { costs_by_product: [{ for: "1688:610784549587", duty_rate: 6.5 }] },
      ["costs_by_product", "duty_rate", "0.065"],
    ],
    ["a cost that does not exist", { costs: { dutyrate: 5 } }, ["costs.dutyrate", "write `costs.duty_rate`"]],
    ["a cost beside the costs", { freight: 900 }, ["`freight`", "write `costs.freight`"]],
    ["a name of the last version", { unit_class: "pair" }, ["`unit_class`", "write `unit`"]],
    ["a field of an offer that does not exist", { offers: [{ name: "a", price: [] }] }, ["write `offers.0.prices`"]],
    ["a percentage above any rate", { costs: { duty_rate: "1001%" } }, ["duty_rate", "1000%"]],
    ["a word that is no unit", { unit: "blorb" }, ["unit", "blorb", '"pair"']],
    ["half a piece", { quantity: 12.5 }, ["quantity", "12.5", "whole number"]],
    ["nothing to compare", { products: [] }, ["at least one"]],
    [
      "another product's cost that does not exist",
      { costs_by_product: [{ for: "1688:610784549587", frieght: 5 }] },
      ["write `costs_by_product.0.freight`"],
    ],
    [
      "one product's costs twice",
      { costs_by_product: [{ for: "1688:610784549587" }, { for: "https://detail.1688.com/offer/610784549587.html" }] },
      ["costs_by_product.1.for", "twice"],
    ],
    [
      "costs of a product that is not asked for",
      { costs_by_product: [{ for: "1688:1", freight: 5 }] },
      ["1688:1", "not compared"],
    ],
    ["no units", { quantity: 0 }, ["quantity"]],
    ["a country that does not exist", { destination: "XX" }, ["destination", "XX"]],
    ["a mix that is not the quantity", { mix: [{ product: "1688:610784549587#1", quantity: 3 }] }, ["mix", "3", "500"]],
    ["a mix without a SKU", { mix: [{ product: "1688:610784549587", quantity: 500 }] }, ["#skuId"]],
    ["a rate of nothing", { fx: { rates: { CNY: "0" } } }, ["CNY", "above zero"]],
    ["a field that does not exist", { quantiy: 5 }, ["quantiy"]],
  ])("refuses %s by name", async (_, change, said) => {
    const { isError, text, structured } = await ask({ products: BOTH, quantity: 500, ...change });
    expect({ isError, structured }).toEqual({ isError: true, structured: null });
    for (const word of said) expect(text).toContain(word);
  });
});
