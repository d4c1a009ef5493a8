import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../../../src/domain/language/language.ts";
import { cleanText } from "../../../src/normalize/text/clean-text.ts";
import { repairText } from "../../../src/normalize/text/mojibake.ts";

describe("clean text", () => {
  it("is clean for good, and well formed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat({ max: 80 }), (text, length) => {
        const clean = cleanText(text, length);
        expect(cleanText(clean, length)).toBe(clean);
        expect([...clean].length).toBeLessThanOrEqual(length);
        expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
        expect(clean).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u206F]/);
      }),
    );
  });
});

describe("a repair", () => {
  const WORDS =
    "苹果 手机 不锈钢 保温杯 クーラー 머그컵 кружка стальная كوب حافظة téléphone größe pequeño ñandú “quoted” it’s € – čaša mug 40oz".split(
      " ",
    );
  const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  // Windows-1252 as Node's decoder has it, with the 27 printable places of 0x80–0x9F put right.
  const PRINTABLE = new Map(
    [..."€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"].map((character, index) => [
      [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
        0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
      ][index],
      character,
    ]),
  );
  const readAsWindows1252 = (text: string): string =>
    [...Buffer.from(text, "utf8")].map((byte) => PRINTABLE.get(byte) ?? String.fromCharCode(byte)).join("");
  const readAsGbk = (text: string): string => new TextDecoder("gbk").decode(Buffer.from(text, "utf8"));

  it("leaves sound text alone", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(repairText(text)).toMatchObject({ text, repaired: false, lossy: false });
      }),
    );
  });

  it("undoes UTF-8 read as Windows-1252, or leaves it; never a third text", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const damaged = readAsWindows1252(text);
        expect([text, damaged]).toContain(repairText(damaged).text);
      }),
    );
    expect(repairText(readAsWindows1252(WORDS.join(" "))).text).toBe(WORDS.join(" "));
  });

  it("undoes UTF-8 read as GBK, or leaves it; never a third text", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const damaged = readAsGbk(text);
        expect([text, damaged]).toContain(repairText(damaged).text);
      }),
    );
  });

  it("is done once", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const once = repairText(readAsWindows1252(text)).text;
        expect(repairText(once).repaired).toBe(false);
      }),
    );
  });
});

describe("the language chosen", () => {
  const tags = fc.constantFrom("en", "en-US", "zh", "zh-CN", "zh_TW", "ar", "es", "pt-BR", "sr-Latn", "x");
  const texts = fc.dictionary(tags, fc.constantFrom("Mug", "杯子", "كوب", "", "null"), { maxKeys: 6 });

  it("is among the available, and there is none only where there is no text", () => {
    fc.assert(
      fc.property(texts, fc.array(tags, { maxLength: 3 }), (text, languages) => {
        const chosen = chooseLanguage(text, { languages });
        if (chosen.step === "none") expect(Object.values(text).every((value) => value === "" || value === "null")).toBe(true);
        else expect(chosen.available).toContain(chosen.language);
      }),
    );
  });

  it("is never Chinese in other characters without a word of it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const chosen = chooseLanguage(text, { languages: ["zh-TW"] });
        const simplified = chosen.language === "zh" || chosen.language === "zh-CN";
        expect(chosen.warnings.some(({ code }) => code === "other_script")).toBe(simplified);
      }),
    );
  });
});
