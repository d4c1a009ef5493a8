import { describe, expect, test } from "vitest";
import { taxBases, VALUE_AT_PORT, VALUE_ON_BOARD } from "../../../src/domain/landed-cost/customs.ts";

describe("duty", () => {
  test.each(["US", "CA", "AU", "NZ", "ZA", "BW", "LS", "NA", "SZ", "HT"])(
    "in %s is on the value without freight",
    (country) => {
      expect(taxBases(country).duty).toBe(VALUE_ON_BOARD);
    },
  );
  test.each(["DE", "GB", "BR", "JP", "MX", "CH"])("in %s is on the value with freight and insurance", (country) => {
    expect(taxBases(country).duty).toBe(VALUE_AT_PORT);
  });
});

describe("VAT, beside the duty", () => {
  const beyondDutyValue = (country: string): readonly string[] | null => {
    const { duty, vat } = taxBases(country);
    return vat && [...vat.lines].filter((line) => !duty.has(line));
  };
  test("is none in the United States", () => expect(beyondDutyValue("US")).toBeNull());
  test.each(["FR", "GB", "GR", "CH", "NO"])("in %s counts the way to the first destination too", (country) => {
    expect(beyondDutyValue(country)).toEqual(["destination_terminal", "last_mile"]);
  });
  test("in Australia counts transport and insurance too", () => {
    expect(beyondDutyValue("AU")).toEqual(["freight", "insurance"]);
  });
  test.each(["CA", "ZA", "BR", "IN"])("in %s is on the customs value alone", (country) => {
    expect(beyondDutyValue(country)).toEqual([]);
  });
});
