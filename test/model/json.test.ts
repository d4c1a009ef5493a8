import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/model/json.ts";

describe("reading JSON", () => {
  it("keeps every digit of integers past 2^53, as text", () => {
    expect(parseJson('{"a":9007199254740993,"b":-90071992547409931,"c":[12345678901234567890]}')).toEqual({
      a: "9007199254740993",
      b: "-90071992547409931",
      c: ["12345678901234567890"],
    });
  });

  it("leaves safe integers, decimals and exponents numbers", () => {
    expect(parseJson('{"a":1005008177221739,"b":1234567890123456.5,"c":1.5e3,"d":1234567890123456e2}')).toEqual({
      a: 1005008177221739,
      b: 1234567890123456.5,
      c: 1500,
      d: 1234567890123456e2,
    });
  });

  it("leaves decimals with many digits numbers", () => {
    expect(parseJson('{"a":0.30000000000000004,"b":[-1.50000000000000000e-10]}')).toEqual({
      a: 0.1 + 0.2,
      b: [-1.5e-10],
    });
  });

  it("leaves digits inside text alone, escapes included", () => {
    expect(parseJson('{"a":"id 9007199254740993","b":"\\"9007199254740993\\"","c\\\\":9007199254740993}')).toEqual({
      a: "id 9007199254740993",
      b: '"9007199254740993"',
      "c\\": "9007199254740993",
    });
  });

  it("reads whatever else JSON.parse reads, the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ pad: 1234567890123456, value });
        expect(parseJson(text)).toEqual(JSON.parse(text, (_key, entry) => (isLongInteger(entry) ? String(entry) : entry)));
      }),
    );
  });

  it("throws on what is not JSON, a long unterminated text included", () => {
    expect(() => parseJson("<html>")).toThrow(SyntaxError);
    expect(() => parseJson(`{"a":9007199254740993,"b":"${'\\"'.repeat(200_000)}`)).toThrow(SyntaxError);
  });
});

// Past 10^21 a number is written with an exponent and stays a number.
const isLongInteger = (value: unknown): boolean =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
