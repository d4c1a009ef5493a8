import { describe, expect, it } from "vitest";
import { callTool } from "../../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../../src/tools/compare-purchase-options/tool.ts";
import { aContext } from "../../../support/market.ts";

const OFFER = { name: "a", prices: [{ from: 1, unit_price: "2.00" }], currency: "USD", trade_term: "FOB Ningbo" };
const OTHER = { ...OFFER, name: "b", prices: [{ from: 1, unit_price: "2.50" }] };

/** What a buyer who typed the first offer so is answered. */
async function ask(typed: Record<string, unknown>, { more = {}, others = [OTHER] as readonly unknown[] } = {}) {
  const asked = { offers: [{ ...OFFER, ...typed }, ...others], quantity: 100, destination: "US", ...more };
  const result = await callTool(comparePurchaseOptions, asked, aContext({ listings: {} }), (error) => {
    throw error;
  });
  return { ...result, answer: result.structured as unknown as ComparisonAnswer };
}

describe("an offer sold by a word that is no unit", () => {
  it("never decides what the others count, and says so where it is alone", async () => {
    const { answer } = await ask({ unit: "flurbs" });
    expect(answer.unit).toBe("piece");
    expect(answer.options[0]).toMatchObject({ state: "unpriced", reasons: [{ code: "unit_mismatch" }] });
    expect(answer.verdict.ask_next?.question_en).toContain("price by the piece");
    const alone = await ask({ unit: "flurbs" }, { others: [] });
    expect(alone.text).toContain("a unit that is not known here");
  });
});
