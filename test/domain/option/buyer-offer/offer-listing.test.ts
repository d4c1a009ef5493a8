import { describe, expect, it } from "vitest";
import { offerListing, withFacts } from "../../../../src/domain/option/buyer-offer/offer-listing.ts";
import { listing } from "../../../support/listing.ts";

describe("an offer as an option", () => {
  it("carries the supplier's word field by field, and what was not said is not known", () => {
    const read = offerListing({
      name: "Yiwu mail",
      pricesText: "1-99: 5.20; 100+: 4.80",
      currency: "CNY",
      unit: "carton",
      unitsPerPack: "48",
      tradeTerm: "FOB Ningbo",
      minOrderQuantity: "10",
      leadTimeDays: { low: 15, high: 20 },
      package: { weightKg: "0.4", unitsPerCarton: "48" },
      certifications: [{ type: "CE", validUntil: "2027-03-01" }],
      oneTimeCosts: [{ name: "mould", amount: "900" }],
      perOrderCosts: [{ name: "papers", amount: "60" }],
      scoreProfile: { years: 8 },
      validUntil: "2026-12-31",
      freight: [{ method: "sea", freight: { amount: "800" }, term: "DAP" }],
    });
    expect(read).toMatchObject({
      ref: "offer:Yiwu mail",
      basis: "offer",
      validUntil: "2026-12-31",
      oneTimeCosts: [{ name: "mould", amount: "900" }],
      perOrderCosts: [{ name: "papers", amount: "60" }],
      scoreProfile: { years: 8 },
    });
    expect(read.product.offer).toMatchObject({
      currency: "CNY",
      unit: "carton",
      unitClass: "pack",
      unitsPerPack: 48,
      minOrderQuantity: 10,
      tradeTerm: { rule: "FOB", place: "Ningbo", assumed: false },
    });
    expect(
      read.product.offer.tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]),
    ).toEqual([
      [1, 99, "5.20"],
      [100, null, "4.80"],
    ]);
    expect(read.product.shipping.options).toMatchObject([
      { method: "sea", scope: "door", term: "DAP", freight: { amount: "800", currency: "CNY" } },
    ]);
    expect(read.product.certifications).toMatchObject([{ type: "CE", validUntil: "2027-03-01", isUnreadable: false }]);
    expect(read.product.package).toMatchObject({ weightKg: "0.4", lengthCm: null, unitsPerCarton: 48 });
    expect(read.product.stock).toBeNull();
  });

  it("has the custom of its marketplace as its term, assumed, and none where nobody said either", () => {
    const rule = (marketplace: "1688" | "alibaba" | null) =>
      offerListing({ name: "a", pricesText: "5", currency: "CNY", marketplace }).product.offer.tradeTerm;
    expect(rule("1688")).toMatchObject({ rule: "EXW", assumed: true });
    expect(rule("alibaba")).toMatchObject({ rule: "FOB", assumed: true });
    expect(rule(null)).toBeNull();
  });

  it("tells a term, a date and a price that cannot be read", () => {
    const { product, validUntil } = offerListing({
      name: "a",
      prices: [{ from: "1", unitPrice: "0" }],
      currency: "USD",
      tradeTerm: "cheap",
      validUntil: "soon",
    });
    expect(validUntil).toBeNull();
    expect(product.offer.priceBasis).toBe("none");
    expect(product.warnings.map(({ code }) => code)).toEqual(["unreadable_date", "prices_left_out", "unparsed_term"]);
  });

  it("divides a price for a hundred", () => {
    const { product } = offerListing({
      name: "a",
      prices: [{ from: "100", unitPrice: "4.80" }],
      currency: "USD",
      unit: "100 pieces",
    });
    expect(product.offer.tiers[0]?.unitPrice).toBe("0.048");
  });
});

describe("facts of a listing", () => {
  it("of the buy mark its basis; others are told and leave it", () => {
    const own = listing("1600590399629", { stock: 5_000 });
    expect(withFacts(own, { stock: "900" })).toMatchObject({ basis: "given", product: { stock: 900 } });
    const packed = withFacts(own, { package: { weightKg: "0.5" } });
    expect(packed.basis).toBeUndefined();
    expect(packed.product.warnings[0]).toEqual({
      code: "given",
      message: "Your word stands in place of the listing's: package",
    });
  });

  it("a certificate stands in place of the listing's of that name, and the others stay", () => {
    const held = { authority: null, validUntil: null, isUnreadable: false };
    const own = listing("1600590399629", {
      certifications: [
        { type: "ce", ...held },
        { type: "ISO 9001", ...held },
      ],
    });
    const { product } = withFacts(own, { certifications: [{ type: "CE", validUntil: "2027-01-31" }] });
    expect(product.certifications.map(({ type, validUntil }) => [type, validUntil])).toEqual([
      ["CE", "2027-01-31"],
      ["ISO 9001", null],
    ]);
  });
});
