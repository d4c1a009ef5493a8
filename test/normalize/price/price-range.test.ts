import { describe, expect, it } from "vitest";
import { readPriceRange } from "../../../src/normalize/price/price-range.ts";
import { PARSING } from "../cases.ts";

describe("readPriceRange", () => {
  it.each(PARSING.ranges.map((one) => [one.input, one] as const))("reads %j", (_input, { input, low, high, currency }) => {
    expect(readPriceRange(input)).toEqual({ low, high, currency: currency ?? null });
  });
});
