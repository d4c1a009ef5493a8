import { describe, expect, it } from "vitest";
import { packedSize } from "../../../../src/domain/landed-cost/packed-size.ts";
import type { SaidPackage, SaidTerms } from "../../../../src/domain/option/buyer-offer/buyer-offer.ts";
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
    expect(product.warnings.map(({ code }) => code)).toEqual(["unreadable_date", "zero_price", "unparsed_term"]);
  });

  it("ends a step of a measure where the next one begins, and of counts one before", () => {
    const tops = (unit: string) =>
      offerListing({
        name: "a",
        prices: [
          { from: "10", unitPrice: "4.00" },
          { from: "100", unitPrice: "3.50" },
        ],
        currency: "USD",
        unit,
      }).product.offer.tiers.map(({ minQuantity, maxQuantity }) => [minQuantity, maxQuantity]);
    // 99.5 kg cost 4.00 a kilogram: nothing lies between the steps.
    expect(tops("kg")).toEqual([
      [10, 100],
      [100, null],
    ]);
    expect(tops("piece")).toEqual([
      [10, 99],
      [100, null],
    ]);
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

describe("a package that was said", () => {
  const CARTON = { weightKg: "14", lengthCm: "60", widthCm: "40", heightCm: "50", unitsPerCarton: "24" };
  const read = (parcel: SaidPackage, unit = "piece") => {
    const { product } = offerListing({ name: "a", pricesText: "5", currency: "USD", unit, package: parcel });
    const { kg, m3 } = packedSize(product);
    const doubts = product.warnings.map(({ code }) => code).filter((code) => code.startsWith("package_"));
    return [kg?.toDecimalPlaces(6).toString() ?? null, m3?.toDecimalPlaces(6).toString() ?? null, doubts];
  };

  // 0.6 × 0.4 × 0.5 m = 0.12 m³, 0.005 each of 24; 14 / 24 = 0.583333 kg.
  it("is the carton's where it says so, or where a carton of such units could not be lifted", () => {
    expect(read({ ...CARTON, sizesOf: "carton" })).toEqual(["0.583333", "0.005", []]);
    // 24 × 14 kg = 336 kg, 24 × 0.12 m³ = 2.88 m³.
    expect(read(CARTON)).toEqual(["0.583333", "0.005", ["package_of_carton"]]);
    expect(read({ ...CARTON, weightKg: null })).toEqual([null, "0.005", ["package_of_carton"]]);
    expect(read({ weightKg: "14", unitsPerCarton: "24" })).toEqual(["0.583333", null, ["package_of_carton"]]);
  });

  it("is one unit's where it says so, or a carton of such units can be lifted", () => {
    expect(read({ ...CARTON, sizesOf: "unit" })).toEqual(["14", "0.12", []]);
    // 24 × 0.62 kg = 14.88 kg.
    expect(read({ weightKg: "0.62", unitsPerCarton: "24" })).toEqual(["0.62", null, []]);
    // 4 × 6 kg = 24 kg is a carton, and so is 6 kg.
    expect(read({ weightKg: "6", unitsPerCarton: "4" })).toEqual(["6", null, ["package_of_unit"]]);
    expect(read({ ...CARTON, unitsPerCarton: null })).toEqual(["14", "0.12", []]);
    // What is sold is the carton.
    expect(read(CARTON, "carton")).toEqual(["14", "0.12", []]);
  });

  it("of a carton whose content nobody says is left out and told", () => {
    expect(read({ ...CARTON, unitsPerCarton: null, sizesOf: "carton" })).toEqual([null, null, ["package_not_counted"]]);
  });

  it("of facts takes the listing's count, and leaves its sizes what they are of", () => {
    const own = listing("1600590399629", {
      package: { weightKg: "0.7", lengthCm: "10", widthCm: "10", heightCm: "20", unitsPerCarton: 24 },
    });
    const size = (parcel: SaidPackage) => {
      const { kg, m3 } = packedSize(withFacts(own, { package: parcel }).product);
      return [kg?.toDecimalPlaces(6).toString(), m3?.toString()];
    };
    expect(size({ unitsPerCarton: "30" })).toEqual(["0.7", "0.002"]);
    expect(size({ weightKg: "15", sizesOf: "carton" })).toEqual(["0.625", "0.002"]);
    expect(size({ ...CARTON, weightKg: null })).toEqual(["0.7", "0.005"]);
    expect(size({ heightCm: "30" })).toEqual(["0.7", "0.003"]);
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

  it("a price is in the currency that its text names, else in the listing's", () => {
    const own = listing("1600590399629", { offer: { currency: "CNY" }, ladder: [[1, "18.50"]] });
    const price = (pricesText: string, currency: string | null = null) => {
      const { offer, warnings } = withFacts(own, { pricesText, currency }).product;
      return [
        offer.currency,
        offer.tiers[0]?.unitPrice ?? null,
        offer.tradeTerm?.rule,
        warnings.map(({ code }) => code).slice(1),
      ];
    };
    expect(price("USD 2.95 FOB Ningbo from 5000 pcs")).toEqual(["USD", "2.95", "FOB", []]);
    expect(price("5000+: 17.80")).toEqual(["CNY", "17.80", "FOB", []]);
    expect(price("5000+: $2.95", "USD")).toEqual(["USD", "2.95", "FOB", []]);
    expect(price("5000+: €2.95", "USD")).toEqual(["USD", null, "FOB", ["mixed_currency"]]);
  });

  it("a price many times the listing's own, with no currency said, is doubted", () => {
    const own = listing("1600590399629", { offer: { currency: "CNY" }, ladder: [[1, "18.50"]] });
    const doubts = (facts: SaidTerms) =>
      withFacts(own, facts).product.warnings.flatMap(({ code, message }) => (code === "price_far_off" ? [message] : []));
    const price = (unitPrice: string) => ({ prices: [{ from: "1", unitPrice }] });
    // 2.75 / 18.50 is under 0.4; 46.30 / 18.50 is above 2.5.
    expect(doubts(price("2.75"))).toEqual([
      "Your price is read as 2.75 CNY, where it was 18.50: write its currency if it is another",
    ]);
    expect(doubts(price("46.30"))).toHaveLength(1);
    expect(doubts(price("19.50"))).toEqual([]);
    expect(doubts({ ...price("2.75"), currency: "USD" })).toEqual([]);
    expect(doubts({ ...price("2.75"), currency: "CNY" })).toEqual([]);
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
