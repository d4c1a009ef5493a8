import { describe, expect, test } from "vitest";
import type { IndicatorScore, SupplierScore } from "../../../src/domain/supplier-score/score-result.ts";
import { beatsForSure, scoreSupplier } from "../../../src/domain/supplier-score/supplier-score.ts";
import { Fault } from "../../../src/model/fault.ts";
import fixture from "../../fixtures/supplier-score.json" with { type: "json" };

const indicator = (score: SupplierScore, name: string): IndicatorScore | undefined =>
  score.indicators.find((one) => one.name === name);

const WEAK = "供应商实力不足,建议谨慎采购";

const FULL = {
  factoryAudit: true,
  iso: true,
  tradeAssurance: true,
  certifications: 2,
  years: 6,
  transactionLevel: 4,
  responseRate: "0.92",
  onTimeRate: "0.96",
  productCount: 120,
  monthlyOutput: 50000,
  shortestLeadDays: 7,
};

describe("the published model", () => {
  test.each(fixture.profiles)("$name: $published.total", ({ profile, published }) => {
    const score = scoreSupplier(profile, { model: "published" });
    expect([Number(score.low), Number(score.high), score.level]).toEqual([
      Number(published.total),
      Number(published.total),
      published.level,
    ]);
    if (!("groups" in published) || published.groups === undefined) return;
    for (const [name, points] of Object.entries(published.groups)) {
      expect(Number(score.groups.find((group) => group.name === name)?.points)).toBeCloseTo(points, 8);
    }
    expect(score.riskWarnings).toEqual(published.riskWarning === null ? [] : [published.riskWarning]);
  });
});

describe("the rescaled model", () => {
  const rescaled = fixture.profiles.flatMap(({ name, profile, rescaled }) => (rescaled ? [{ name, profile, rescaled }] : []));
  test.each(rescaled)("$name: from $rescaled.low to $rescaled.high", ({ profile, rescaled }) => {
    expect(scoreSupplier(profile)).toMatchObject(rescaled);
  });

  test("has groups of 30, 30, 25 and 15 points", () => {
    const { groups } = scoreSupplier({});
    expect(groups).toEqual([
      { name: "certification", points: "0", max: "30", unknownPoints: "30" },
      { name: "transaction", points: "0", max: "30", unknownPoints: "30" },
      { name: "fulfilment", points: "0", max: "25", unknownPoints: "25" },
      { name: "capacity", points: "0", max: "15", unknownPoints: "15" },
    ]);
  });

  test("estimates from 60 points of observed maxima on, and below that says there is too little data", () => {
    // On-time 15, products 10, output 10, lead time 5, audit 10 and certificates 5 make 55; trade assurance adds 7.
    const some = {
      onTimeRate: "1",
      productCount: 50,
      monthlyOutput: 10000,
      shortestLeadDays: 0,
      factoryAudit: true,
      certifications: 0,
    };
    expect(scoreSupplier(some)).toMatchObject({ coverage: "0.55", estimate: null, level: "insufficient_data" });
    expect(scoreSupplier(some).riskWarnings).toEqual([
      "Insufficient data: indicators worth 55 % of the score are known, too few to estimate it.",
    ]);
    const more = scoreSupplier({ ...some, tradeAssurance: false });
    expect(more).toMatchObject({ coverage: "0.62", low: "50", high: "88", level: "A" });
    expect(Number(more.estimate)).toBeCloseTo(80.645161, 6);
  });

  test("has no points for what is not known, and says whose word the rest is", () => {
    const score = scoreSupplier(
      { years: 5 },
      { notLicensed: new Set(["on_time_rate"]), sourceOf: (name) => (name === "years" ? "buyer" : "listing") },
    );
    expect(indicator(score, "years")).toEqual({
      name: "years",
      state: "observed",
      value: 5,
      points: "5.625",
      max: "11.25",
      source: "buyer",
      note: null,
    });
    expect(indicator(score, "iso")).toMatchObject({ state: "unknown", value: null, points: null, max: "8", source: "listing" });
    expect(indicator(score, "on_time_rate")?.state).toBe("not_licensed");
  });
});

describe("a rate", () => {
  test("over a known sample counts at its Wilson lower bound", () => {
    const score = scoreSupplier({ onTimeRate: "0.9", responseRate: "1", samples: { onTimeRate: 10, responseRate: 1 } });
    expect(Number(indicator(score, "on_time_rate")?.points)).toBeCloseTo(15 * 0.59585, 4);
    expect(Number(indicator(score, "response_rate")?.points)).toBeCloseTo(7.5 * 0.206549, 5);
    expect(indicator(score, "on_time_rate")?.note).toBe("of 10: counted at 59.6 %, its 95 % lower bound");
  });

  test("without a sample says so", () => {
    expect(indicator(scoreSupplier({ onTimeRate: "0.9" }), "on_time_rate")).toMatchObject({
      points: "13.5",
      note: "sample size unknown",
    });
  });

  test("counts as it stands in the published model", () => {
    const score = scoreSupplier({ onTimeRate: "0.9", samples: { onTimeRate: 10 } }, { model: "published" });
    expect(indicator(score, "on_time_rate")?.points).toBe("13.5");
  });
});

describe("risk warnings", () => {
  test("name dispute and refund rates above their thresholds", () => {
    const profile = { ...FULL, disputeRate: "0.031", refundRate: "0.05" };
    expect(scoreSupplier(profile).riskWarnings).toEqual(["Dispute rate 3.1 % is above 2 %."]);
    expect(scoreSupplier(profile, { maxDisputeRate: "0.04", maxRefundRate: "0.01" }).riskWarnings).toEqual([
      "Refund rate 5 % is above 1 %.",
    ]);
  });

  test("name a weak supplier where the estimate is under 60", () => {
    expect(scoreSupplier({ ...FULL, factoryAudit: false, iso: false, tradeAssurance: false, years: 1 }).riskWarnings).toEqual([
      WEAK,
    ]);
  });
});

describe("what would raise the score", () => {
  test("is the unknown by its points, then the weak; years that are known cannot be changed", () => {
    const { onTimeRate: _, iso: __, ...rest } = FULL;
    expect(scoreSupplier(rest).improvesMost).toEqual([
      { name: "on_time_rate", points: "15", isUnknown: true },
      { name: "iso", points: "8", isUnknown: true },
      { name: "certifications", points: "3", isUnknown: false },
      { name: "transaction_level", points: "2.25", isUnknown: false },
      { name: "shortest_lead_days", points: "1", isUnknown: false },
      { name: "response_rate", points: "0.6", isUnknown: false },
    ]);
  });
});

test("a supplier beats another for sure only above its best case", () => {
  expect(beatsForSure({ low: "60" }, { high: "59.9" })).toBe(true);
  expect(beatsForSure({ low: "60" }, { high: "60" })).toBe(false);
  expect(beatsForSure({ low: "9" }, { high: "10" })).toBe(false);
});

test("a model that does not exist is refused", () => {
  expect(() => scoreSupplier({}, { model: "best" as "rescaled" })).toThrow(Fault);
});
