import { describe, expect, it } from "vitest";
import { readDayRange } from "../../src/normalize/day-range.ts";

describe("readDayRange", () => {
  it.each([
    ["10~15", 10, 15],
    ["3-7天", 3, 7],
    ["３－７天", 3, 7],
    ["7days", 7, 7],
    ["10-15days", 10, 15],
    ["7 working days", 7, 7],
    ["约7天", 7, 7],
    [5, 5, 5],
    ["15", 15, 15],
    ["7天内", null, 7],
    ["≤7天", null, 7],
    ["7+", 7, null],
    ["7天以上", 7, null],
    ["48小时发货", 2, 2],
    ["24-72 hours", 1, 3],
    ["1-2周", 7, 14],
    ["15-10", 10, 15],
    [12.5, 12.5, 12.5],
  ])("reads %j", (input, low, high) => {
    expect(readDayRange(input)).toEqual({ low, high });
  });

  it.each(["", "soon", "现货", "$200", -1, Number.NaN, null, {}, "1-2-3 days"])("reads no duration from %j", (input) => {
    expect(readDayRange(input)).toBeNull();
  });
});
