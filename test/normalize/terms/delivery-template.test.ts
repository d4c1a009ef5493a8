import { describe, expect, it } from "vitest";
import { readFreeThreshold } from "../../../src/normalize/terms/delivery-template.ts";

describe("readFreeThreshold", () => {
  it.each([
    ["200", "200"],
    ["¥99.00", "99.00"],
    [0, null],
    ["0", null],
    [-1, null],
    [null, null],
  ])("of %j is %j", (input, amount) => {
    expect(readFreeThreshold(input)).toBe(amount);
  });
});
