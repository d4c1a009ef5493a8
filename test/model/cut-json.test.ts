import { describe, expect, it } from "vitest";
import { boundedAnswer } from "../../src/gateways/reading/answer/bounded-answer.ts";
import { cutJson, leftOutOf, parseCut, parseJson } from "../../src/model/json.ts";

// Past what is short enough to be parsed as it is.
const PAD = "x".repeat(70_000);
const many = <T>(count: number, entry: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => entry(index));
const named = (count: number) => Object.fromEntries(many(count, (index) => [`k"${index}`, { v: index }]));

const VALUES: readonly (readonly [string, unknown])[] = [
  ["nothing to cut", { a: [1, { b: "c,d]}" }], "e\\": '\\"', f: null }],
  ["just full", { list: many(2_000, (index) => ({ index })) }],
  ["one too many", { list: many(2_001, (index) => ({ index })), after: [1, 2] }],
  ["many lists, one in another", { a: many(2_500, (index) => ({ own: many(3, () => index) })), b: many(4_000, String), c: 1 }],
  ["lists in lists", many(2_200, (index) => [index, [index, { deep: many(2_100, () => 1) }]].slice(0, index === 5 ? 2 : 1))],
  ["names", { wide: named(5_000), after: "x" }],
  ["marks inside texts", { list: many(2_300, (index) => `,]}[{"\\ ${index}`), after: { a: 1 } }],
  ["long integers", { list: many(2_100, () => 7), id: "9007199254740993" }],
];

describe("a long JSON text, cut before it is parsed", () => {
  it.each(VALUES)("is what would be left of it after: %s", (_, value) => {
    const text = JSON.stringify({ pad: PAD, value });
    const body = parseCut(cutJson(text));
    const after = boundedAnswer(parseJson(text));
    expect(body).toEqual(after.body);
    expect(boundedAnswer(body)).toEqual({ body, leftOut: leftOutOf(body) });
  });

  it("counts the objects that it leaves out", () => {
    const skus = many(60_000, (index) => ({ sku_id: index }));
    const text = JSON.stringify({ small: many(2_100, () => ({})), skus, texts: many(90_000, String) });
    expect(leftOutOf(parseCut(cutJson(text)))).toBe(58_000);
  });

  it("leaves the parser work for what is read alone, however much there is", () => {
    const texts = [
      JSON.stringify({ wide: Object.fromEntries(many(400_000, (index) => [`k${index}`, "v"])) }),
      JSON.stringify({ list: many(400_000, (index) => ({ index })) }),
      JSON.stringify({ text: "<".repeat(7_900_000) }),
    ];
    for (const text of texts) expect(cutJson(text).text.length).toBeLessThan(300_000);
  });

  it.each([
    ["\\", "\\".repeat(150_000)],
    ["quotes", '"'.repeat(150_000)],
    ["by number", "\u0001".repeat(150_000)],
    ["in two halves", "😀".repeat(150_000)],
    ["a letter, then backslashes", `a${"\\".repeat(150_000)}`],
    ["a letter, then halves", `a${"😀".repeat(150_000)}`],
  ])("cuts a text between its characters: %s", (_, long) => {
    for (const lead of ["", "b", "bb", "bbb", "bbbb", "bbbbb"]) {
      const cut = (parseCut(cutJson(JSON.stringify({ text: lead + long, after: 1 }))) as { text: string; after: number }) ?? {};
      expect(cut.after).toBe(1);
      expect((lead + long).startsWith(cut.text)).toBe(true);
      expect(cut.text.length).toBeGreaterThan(30_000);
      expect(cut.text).not.toMatch(/[\ud800-\udbff]$/);
    }
  });

  it("says of a text nested without end that it is, and leaves the broken to the parser", () => {
    expect(cutJson("[".repeat(250_000)).isTooDeep).toBe(true);
    expect(cutJson(`${"[".repeat(60)}"${PAD}"${"]".repeat(60)}`).isTooDeep).toBe(false);
    const broken = JSON.stringify({ list: many(60_000, (index) => ({ index })) }).slice(0, -5);
    expect(() => parseCut(cutJson(broken))).toThrow(SyntaxError);
  });
});
