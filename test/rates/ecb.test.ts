import { describe, expect, it } from "vitest";
import { ratesFor } from "../../src/domain/exchange-rates.ts";
import { readEcbFile } from "../../src/rates/ecb.ts";
import { ratesFile, SANDBOX_RATES } from "../../src/sandbox/exchange.ts";
import { ecbFile, RATES } from "./ecb-file.ts";

const NOW_MS = Date.UTC(2026, 10, 20, 18);
const DAY = "2026-11-20";
const good = ecbFile(DAY);

describe("the European Central Bank's daily file", () => {
  it("is read whole, with its day", () => {
    expect(readEcbFile(good, NOW_MS)).toEqual({
      base: "EUR",
      rates: RATES,
      asOf: DAY,
      source: "European Central Bank, daily reference rates",
    });
  });

  it("gives exact cross rates", () => {
    // 8.2 CNY and 1.15 USD for a euro: 8.2 / 1.15 = 7.1304347826086956522 CNY for a dollar.
    const table = ratesFor("USD", readEcbFile(good, NOW_MS));
    expect(table?.rates["CNY"]).toBe("7.1304347826086956522");
    expect(table?.rates["EUR"]).toBe("0.86956521739130434783");
  });

  it("has the sandbox's shape, on a working day", () => {
    // 2026-11-22 is a Sunday; the Friday before it is the 20th.
    const day = readEcbFile(ratesFile(Date.UTC(2026, 10, 22)), Date.UTC(2026, 10, 22));
    expect(day.asOf).toBe("2026-11-20");
    expect(Number(ratesFor("USD", day)?.rates["CNY"])).toBeCloseTo(Number(SANDBOX_RATES.rates.CNY), 5);
  });

  it.each([
    ["an empty answer", ""],
    ["a page of the site", "<!DOCTYPE html><html><body>Maintenance</body></html>"],
    ["JSON", '{"rates":{"USD":1.15}}'],
    ["a file that stops in a rate", good.slice(0, good.indexOf("KRW"))],
    ["a file that stops before its end", good.replace("</gesmes:Envelope>", "")],
    ["no day", good.replace(` time='${DAY}'`, "")],
    ["a day that is none", ecbFile("2026-02-30")],
    ["a day to come", ecbFile("2026-11-25")],
    ["two days", good.replace("</Cube>\n</gesmes", `<Cube time='2026-11-19'></Cube></Cube>\n</gesmes`)],
    ["a rate of words", good.replace("8.2000", "n/a")],
    ["a rate of nothing", good.replace("8.2000", "0")],
    ["a rate below nothing", good.replace("8.2000", "-8.2")],
    ["a rate with a comma", good.replace("8.2000", "8,2000")],
    ["a rate without a currency", good.replace("currency='CNY' ", "")],
    ["a currency without a rate", good.replace(" rate='8.2000'", "")],
    ["a broken element", good.replace("<Cube currency='CNY'", "<Cub currency='CNY'")],
    ["one currency twice", good.replace("currency='CNY'", "currency='USD'")],
    ["no dollar", good.replace("currency='USD'", "currency='CHF'")],
    ["two rates", ecbFile(DAY, { USD: "1.15", CNY: "8.2" })],
    ["a flood", good.replace("Reference rates", "x".repeat(200_000))],
  ])("is never half used: %s", (_, text) => {
    expect(() => readEcbFile(text, NOW_MS)).toThrow(/exchange rates/);
  });
});
