import { describe, expect, it } from "vitest";
import { TRADE_RULES } from "../../../src/model/trade-term.ts";
import { readTradeTerm, TRADE_TERM_ZH, tradeTermWarnings } from "../../../src/normalize/terms/trade-term.ts";
import { codes } from "../cases.ts";

describe("readTradeTerm", () => {
  it.each([
    ["FOB Ningbo", "FOB", "Ningbo"],
    ["FOB 宁波", "FOB", "宁波"],
    ["FOB宁波", "FOB", "宁波"],
    ["fob:Ningbo", "FOB", "Ningbo"],
    ["FOB (Ningbo)", "FOB", "Ningbo"],
    ["FOB - Ningbo, China", "FOB", "Ningbo, China"],
    ["ＦＯＢ　宁波", "FOB", "宁波"],
    ["C&F", "CFR", null],
    ["CNF Hamburg", "CFR", "Hamburg"],
    ["DAT", "DPU", null],
    ["DDU Berlin", "DAP", "Berlin"],
    ["EX-WORKS", "EXW", null],
    ["Ex Works Yiwu", "EXW", "Yiwu"],
    ["出厂价", "EXW", null],
    ["工厂交货", "EXW", null],
    ["到岸价 汉堡", "CIF", "汉堡"],
    ["FOB 离岸价 宁波", "FOB", "宁波"],
    ["CIP Hamburg Incoterms 2020", "CIP", "Hamburg"],
    ["DDP", "DDP", null],
  ])("reads %j", (text, rule, place) => {
    expect(readTradeTerm(text)).toMatchObject({ rule, place, assumed: false });
  });

  it.each(["", "FOBBY", "price FOB", "XYZ", "CIFX Hamburg"])("reads no term from %j", (text) => {
    expect(readTradeTerm(text)).toBeNull();
  });

  it("marks a term as assumed where it is told so", () => {
    expect(readTradeTerm("EXW", true)).toEqual({ rule: "EXW", place: null, placeKind: "unknown", assumed: true });
  });

  it("reads every rule by its code and by its Chinese name", () => {
    for (const rule of TRADE_RULES) {
      expect(readTradeTerm(`${rule} Hamburg`)?.rule).toBe(rule);
      expect(readTradeTerm(TRADE_TERM_ZH[rule].replace(/\(.*$/, ""))?.rule).toBe(rule);
    }
  });
});

describe("tradeTermWarnings", () => {
  it("asks for the place, and for sea terms on goods that fly", () => {
    const fob = { rule: "FOB", place: null, placeKind: "unknown", assumed: true } as const;
    expect(codes(tradeTermWarnings(fob, ["sea", "air"]))).toEqual(["term_without_place", "sea_term_by_air"]);
    expect(codes(tradeTermWarnings({ ...fob, place: "Ningbo" }, ["sea", "rail", null]))).toEqual([]);
    expect(codes(tradeTermWarnings({ ...fob, rule: "FCA", place: "Ningbo" }, ["express"]))).toEqual([]);
    expect(tradeTermWarnings(null, ["air"])).toEqual([]);
  });
});
