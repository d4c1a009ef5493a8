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

describe("an offer typed with a figure that cannot be", () => {
  const step = (from: unknown, unitPrice: unknown) => ({ from, unit_price: unitPrice });
  const PRICE = 'Write what one unit costs, above zero and in plain notation, such as "4.80"';

  it.each([
    ["a price of 0", { prices: [step(1, 0)] }, "offers.0.prices.0.unit_price", `got 0; ${PRICE}`],
    ["a price of 0.00", { prices: [step(1, "0.00")] }, "offers.0.prices.0.unit_price", `got "0.00"; ${PRICE}`],
    ["a price below 0", { prices: [step(1, -1)] }, "offers.0.prices.0.unit_price", `got -1; ${PRICE}`],
    ["a later step of 0", { prices: [step(1, 2), step(100, 0)] }, "offers.0.prices.1.unit_price", "leave out a step"],
    ["a thousands' comma", { prices: [step(1, "1,250.00")] }, "offers.0.prices.0.unit_price", "write 1250.00"],
    ["a decimal comma", { prices: [step(1, "2,50")] }, "offers.0.prices.0.unit_price", "write 2.50"],
    ["a step from 0", { prices: [step(0, 2)] }, "offers.0.prices.0.from", "1 where the price holds from the first on"],
    ["two prices from 1", { prices: [step(1, 2), step("1.0", 3)] }, "offers.0.prices.1.from", "has another price already"],
    ["a minimum of 0", { min_order_quantity: 0 }, "offers.0.min_order_quantity", "above zero, or leave it out"],
    ["a minimum below 0", { min_order_quantity: -5 }, "offers.0.min_order_quantity", "above zero, or leave it out"],
    ["a stock below 0", { stock: -1 }, "offers.0.stock", "at or above zero"],
    ["days below 0", { lead_time_days: { low: -1, high: 5 } }, "offers.0.lead_time_days.low", "at least 0"],
    ["days in the wrong order", { lead_time_days: { low: 9, high: 5 } }, "offers.0.lead_time_days", "the fewer days as `low`"],
    ["a delivery from 9 to 5", { freight: [{ min_quantity: 9, max_quantity: 5 }] }, "offers.0.freight.0", "the smaller as"],
    ["no such currency", { currency: "XYZ" }, "offers.0.currency", "no such currency"],
  ])("says what to write instead of %s", async (_, typed, field, words) => {
    const { isError, text } = await ask(typed);
    expect(isError).toBe(true);
    const line = text.replace(/\s+/g, " ");
    expect(line).toContain(`\`${field}\``);
    expect(line).toContain(words);
  });

  it("has no price where its text says 0, and says why; a stock of 0 is a fact", async () => {
    const { answer } = await ask({ prices: undefined, prices_text: "100+: 0.00" });
    expect(answer.options[0]?.reasons?.[0]?.message).toBe(
      "The price that was given is 0, which is no price: write what one unit costs",
    );
    const empty = await ask({ stock: 0 });
    expect(empty.answer.options[0]?.reasons?.[0]?.message).toBe("0 are in stock; 100 are needed");
  });

  it("may say one price twice", async () => {
    const { isError } = await ask({ prices: [step(1, "2.0"), step(1, 2)] });
    expect(isError).toBe(false);
  });
});

describe("the row of an offer delivered to a named place", () => {
  // The last mile is the buyer's behind a port and an airport, open where the place is not known, and in the price to the door.
  it.each([
    ["DDP Hamburg", "DDP: to the port, duty paid"],
    ["DAP Hamburg", "DAP: to the port"],
    ["DPU Hamburg", "DPU: unloaded at the port"],
    ["DDP Frankfurt Airport", "DDP: to the airport, duty paid"],
    ["DDP buyer's warehouse", "DDP: to the door, duty paid"],
    ["DDP Blubb", "DDP: to a place not clear, duty paid"],
    ["DDP", "DDP: to the door, duty paid"],
  ])("under %s says where the price ends", async (term, words) => {
    for (const detail of ["concise", "full"]) {
      const { answer, text } = await ask({ trade_term: term }, { more: { destination: "DE", detail } });
      expect(text).toContain(words);
      const { missing = [], lines = [] } = answer.options[0]?.cost ?? {};
      const isHeld = lines.find(({ name }) => name === "last_mile")?.basis === "in_price";
      expect([isHeld, missing.includes("last_mile")]).toEqual(words.includes("the door") ? [true, false] : [false, true]);
    }
  });
});
