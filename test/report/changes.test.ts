import { expect, it } from "vitest";
import { reportPage } from "../../src/report/page.ts";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";
import { changesOf } from "../../src/tools/compare-purchase-options/said/changes.ts";

/** One sells 1,200 at 2.40 USD on board, Two 1,000 at the price to the door. */
const changes = (destination: string, dutyRate: string | null, toDoor: string): string => {
  const answer = compareOffers({
    quantity: 1_000,
    destination,
    currency: "EUR",
    fx: { rates: { USD: "1.08" }, asOf: "2026-11-20", source: "bank" },
    costs: dutyRate === null ? {} : { dutyRate },
    offers: [
      { name: "one", supplier: "One Ltd", pricesText: "1-1199: 3.00; 1200+: 2.40", currency: "USD", tradeTerm: "FOB Ningbo" },
      { name: "two", supplier: "Two GmbH", pricesText: `1+: ${toDoor}`, currency: "EUR", tradeTerm: "DDP Lyon" },
    ],
  });
  const page = reportPage({ answer, curves: [], decidedAtMs: null, language: "en" });
  return (/<section aria-labelledby="changes">.*?<\/section>/s.exec(page)?.[0] ?? "").replace(/<[^>]*>/g, "");
};

it("tells a duty that the destination could ask, and no exchange rate of another year", () => {
  // 1,200 × 2.40 / 1.08 = 2,666.67 EUR against 6,000.00: a duty of 6,000 / 2,666.67 - 1 = 125 % evens them out, as would
  // 2,880 / 6,000 = 0.48 USD for a euro, which is 56 % less than today's.
  expect(changes("US", null, "6.00")).toContain("duty rate: at 125 %");
  expect(changes("US", null, "6.00")).not.toContain("0.48");
  expect(changes("FR", null, "6.00")).toBe("");
});

it("tells no part of the way but freight that would cost more than a fifth of the whole", () => {
  const answer = compareOffers({
    quantity: 1_000,
    destination: "US",
    currency: "USD",
    offers: [
      { name: "one", supplier: "One Ltd", pricesText: "1+: 3.00", currency: "USD", tradeTerm: "DDP" },
      { name: "two", supplier: "Two Ltd", pricesText: "1+: 4.00", currency: "USD", tradeTerm: "DDP" },
    ],
  });
  // 1,000 × 3.00 = 3,000.00, a fifth of it 600.00.
  const flips = (
    [
      ["unloading", "600.00"],
      ["unloading", "600.01"],
      ["freight", "3000.00"],
      ["freight", "3000.01"],
    ] as const
  ).map(([line, threshold]) => ({ what: [line], for: null, now: null, threshold }));
  expect(changesOf({ ...answer, flips: flips as unknown as typeof answer.flips }).map(({ threshold }) => threshold)).toEqual([
    "600.00",
    "3000.00",
  ]);
});
