import { expect, it } from "vitest";
import { chineseHeadline, figureZh } from "../../src/report/chinese.ts";
import { reportPage } from "../../src/report/page.ts";
import { compareOffers } from "../../src/tools/compare-purchase-options/compare-offers.ts";

const WAY = { freight: "100", destinationTerminal: "0", lastMile: "0", unloading: "0", brokerage: "0" };

it("says of duty and VAT that they decide together, and not the way to the door, which is known", () => {
  // 1,000 × 3.00 / 1.08 + 100 = 2,877.78 EUR against 4,200.00: 1,322.22 are left for duty and VAT.
  const answer = compareOffers({
    quantity: 1_000,
    destination: "FR",
    currency: "EUR",
    fx: { rates: { USD: "1.08" }, asOf: "2026-11-20", source: "bank" },
    costs: { ...WAY, insuranceRate: "0" },
    offers: [
      { name: "one", supplier: "One Ltd", pricesText: "1+: 3.00", currency: "USD", tradeTerm: "FOB Ningbo" },
      { name: "two", supplier: "Two GmbH", pricesText: "1+: 4.20", currency: "EUR", tradeTerm: "DDP Lyon" },
    ],
  });
  expect(answer.verdict.headline).toContain("if duty and VAT together cost less than 1,322.22 EUR");
  expect(chineseHeadline(answer)).toBe(
    "若关税、进口增值税合计低于1,322.22 EUR,向One (offer:one)采购;否则向Two (offer:two)采购。",
  );
  const page = reportPage({ answer, curves: [], decidedAtMs: null, language: "zh" });
  const rule = (/<ol class="rule">.*?<\/ol>/s.exec(page)?.[0] ?? "").replace(/<[^>]*>/g, "");
  expect(rule).toContain("关税、进口增值税合计: 低于1,322.22 EUR");
  expect(rule).toContain("关税、进口增值税合计: 不低于1,322.22 EUR");
});

it("names the way to the door where a part of it decides", () => {
  expect(figureZh(["freight", "insurance", "last_mile"])).toBe("到门全程费用");
  expect(figureZh(["insurance_rate", "duty_rate"])).toBe("保险费、关税合计");
  expect(figureZh(["duty_rate"])).toBe("进口关税税率");
});
