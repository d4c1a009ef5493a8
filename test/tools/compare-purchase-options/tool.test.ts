import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/model/fault.ts";
import { callTool } from "../../../src/tools/call-tool.ts";
import type { ComparisonAnswer } from "../../../src/tools/compare-purchase-options/answer-schema.ts";
import { comparePurchaseOptions } from "../../../src/tools/compare-purchase-options/tool.ts";
import type { ToolContext } from "../../../src/tools/tool.ts";
import { productWith } from "../../support/listing.ts";
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
    expect(answer.verdict.headline).toContain("500 in 2 kinds from");
    expect(answer.options[0]?.buy?.mix).toEqual([
      { sku: "1", quantity: 300, unit_price: "21.36" },
      { sku: "2", quantity: 200, unit_price: "21.36" },
    ]);
  });
});
