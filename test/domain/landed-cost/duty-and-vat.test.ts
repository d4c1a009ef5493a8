import { describe, expect, test } from "vitest";
import { landedCost } from "../../../src/domain/landed-cost/landed-cost.ts";
import { Decimal } from "../../../src/model/money.ts";
import { landOne } from "../../support/landing.ts";

const NOTHING_ELSE = {
  freight: "0",
  insuranceRate: "0",
  destinationTerminal: "0",
  brokerage: "0",
  lastMile: "0",
  unloading: "0",
} as const;

const land = (destination: string, costs: Readonly<Record<string, unknown>>, parts: Readonly<Record<string, unknown>> = {}) =>
  landedCost({
    rule: "FOB",
    unitPrice: "6",
    quantity: 1000,
    currency: "USD",
    destination,
    costs: { ...NOTHING_ELSE, ...costs },
    ...parts,
  });
const line = (landed: ReturnType<typeof landedCost>, name: string) => landed.lines.find((one) => one.name === name);

describe("duties", () => {
  test("of several names each have a line of their own and add up", () => {
    // 6000 · 0.065 = 390; 6000 · 0.003464 = 20.78, at least 32.71; 6000 · 1.2 = 7200, at most 5000; 0.90 · 1000 = 900.
    const duties = [
      { name: "base", rate: "0.065" },
      { name: "MPF", rate: "0.003464", least: "32.71", most: "634.62" },
      { name: "dumping", rate: "120%", most: "5000" },
      { name: "pair", perUnit: "0.90" },
    ];
    const landed = land("US", { duties });
    expect(["base", "MPF", "dumping", "pair"].map((name) => line(landed, `duty:${name}`)?.amount)).toEqual([
      "390.00",
      "32.71",
      "5000.00",
      "900.00",
    ]);
    expect([landed.duty, landed.total.high]).toEqual(["6322.71", "12322.71"]);
    expect(line(landed, "duty")).toBeUndefined();
  });

  test("by weight need the weight, and are bounded by their most without it", () => {
    const duties = [{ name: "weight", perKg: "0.50", most: "800" }];
    // 1000 · 2 kg · 0.50 = 1000, at most 800.
    expect(land("US", { duties }, { kgPerUnit: "2" }).total).toEqual({ low: "6800.00", high: "6800.00" });
    expect(land("US", { duties }).total).toEqual({ low: "6000.00", high: "6800.00" });
    expect(land("US", { duties: [{ name: "weight", perKg: "0.50" }] }).total.high).toBeNull();
  });

  test("with a least and a most are found inside a price that holds them", () => {
    // 20 of goods and 20 · 2 = 40 of duty are the 60 of the price; 10 and 90 bind only outside of 5 to 45.
    const duties = [{ name: "dumping", rate: "200%", least: "10", most: "90" }];
    const paid = (unitPrice: string) => land("US", { duties }, { rule: "DDP", unitPrice, quantity: 1 });
    const bounded = paid("60");
    expect([bounded.customsValue, bounded.duty, bounded.total.high]).toEqual(["20.00", "40.00", "60.00"]);
    // At its least: 13 - 10 = 3. At its most: 140 - 90 = 50. Where the one ends: 5 + 10 = 15, and the other: 45 + 90 = 135.
    const values = ["13", "15", "135", "140"].map((price) => paid(price).customsValue);
    expect(values).toEqual(["3.00", "5.00", "45.00", "50.00"]);
    // The price is less than the least duty: none of it is goods.
    expect(paid("8").customsValue).toBe("0.00");
  });

  test("count a mould among the customs value, and as a cost once", () => {
    // (6000 + 900) · 0.1 = 690.
    const landed = land("US", { oneTime: "900", dutyRate: "0.1" });
    expect([landed.customsValue, landed.duty, landed.total.high]).toEqual(["6900.00", "690.00", "7590.00"]);
    expect(line(landed, "one_time")).toMatchObject({ amount: "900.00", basis: "given" });
  });

  test("that nobody gave have no upper end", () => {
    const landed = land("US", {});
    expect([landed.total.high, landed.missing]).toEqual([null, ["duty"]]);
  });

  test("in Puerto Rico are on the value free on board, without a tax on import", () => {
    const landed = land("PR", { freight: "900", dutyRate: "0.1" });
    expect([landed.duty, landed.vat, line(landed, "vat")?.basis]).toEqual(["600.00", "0.00", "not_applicable"]);
  });
});

describe("amounts in place of rates", () => {
  test("stand as they are given", () => {
    const { insuranceRate: _, ...rest } = NOTHING_ELSE;
    const landed = landedCost({
      rule: "FOB",
      unitPrice: "6",
      quantity: 1000,
      currency: "EUR",
      destination: "DE",
      costs: { ...rest, insuranceAmount: "75", dutyAmount: "412.30", vatAmount: "1200", vatRecoverable: false },
    });
    expect([landed.duty, landed.vat, landed.total.high]).toEqual(["412.30", "1200.00", "7687.30"]);
  });
});

describe("VAT", () => {
  test("in South Africa is on the customs value and a tenth, and the duty", () => {
    // 6000 · 0.2 = 1200 of duty; (6600 + 1200) · 0.15 = 1170.
    const landed = land("ZA", { freight: "500", dutyRate: "0.2", vatRate: "0.15", vatRecoverable: false });
    expect([landed.duty, landed.vat, landed.total.high]).toEqual(["1200.00", "1170.00", "8870.00"]);
  });

  test("that comes back in part stands in the total with its other part", () => {
    // 6000 · 0.2 = 1200, of which 30 % comes back: 840 in the total, 1200 in the cash.
    const landed = land("DE", { dutyRate: "0", vatRate: "0.2", vatRecoverableShare: "0.3" });
    expect([landed.total.high, landed.cash.high, line(landed, "vat")?.amount]).toEqual(["6840.00", "7200.00", "840.00"]);
  });

  const retail = (costs: Readonly<Record<string, string | boolean>>) => {
    const quote = { scope: "door", amount: new Decimal(0), term: "DAP" } as const;
    return landOne(
      { rule: null, taxIncluded: true, goods: new Decimal(1200), quote },
      { destination: "GB", currency: "GBP", costs: { dutyRate: "0", brokerage: "0", unloading: "0", ...costs } },
    );
  };

  test("inside a retail price is out of the total of a buyer who gets it back", () => {
    // 1200 / 1.2 = 1000 without the tax.
    const landed = retail({ vatRate: "0.2", vatRecoverable: true, destinationTerminal: "0", lastMile: "0" });
    expect([landed.total.low, landed.total.high, landed.cash.low].map(String)).toEqual(["1000", "1000", "1200"]);
    expect(landed.lines.find(({ name }) => name === "goods")?.amount?.toString()).toBe("1000");
    expect(landed.lines.find(({ name }) => name === "vat")).toMatchObject({ basis: "in_price" });
  });

  test("inside a retail price stays where it does not come back or its rate is not known", () => {
    expect(String(retail({ vatRate: "0.2", vatRecoverable: false }).total.high)).toBe("1200");
    expect(String(retail({ vatRecoverable: true }).total.high)).toBe("1200");
    const open = retail({ vatRate: "0.2" });
    expect([open.total.low, open.total.high].map(String)).toEqual(["1000", "1200"]);
  });
});

describe("named places", () => {
  const costs = {
    ...NOTHING_ELSE,
    originInland: "800",
    originTerminal: "350",
    vesselLoading: "150",
    destinationTerminal: "450",
    lastMile: "1200",
    dutyRate: "0",
    vatRate: "0",
  };
  const total = (rule: "FCA" | "CPT" | "CIP" | "DAP" | "DPU" | "DDP", place: string | null) =>
    landedCost({ rule, place, unitPrice: "5", quantity: 1000, currency: "USD", destination: "DE", costs }).total;

  test("FCA at the works leaves the way to the port to the buyer", () => {
    // 5000 + 350 + 150 to on board + 450 + 1200 beyond the port; from the works 800 more.
    expect(total("FCA", "seller's factory, Yiwu")).toEqual({ low: "7950.00", high: "7950.00" });
    expect(total("FCA", "Ningbo port")).toEqual({ low: "7150.00", high: "7150.00" });
    expect(total("FCA", null)).toEqual({ low: "7150.00", high: "7150.00" });
    // Whether it is the works or the port: 0 to 800.
    expect(total("FCA", "Xyzzy")).toEqual({ low: "7150.00", high: "7950.00" });
  });

  test.each(["DAP", "DPU", "DDP"] as const)("%s to a port leaves the last mile", (rule) => {
    expect(total(rule, "Hamburg port")).toEqual({ low: "6200.00", high: "6200.00" });
    expect(total(rule, "Frankfurt airport")).toEqual({ low: "6200.00", high: "6200.00" });
    expect(total(rule, "Nuremberg city")).toEqual({ low: "5000.00", high: "5000.00" });
    expect(total(rule, "Xyzzy")).toEqual({ low: "5000.00", high: "6200.00" });
  });

  test.each(["CPT", "CIP"] as const)("%s to a port may leave the terminal too", (rule) => {
    expect(total(rule, "Hamburg port")).toEqual({ low: "6200.00", high: "6650.00" });
    expect(total(rule, "Frankfurt airport")).toEqual({ low: "6200.00", high: "6200.00" });
  });
});

describe("a buyer in China", () => {
  test("pays the goods, the carriage within the country and the unloading", () => {
    const costs = { originInland: "80", unloading: "20", freight: "900", dutyRate: "0.1", loading: "5" };
    const landed = landedCost({ rule: "EXW", unitPrice: "6", quantity: 1000, currency: "CNY", destination: "CN", costs });
    expect([landed.total, landed.duty, landed.vat]).toEqual([{ low: "6100.00", high: "6100.00" }, "0.00", "0.00"]);
    const counted = landed.lines.filter(({ basis }) => basis !== "not_applicable").map(({ name }) => name);
    expect(counted).toEqual(["goods", "origin_inland", "unloading"]);
  });
});
