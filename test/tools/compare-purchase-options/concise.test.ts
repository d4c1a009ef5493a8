import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { ToolContext } from "../../../src/tools/tool.ts";
import { lump, productWith } from "../../support/listing.ts";
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

async function ask(input: Record<string, unknown>, shelf: Shelf = SHELF, known: Partial<ToolContext> = {}) {
  const result = await callTool(comparePurchaseOptions, input, aContext(shelf, known), (error) => {
    throw error;
  });
  return { ...result, answer: result.structured as unknown as ComparisonAnswer };
}

describe("size", () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => {
      const id = String(610784549500 + index);
      const product = productWith(id, {
        marketplace: "1688",
        title: {
          zh: `不锈钢保温杯大容量吸管杯车载便携第${index}款`,
          en: `Stainless steel insulated tumbler 40 oz with straw and handle, car cup holder, model ${index}`,
        },
        ladder: [
          [50, `${20 + index}.00`],
          [500, `${18 + index}.50`],
          [1000, "17.10"],
        ],
        rule: "EXW",
        offer: {
          currency: "CNY",
          unit: "件",
          minOrderQuantity: 50,
          tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
        },
        supplier: { name: `永康市保温杯制造有限公司${index}`, years: 5, onTimeRate: "0.9" },
        leadTimeDays: { low: 7, high: 15 },
        stock: 9000,
        options: [lump("100", { scope: "domestic", freight: { amount: "100", currency: "CNY" } })],
      });
      return [`1688:${id}`, product];
    }),
  );
  const input = { quantity: 400, destination: "DE", costs: { freight: 300, duty_rate: "0.05" }, daily_demand: 20 };

  it("tells ten options in 12,000 bytes, and in 3,500 of text", async () => {
    const { structured, text } = await ask({ ...input, products: Object.keys(many).slice(0, 10) }, { listings: many });
    expect(Buffer.byteLength(JSON.stringify(structured))).toBeLessThanOrEqual(12_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_500);
  });

  it("keeps twenty options in full under what hosts cut at", async () => {
    const { structured, text } = await ask({ ...input, products: Object.keys(many), detail: "full" }, { listings: many });
    expect(JSON.stringify(structured).length).toBeLessThanOrEqual(48_000);
    expect(text.length).toBeLessThanOrEqual(48_000);
  });
});
