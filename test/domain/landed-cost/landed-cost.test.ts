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
