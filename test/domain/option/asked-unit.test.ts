import { describe, expect, it } from "vitest";
import { compareOptions } from "../../../src/domain/compare/compare-options.ts";
import { packedSize } from "../../../src/domain/landed-cost/packed-size.ts";
import { inAskedUnit } from "../../../src/domain/option/asked-unit.ts";
import { unitClassOf } from "../../../src/model/unit-words.ts";
import { type Ladder, listing, request } from "../../support/listing.ts";

const soldBy = (id: string, unit: string | null, ladder: Ladder, more: Parameters<typeof listing>[1] = {}) =>
  listing(id, {
    ladder,
    ...more,
    offer: { unit, unitClass: unitClassOf(unit), minOrderQuantity: ladder[0]?.[0] ?? null, ...more.offer },
  });

/** What a question in that unit sees of one listing. */
function seen(one: ReturnType<typeof soldBy>, unit: string) {
  const [asked] = inAskedUnit(request([one], { unit, unitClass: unitClassOf(unit) })).listings;
  if (asked === undefined || !("product" in asked)) throw new Error("no listing");
  const { offer, stock } = asked.product;
  return {
    unit: offer.unit,
    unitClass: offer.unitClass,
    minimum: offer.minOrderQuantity,
    multiple: offer.orderMultiple,
    tiers: offer.tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]),
    stock,
  };
}

describe("inAskedUnit", () => {
  it("counts and prices a gram listing in kilograms", () => {
    // 1000 g are 1 kg; 0.0052 a gram are 5.20 a kilogram.
    expect(seen(soldBy("1", "Gram", [[1000, "0.0052"]]), "kg")).toMatchObject({
      unit: "kg",
      minimum: 1,
      tiers: [[1, null, "5.2"]],
      multiple: null,
    });
  });

  it("sells pieces out of dozens by twelve, and dozens out of pieces by the dozen that is full", () => {
    // 50 dozen are 600 pieces at 14.40 / 12 = 1.20.
    expect(seen(soldBy("1", "Dozen", [[50, "14.40"]], { stock: 100 }), "piece")).toMatchObject({
      minimum: 600,
      multiple: 12,
      tiers: [[600, null, "1.2"]],
      stock: 1200,
    });
    // 100 pieces are 8.33 dozen, so 9; 99 pieces hold 8; 1000 in stock hold 83.
    expect(
      seen(
        soldBy(
          "1",
          "Piece",
          [
            [10, "2.00"],
            [100, "1.50"],
          ],
          { stock: 1000 },
        ),
        "dozen",
      ),
    ).toMatchObject({
      minimum: 1,
      tiers: [
        [1, 8, "24"],
        [9, null, "18"],
      ],
      stock: 83,
    });
  });

  it("opens a carton only by a stated number", () => {
    expect(seen(soldBy("1", "Carton", [[10, "52.00"]]), "piece")).toMatchObject({
      unitClass: "other",
      tiers: [[10, null, "52.00"]],
    });
    // 52.00 / 48 = 1.08333… a piece.
    expect(seen(soldBy("1", "Carton", [[10, "52.00"]], { offer: { unitsPerPack: 48 } }), "piece")).toMatchObject({
      minimum: 480,
      multiple: 48,
      tiers: [[480, null, "1.083333333333"]],
    });
    expect(seen(soldBy("1", "Carton", [[10, "52.00"]]), "carton")).toMatchObject({
      unitClass: "pack",
      tiers: [[10, null, "52.00"]],
    });
    expect(seen(soldBy("1", "Carton", [[10, "52.00"]]), "box")).toMatchObject({ unitClass: "other" });
    expect(seen(soldBy("1", "Pair", [[10, "3.10"]]), "piece")).toMatchObject({ unitClass: "other" });
    expect(seen(soldBy("1", "widget", [[10, "3.10"]]), "piece")).toMatchObject({ unitClass: "other" });
  });

  it("shares the weight of a dozen, and the room that it takes", () => {
    const dozen = soldBy("1", "Dozen", [[1, "12"]], {
      package: { weightKg: "6", lengthCm: "30", widthCm: "20", heightCm: "10", unitsPerCarton: 4 },
    });
    const [asked] = inAskedUnit(request([dozen], { unit: "piece", unitClass: "piece" })).listings;
    // 6 kg / 12; four dozen a carton are 48 pieces.
    expect(asked && "product" in asked && asked.product.package).toEqual({
      weightKg: "0.5",
      lengthCm: "30",
      widthCm: "20",
      heightCm: "10",
      unitsInside: "12",
      unitsPerCarton: 48,
    });
    // 0.3 × 0.2 × 0.1 m is 0.006 m³, a twelfth of it 0.0005.
    if (!asked || !("product" in asked)) throw new Error("nothing asked");
    expect(packedSize(asked.product).m3?.toString()).toBe("0.0005");
  });

  it("counts what a pack of a measure holds, by its words", () => {
    const inKg = (unit: string) => seen(soldBy("1", unit, [[10, "40.00"]]), "kg");
    // 40.00 / 25 = 1.60, from ten bags of 25 kg on.
    expect(inKg("bag of 25 kg")).toMatchObject({ unitClass: "weight", multiple: 25, tiers: [[250, null, "1.6"]] });
    expect(inKg("袋(25公斤)")).toMatchObject({ unitClass: "weight", tiers: [[250, null, "1.6"]] });
    expect(inKg("25 kg/bag")).toMatchObject({ unitClass: "weight", tiers: [[250, null, "1.6"]] });
    expect(inKg("bag")).toMatchObject({ unitClass: "other" });
    expect(inKg("drum of 200 l")).toMatchObject({ unitClass: "other" });
  });

  it("counts one carton in a carton, whatever lies in it", () => {
    const cartons = soldBy("1", "Carton", [[1, "48"]], {
      package: { weightKg: "14", lengthCm: "60", widthCm: "40", heightCm: "50", unitsPerCarton: 24 },
    });
    const inUnit = (unit: string) => {
      const [asked] = inAskedUnit(request([cartons], { unit, unitClass: unit === "carton" ? "pack" : "piece" })).listings;
      if (!asked || !("product" in asked)) throw new Error("nothing asked");
      const { kg, m3 } = packedSize(asked.product);
      return [asked.product.package.unitsPerCarton, kg?.times(24).toDecimalPlaces(6).toString(), m3?.times(24).toString()];
    };
    // 0.6 × 0.4 × 0.5 m is 0.12 m³ a carton.
    expect(inUnit("piece")).toEqual([24, "14", "0.12"]);
    expect(inUnit("carton")).toEqual([1, "336", "2.88"]);
  });

  it("takes what most are sold by where the question does not say it, whatever their order", () => {
    const listings = [soldBy("1", "kg", [[1, "4"]]), soldBy("2", "Gram", [[1, "0.004"]]), soldBy("3", "kg", [[1, "5"]])];
    for (const order of [listings, [...listings].reverse()]) expect(inAskedUnit(request(order)).unit).toBe("kg");
    expect(inAskedUnit(request([])).unit).toBe("piece");
  });

  it("lets a word that is no known unit decide only where more than half are sold by it", () => {
    const [flurbs, others] = [soldBy("1", "flurbs", [[1, "2.00"]]), soldBy("4", "flurbs", [[1, "2.10"]])];
    const unsaid = soldBy("2", null, [[1, "2.50"]]);
    const unitOf = (...listings: (typeof flurbs)[]) => inAskedUnit(request(listings)).unit;
    // One of two is not more than half; two of three are.
    expect(unitOf(flurbs, unsaid)).toBe("piece");
    expect(unitOf(flurbs, soldBy("3", "gizmo", [[1, "2.50"]]))).toBe("piece");
    expect(unitOf(flurbs, soldBy("3", "kg", [[1, "2.50"]]))).toBe("kg");
    expect(unitOf(flurbs, others, unsaid)).toBe("flurbs");
    expect(unitOf(flurbs)).toBe("flurbs");
  });
});

describe("a comparison over units", () => {
  const ways = {
    freight: "0",
    insuranceRate: "0",
    dutyRate: "0",
    destinationTerminal: "0",
    brokerage: "0",
    lastMile: "0",
    unloading: "0",
    vatRate: "0",
  };
  const total = (result: ReturnType<typeof compareOptions>, index: number) => result.options[index]?.cost?.total.low;

  it("never takes a unit that is not known for the one asked for, and says where it is all there is", () => {
    const flurbs = (id: string) => soldBy(id, "flurbs", [[1, "2.00"]]);
    const seenOf = (...listings: ReturnType<typeof flurbs>[]) =>
      compareOptions(request(listings, { quantity: 100 })).options.map(({ state, reasons, warnings }) => [
        state,
        reasons.map(({ message }) => message).join(),
        warnings.find(({ code }) => code.startsWith("unit_"))?.message,
      ]);
    const taken = "Sold by the flurbs, a unit that is not known here: the quantity is taken to count it";
    const mismatch = (one: string, asked: string) =>
      `Sold by the ${one}; the quantity counts in ${asked}, and how many are in one is not known`;
    expect(seenOf(flurbs("1"), soldBy("2", null, [[1, "2.50"]]))).toEqual([
      ["unpriced", mismatch("flurbs", "piece"), undefined],
      ["feasible", "", "The listing names no unit: taken as piece"],
    ]);
    expect(seenOf(flurbs("1"), flurbs("3"), soldBy("2", "Piece", [[1, "1.00"]]))).toEqual([
      ["feasible", "", taken],
      ["feasible", "", taken],
      ["unpriced", mismatch("Piece", "flurbs"), undefined],
    ]);
    expect(seenOf(flurbs("1"))).toEqual([["feasible", "", taken]]);
  });

  it("never takes a gram for a kilogram", () => {
    // 500 kg: 500 · 4.00 = 2000.00; 500,000 g · 0.0052 = 2600.00.
    const result = compareOptions(
      request([soldBy("1", "Kilogram", [[100, "4.00"]]), soldBy("2", "Gram", [[1000, "0.0052"]])], {
        quantity: 500,
        unit: "kg",
        unitClass: "weight",
        costs: ways,
      }),
    );
    expect([total(result, 0), total(result, 1), result.verdict.winner]).toEqual(["2000.00", "2600.00", "alibaba:1"]);
  });

  it("lands 20 t sold by the pound", () => {
    // 20 t are 44,092.4524… lb; · 0.45 = 19,841.60.
    const result = compareOptions(
      request([soldBy("1", "Metric Ton", [[5, "850.00"]]), soldBy("2", "Pound", [[5, "0.45"]])], {
        quantity: 20,
        unit: "t",
        unitClass: "weight",
        costs: ways,
      }),
    );
    expect([total(result, 0), total(result, 1)]).toEqual(["17000.00", "19841.60"]);
  });

  it("buys whole dozens for a need in pieces", () => {
    // 100 pieces are 9 dozen, 108 pieces: 9 · 14.40 = 129.60.
    const result = compareOptions(
      request([soldBy("1", "Dozen", [[1, "14.40"]])], { quantity: 100, unit: "piece", unitClass: "piece", costs: ways }),
    );
    expect(result.options[0]).toMatchObject({
      state: "feasible",
      buy: { quantity: 108, surplus: 8 },
      cost: { total: { low: "129.60" } },
    });
  });

  it("has no price for what does not convert, and says so", () => {
    const result = compareOptions(
      request([soldBy("1", "Carton", [[1, "52.00"]])], { quantity: 100, unit: "piece", unitClass: "piece", costs: ways }),
    );
    expect(result.options[0]).toMatchObject({ state: "unpriced", reasons: [{ code: "unit_mismatch" }] });
  });
});
