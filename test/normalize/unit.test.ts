import { describe, expect, it } from "vitest";
import { unitClassOf } from "../../src/normalize/unit.ts";

describe("unitClassOf", () => {
  it.each([
    [
      [
        "件",
        "个",
        "只",
        "台",
        "支",
        "把",
        "条",
        "张",
        "本",
        "枚",
        "pcs",
        "Piece",
        "Pieces",
        "Piece/Pieces",
        "piece(s)",
        "unit",
        " PCS. ",
      ],
      "piece",
    ],
    [["双", "对", "pair", "Pairs"], "pair"],
    [["套", "Set/Sets"], "set"],
    [["盒", "箱", "包", "Carton", "pack", "bag", "dozen", "Box"], "box"],
    [["kg", "KG", "千克", "公斤", "g", "ｋｇ"], "weight"],
    [["米", "m", "meters"], "length"],
    [["吨", "yard", "constructor", "", null], "other"],
  ] as const)("puts %j into %s", (units, unitClass) => {
    for (const unit of units) expect(unitClassOf(unit)).toBe(unitClass);
  });
});
