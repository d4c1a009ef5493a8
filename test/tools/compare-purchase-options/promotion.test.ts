import { expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import { tiersOf } from "../../support/listing.ts";
import { aContext } from "../../support/market.ts";
import { anOffer, aProduct } from "../../support/product.ts";

const FREE = {
  ...{ loading: "0", origin_inland: "0", export_clearance: "0", origin_terminal: "0", vessel_loading: "0", freight: "0" },
  ...{
    insurance_rate: "0",
    destination_terminal: "0",
    brokerage: "0",
    duty_rate: "0",
    vat_rate: "0",
    last_mile: "0",
    unloading: "0",
  },
};

const listed = (id: string, price: string, more: object = {}) =>
  aProduct({
    marketplace: "1688",
    id,
    offer: anOffer({
      currency: "CNY",
      unit: "件",
      unitClass: "piece",
      priceBasis: "quantity",
      minOrderQuantity: 10,
      tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
      tiers: tiersOf([[10, price]]),
      ...more,
    }),
  });

// 40 at 7.00 are 280.00, at 7.50 300.00; without the promotion the first would cost 9.50 · 40 = 380.00.
const PROMOTED = {
  ...listed("610784549001", "7.00", { promotion: { regularTiers: tiersOf([[10, "9.50"]]), until: null } }),
  warnings: [{ code: "promotion", message: "Promotion prices are taken where they are lower." }],
};
const REGULAR = listed("610784549002", "7.50");

it("a promotion that decides is said where it decides", async () => {
  const context = aContext({ listings: { "1688:610784549001": PROMOTED, "1688:610784549002": REGULAR } });
  const args = { products: ["1688:610784549001", "1688:610784549002"], quantity: 40, currency: "CNY", costs: FREE };
  const { structured, text } = await callTool(comparePurchaseOptions, args, context, (error) => {
    throw error;
  });
  const verdict = structured?.["verdict"] as { winner: string | null; because: string };
  expect(verdict.winner).toBe("1688:610784549001");
  expect(verdict.because).toContain("at 7.00 CNY (a promotion price), 280.00 CNY");
  expect(verdict.because).not.toContain("7.50 CNY (a promotion");
  expect(text).toContain("promotion");
});
