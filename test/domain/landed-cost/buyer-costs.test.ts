import { describe, expect, test } from "vitest";
import { laidOver, readBuyerCosts, recoverableShare } from "../../../src/domain/landed-cost/buyer-costs.ts";
import { Fault } from "../../../src/model/fault.ts";

describe("the buyer's costs from outside", () => {
  test("are read in both spellings, rates as fractions", () => {
    expect(
      readBuyerCosts({
        freight_per_m3: 85,
        freightLeast: "60.00",
        volumetric_divisor: 5000,
        duty_rate: "145%",
        vatRate: "0.19",
        vat_recoverable_share: "40 %",
        one_time: null,
      }),
    ).toEqual({
      freightPerM3: "85",
      freightLeast: "60.00",
      volumetricDivisor: "5000",
      dutyRate: "1.45",
      vatRate: "0.19",
      vatRecoverableShare: "0.4",
    });
  });

  test("hold several duties by name", () => {
    const duties = [
      { name: "base", rate: "6.5%" },
      { name: "MPF", rate: 0.003464, least: "32.71", most: 634.62 },
      { name: "footwear", rate: "37.5%", per_unit: "0.90" },
    ];
    expect(readBuyerCosts({ duties }).duties).toEqual([
      { name: "base", rate: "0.065" },
      { name: "MPF", rate: "0.003464", least: "32.71", most: "634.62" },
      { name: "footwear", rate: "0.375", perUnit: "0.90" },
    ]);
  });

  test("1000 % is a rate", () => expect(readBuyerCosts({ dutyRate: "1000%" }).dutyRate).toBe("10"));

  test.each([
    [{ duty_rate: 6.5 }, '6.5 is 650 %: write 0.065 or "6.5%"'],
    [{ vat_rate: "20" }, '20 is 2000 %: write 0.2 or "20%"'],
    [{ duty_rate: "1001%" }, "at most 1000 %"],
    [{ duty_rate: "x%" }, '0.065 or "6.5%"'],
    [{ duties: [{ rate: "0.1" }] }, "has no name"],
    [{ duties: [{ name: "a", least: "3" }] }, "says no rate"],
    [{ duties: [{ name: "a", rate: 7 }] }, "7 is 700 %"],
    [{ duties: [{ name: "a", rate: "0.1", least: "9", most: "3" }] }, "above most"],
    [
      {
        duties: [
          { name: "a", rate: "0.1" },
          { name: "a", rate: "0.2" },
        ],
      },
      "twice",
    ],
    [{ duties: [{ name: "a", rat: "0.1" }] }, "There is no duties[0].rat"],
    [{ insurance_rate: "0.003", insurance_amount: "75" }, "are both given"],
    [{ duty_rate: "0.1", duties: [{ name: "a", rate: "0.1" }] }, "are both given"],
    [{ vat_recoverable_share: "120%" }, "at most 1"],
    [{ volumetric_divisor: 0 }, "volumetricDivisor is 0"],
  ])("%j is refused with what to write", (input, words) => {
    expect(() => readBuyerCosts(input)).toThrow(Fault);
    expect(() => readBuyerCosts(input)).toThrow(words);
  });

  test("a recovery that is not said is not known", () => {
    expect(recoverableShare({})).toBeNull();
    expect(recoverableShare({ vatRecoverable: true })?.toString()).toBe("1");
    expect(recoverableShare({ vatRecoverable: true, vatRecoverableShare: "0.3" })?.toString()).toBe("0.3");
  });
});

describe("costs of one listing over the shared ones", () => {
  test("take the place of every other way of saying the same cost, and of no other cost", () => {
    const shared = { freight: "900", freightLeast: "300", dutyAmount: "40", vatRecoverableShare: "0.5", brokerage: "60" };
    expect(laidOver(shared, { freightPerKg: "2", dutyRate: "0.1", vatRecoverable: true })).toEqual({
      freightPerKg: "2",
      dutyRate: "0.1",
      vatRecoverable: true,
      brokerage: "60",
    });
    expect(laidOver({ freightPerKg: "2", freightLeast: "300" }, { freightLeast: "200" })).toEqual({
      freightPerKg: "2",
      freightLeast: "200",
    });
    expect(laidOver(shared, {})).toEqual(shared);
  });
});
