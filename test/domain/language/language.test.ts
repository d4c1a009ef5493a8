import { describe, expect, it } from "vitest";
import { chooseLanguage, marketLanguage } from "../../../src/domain/language/language.ts";
import { codes, fixture } from "../../normalize/cases.ts";

interface LanguageCase {
  readonly name: string;
  readonly text: string | Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  readonly defaultLanguage?: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const CASES = fixture<readonly LanguageCase[]>("language.json");

describe("chooseLanguage", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_name, { text, languages, defaultLanguage, expected }) => {
    const chosen = chooseLanguage(text, { languages, ...(defaultLanguage === undefined ? {} : { defaultLanguage }) });
    expect({ ...chosen, warnings: codes(chosen.warnings) }).toMatchObject(expected);
  });

  it("keeps the damaged text beside the repaired one", () => {
    expect(chooseLanguage({ es: "tel茅fono" }, { languages: ["es"] })).toMatchObject({
      language: "es",
      original: "tel茅fono",
      warnings: [],
    });
    expect(chooseLanguage({ es: "teléfono" }, { languages: ["es"] })).not.toHaveProperty("original");
  });

  it("takes no tag for a property of every object", () => {
    const text = JSON.parse('{"__proto__": "one", "constructor": "two"}') as Record<string, string>;
    expect(chooseLanguage(text, { languages: ["en"] })).toMatchObject({ text: "one", step: "any" });
  });
});

describe("marketLanguage", () => {
  it.each([
    ["SA", "ar"],
    ["EG", "ar"],
    ["MX", "es"],
    ["AR", "es"],
    ["ES", "en"],
    ["BR", "pt"],
    ["PT", "pt"],
    ["RU", "ru"],
    ["KZ", "ru"],
    ["JP", "ja"],
    ["KR", "ko"],
    ["CN", "zh"],
    ["TW", "zh-Hant"],
    ["HK", "zh-Hant"],
    ["IL", "he"],
    ["TR", "tr"],
    ["VN", "vi"],
    ["TH", "th"],
    ["ID", "id"],
    ["DE", "en"],
    ["US", "en"],
    ["IN", "en"],
    ["BZ", "en"],
    ["mx", "es"],
  ])("of %s is %s", (country, language) => {
    expect(marketLanguage(country)).toBe(language);
  });
});
