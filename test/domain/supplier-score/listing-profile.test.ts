import { describe, expect, test } from "vitest";
import { knownOfSupplier, profileOf, withOwnKnowledge } from "../../../src/domain/supplier-score/listing-profile.ts";
import { scoreSupplier } from "../../../src/domain/supplier-score/supplier-score.ts";
import { UNKNOWN_SUPPLIER } from "../../../src/model/supplier.ts";

const NOON = Date.parse("2026-11-20T12:00:00Z");
const certificate = (type: string, validUntil: string | null = null, isUnreadable = false) => ({
  type,
  authority: null,
  validUntil,
  isUnreadable,
});
const rated = (ratings: Readonly<Record<string, string>>) => ({ ...UNKNOWN_SUPPLIER, ratings });

describe("certificates of a listing", () => {
  test("that names none say nothing", () => {
    expect(profileOf(UNKNOWN_SUPPLIER, [], NOON)).toMatchObject({ certifications: null, iso: null, factoryAudit: null });
  });

  test("are held where they are undated or good on their last day; past it, unreadable and N/A they are not", () => {
    const certifications = [
      certificate("CE"),
      certificate("FACTORY_AUDIT", "2026-11-20"),
      certificate("ISO 9001", "2026-11-19"),
      certificate("BSCI", null, true),
      certificate("N/A"),
      certificate("暂无"),
    ];
    expect(profileOf(UNKNOWN_SUPPLIER, certifications, NOON)).toMatchObject({
      certifications: 2,
      factoryAudit: true,
      iso: null,
    });
  });

  test("never lower the high end, and never the low end, by one more being named", () => {
    const names = ["CE", "ISO 9001", "FACTORY_AUDIT", "FCC", "ROHS", "BSCI", "N/A"];
    const ends = names.map((_, index) => {
      const listed = names.slice(0, index).map((name) => certificate(name));
      const { low, high } = scoreSupplier(profileOf({ ...UNKNOWN_SUPPLIER, years: 4 }, listed, NOON));
      return [Number(low), Number(high)] as const;
    });
    for (const [index, [low, high]] of ends.slice(1).entries()) {
      expect(high).toBeGreaterThanOrEqual(ends[index]?.[1] ?? 0);
      expect(low).toBeGreaterThanOrEqual(ends[index]?.[0] ?? 0);
    }
    // One CE: 1 of 5 is sure, the other 4, the ISO's 8 and the audit's 10 are open.
    const [only] = scoreSupplier(profileOf(UNKNOWN_SUPPLIER, [certificate("CE")], NOON)).groups;
    expect(only).toEqual({ name: "certification", points: "1", max: "30", unknownPoints: "29" });
  });
});

test("verified is an audit; gold is a paid membership and counts for nothing", () => {
  expect(profileOf({ ...UNKNOWN_SUPPLIER, verified: true }, [certificate("CE")], NOON).factoryAudit).toBe(true);
  expect(profileOf(UNKNOWN_SUPPLIER, [certificate("深度验厂报告")], NOON).factoryAudit).toBe(true);
  expect(profileOf({ ...UNKNOWN_SUPPLIER, gold: true }, [], NOON)).toEqual(profileOf(UNKNOWN_SUPPLIER, [], NOON));
});

describe("a rating that stands for an indicator", () => {
  test.each([
    // (4.7 − 3.5) / 1.5 = 0.8 of on_time_rate's 15 points; (4.4 − 3.5) / 1.5 = 0.6 of response_rate's 7.5.
    [{ shipping_speed_rating: "4.7" }, "on_time_rate", "0.8", "12"],
    [{ logisticsExperienceScore: "4.7" }, "on_time_rate", "0.8", "12"],
    [{ communication_rating: "4.4" }, "response_rate", "0.6", "4.5"],
    [{ consultingExperienceScore: "4.4" }, "response_rate", "0.6", "4.5"],
    // Under the worst seen it is nothing, the best is all of it.
    [{ shipping_speed_rating: "3.1" }, "on_time_rate", "0", "0"],
    [{ communication_rating: "5.0" }, "response_rate", "1", "7.5"],
  ])("%j is a proxy of %s at %s", (ratings, name, value, points) => {
    const { indicators } = scoreSupplier(profileOf(rated(ratings as unknown as Record<string, string>), [], NOON));
    const found = indicators.find((indicator) => indicator.name === name);
    expect(found).toMatchObject({ state: "proxy", value, points });
    expect(found?.note).toContain("stands for it");
    expect(found?.note).toContain("3.5");
  });

  test("gives way to the rate itself, and to what the buyer knows", () => {
    const supplier = { ...rated({ shipping_speed_rating: "4.7" }), onTimeRate: "0.9" };
    const listed = profileOf(supplier, [], NOON);
    expect([listed.onTimeRate, listed.proxies?.onTimeRate]).toEqual(["0.9", null]);
    const own = withOwnKnowledge(profileOf(rated({ shipping_speed_rating: "4.7" }), [], NOON), { onTimeRate: "0.95" });
    const found = scoreSupplier(own).indicators.find(({ name }) => name === "on_time_rate");
    expect(found).toMatchObject({ state: "observed", value: "0.95" });
  });
});

test("what has no indicator is known in words", () => {
  const facts = knownOfSupplier({
    supplier: { ...rated({ compositeServiceScore: "4.5", secret_score: "4" }), repeatBuyerRate: "0.385", gold: true },
    rating: { stars: "4.8", reviews: 1204 },
    trade: { sold30Days: 320, buyers30Days: null, paymentMethods: [] },
  });
  expect(facts).toEqual([
    "38.5 % of its buyers buy again",
    "the product has 4.8 of 5 stars from 1204 reviews",
    "320 sold in 30 days",
    "rated 4.5 of 5 for service",
    "gold: a paid membership, which says nothing of the goods",
  ]);
});

test("dispute and refund rates above their thresholds are alarms; too little data is not called weak", () => {
  const score = scoreSupplier({ disputeRate: "0.031", refundRate: "0.05" });
  expect(score.alarms).toEqual(["Dispute rate 3.1 % is above 2 %."]);
  expect(score.riskWarnings).toEqual([expect.stringContaining("Insufficient data"), ...score.alarms]);
});
