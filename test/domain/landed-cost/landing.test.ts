import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BuyerCosts } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { createLanding } from "../../../src/domain/landed-cost/landing.ts";
import type { ShipmentShape } from "../../../src/domain/landed-cost/shipment-price.ts";
import { Decimal } from "../../../src/model/money.ts";
import { TRADE_RULES } from "../../../src/model/trade-term.ts";

const shape = (parts: Partial<ShipmentShape> = {}): ShipmentShape => ({
  rule: "FOB",
  taxIncluded: false,
  quote: null,
  ...parts,
});
const load = (quantity: number, goods: string) => ({
  quantity: new Decimal(quantity),
  goods: new Decimal(goods),
  quote: new Decimal(0),
});
const NO_DUTY = {
  insuranceRate: "0",
  destinationTerminal: "0",
  brokerage: "0",
  dutyRate: "0",
  lastMile: "0",
  unloading: "0",
} as const;

const lineOf = (landed: ReturnType<ReturnType<typeof createLanding>["shipment"]>, name: string) =>
  landed.lines.find((line) => line.name === name);

describe("what the buyer gives is for the quantity asked for", () => {
  const costs: BuyerCosts = { ...NO_DUTY, freight: "1200", brokerage: "90", perOrder: "40", oneTime: "500" };
  const landing = createLanding("US", "USD", new Decimal(800));
  const at = (quantity: number) => landing.shipment(shape(), costs, load(quantity, String(quantity * 4)));

  test("a lump sum of carriage grows in proportion above it, and is marked", () => {
    // 1000 units: 4000 + 1200 · 1000/800 = 1500 + 90 + 40 + 500.
    const landed = at(1000);
    expect(landed.total.low.toString()).toBe("6130");
    expect(lineOf(landed, "freight")).toMatchObject({ amount: new Decimal(1500), basis: "scaled" });
    expect(lineOf(landed, "brokerage")).toMatchObject({ amount: new Decimal(90), basis: "given" });
  });

  test("and stays below it", () => {
    // 400 units: 1600 + 1200 + 90 + 40 + 500.
    expect(at(400).total.low.toString()).toBe("3430");
    expect(lineOf(at(400), "freight")?.basis).toBe("scaled");
    expect(lineOf(at(800), "freight")?.basis).toBe("given");
  });
});

describe("freight that grows with the goods", () => {
  const landing = createLanding("US", "USD", new Decimal(100));
  const small = shape({ kgPerUnit: new Decimal("0.4"), m3PerUnit: new Decimal("0.03") });

  test("by weight is charged on the larger of weight and volume", () => {
    // 0.03 m³ · 10⁶ / 5000 = 6 kg, above 0.4 kg: 100 · 6 · 5.00 = 3000.
    const costs = { ...NO_DUTY, freightPerKg: "5.00", volumetricDivisor: "5000" };
    expect(landing.shipment(small, costs, load(100, "200")).total.low.toString()).toBe("3200");
    // Without a divisor the weight alone: 100 · 0.4 · 5.00 = 200; the figure is for each kilogram, so 250 units cost 500.
    const byWeight = { ...NO_DUTY, freightPerKg: "5.00" };
    expect(landing.shipment(small, byWeight, load(100, "200")).total.low.toString()).toBe("400");
    expect(lineOf(landing.shipment(small, byWeight, load(250, "500")), "freight")).toMatchObject({
      amount: new Decimal(500),
      basis: "given",
    });
  });

  test("adds its parts and is not under its least", () => {
    // 10 units: 0.5 · 10 + 100 · 0.03 · 10 = 35, under the least of 60; 100 units: 350.
    const costs = { ...NO_DUTY, freightPerUnit: "0.5", freightPerM3: "100", freightLeast: "60" };
    const freight = (quantity: number) => lineOf(landing.shipment(small, costs, load(quantity, "200")), "freight")?.amount;
    expect(freight(10)?.toString()).toBe("60");
    expect(freight(100)?.toString()).toBe("350");
  });

  test("is not known where the weight or the volume is not, but for what is sure", () => {
    const costs = { ...NO_DUTY, freightPerKg: "5.00", volumetricDivisor: "5000" };
    const landed = landing.shipment(shape({ kgPerUnit: new Decimal("0.4") }), costs, load(100, "200"));
    expect([landed.total.low.toString(), landed.total.high]).toEqual(["400", null]);
    expect([landing.unknownLines(shape(), costs), landing.undecidedLines(shape(), costs)]).toEqual([[], ["freight"]]);
    const unweighed = landing.shipment(shape(), costs, load(100, "200"));
    expect(unweighed.missing).toEqual(["freight"]);
  });
});

describe("a landed cost as straight lines in the quantity", () => {
  test("bends at the quantity asked for and where a least and a most bind", () => {
    // Duty 1 % of 2 q, at least 10 (q = 500), at most 30 (q = 1500); freight 800 up to 800 units, 1 a unit above.
    const { dutyRate: _, ...rest } = NO_DUTY;
    const given: BuyerCosts = {
      ...rest,
      freight: "800",
      duties: [{ name: "fee", rate: "0.01", least: "10", most: "30" }],
    };
    const landing = createLanding("US", "USD", new Decimal(800));
    const stretch = {
      unitPrice: new Decimal(2),
      quoteFlat: new Decimal(0),
      quotePerUnit: new Decimal(0),
      from: 1,
      to: 8000,
    };
    const segments = landing.segments(shape(), given, stretch).map(({ from, to, low }) => {
      return [from, to, low.fixed, low.perUnit].map(String);
    });
    expect(segments).toEqual([
      ["1", "500", "810", "2"],
      ["500", "800", "800", "2.02"],
      ["800", "1500", "0", "3.02"],
      ["1500", "8000", "30", "3"],
    ]);
  });

  test("has no high end where a cost has no bound, and counts recoverable VAT in the cash alone", () => {
    const landing = createLanding("DE", "EUR", new Decimal(100));
    const stretch = { unitPrice: new Decimal(3), quoteFlat: new Decimal(0), quotePerUnit: new Decimal(0), from: 10, to: 90 };
    const { brokerage: _, ...open } = NO_DUTY;
    const costs = { ...open, freight: "0", vatRate: "0.2", vatRecoverable: true };
    const [segment, ...more] = landing.segments(shape(), costs, stretch);
    expect(more).toEqual([]);
    expect(segment?.high).toBeNull();
    expect([segment?.low.perUnit, segment?.cash.perUnit].map(String)).toEqual(["3", "3.6"]);
    expect(landing.unknownLines(shape(), costs)).toEqual(["brokerage"]);
  });

  const amount = fc.integer({ min: 0, max: 90_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2));
  const rate = fc.integer({ min: 0, max: 900 }).map((mills) => new Decimal(mills).div(1000).toString());
  const figures = fc.record(
    {
      originInland: amount,
      originTerminal: amount,
      freight: amount,
      freightPerUnit: amount,
      freightPerKg: amount,
      freightLeast: amount,
      insuranceRate: rate.map((text) => new Decimal(text).div(10).toString()),
      destinationTerminal: amount,
      brokerage: amount,
      vatRate: rate,
      vatRecoverableShare: rate,
      lastMile: amount,
      oneTime: amount,
      duties: fc.tuple(
        fc.record({ name: fc.constant("a"), rate, perUnit: amount, least: amount }, { requiredKeys: ["name", "rate"] }),
      ),
    },
    { requiredKeys: [] },
  );

  test("is at every quantity the shipment landed there, line by line", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TRADE_RULES, null),
        fc.constantFrom("port", "works", "unknown", null),
        fc.constantFrom("US", "DE", "BR", "ZA", "CN"),
        fc.constantFrom(null, "door", "domestic", "main"),
        fc.boolean(),
        figures,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        amount,
        (rule, placeKind, destination, scope, taxIncluded, costs, quantity, asked, price) => {
          const quote = scope === null ? null : ({ scope, term: null, known: true } as const);
          const form: ShipmentShape = {
            rule,
            placeKind,
            taxIncluded: taxIncluded && rule === null,
            quote,
            kgPerUnit: new Decimal(2),
          };
          const landing = createLanding(destination, "EUR", new Decimal(asked));
          const stretch = {
            unitPrice: new Decimal(price),
            quoteFlat: new Decimal(70),
            quotePerUnit: new Decimal("0.5"),
            from: 1,
            to: 400,
          };
          const segments = landing.segments(form, costs, stretch);
          const here = {
            quantity: new Decimal(quantity),
            goods: stretch.unitPrice.times(quantity),
            quote: new Decimal(quantity).times("0.5").plus(70),
          };
          const exact = landing.shipment(form, costs, here);
          const found = segments.find(({ from, to }) => from.lte(quantity) && to.gte(quantity));
          const onLine = (line: { fixed: Decimal; perUnit: Decimal } | null | undefined) =>
            line ? line.fixed.plus(line.perUnit.times(quantity)).toFixed(6) : null;
          expect(onLine(found?.low)).toBe(exact.total.low.toFixed(6));
          expect(onLine(found?.high)).toBe(exact.total.high?.toFixed(6) ?? null);
          expect(onLine(found?.cash)).toBe(exact.cash.low.toFixed(6));
          const total = landing.total(form, costs, here);
          expect(total.low.toFixed(6)).toBe(exact.total.low.toFixed(6));
          expect([segments[0]?.from.toNumber(), segments.at(-1)?.to.toNumber()]).toEqual([1, 400]);
          expect(segments.slice(1).every(({ from }, index) => from.eq(segments[index]?.to ?? -1))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
