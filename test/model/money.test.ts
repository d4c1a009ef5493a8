import { describe, expect, it } from "vitest";
import { Decimal, isAmount, isCurrency, minorUnitDigits, roundToMinorUnit, roundUnitFigure } from "../../src/model/money.ts";

describe("money", () => {
  it.each([
    ["USD", "2.345", "2.35"],
    ["USD", "2.344999", "2.34"],
    ["JPY", "1234.5", "1235"],
    ["KWD", "1.0005", "1.001"],
    ["CLF", "1.00005", "1.0001"],
    ["HUF", "10.005", "10.01"],
  ])("in %s rounds %s half up to %s", (currency, value, rounded) => {
    expect(roundToMinorUnit(new Decimal(value), currency)).toBe(rounded);
  });

  it("gives unit figures two more digits", () => {
    expect(roundUnitFigure(new Decimal("48719.84").dividedBy(10_000), "USD")).toBe("4.8720");
    expect(roundUnitFigure(new Decimal("500").dividedBy(3), "JPY")).toBe("166.67");
  });

  it("follows ISO 4217 where Intl does not", () => {
    expect([minorUnitDigits("HUF"), minorUnitDigits("IDR"), minorUnitDigits("IQD")]).toEqual([2, 2, 3]);
  });

  it("prints in plain notation, however large or small", () => {
    expect(new Decimal("1e30").toString()).toBe(`1${"0".repeat(30)}`);
    expect(new Decimal("1e-12").toString()).toBe("0.000000000001");
  });

  it("knows active currency codes and plain amounts", () => {
    expect([isCurrency("CNY"), isCurrency("RMB"), isCurrency("usd"), isCurrency("DEM")]).toEqual([true, false, false, false]);
    expect(["0", "12.50", "1e3", "-1", "1,200", "", ".5", "NaN"].map(isAmount)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
