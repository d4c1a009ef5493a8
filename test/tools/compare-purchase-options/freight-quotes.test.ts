import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
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

describe("delivery quotes on demand", () => {
  const FOB = productWith("1600590399629", {
    ladder: [
      [1, "2.00"],
      [150, "1.00"],
      [400, "0.90"],
    ],
    rule: "FOB",
  });
  const door = (fee: string, quantity: number) => [
    lump(fee, { minQuantity: quantity, maxQuantity: quantity, scope: "door", term: "DAP" }),
  ];
  const rest = { brokerage: 0, duty_rate: 0, unloading: 0 };

  it("asks at the need and at the few quantities that could still be cheapest", async () => {
    const asked: number[] = [];
    const shelf: Shelf = {
      listings: { "alibaba:1600590399629": FOB },
      freight: (_, quantity) => {
        asked.push(quantity);
        return door(quantity === 100 ? "50.00" : "60.00", quantity);
      },
    };
    const { answer } = await ask({ products: ["alibaba:1600590399629"], quantity: 100, costs: rest }, shelf);
    // 100 × 2.00 + 50 = 250.00; 150 × 1.00 + 60 = 210.00; 400 × 0.90 = 360.00 without freight cannot win.
    expect(asked).toEqual([100, 150]);
    expect(answer.options[0]).toMatchObject({ buy: { quantity: 150 }, cost: { total: { low: "210.00", high: "210.00" } } });
  });

  it("asks a dialect that sells none once, and nobody where the freight is given", async () => {
    const asked: number[] = [];
    const shelf: Shelf = {
      listings: { "alibaba:1600590399629": FOB },
      freight: (_, quantity) => {
        asked.push(quantity);
        return null;
      },
    };
    await ask({ products: ["alibaba:1600590399629"], quantity: 100, costs: rest }, shelf);
    expect(asked).toEqual([100]);
    await ask({ products: ["alibaba:1600590399629"], quantity: 100, costs: { ...rest, freight: 10 } }, shelf);
    expect(asked).toEqual([100]);
  });

  it("is for nothing where nobody delivers to the country", async () => {
    const shelf: Shelf = {
      listings: { "alibaba:1600590399629": FOB },
      freight: () => {
        throw new Fault({ kind: "not_sold_there", message: "alibaba-iop answered 505." });
      },
    };
    const { answer } = await ask({ products: ["alibaba:1600590399629"], quantity: 100, costs: rest }, shelf);
    expect(answer.options[0]).toMatchObject({ state: "infeasible", reasons: [{ code: "not_sold_there" }] });
  });

  it("is free from the value of goods that the quote names, at every quantity", async () => {
    const shelf = (amount: string): Shelf => ({
      listings: { "alibaba:1600590399629": FOB },
      freight: (_, quantity) => door("50.00", quantity).map((way) => ({ ...way, freeFrom: { amount, currency: "USD" } })),
    });
    const at = async (amount: string, quantity: number) => {
      const { answer } = await ask({ products: ["alibaba:1600590399629"], quantity, costs: rest }, shelf(amount));
      return [answer.options[0]?.buy?.quantity, answer.options[0]?.cost?.total?.low];
    };
    // 400 × 0.90 = 360.00 of goods: above 300 delivery is free, below 1000 it costs 50.
    expect(await at("300", 400)).toEqual([400, "360.00"]);
    expect(await at("1000", 400)).toEqual([400, "410.00"]);
    // 140 × 2.00 + 50 = 330.00 against 160 × 1.00 = 160.00, which delivery is free from: no quote was asked for 160.
    expect(await at("160", 140)).toEqual([160, "160.00"]);
  });

  it("is asked for in the seller's own unit, and counted in the buyer's", async () => {
    const asked: number[] = [];
    const dozens = { ...FOB, offer: { ...FOB.offer, unit: "dozen", unitClass: "piece" as const } };
    const shelf: Shelf = {
      listings: { "alibaba:1600590399629": dozens },
      freight: (_, quantity) => {
        asked.push(quantity);
        return door("50.00", quantity);
      },
    };
    const { answer } = await ask({ products: ["alibaba:1600590399629"], quantity: 120, unit: "piece", costs: rest }, shelf);
    // 120 pieces are 10 dozen: 10 × 2.00 + 50 = 70.00.
    expect(asked).toEqual([10]);
    expect(answer.options[0]?.cost?.total).toMatchObject({ low: "70.00", high: "70.00" });
  });

  it("says which quote is lacking where one fails", async () => {
    const shelf: Shelf = {
      listings: { "alibaba:1600590399629": FOB },
      freight: () => {
        throw new Fault({ kind: "unavailable", message: "down" });
      },
    };
    const { answer, isError } = await ask({ products: ["alibaba:1600590399629"], quantity: 100 }, shelf);
    expect(isError).toBe(false);
    expect(answer.outstanding).toEqual(["alibaba:1600590399629: delivery of 100 (unavailable)"]);
    expect(answer.options[0]?.cost?.missing).toContain("freight");
  });
});
