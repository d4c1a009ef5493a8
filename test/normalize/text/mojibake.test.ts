import { describe, expect, it } from "vitest";
import { repairText } from "../../../src/normalize/text/mojibake.ts";

const REPAIRED: readonly (readonly [string, string])[] = [
  // UTF-8 read as Windows-1252.
  ["è‹¹æžœæ‰‹æœº", "苹果手机"],
  ["tÃ©lÃ©phone", "téléphone"],
  ["Itâ€™s â€“ new", "It’s – new"],
  ["â€œnewâ€\u009D", "“new”"],
  ["ÐšÑ€ÑƒÐ¶ÐºÐ°", "Кружка"],
  ["ÙƒÙˆØ¨ Ù…Ù† Ø§Ù„Ù\u0081ÙˆÙ„Ø§Ø°", "كوب من الفولاذ"],
  ["ãƒžã‚°ã‚«ãƒƒãƒ—", "マグカップ"],
  ["ë¨¸ê·¸ì»µ", "머그컵"],
  ["GrÃ¶ÃŸe 40 cm", "Größe 40 cm"],
  ["Ã‘andÃº â‚¬5", "Ñandú €5"],
  ["JosÃ©", "José"],
  ["AquÃ\u00AD", "Aquí"],
  ["ðŸ˜€ mug", "😀 mug"],
  ["ÃƒÂ©tÃƒÂ©", "été"],
  ["手机壳 è‹¹æžœ", "手机壳 苹果"],
  // UTF-8 read as GBK.
  ["鑻规灉鎵嬫満", "苹果手机"],
  ["tel茅fono", "teléfono"],
  ["It鈥檚 new", "It’s new"],
  ["泻褉褍卸泻邪", "кружка"],
  ["賰賵亘亘", "كوبب"],
  ["Gr枚脽e", "Größe"],
  ["m谩s peque帽o y m谩s ligero", "más pequeño y más ligero"],
  // GBK read as Latin-1.
  ["ÊÖ»ú¿Ç", "手机壳"],
  ["²»Ðâ¸Ö±£ÎÂ±\u00AD 40oz", "不锈钢保温杯 40oz"],
];

const INTACT: readonly string[] = [
  "40 oz tumbler",
  "手机壳",
  "猫",
  "毛帽",
  "茅台酒",
  "LED帽",
  "T恤 女 2024新款",
  "小鞋",
  "小写字母",
  "联通",
  "高端气质韩版雪纺女装套头半高领长袖修身型蕾丝衫",
  "猫砂盆超大号防外溅宠物用品厂家直销批发",
  "téléphone “DÉJÀ VU”",
  "ROSÉ™",
  "CAFÉ” – “THÉ”",
  "Größe „Ä“ 5 €",
  "São João ©®™ ½ ±5°",
  "Ñandú",
  "Кружка — 5 шт.",
  "كوب من الفولاذ",
  "マグカップ 大",
  "머그컵",
  "¿Qué? ¡Sí!",
  "»»»» ÀÉ",
  "",
];

describe("repairText", () => {
  it.each(REPAIRED)("repairs %j", (damaged, text) => {
    expect(repairText(damaged)).toEqual({ text, repaired: true, lossy: false, original: damaged });
  });

  it.each(INTACT)("leaves %j as it is", (text) => {
    expect(repairText(text)).toEqual({ text, repaired: false, lossy: false, original: null });
  });

  it.each(["锟斤拷手机", "mug \uFFFD 40 oz", "ï¿½ mug"])("says of %j that bytes are lost", (text) => {
    expect(repairText(text)).toEqual({ text, repaired: false, lossy: true, original: null });
  });
});
