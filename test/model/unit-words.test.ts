import { describe, expect, it } from "vitest";
import { Decimal } from "../../src/model/money.ts";
import { priceInUnit, quantityInUnit, type Unit, unitRatio } from "../../src/model/unit.ts";
import { readUnit, unitClassOf } from "../../src/model/unit-words.ts";

const unit = (text: string): Unit => {
  const reading = readUnit(text);
  if (reading === null) throw new Error(`no unit in ${text}`);
  return reading.unit;
};

describe("readUnit", () => {
  it.each([
    [["件", "个", "只", "台", "支", "张", "pcs", "Piece", "Piece/Pieces", "piece(s)", "unit", " PCS. ", "Each"], "piece", "1"],
    [["Dozen", "dozens", "Dozen/Dozens", "打", "doz."], "dozen", "12"],
    [["gross", "罗"], "gross", "144"],
    [["双", "对", "pair", "Pairs", "Pair/Pairs"], "pair", "1"],
    [["套", "Set/Sets", "kit"], "set", "1"],
    [["箱", "Carton/Cartons", "ctn", "CTNS."], "carton", "1"],
    [["kg", "KG", "kgs", "千克", "公斤", "ｋｇ", "Kilogram/Kilograms"], "kg", "1000"],
    [["g", "Gram/Grams", "克"], "g", "1"],
    [["吨", "t", "Ton/Tons", "Metric Ton/Metric Tons", "tonne", "MT"], "t", "1000000"],
    [["lb", "lbs", "Pound/Pounds", "磅"], "lb", "453.59237"],
    [["oz", "Ounce/Ounces", "盎司"], "oz", "28.349523125"],
    [["斤", "市斤"], "斤", "500"],
    [["两"], "两", "50"],
    [["m", "meters", "米", "Meter/Meters", "linear meter"], "m", "1"],
    [["mm", "毫米", "Millimeters"], "mm", "0.001"],
    [["cm", "厘米"], "cm", "0.01"],
    [["in", "inch", "英寸"], "in", "0.0254"],
    [["ft", "Foot/Feet", "英尺"], "ft", "0.3048"],
    [["yard", "Yard/Yards", "yd", "码"], "yd", "0.9144"],
    [["m²", "m2", "sqm", "sq.m.", "Square Meter/Square Meters", "平方米", "㎡"], "m2", "1"],
    [["sq ft", "sq. ft.", "Square Foot/Square Feet", "ft²", "sqft"], "ft2", "0.09290304"],
    [["l", "Liter/Liters", "litre", "升"], "l", "1"],
    [["ml", "毫升", "cc", "Milliliters"], "ml", "0.001"],
    [["fl oz", "fl. oz.", "Fluid Ounce"], "fl oz", "0.0295735295625"],
    [["gallon", "Gallon/Gallons"], "gal", "3.785411784"],
    [["m³", "cbm", "Cubic Meter/Cubic Meters", "立方米"], "m3", "1000"],
  ] as const)("knows %j", (texts, name, size) => {
    for (const text of texts) expect(unit(text), text).toMatchObject({ name, size });
  });

  it.each([
    ["100 Pieces", "piece", 100, null],
    ["1,000 pcs", "piece", 1000, null],
    ["per 100", "other", 1, null],
    ["千个", "piece", 1000, null],
    ["百件", "piece", 100, null],
    ["千只", "piece", 1000, null],
    ["thousand pieces", "piece", 1000, null],
    ["Dozen pairs", "pair", 12, null],
    ["12 Pairs", "pair", 12, null],
    ["打双", "pair", 12, null],
    ["100 kg", "kg", 100, null],
    ["100克", "g", 100, null],
    ["50kg", "kg", 50, null],
    ["10 pcs/bag", "bag", 1, 10],
    ["24 pcs per carton", "carton", 1, 24],
    ["carton of 24", "carton", 1, 24],
    ["Carton (24 pcs)", "carton", 1, 24],
    ["2 dozen/box", "box", 1, 24],
    ["100个/箱", "carton", 1, 100],
    ["箱(48件)", "carton", 1, 48],
    ["Set of 3", "set", 1, 3],
  ] as const)("reads %j", (text, name, per, unitsPerPack) => {
    const reading = readUnit(text);
    if (name === "other") expect(reading).toMatchObject({ unit: { unitClass: "other" }, per, unitsPerPack });
    else expect(reading).toMatchObject({ unit: { name }, per, unitsPerPack });
  });

  it.each(["constructor", "widget", "toString", "per kg of yarn", "Piece/Set"])("leaves %j a unit of its own", (text) => {
    expect(unitClassOf(text)).toBe("other");
  });

  it.each(["", "  ", "null", null, "x".repeat(200_000)])("reads none from a text that is none", (text) => {
    expect(readUnit(text)).toBeNull();
  });
});

describe("unitRatio", () => {
  const inUnit = (quantity: number, from: string, to: string, packs = {}): string | null => {
    const ratio = unitRatio(unit(from), unit(to), packs);
    return ratio === null ? null : quantityInUnit(quantity, ratio).toFixed();
  };

  it.each([
    // 500 kg are 500,000 g; 5 t are 5000 kg; 3 斤 are 1.5 kg; 2 yd are 1.8288 m; 10 m² are 100,000 cm².
    [500, "kg", "g", "500000"],
    [5, "t", "kg", "5000"],
    [3, "斤", "kg", "1.5"],
    [2, "yd", "m", "1.8288"],
    [10, "m²", "cm2", "100000"],
    [2, "l", "ml", "2000"],
    [5, "dozen", "piece", "60"],
    [1, "gross", "dozen", "12"],
    [7, "carton", "carton", "7"],
  ])("%d %s in %s", (quantity, from, to, expected) => expect(inUnit(quantity, from, to)).toBe(expected));

  it("converts a pack, a pair and a set by a stated number of pieces only", () => {
    expect(inUnit(10, "carton", "piece")).toBeNull();
    expect(inUnit(10, "carton", "piece", { from: 48 })).toBe("480");
    // 100 dozen are 1200 pieces, 25 cartons of 48.
    expect(inUnit(100, "dozen", "carton", { to: 48 })).toBe("25");
    expect(inUnit(10, "pair", "piece")).toBeNull();
    expect(inUnit(10, "pair", "piece", { from: 2 })).toBe("20");
    expect(inUnit(10, "set", "piece")).toBeNull();
    expect(inUnit(10, "carton", "box")).toBeNull();
    // Two boxes of 24 are one carton of 48.
    expect(inUnit(2, "box", "carton", { from: 24, to: 48 })).toBe("1");
    expect(inUnit(1, "carton", "piece", { from: 0 })).toBeNull();
  });

  it("never equates units that it does not know, or of different classes", () => {
    expect(inUnit(1, "widget", "gadget")).toBeNull();
    expect(inUnit(1, "widget", "widget")).toBe("1");
    expect(inUnit(1, "kg", "m")).toBeNull();
    expect(inUnit(1, "oz", "fl oz")).toBeNull();
    expect(inUnit(1, "piece", "kg")).toBeNull();
  });

  it("keeps a price exact: 20 t at 0.45 a pound", () => {
    const ratio = unitRatio(unit("lb"), unit("t"));
    // 20 · 1,000,000 / 453.59237 lb = 44,092.4524… lb; · 0.45 = 19,841.60 USD.
    if (ratio === null) throw new Error("no ratio");
    expect(priceInUnit("0.45", ratio).times(20).toFixed(2)).toBe("19841.60");
    const dozen = unitRatio(unit("dozen"), unit("piece"));
    // 14.40 a dozen are 1.20 a piece.
    expect(dozen && priceInUnit("14.40", dozen).eq(new Decimal("1.2"))).toBe(true);
  });
});
