import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { ToolContext } from "../../../src/tools/tool.ts";
import { lump, productWith } from "../../support/listing.ts";
import { aContext, type Shelf } from "../../support/market.ts";
import { aSku } from "../../support/product.ts";

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
const WAY = {
  loading: 0,
  origin_inland: "60",
  export_clearance: "0",
  origin_terminal: "40",
  vessel_loading: "0",
  freight: "300",
  insurance_rate: "0",
  destination_terminal: "0",
  brokerage: "50",
  duty_rate: "0.10",
  last_mile: "80",
  unloading: "0",
};

async function ask(input: Record<string, unknown>, shelf: Shelf = SHELF, known: Partial<ToolContext> = {}) {
  const result = await callTool(comparePurchaseOptions, input, aContext(shelf, known), (error) => {
    throw error;
  });
  return { ...result, answer: result.structured as unknown as ComparisonAnswer };
}

describe("compare_purchase_options", () => {
  it("names the winner with its landed cost, in both channels", async () => {
    // 500 × 21.36 = 10,680 CNY at 7.12 is 1,500.00; + 60 + 40 + 300 + 50 + 80 = 2,030; duty 10 % of 1,600 = 160: 2,190.00.
    // Duty paid 500 × 3.60 = 1,800.00.
    const { answer, text, isError } = await ask({ products: BOTH, quantity: 500, destination: "us", costs: WAY });
    expect(isError).toBe(false);
    expect(answer).toMatchObject({
      mode: "sandbox",
      quantity: 500,
      unit: "piece",
      currency: "USD",
      destination: "US",
      priority: "cost",
    });
    expect(answer.verdict).toMatchObject({ state: "winner", winner: BOTH[1], ask_next: null });
    expect(answer.options.map(({ cost }) => cost?.total)).toEqual([
      { low: "2190.00", high: "2190.00" },
      { low: "1800.00", high: "1800.00" },
    ]);
    expect(answer.options[0]?.buy).toEqual({
      quantity: 500,
      unit: "件",
      unit_price: "21.36",
      currency: "CNY",
      trade_term: { rule: "EXW", assumed: true },
    });
    expect(answer.options[0]?.cost?.per_unit).toEqual({ low: "4.3800", high: "4.3800" });
    expect(answer.fx).toEqual({ rates: { CNY: "7.12" }, as_of: "2026-11-20", source: "test" });
    for (const said of [
      "2,190.00",
      "1,800.00",
      "390.00 USD less",
      "7.12 CNY",
      "invented",
      "数据来源 1688",
      "Data source: Alibaba.com",
    ])
      expect(text).toContain(said);
    expect(answer.notes.join(" ")).toContain("invented");
    expect(answer.notes.join(" ")).toContain("数据来源 1688");
  });

  it("shows in short form every cost line of the first two, so that each adds up", async () => {
    const { answer, text } = await ask({ products: BOTH, quantity: 500, costs: WAY });
    const lines = answer.options[0]?.cost?.lines?.map(({ name }) => name);
    expect(lines).toHaveLength(14);
    for (const { cost } of answer.options) {
      const sum = (cost?.lines ?? []).reduce((total, { amount }) => total + Number(amount ?? 0), 0);
      expect(sum.toFixed(2)).toBe(cost?.total.low);
    }
    expect(text).toContain("| duty");
  });

  it("gives all of it in full", async () => {
    const { answer } = await ask({ products: BOTH, quantity: 500, costs: WAY, detail: "full", daily_demand: 10 });
    const [option] = answer.options;
    expect(option?.cost).toMatchObject({ goods: "1500.00", cash: { low: "2190.00", high: "2190.00" }, complete: true });
    expect(option?.buy).toMatchObject({
      unit: "件",
      surplus: 0,
      tier: { min_quantity: 500, max_quantity: null },
      trade_term: { rule: "EXW", assumed: true },
    });
    expect(option).toMatchObject({
      stock_days: 50,
      stock_days_basis: "your_demand",
      stock_risk: "medium",
      supplier: "永康杯业|*厂*",
    });
    expect(option?.warnings?.find(({ code }) => code === "term_assumed")?.message).toContain("EXW");
  });

  it("asks the one question that settles an open verdict, in English and Chinese", async () => {
    const { answer, text } = await ask({ products: BOTH, quantity: 500 });
    expect(answer.verdict.state).toBe("conditional");
    expect(answer.verdict.ask_next?.question_en).toMatch(/^What does a forwarder charge for 500 pieces /);
    expect(answer.verdict.ask_next?.question_en).not.toMatch(/[a-z]_[a-z]/);
    expect(answer.messages.forwarder?.en).toContain("Please quote 500 pieces");
    expect(text).toContain(answer.messages.forwarder?.en);
  });

  it("keeps a seller's marks out of the table", async () => {
    const { text } = await ask({ products: BOTH, quantity: 500 });
    expect(text).not.toContain("永康杯业|");
  });

  it("lets a bad listing cost only itself", async () => {
    const shelf = {
      listings: {
        ...SHELF.listings,
        "alibaba:1600000000009": new Fault({
          kind: "rate_limited",
          message: "The platform asks to wait",
          retryAfterMs: 30_000,
        }),
      },
    };
    const { answer, isError, text } = await ask(
      { products: ["alibaba:1600000000009", "12345", BOTH[1] ?? ""], quantity: 500, costs: WAY },
      shelf,
    );
    expect(isError).toBe(false);
    expect(answer.options.map(({ ref, state }) => [ref, state])).toEqual([
      ["alibaba:1600000000009", "error"],
      ["12345", "error"],
      ["alibaba:1600590399629", "feasible"],
    ]);
    expect(answer.options.map(({ reasons }) => reasons[0]?.code)).toEqual(["rate_limited", "bad_reference", undefined]);
    expect(answer.outstanding).toEqual(["alibaba:1600000000009: rate_limited", "12345: bad_reference"]);
    expect(answer.verdict.winner).toBe(BOTH[1]);
    expect(text).toContain("the platform asks to wait");
  });

  it("is an error only where every listing is", async () => {
    expect((await ask({ products: ["alibaba:1600000000009"], quantity: 5 })).isError).toBe(true);
  });

  it("takes the same product twice as one", async () => {
    const { answer } = await ask({
      products: ["1688:610784549587", "https://detail.1688.com/offer/610784549587.html?spm=a"],
      quantity: 500,
    });
    expect(answer.options.map(({ ref }) => ref)).toEqual(["1688:610784549587"]);
  });

  it("uses the call's rates before the settings', and warns of old ones", async () => {
    const { answer } = await ask({
      products: BOTH,
      quantity: 500,
      costs: WAY,
      fx: { rates: { cny: 8 }, as_of: "2026-11-01", source: "bank" },
    });
    // 10,680 CNY / 8.
    expect(answer.options[0]?.cost?.lines?.[0]).toEqual({ name: "goods", amount: "1335.00", basis: "quoted" });
    expect(answer.fx).toEqual({ rates: { CNY: "8" }, as_of: "2026-11-01", source: "bank" });
    expect(answer.notes.join(" ")).toContain("20 days old");
  });

  it("refuses a rate that is more than 20 % off the reference, with both figures", async () => {
    const { isError, text } = await ask({ products: BOTH, quantity: 500, fx: { rates: { CNY: "10.68" } } });
    expect(isError).toBe(true);
    expect(text).toContain("`fx.rates.CNY`: got 10.68 for one USD; the reference is 7.12 (test, 2026-11-20)");
  });

  it("takes the day's rates where nobody gave any and a price needs them, and says what is to be said of them", async () => {
    const { defaults } = aContext(SHELF);
    let asked = 0;
    const dayRates = async () => {
      asked += 1;
      return {
        rates: { base: "EUR", rates: { USD: "1.25", CNY: "10.00" }, asOf: "2026-11-19", source: "ECB" },
        note: "2 days old",
      };
    };
    const known = { defaults: { ...defaults, fx: null }, dayRates };
    // 10.00 / 1.25 = 8 CNY for a dollar: 10,680 / 8 = 1335.00.
    const { answer } = await ask({ products: BOTH, quantity: 500, costs: WAY }, SHELF, known);
    expect(answer.options[0]?.cost?.lines?.[0]?.amount).toBe("1335.00");
    expect(answer.fx).toEqual({ rates: { CNY: "8" }, as_of: "2026-11-19", source: "ECB" });
    expect(answer.notes).toContain("2 days old");
    await ask({ products: [BOTH[1]], quantity: 500, costs: WAY }, SHELF, known);
    expect(asked).toBe(1);
  });

  it("restates the settings' rates for another currency", async () => {
    // 0.92 EUR and 7.12 CNY for one USD: 7.12 / 0.92 CNY for one EUR, so 10,680 CNY are 1,380.00 EUR.
    const { answer } = await ask({ products: BOTH, quantity: 500, currency: "EUR", costs: WAY });
    expect(answer.options[0]?.cost?.lines?.[0]?.amount).toBe("1380.00");
    expect(answer.options[1]?.cost?.total.low).toBe("1656.00");
  });

  it("leaves a price unpriced where no rate is known", async () => {
    const context = aContext(SHELF);
    const { answer } = await ask({ products: BOTH, quantity: 500 }, SHELF, { defaults: { ...context.defaults, fx: null } });
    expect(answer.options[0]).toMatchObject({ state: "unpriced", reasons: [{ code: "rate_missing" }] });
    expect(answer.verdict.ask_next).toMatchObject({ ref: null });
  });

  it("overrides the costs of one product", async () => {
    const { answer } = await ask({
      products: BOTH,
      quantity: 500,
      costs: WAY,
      costs_by_product: [{ for: "1688:610784549587", freight: 0 }],
    });
    // 300 less freight, which in the United States carries no duty.
    expect(answer.options[0]?.cost?.total.low).toBe("1890.00");
  });

  it("prices several SKUs in one order", async () => {
    const skus = [aSku({ id: "1" }), aSku({ id: "2" })];
    const mixed = { ...CHEAP, skus, services: { ...CHEAP.services, mixedBatch: true } };
    const shelf = { listings: { "1688:610784549587": mixed } };
    const mix = [
      { product: "1688:610784549587#1", quantity: 300 },
      { product: "1688:610784549587#2", quantity: 200 },
    ];
    const { answer } = await ask({ products: ["1688:610784549587"], quantity: 500, mix, costs: WAY }, shelf);
    expect(answer.options[0]?.cost?.total.low).toBe("2190.00");
    expect(answer.options[0]?.buy?.mix).toEqual([
      { sku: "1", quantity: 300, unit_price: "21.36" },
      { sku: "2", quantity: 200, unit_price: "21.36" },
    ]);
  });
});

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
