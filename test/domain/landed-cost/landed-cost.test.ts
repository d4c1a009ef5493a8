import { describe, expect, test } from "vitest";
import { type LandedCost, landedCost, roundedLines } from "../../../src/domain/landed-cost/landed-cost.ts";
import { Fault } from "../../../src/model/fault.ts";
import { Decimal } from "../../../src/model/money.ts";
import type { TradeRule } from "../../../src/model/trade-term.ts";
import fixture from "../../fixtures/landed-cost.json" with { type: "json" };
import { landOne as landShipment, type PriceOfOne as ShipmentPrice } from "../../support/landing.ts";

const amountOf = (landed: LandedCost, name: string): string | null =>
  landed.lines.find((line) => line.name === name)?.amount ?? null;

const basisOf = (landed: LandedCost, name: string): string | undefined =>
  landed.lines.find((line) => line.name === name)?.basis;

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

describe.each(fixture.ways)("ten thousand units $title", (way) => {
  test.each(way.cases)("$rule at $unitPrice lands at $total", (row) => {
    const landed = landedCost({
      rule: row.rule as TradeRule,
      unitPrice: row.unitPrice,
      quantity: fixture.quantity,
      currency: way.currency,
      destination: way.destination,
      costs: { ...fixture.wayCosts, ...way.costs },
    });
    expect(landed.total).toEqual({ low: row.total, high: row.total });
    expect(landed.perUnit).toEqual({ low: row.perUnit, high: row.perUnit });
    expect(landed.customsValue).toBe(row.customsValue);
    expect(landed.duty).toBe(row.duty);
    expect(landed.vat).toBe(row.vat);
    expect(landed.missing).toEqual([]);
    expect(amountOf(landed, "goods")).toBe(row.goods);
    for (const [name, amount] of Object.entries(row.buyerPays)) expect([name, amountOf(landed, name)]).toEqual([name, amount]);
    const paid = landed.lines.filter((line) => ["given", "computed"].includes(line.basis) && line.name !== "rounding");
    const recoverable = "vatRecoverable" in way.costs && way.costs.vatRecoverable;
    const expected = recoverable ? [...Object.keys(row.buyerPays), "vat"] : Object.keys(row.buyerPays);
    expect(paid.map((line) => line.name).sort()).toEqual(expected.sort());
  });
});

describe("published examples", () => {
  const nothingElse = {
    loading: "0",
    freight: "0",
    insuranceRate: "0",
    destinationTerminal: "0",
    brokerage: "0",
    lastMile: "0",
    unloading: "0",
    vatRecoverable: false,
  };
  test.each(fixture.published)("$source", (row) => {
    const landed = landedCost({
      rule: row.rule as TradeRule,
      unitPrice: row.goods,
      quantity: 1,
      currency: "USD",
      destination: row.destination,
      costs: { ...nothingElse, ...row.costs },
    });
    expect([landed.duty, landed.vat, landed.total.high]).toEqual([row.duty, row.vat, row.total]);
  });
});

describe("insurance", () => {
  test("is a tenth more than the insured value at the rate, on a value that holds the premium itself", () => {
    const { rate, costAndFreight, premium } = fixture.insurance;
    const landed = landShipment(price(costAndFreight, { rule: "CFR" }), {
      destination: "DE",
      currency: "EUR",
      costs: { insuranceRate: rate },
    });
    expect(landed.lines.find((line) => line.name === "insurance")?.amount?.toFixed(6)).toBe(premium);
    expect(landed.customsValue?.toFixed(6)).toBe(fixture.insurance.withInsurance);
  });

  test("at a rate that no value can carry is not known", () => {
    const landed = landShipment(price("1000", { rule: "CFR" }), {
      destination: "DE",
      currency: "EUR",
      costs: { insuranceRate: "1" },
    });
    expect(bases(landed)["insurance"]).toBe("unknown");
  });
});

describe("a cost that nobody said", () => {
  test("opens the high end and is named, and the low end counts what is known", () => {
    const landed = landedCost({ rule: "FOB", unitPrice: "2.50", quantity: 400, currency: "USD", destination: "US", costs: {} });
    expect(landed.total).toEqual({ low: "1000.00", high: null });
    expect(landed.perUnit).toEqual({ low: "2.5000", high: null });
    expect(landed.missing).toEqual([
      "freight",
      "insurance",
      "destination_terminal",
      "brokerage",
      "duty",
      "last_mile",
      "unloading",
    ]);
    expect(amountOf(landed, "freight")).toBeNull();
    expect(basisOf(landed, "vessel_loading")).toBe("in_price");
    expect(basisOf(landed, "vat")).toBe("not_applicable");
  });

  test("the duty is at least the rate on the part of the customs value that is known", () => {
    const landed = landShipment(price("1000"), { destination: "DE", currency: "EUR", costs: { dutyRate: "0.1" } });
    expect(landed.total.low.toString()).toBe("1100");
    // A part of the duty is in the total: it is the freight and the insurance that are missing.
    expect(landed.missing).not.toContain("duty");
    expect(landed.complete).toBe(false);
    expect(landed.customsValue).toBeNull();
  });
});

describe("a price that holds more than the customs value", () => {
  const known = { brokerage: "0", unloading: "0", dutyRate: "0.1" };

  test("with the freight to strip not known the duty lies between the rate on the least and on the invoice", () => {
    const landed = landShipment(price("1000", { rule: "DAP" }), { destination: "US", currency: "USD", costs: known });
    expect([landed.total.low.toString(), landed.total.high?.toString()]).toEqual(["1000", "1100"]);
    expect(landed.missing).toEqual(["duty"]);
    expect(landed.complete).toBe(false);
  });

  test("a part that is known narrows the top of that interval", () => {
    const landed = landShipment(price("1000", { rule: "CPT" }), {
      destination: "US",
      currency: "USD",
      costs: { ...known, insuranceRate: "0", destinationTerminal: "50", lastMile: "150" },
    });
    expect(landed.total.high?.toString()).toBe("1080");
  });

  test("a duty of nothing needs no customs value", () => {
    const landed = landShipment(price("1000", { rule: "DAP" }), {
      destination: "US",
      currency: "USD",
      costs: { ...known, dutyRate: "0" },
    });
    expect([landed.complete, landed.total.high?.toString()]).toEqual([true, "1000"]);
  });
});

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

describe("VAT", () => {
  const costs = {
    freight: "0",
    insuranceRate: "0",
    destinationTerminal: "0",
    brokerage: "0",
    dutyRate: "0",
    vatRate: "0.2",
    lastMile: "0",
    unloading: "0",
  };
  const way = { destination: "FR", currency: "EUR" };

  test("is out of the total where the buyer gets it back, in it where not, and makes an interval where they did not say", () => {
    const total = (vatRecoverable?: boolean) => {
      const landed = landShipment(price("1000"), {
        ...way,
        costs: vatRecoverable === undefined ? costs : { ...costs, vatRecoverable },
      });
      return [landed.total.low.toString(), landed.total.high?.toString(), landed.cash.high?.toString()];
    };
    expect(total(true)).toEqual(["1000", "1000", "1200"]);
    expect(total(false)).toEqual(["1200", "1200", "1200"]);
    expect(total()).toEqual(["1000", "1200", "1200"]);
  });

  test("that is recoverable keeps no total open where its rate is not known, only the cash", () => {
    const { vatRate: _, ...rest } = costs;
    const landed = landShipment(price("1000"), { ...way, costs: { ...rest, vatRecoverable: true } });
    expect([landed.complete, landed.missing, landed.total.high?.toString(), landed.cash.high]).toEqual([
      true,
      [],
      "1000",
      null,
    ]);
  });
});

describe("shown lines", () => {
  test("that miss the total by a cent say so in a rounding line", () => {
    const figure = (text: string) => ({ amount: new Decimal(text), low: new Decimal(text), high: new Decimal(text) });
    const lines = [
      { name: "goods", ...figure("10.005"), basis: "quoted" },
      { name: "freight", ...figure("1.005"), basis: "given" },
    ] as const;
    expect(roundedLines(lines, { low: new Decimal("11.01"), high: new Decimal("11.01") }, "USD")).toEqual([
      { name: "goods", amount: "10.01", basis: "quoted" },
      { name: "freight", amount: "1.01", basis: "given" },
      { name: "rounding", amount: "-0.01", basis: "computed" },
    ]);
  });

  test("keep a fixed cost of the order at the end", () => {
    const landed = landShipment(price("10", { rule: "DDP" }), {
      destination: "US",
      currency: "USD",
      costs: { perOrder: "25" },
    });
    expect(landed.lines.at(-1)).toMatchObject({ name: "per_order", amount: new Decimal("25"), basis: "given" });
    expect(landed.total.low.toString()).toBe("35");
  });
});

describe("bad input", () => {
  const good = { rule: "FOB", unitPrice: "1", quantity: 10, currency: "USD", destination: "US" } as const;
  test.each([
    [{ costs: { duty_rate: 6.5 } }, '6.5 is 650 %: write 0.065 or "6.5%"'],
    [{ costs: { freight: "-1" } }, "amount at or above zero"],
    [{ costs: { frieght: "1" } }, 'There is no cost "frieght"'],
    [{ costs: { vatRecoverable: "yes" } }, "write true or false"],
    [{ rule: "XYZ" as TradeRule }, "write one of EXW, FCA"],
    [{ quantity: 0 }, "write a number above zero"],
    [{ unitPrice: "0" }, "no price"],
    [{ currency: "US" }, "ISO 4217"],
    [{ destination: "Germany" }, "ISO 3166"],
  ])("%j says what to write", (part, words) => {
    const call = () => landedCost({ ...good, ...part });
    expect(call).toThrow(Fault);
    expect(call).toThrow(words);
  });

  test("costs may come in the tool's spelling", () => {
    const landed = landedCost({ ...good, rule: "EXW", costs: { origin_inland: 12, per_order: "3" } });
    expect([amountOf(landed, "origin_inland"), amountOf(landed, "per_order")]).toEqual(["12.00", "3.00"]);
  });
});
