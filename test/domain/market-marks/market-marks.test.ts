import { describe, expect, test } from "vitest";
import { marketMarks } from "../../../src/domain/market-marks/market-marks.ts";

const NOON = Date.parse("2026-11-20T12:00:00Z");
const certificate = (type: string, validUntil: string | null = null, isUnreadable = false) => ({
  type,
  authority: null,
  validUntil,
  isUnreadable,
});

describe("the marks usually asked for", () => {
  test.each([
    ["DE", ["CE"]],
    ["GB", ["UKCA", "CE"]],
    ["US", ["FCC"]],
    ["CA", ["ISED"]],
    ["AU", ["RCM"]],
    ["NZ", ["RCM"]],
    ["JP", ["PSE", "TELEC"]],
    ["KR", ["KC"]],
    ["CN", ["CCC"]],
    ["IN", ["BIS"]],
    ["SA", ["SASO"]],
    ["AE", ["ECAS"]],
    ["RU", ["EAC"]],
    ["KZ", ["EAC"]],
    ...["BY", "AM", "KG"].map((country): [string, string[]] => [country, ["EAC"]]),
    ..."AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO"
      .split(" ")
      .map((country): [string, string[]] => [country, ["CE"]]),
  ])("in %s are %j", (country, usual) => {
    expect(marketMarks(country, [], NOON)).toEqual({ usual, shown: [], notShown: usual });
  });

  test("are not made up for a country that is not in the table", () => {
    expect(marketMarks("BR", [certificate("CE")], NOON)).toBeNull();
  });
});

describe("a listing's certificates", () => {
  test.each([
    [certificate("CE", "2027-05-01"), "CE (valid until 2027-05-01)"],
    [certificate("CE-LVD"), "CE (no date)"],
    [certificate("CE认证", "2024-12-31"), "CE (expired 2024-12-31)"],
    [certificate("ce", null, true), "CE (its date cannot be read)"],
  ])("%j shows %s", (one, words) => {
    expect(marketMarks("FR", [certificate("ISO 9001"), one], NOON)).toEqual({ usual: ["CE"], shown: [words], notShown: [] });
  });

  test.each(["CERTIFICATE OF ORIGIN", "CERAMIC FOOD GRADE", "FCC", "RCM", "N/A"])("%s is no CE", (type) => {
    expect(marketMarks("FR", [certificate(type)], NOON)?.notShown).toEqual(["CE"]);
  });

  test.each([
    ["CA", "EU Authorised Representative"],
    ["CA", "Standardised test report"],
    ["JP", "Telecom equipment licence"],
    ["JP", "Ceramic"],
    ["AE", "Kids Resma"],
    ["US", "FCCA member"],
  ])("in %s hold none of its marks inside the word of another: %s", (country, type) => {
    expect(marketMarks(country, [certificate(type)], NOON)?.shown).toEqual([]);
  });

  test.each([
    ["CA", "ISED (IC)", "ISED"],
    ["CA", "ic", "ISED"],
    ["AU", "C-Tick", "RCM"],
    ["KR", "韩国KC认证", "KC"],
    ["CN", "3C认证", "CCC"],
    ["RU", "TR-CU", "EAC"],
    ["US", "FCC-ID", "FCC"],
    ["CN", "国家3C强制认证", "CCC"],
    ["CN", "中国强制性产品认证证书", "CCC"],
    ["CA", "IC认证", "ISED"],
    ["JP", "技适认证", "TELEC"],
    ["IN", "ISI mark", "BIS"],
    ["BY", "ЕАС", "EAC"],
    ["KG", "CU-TR certificate", "EAC"],
    ["PL", "ce/rohs", "CE"],
    ["GB", "UK CA", "UKCA"],
  ])("in %s name one as sellers write it: %s", (country, type, name) => {
    expect(marketMarks(country, [certificate(type)], NOON)?.shown).toEqual([`${name} (no date)`]);
  });

  test("count by the best of several", () => {
    const both = [certificate("FCC", "2020-01-01"), certificate("FCC ID", "2028-01-01")];
    expect(marketMarks("US", both, NOON)?.shown).toEqual(["FCC (valid until 2028-01-01)"]);
  });
});
