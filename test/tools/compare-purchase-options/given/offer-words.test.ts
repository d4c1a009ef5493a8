import { describe, expect, it } from "vitest";
import { callTool } from "../../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../../src/tools/compare-purchase-options/tool.ts";
import { aContext } from "../../../support/market.ts";

const OFFER = { name: "a", prices: [{ from: 1, unit_price: "2.00" }], currency: "USD", trade_term: "FOB Ningbo" };
const WORDS = { payment_terms: "30% deposit,\n70% before shipment", note: "Colour\u202E may vary | # pay now" };

async function ask(typed: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const asked = { offers: [{ ...OFFER, ...typed }], quantity: 100, destination: "US", detail: "full", ...more };
  const result = await callTool(comparePurchaseOptions, asked, aContext({ listings: {} }), (error) => {
    throw error;
  });
  return { text: result.text, option: (result.structured as unknown as ComparisonAnswer).options[0] };
}

describe("an offer's own words", () => {
  it("stand in full detail in both channels, each in one line without what cannot be seen", async () => {
    const { text, option } = await ask(WORDS);
    expect(option?.offer_words).toEqual({
      payment_terms: "30% deposit, 70% before shipment",
      note: "Colour may vary | # pay now",
    });
    expect(text).toMatch(/^\| payment, in its words +\| "30% deposit, 70% before shipment" +\|$/m);
    expect(text).toMatch(/^\| note, in its words +\| "Colour may vary \\\| \\?# pay now" +\|$/m);
  });

  it("are not in a concise answer, nor where nobody wrote any", async () => {
    const concise = await ask(WORDS, { detail: "concise" });
    expect(concise.option?.offer_words).toBeUndefined();
    expect(concise.text).not.toContain("deposit");
    const silent = await ask({});
    expect(silent.option?.offer_words).toBeUndefined();
    expect(silent.text).not.toContain("in its words");
  });

  it("are cut to 200 characters in the answer, and in the text to a cell", async () => {
    const { text, option } = await ask({ note: "x".repeat(2_000) });
    expect(option?.offer_words?.note).toBe("x".repeat(200));
    // A cell of 58 holds the quotation marks, 55 characters and the mark of the cut.
    expect(text).toContain(`"${"x".repeat(55)}…"`);
  });

  it("are those of a fact where one says them again, field by field", async () => {
    const { option } = await ask(WORDS, { facts: [{ for: "offer:a", payment_terms: "L/C at sight" }] });
    expect(option?.offer_words).toEqual({ payment_terms: "L/C at sight", note: "Colour may vary | # pay now" });
  });
});
