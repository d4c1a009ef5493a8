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

const WAY = ["loading", "origin_inland", "export_clearance", "origin_terminal", "vessel_loading", "freight", "insurance"];
const OPEN = [...WAY, "destination_terminal", "brokerage", "duty", "vat", "last_mile", "unloading"];
// 500 × 2 = 1,000.00; of the way nothing is said, so that is the least, and there is no most.
it.each([
  // Nobody said how much of the way the price holds: all of it is open. Import VAT is unknown in the EU, and there is none in the US.
  ["US", {}, OPEN.filter((line) => line !== "vat"), "Under which trade term is your price"],
  ["DE", {}, OPEN, "Under which trade term is your price"],
  ["KZ", { trade_term: "usual terms" }, OPEN, "Under which trade term is your price"],
  ["CH", { trade_term: "DDP, FOB, EXW" }, OPEN, "Under which trade term is your price"],
  ["CN", {}, ["origin_inland", "unloading"], "Is your price ex works, or does it include delivery"],
  // A seller's own freight ends its price at the ship, one to the door leaves what comes behind it to the buyer.
  ["US", { freight: [{ freight: { amount: 0 } }] }, OPEN.filter((line) => !["freight", "vat"].includes(line)), "Under which"],
  ["DE", { freight: [{ term: "DAP", freight: { amount: 0 } }] }, ["brokerage", "duty", "vat", "unloading"], null],
  ["DE", { freight: [{ term: "DDP", freight: { amount: 0 } }] }, ["unloading"], null],
  // Carriage paid to a place that cannot be told, and to a port, whose charges may be in it or not.
  ["DE", { trade_term: "CIP Xyzzy" }, ["brokerage", "duty", "vat", "last_mile", "unloading"], "How far does your CIP price"],
  [
    "DE",
    { trade_term: "CPT Hamburg port" },
    ["insurance", "destination_terminal", "brokerage", "duty", "vat", "last_mile", "unloading"],
    "How far does your CPT price",
  ],
  ["DE", { trade_term: "DAP" }, ["brokerage", "duty", "vat", "unloading"], null],
  ["US", { marketplace: "alibaba" }, OPEN.slice(5).filter((line) => line !== "vat"), null],
  ["US", { marketplace: "1688" }, OPEN.filter((line) => line !== "vat"), null],
])("to %s leaves open what an offer of %j does not say, and asks for it", async (destination, said, missing, question) => {
  const offer = { name: "A", prices: [{ from: 1, unit_price: 2 }], currency: "USD", ...said };
  const { whole } = await ask({ quantity: 500, destination, currency: "USD", detail: "full", offers: [offer] });
  const { options, verdict } = JSON.parse(whole);
  expect(options[0].cost.missing).toEqual(missing);
  expect(options[0].cost.total).toEqual({ low: "1000.00", high: null });
  if (question === null) expect(verdict.ask_next).toBeNull();
  else expect(verdict.ask_next).toMatchObject({ to: "supplier", question_en: expect.stringContaining(question) });
});
