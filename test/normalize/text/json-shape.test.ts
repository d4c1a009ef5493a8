import { describe, expect, it } from "vitest";
import { asBoolean, asId, asList, asRecord, asText } from "../../../src/normalize/text/json-shape.ts";

describe("asList", () => {
  it.each([
    [null, []],
    [undefined, []],
    ["", []],
    [{}, []],
    [
      [1, 2],
      [1, 2],
    ],
    ["a", ["a"]],
    [{ id: 1 }, [{ id: 1 }]],
    [{ id: 1, list: [2] }, [{ id: 1, list: [2] }]],
    [{ wrapped_d_t_o: [{ id: 1 }] }, [{ id: 1 }]],
    [{ wrapped_d_t_o: { id: 1 } }, [{ id: 1 }]],
  ])("of %j is %j", (value, list) => {
    expect(asList(value)).toEqual(list);
  });
});

describe("asRecord", () => {
  it.each([null, undefined, "text", 5, [1]])("of %j is empty", (value) => {
    expect(asRecord(value)).toEqual({});
  });
});

describe("asText", () => {
  it.each([
    [" a ", "a"],
    ["", null],
    ["null", null],
    ["NULL", null],
    [12.5, "12.5"],
    [1e21, "1000000000000000000000"],
    [Number.NaN, null],
    [true, null],
    [{}, null],
  ])("of %j is %j", (value, text) => {
    expect(asText(value)).toBe(text);
  });
});

describe("asId", () => {
  it("keeps every digit, and has none to give where they are lost", () => {
    expect(asId("12000027158136202999")).toBe("12000027158136202999");
    expect(asId(584051070147)).toBe("584051070147");
    expect(asId(2 ** 53)).toBeNull();
  });
});

describe("asBoolean", () => {
  it.each([
    [true, true],
    ["true", true],
    ["1", true],
    [1, true],
    [false, false],
    ["FALSE", false],
    [0, false],
    ["maybe", null],
    ["", null],
    [null, null],
    [2, null],
  ])("of %j is %j", (value, answer) => {
    expect(asBoolean(value)).toBe(answer);
  });
});
