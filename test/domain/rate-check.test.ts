import { describe, expect, it } from "vitest";
import { impossibleRates, ratesOff } from "../../src/domain/rate-check.ts";

const table = (rates: Record<string, string>) => ({ rates, asOf: null, source: null });
const REFERENCE = { base: "EUR", ...table({ USD: "1.25", CNY: "9.00" }) };

describe("a rate beside the reference", () => {
  // 9.00 / 1.25 = 7.20 CNY for a dollar; 20 % off is 5.76 and 8.64.
  it.each([
    ["5.76", false],
    ["8.64", false],
    ["5.75", true],
    ["8.65", true],
    ["0.1389", true],
  ])("%s CNY for a dollar is refused: %s", (rate, refused) => {
    expect(ratesOff(table({ CNY: rate }), "USD", REFERENCE)).toEqual(
      refused ? [{ currency: "CNY", given: rate, reference: "7.2" }] : [],
    );
  });

  it("is not measured where the reference knows nothing of it", () => {
    expect(ratesOff(table({ XAF: "1" }), "USD", REFERENCE)).toEqual([]);
    expect(ratesOff(table({ CNY: "1" }), "XAF", REFERENCE)).toEqual([]);
  });
});

describe("a rate that cannot be", () => {
  it.each([
    ["CNY", "0.1404", "USD"],
    ["CNY", "1.9", "EUR"],
    ["USD", "7.1", "CNY"],
    ["JPY", "0.0065", "USD"],
  ])("is doubted: %s %s for one %s", (code, rate, currency) => {
    const [doubt] = impossibleRates(table({ [code]: rate }), currency);
    expect(doubt).toContain(code);
    expect(doubt).toContain(rate);
  });

  it.each([
    ["CNY", "7.12", "USD"],
    ["CNY", "4.70", "AUD"],
    ["USD", "0.655", "AUD"],
    ["USD", "0.2723", "AED"],
    ["CNY", "9.20", "GBP"],
    ["XAF", "0.001", "USD"],
  ])("and these are not: %s %s for one %s", (code, rate, currency) => {
    expect(impossibleRates(table({ [code]: rate }), currency)).toEqual([]);
  });
});
