import type { UnitClass } from "../model/unit.ts";
import { toHalfWidth } from "./half-width.ts";

// Tonnes, catties, yards and the like stay "other": quantities of one class are compared as they stand.
const WORDS: Readonly<Record<Exclude<UnitClass, "other">, string>> = {
  piece: "件 个 個 只 隻 台 臺 支 把 条 條 张 張 本 枚 pc pcs pce piece pieces unit units",
  pair: "双 雙 对 對 pair pairs prs",
  set: "套 set sets",
  box: "盒 箱 包 carton cartons ctn ctns box boxes pack packs package packages bag bags dozen dozens",
  weight: "kg kgs kilogram kilograms 千克 公斤 g gram grams 克",
  length: "米 m meter meters metre metres",
};

const CLASS_OF: ReadonlyMap<string, UnitClass> = new Map(
  Object.entries(WORDS).flatMap(([unitClass, words]) =>
    words.split(" ").map((word) => [word, unitClass as UnitClass] as const),
  ),
);

/** What a unit counts; "other" where the word is not known. Alibaba.com writes "Piece/Pieces", "piece(s)". */
export function unitClassOf(unit: string | null): UnitClass {
  if (unit === null || unit.length > 40) return "other";
  const [word = ""] = toHalfWidth(unit).toLowerCase().split("/");
  const bare = word
    .replace(/\([^()]*\)/g, "")
    .replace(/[.()]/g, "")
    .trim();
  return CLASS_OF.get(bare) ?? "other";
}
