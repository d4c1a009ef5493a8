import { describe, expect, test } from "vitest";
import { likelyRate, taxBases, VALUE_AT_PORT, VALUE_ON_BOARD } from "../../../src/domain/landed-cost/customs.ts";

describe("duty", () => {
  test.each(["US", "PR", "CA", "AU", "NZ", "ZA", "BW", "LS", "NA", "SZ", "HT"])(
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
  test.each(["US", "PR"])("is none in %s", (country) => expect(beyondDutyValue(country)).toBeNull());
  test.each(["FR", "GB", "GR", "CH", "NO"])("in %s counts the way to the first destination too", (country) => {
    expect(beyondDutyValue(country)).toEqual(["destination_terminal", "last_mile"]);
  });
  test.each(["AU", "NZ"])("in %s counts transport and insurance too", (country) => {
    expect(beyondDutyValue(country)).toEqual(["freight", "insurance"]);
  });
  test.each(["CA", "ZA", "BR", "IN"])("in %s is on the customs value alone", (country) => {
    expect(beyondDutyValue(country)).toEqual([]);
  });
});

test("a duty that is likely in the customs territory of the United States is not elsewhere", () => {
  expect([likelyRate("duty", "US"), likelyRate("duty", "PR"), likelyRate("duty", "DE")]).toEqual(["1.5", "1.5", "0.6"]);
  expect([likelyRate("insurance", "DE"), likelyRate("vat", "DE")]).toEqual(["0.03", null]);
});
