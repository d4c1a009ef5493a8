import { describe, expect, test } from "vitest";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { COST_LINES } from "../../../src/domain/landed-cost/cost-lines.ts";
import { Decimal } from "../../../src/model/money.ts";
import { TRADE_RULES } from "../../../src/model/trade-term.ts";
import { landOne as landShipment, type PriceOfOne as ShipmentPrice } from "../../support/landing.ts";

const price = (goods: string, parts: Partial<ShipmentPrice> = {}): ShipmentPrice => ({
  rule: "FOB",
  goods: new Decimal(goods),
  quote: null,
  taxIncluded: false,
  ...parts,
});

const bases = (landed: ReturnType<typeof landShipment>): Record<string, string> =>
  Object.fromEntries(landed.lines.map((line) => [line.name, line.basis]));

const amounts = (landed: ReturnType<typeof landShipment>): Record<string, string | null> =>
  Object.fromEntries(landed.lines.map((line) => [line.name, line.amount?.toString() ?? null]));

describe("a delivery quote", () => {
  test("to the door stands on the freight line and covers the way to the last mile; duty, VAT, brokerage and unloading stay", () => {
    const landed = landShipment(price("1000", { quote: { scope: "door", amount: new Decimal("300"), term: null } }), {
      destination: "US",
      currency: "USD",
      costs: { dutyRate: "0.1", brokerage: "40", unloading: "10", lastMile: "999" },
    });
    expect(amounts(landed)).toMatchObject({
      freight: "300",
      insurance: "0",
      destination_terminal: "0",
      last_mile: "0",
      duty: "100",
    });
    expect(bases(landed)).toMatchObject({ freight: "quoted", insurance: "quoted", last_mile: "quoted", brokerage: "given" });
    expect(landed.total.high?.toString()).toBe("1450");
    expect(landed.customsValue?.toString()).toBe("1000");
  });

  test("to the door counts in a customs value with freight, less the part beyond the port where that is known", () => {
    const quoted = price("1000", { quote: { scope: "door", amount: new Decimal("300"), term: "DAP" } });
    const way = { destination: "BR", currency: "USD" };
    const rough = landShipment(quoted, { ...way, costs: { dutyRate: "0.1", brokerage: "0", unloading: "0", vatRate: "0" } });
    expect([rough.total.low.toString(), rough.total.high?.toString()]).toEqual(["1400", "1430"]);
    const fine = landShipment(quoted, { ...way, costs: { destinationTerminal: "60", lastMile: "40" } });
    expect(fine.customsValue?.toString()).toBe("1200");
  });

  test("within the seller's country fills the origin inland line only", () => {
    const landed = landShipment(
      price("1000", { rule: "EXW", quote: { scope: "domestic", amount: new Decimal("8"), term: null } }),
      {
        destination: "US",
        currency: "USD",
        costs: {},
      },
    );
    expect(amounts(landed)).toMatchObject({ origin_inland: "8", loading: null, freight: null });
  });

  test("for the main leg fills the freight line, and is not added to a price that holds the freight", () => {
    const quote = { scope: "main", amount: new Decimal("200"), term: null } as const;
    const way = { destination: "US", currency: "USD", costs: {} };
    expect(amounts(landShipment(price("1000", { quote }), way))).toMatchObject({ freight: "200", insurance: null });
    const carried = landShipment(price("1000", { rule: "CFR", quote }), way);
    expect([amounts(carried)["freight"], bases(carried)["freight"]]).toEqual(["0", "in_price"]);
  });

  test("gives way to the freight that the buyer said", () => {
    const landed = landShipment(price("1000", { quote: { scope: "door", amount: new Decimal("300"), term: "DAP" } }), {
      destination: "US",
      currency: "USD",
      costs: { freight: "120" },
    });
    expect([amounts(landed)["freight"], bases(landed)["freight"], bases(landed)["last_mile"]]).toEqual([
      "120",
      "given",
      "unknown",
    ]);
  });
});

describe("a retail listing, which states no trade term", () => {
  const retail = (parts: Partial<ShipmentPrice> = {}) => price("500", { rule: null, ...parts });
  const door = { scope: "door", amount: new Decimal("40"), term: "DAP" } as const;

  test("costs its goods and its quote to the door, whatever freight the buyer has for other goods", () => {
    const landed = landShipment(retail({ quote: door }), {
      destination: "US",
      currency: "USD",
      costs: { freight: "3000", dutyRate: "0.2", brokerage: "0", unloading: "0" },
    });
    expect(landed.total.high?.toString()).toBe("640");
    expect(bases(landed)["loading"]).toBe("in_price");
  });

  test("without a quote its delivery is one unknown, never nothing", () => {
    const landed = landShipment(retail(), {
      destination: "US",
      currency: "USD",
      costs: { dutyRate: "0", brokerage: "0", unloading: "0" },
    });
    expect(landed.missing).toEqual(["freight"]);
    expect(landed.total.high).toBeNull();
    expect(bases(landed)["last_mile"]).toBe("not_applicable");
  });

  test("with the tax in its price pays no VAT again, and its customs value is without the tax", () => {
    // 500 / 1.25 = 400 without the tax; with the quote the customs value is 440, duty 44, total 500 + 40 + 44.
    const landed = landShipment(retail({ quote: door, taxIncluded: true }), {
      destination: "DE",
      currency: "EUR",
      costs: {
        dutyRate: "0.1",
        vatRate: "0.25",
        brokerage: "0",
        unloading: "0",
        destinationTerminal: "0",
        lastMile: "0",
        vatRecoverable: false,
      },
    });
    expect(bases(landed)["vat"]).toBe("in_price");
    expect(landed.customsValue?.toFixed(4)).toBe("440.0000");
    expect(landed.total.high?.toFixed(4)).toBe("584.0000");
  });
});

describe("a price of which nobody said the trade term", () => {
  const termless = price("200", { rule: null, isTermOpen: true });
  const way = { destination: "US", currency: "USD" };
  const rest = { freight: "0", insuranceRate: "0", destinationTerminal: "0", brokerage: "0", lastMile: "0", unloading: "0" };

  test("may hold all of the way or none of it: nothing is said to be in the price, and nothing to be no cost", () => {
    // No duty and no VAT figure is invented: the United States have no import VAT, all else is open.
    const bare = landShipment(termless, { ...way, costs: {} });
    expect(bare.missing).toEqual(COST_LINES.filter((line) => line !== "vat"));
    expect([bare.total.low.toString(), bare.total.high]).toEqual(["200", null]);
    expect(new Set(Object.values(bases(bare)))).toEqual(new Set(["quoted", "unknown", "not_applicable"]));
    const landed = landShipment(termless, { ...way, costs: { ...rest, dutyRate: "0" } });
    expect(landed.missing).toEqual(["loading", "origin_inland", "export_clearance", "origin_terminal", "vessel_loading"]);
    expect([landed.total.low.toString(), landed.total.high]).toEqual(["200", null]);
    expect(Object.values(bases(landed))).not.toContain("in_price");
  });

  test("costs no more than with all of that way, and is exact where the way costs nothing", () => {
    const onto = { exportClearance: "0", originTerminal: "0", vesselLoading: "0", dutyRate: "0", ...rest };
    const landed = landShipment(termless, { ...way, costs: { ...onto, loading: "10", originInland: "50" } });
    // All of it in the price: 200. None: 200 + 10 + 50.
    expect([landed.total.low.toString(), landed.total.high?.toString()]).toEqual(["200", "260"]);
    expect(bases(landed)).toMatchObject({ loading: "unknown", origin_inland: "unknown", export_clearance: "given" });
    const free = landShipment(termless, { ...way, costs: { ...onto, loading: "0", originInland: "0" } });
    expect([free.missing, free.total.high?.toString()]).toEqual([[], "200"]);
  });

  test("costs no less than duty paid and no more than ex works, levies on all of the way included", () => {
    // 1,000 EUR ex works: + 10 + 50 + 40 + 30 + 20 = 1,150; + 400 freight = 1,550; insured at 0.3 %: 1,550 / (1 - 0.0033) = 1,555.1320.
    // Duty 5 % of it: 77.7566. To the door 60 + 70 + 80 + 15 = 225: 1,857.8886. VAT 19 % of (1,555.1320 + 77.7566 + 60 + 80): 336.8488.
    const all = {
      loading: "10",
      originInland: "50",
      exportClearance: "40",
      originTerminal: "30",
      vesselLoading: "20",
      freight: "400",
      insuranceRate: "0.003",
      destinationTerminal: "60",
      brokerage: "70",
      dutyRate: "0.05",
      vatRate: "0.19",
      lastMile: "80",
      unloading: "15",
    };
    const open = price("1000", { rule: null, isTermOpen: true });
    const totalOf = (shape: typeof open, costs: BuyerCosts) =>
      landShipment(shape, { destination: "DE", currency: "EUR", costs }).total;
    const recovered = totalOf(open, { ...all, vatRecoverable: true });
    expect([recovered.low.toFixed(4), recovered.high?.toFixed(4)]).toEqual(["1000.0000", "1857.8885"]);
    const paid = totalOf(open, { ...all, vatRecoverable: false });
    expect([paid.low.toFixed(4), paid.high?.toFixed(4)]).toEqual(["1000.0000", "2194.7374"]);
    // Whatever the term turns out to be, it lies between.
    for (const rule of TRADE_RULES) {
      const { low, high } = totalOf(price("1000", { rule }), { ...all, vatRecoverable: false });
      expect([rule, low.gte(paid.low), high !== null && paid.high !== null && high.lte(paid.high)]).toEqual([rule, true, true]);
    }
  });

  test("is known not to hold the delivery that its seller prices apart, nor what comes behind", () => {
    // 200 + 90 of freight; onto the ship 10 or nothing, behind the ship 20 for sure.
    const { freight: _own, ...behind } = rest;
    const apart = price("200", {
      rule: null,
      isTermOpen: true,
      pricedApart: "main",
      quote: { scope: "main", term: null, amount: new Decimal("90") },
    });
    const costs = {
      ...behind,
      dutyRate: "0",
      loading: "10",
      originInland: "0",
      exportClearance: "0",
      originTerminal: "0",
      vesselLoading: "0",
      lastMile: "20",
    };
    const landed = landShipment(apart, { ...way, costs });
    expect([landed.total.low.toString(), landed.total.high?.toString()]).toEqual(["310", "320"]);
    expect(bases(landed)).toMatchObject({ loading: "unknown", freight: "quoted", last_mile: "given" });
  });

  test("in China may hold the carriage within the country", () => {
    const landed = landShipment(termless, {
      destination: "CN",
      currency: "CNY",
      costs: { originInland: "50", unloading: "20" },
    });
    expect([landed.total.low.toString(), landed.total.high?.toString()]).toEqual(["200", "270"]);
    expect(landed.missing).toEqual(["origin_inland", "unloading"]);
  });
});
