import { describe, expect, it } from "vitest";
import { placeKindOf } from "../../../src/normalize/terms/place-kind.ts";
import { namedRules, readTradeTerm } from "../../../src/normalize/terms/trade-term.ts";

describe("a named place", () => {
  it.each([
    ["FOB Ningbo", "port"],
    ["FOB 宁波", "port"],
    ["FOB Ningbo Port, China", "port"],
    ["FOB Shanghai/Ningbo", "port"],
    ["CPT Hamburg port", "port"],
    ["CPT Hamburg", "port"],
    ["CIP Port of Rotterdam", "port"],
    ["DAP Los Angeles terminal", "port"],
    ["FCA 上海港", "port"],
    ["FCA seller's factory, Yiwu", "works"],
    ["FCA Yiwu warehouse", "works"],
    ["FCA our premises", "works"],
    ["FCA 义乌工厂", "works"],
    ["EXW factory", "works"],
    ["EXW 东莞仓库", "works"],
    ["FCA forwarder's warehouse, Yiwu", "city"],
    ["CPT Frankfurt airport", "airport"],
    ["CIP PVG", "airport"],
    ["FCA 浦东机场", "airport"],
    ["FCA Shanghai Pudong Airport", "airport"],
    ["DAP Nuremberg", "city"],
    ["DAP Chicago, USA", "city"],
    ["CPT München", "city"],
    ["FCA Yiwu", "city"],
    ["DDP buyer's warehouse", "city"],
    ["DDP Amazon FBA warehouse", "city"],
    ["DAP 12 Baker Street, London NW1 6XE", "city"],
    ["DAP 90402 Nürnberg", "city"],
    ["DDP to your door", "city"],
    ["DDP USA", "unknown"],
    ["DAP Springfield", "unknown"],
    ["CPT destination", "unknown"],
    ["FOB", "unknown"],
  ])("in %j is a %s", (text, kind) => expect(readTradeTerm(text)?.placeKind).toBe(kind));

  it("is unknown where there is none", () => expect(placeKindOf(null, "FOB")).toBe("unknown"));
});

describe("several terms in one field", () => {
  it.each([
    ["DDP, FOB, EXW", ["DDP", "FOB", "EXW"]],
    ["FOB/CIF", ["FOB", "CIF"]],
    ["EXW or FOB Ningbo", ["EXW", "FOB"]],
    ["fob、cif、ex-works", ["FOB", "CIF", "EXW"]],
    ["C&F, CNF", ["CFR"]],
    ["DAT/DPU", ["DPU"]],
    ["FOB Ningbo", ["FOB"]],
    ["Contact us", []],
  ])("of %j are %j", (text, rules) => expect(namedRules(text)).toEqual(rules));

  it.each(["DDP, FOB, EXW", "FOB/CIF", "EXW or FOB Ningbo", "CIF (FOB Ningbo plus freight)"])("are none: %j", (text) =>
    expect(readTradeTerm(text)).toBeNull(),
  );

  it.each([
    ["F.O.B. Ningbo", "FOB", "Ningbo"],
    ["Free on Board Ningbo", "FOB", "Ningbo"],
    ["Ex Factory", "EXW", null],
    ["ex-factory Yiwu", "EXW", "Yiwu"],
    ["Delivered Duty Paid Berlin", "DDP", "Berlin"],
    ["Cost and Freight Hamburg", "CFR", "Hamburg"],
    ["工厂价", "EXW", null],
  ])("but %j is one", (text, rule, place) => expect(readTradeTerm(text)).toMatchObject({ rule, place }));
});
