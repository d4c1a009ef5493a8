import { describe, expect, it } from "vitest";
import { cleanStrings, cleanText } from "../../../src/normalize/text/clean-text.ts";

describe("cleanText", () => {
  it.each([
    ["C0 controls", "a\u0000b\u0007c\u001B[31m", "abc[31m"],
    ["C1 controls", "a\u0085b\u009Bc", "a\nbc"],
    ["zero-width characters", "pa\u200Bss\u200D\u2060wo\uFEFFrd", "password"],
    ["bidi controls", "\u202Eevil\u202C \u2066x\u2069 \u200F", "evil x "],
    ["tag characters", `hi${String.fromCodePoint(0xe0049, 0xe0067, 0xe007f)}`, "hi"],
    ["variation selectors", `a${String.fromCodePoint(0xe0100, 0xe01ef)}b\uFE0F`, "ab"],
    ["lone surrogates", "a\uD800b\uDC00c", "abc"],
    ["noncharacters", "a\uFFFEb\uFFFFc", "abc"],
    ["invisible letters", "a\u115F\u3164\u034Fb", "ab"],
  ])("strips %s", (_name, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it("keeps line feeds, tabs and letters of every script", () => {
    const text = "杯子\n\tكوب ถ้วย कप 컵 😀 é";
    expect(cleanText(text)).toBe(text);
    expect(cleanText("a\r\nb\rc")).toBe("a\nb\nc");
  });

  it("cuts by code points, never through a character", () => {
    expect(cleanText("😀😀😀", 2)).toBe("😀😀");
    expect(cleanText("abc", 3)).toBe("abc");
    expect(cleanText("\u200Babc", 3)).toBe("abc");
  });

  it("repairs before it strips the controls that a repair needs", () => {
    // 中文 in UTF-8 is E4 B8 AD E6 96 87; 全 is E5 85 A8; 台 is E5 8F B0, and 8F is an empty place of Windows-1252.
    expect(cleanText("å…¨å\u008F°")).toBe("全台");
  });
});

describe("cleanStrings", () => {
  it("cleans every string and key, and leaves the rest as it is", () => {
    const value = { "na\u200Bme": ["x\u202Ey", 5, null, true], deep: { a: "b\u0000" } };
    expect(cleanStrings(value)).toEqual({ name: ["xy", 5, null, true], deep: { a: "b" } });
  });

  it("makes no prototype of a key", () => {
    const value = cleanStrings(JSON.parse('{"__proto__": {"polluted": "yes"}}') as Record<string, unknown>);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
