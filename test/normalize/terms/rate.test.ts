import { describe, expect, it } from "vitest";
import { readRate } from "../../../src/normalize/terms/rate.ts";
import { codes, PARSING } from "../cases.ts";

describe("readRate", () => {
  it.each(PARSING.rates.map((one) => [one.input, one] as const))(
    "reads %j",
    (_input, { input, needsPercentSign, rate, warnings }) => {
      const reading = readRate(input, needsPercentSign === undefined ? {} : { needsPercentSign });
      expect(reading.rate).toBe(rate);
      expect(codes(reading.warnings)).toEqual(warnings ?? []);
    },
  );
});
