import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import { aContext } from "../../support/market.ts";

const ask = async (input: object) => {
  const { structured, text } = await callTool(comparePurchaseOptions, input, aContext({ listings: {} }), (error) => {
    throw error;
  });
  return { text, whole: JSON.stringify(structured) };
};

it("names offers as the buyer does, and calls nothing invented where the buyer gave all of it", async () => {
  const { text, whole } = await ask({
    quantity: 500,
    destination: "DE",
    currency: "USD",
    offers: [
      { name: "Ningbo chat", prices_text: "100+: 4.80", currency: "USD", trade_term: "FOB Ningbo" },
      { name: "Hamburg trader", prices_text: "5.60", currency: "USD", trade_term: "DDP" },
    ],
  });
  // 500 × 5.60 − 500 × 4.80 = 400.00.
  expect(text).toMatch(
    /^Buy 500 from Ningbo chat \(offer:Ningbo chat\) if [^;]* less than 400\.00 USD; if not, 500 from Hamburg/,
  );
  expect(text).toContain("| Ningbo chat, your offer ");
  expect(text).toContain("quote 500 pieces of [goods]");
  expect(text + whole).not.toContain("invented");
});

it("says the unit of what is bought, and a converted price as a person reads it", async () => {
  const { text } = await ask({
    quantity: 250,
    unit: "kg",
    destination: "GB",
    currency: "USD",
    offers: [{ name: "Mill B", prices_text: "1.95", unit: "lb", currency: "USD", trade_term: "CIF Felixstowe" }],
  });
  // 1.95 / 0.45359237 = 4.299014…; × 250 = 1,074.75.
  expect(text).toMatch(/^250 kg from Mill B \(offer:Mill B\): 1,074\.75 USD so far\./);
  expect(text).toContain("| 4.299014… USD a kg, CIF");
});
