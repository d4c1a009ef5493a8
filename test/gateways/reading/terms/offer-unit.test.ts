import { describe, expect, it } from "vitest";
import { readProduct } from "../../../../src/gateways/read-product.ts";
import { startNotes } from "../../../../src/gateways/reading/notes.ts";
import { alibabaCurrency } from "../../../../src/gateways/reading/prices/alibaba-currency.ts";
import { priceIn } from "../../../../src/gateways/reading/prices/figures.ts";
import { readCertificate } from "../../../../src/gateways/reading/terms/certificate.ts";
import { inOfferUnit, type OfferUnits } from "../../../../src/gateways/reading/terms/offer-unit.ts";
import { readStatedTerm } from "../../../../src/gateways/reading/terms/stated-term.ts";
import { gatewayOf } from "../../../../src/gateways/registry.ts";
import { certificateState } from "../../../../src/model/supplier.ts";
import { readPriceRangeIn } from "../../../../src/normalize/price/price-range.ts";
import { anOffer, aProduct, aSku } from "../../../support/product.ts";
import { askOf } from "../../fixture.ts";

const tier = (minQuantity: number, maxQuantity: number | null, unitPrice: string) => ({
  minQuantity,
  maxQuantity,
  unitPrice,
  discount: null,
  term: null,
});

/** From 10 at 14.40 to 49, from 50 at 12.00; at least 10; 200 in stock. */
function united(units: OfferUnits) {
  const notes = startNotes();
  const product = inOfferUnit(
    aProduct({
      marketplace: "alibaba",
      id: "1",
      stock: 200,
      skus: [aSku({ id: "a", unitPrice: "14.40", stock: 100 })],
      offer: anOffer({
        currency: "USD",
        priceBasis: "quantity",
        minOrderQuantity: 10,
        tiers: [tier(10, 49, "14.40"), tier(50, null, "12.00")],
      }),
    }),
    units,
    notes,
  );
  const { offer, skus, stock } = product;
  return {
    unit: offer.unit,
    unitClass: offer.unitClass,
    perPack: offer.unitsPerPack,
    minimum: offer.minOrderQuantity,
    tiers: offer.tiers.map(({ minQuantity, maxQuantity, unitPrice }) => [minQuantity, maxQuantity, unitPrice]),
    sku: [skus[0]?.unitPrice, skus[0]?.stock],
    stock,
    basis: offer.priceBasis,
    codes: notes.warnings.map(({ code }) => code),
  };
}

describe("inOfferUnit", () => {
  it("leaves one unit as it stands, in the seller's word", () => {
    expect(united({ price: "Piece/Pieces", order: "Pieces" })).toMatchObject({
      unit: "Pieces",
      unitClass: "piece",
      minimum: 10,
      tiers: [
        [10, 49, "14.40"],
        [50, null, "12.00"],
      ],
      codes: [],
    });
    expect(united({ price: null, order: null })).toMatchObject({ unit: null, unitClass: "other", minimum: 10 });
    expect(united({ price: "Carton", order: null })).toMatchObject({ unit: "Carton", unitClass: "pack", perPack: null });
  });

  it("divides a price for 100 pieces", () => {
    // 14.40 / 100 = 0.144 and 12.00 / 100 = 0.12 a piece; quantities count pieces.
    const expected = {
      unitClass: "piece",
      minimum: 10,
      tiers: [
        [10, 49, "0.144"],
        [50, null, "0.12"],
      ],
      sku: ["0.144", 100],
    };
    expect(united({ price: "100 Pieces", order: "Pieces" })).toMatchObject(expected);
    expect(united({ price: "100 Pieces", order: null })).toMatchObject(expected);
    // 千个 is what both count: from 10,000 pieces at 0.0144.
    expect(united({ price: "千个", order: "千个" })).toMatchObject({
      minimum: 10_000,
      tiers: [
        [10_000, 49_999, "0.0144"],
        [50_000, null, "0.012"],
      ],
    });
  });

  it("takes the finer of two units that convert", () => {
    // 10 dozen are 120 pieces; 49 dozen end with piece 599.
    expect(united({ price: "Piece", order: "Dozen" })).toMatchObject({
      unit: "Piece",
      minimum: 120,
      stock: 2400,
      tiers: [
        [120, 599, "14.40"],
        [600, null, "12.00"],
      ],
    });
    // 14.40 a dozen are 1.20 a piece.
    expect(united({ price: "Dozen", order: "Pieces" })).toMatchObject({
      unit: "Pieces",
      minimum: 10,
      tiers: [
        [10, 49, "1.2"],
        [50, null, "1"],
      ],
    });
    expect(united({ price: "Dozen", order: "Dozens" })).toMatchObject({
      unit: "Dozens",
      minimum: 10,
      tiers: [
        [10, 49, "14.40"],
        [50, null, "12.00"],
      ],
    });
  });

  it("takes the price's own measure", () => {
    // 10 t are 10,000 kg.
    expect(united({ price: "Kilogram", order: "Ton" })).toMatchObject({
      unit: "Kilogram",
      minimum: 10_000,
      tiers: [
        [10_000, 49_000, "14.40"],
        [50_000, null, "12.00"],
      ],
    });
    expect(united({ price: "Ton", order: "Kilogram" })).toMatchObject({
      unit: "Ton",
      minimum: 0.01,
      tiers: [
        [0.01, 0.049, "14.40"],
        [0.05, null, "12.00"],
      ],
    });
  });

  it("has no price where the two do not convert, and says it", () => {
    for (const units of [
      { price: "Piece", order: "Carton" },
      { price: "Pair", order: "Pieces" },
      { price: "kg", order: "Roll" },
    ]) {
      expect(united(units)).toMatchObject({
        tiers: [],
        basis: "none",
        minimum: null,
        sku: [null, 100],
        codes: ["unit_conflict"],
      });
    }
  });

  it("converts a carton by the number of pieces that it states", () => {
    expect(united({ price: "Piece", order: "Carton (24 pcs)" })).toMatchObject({
      unit: "Piece",
      minimum: 240,
      tiers: [
        [240, 1199, "14.40"],
        [1200, null, "12.00"],
      ],
    });
    expect(united({ price: "10 pcs/bag", order: null })).toMatchObject({
      unit: "bag",
      unitClass: "pack",
      perPack: 10,
      minimum: 10,
    });
  });
});

describe("alibabaCurrency", () => {
  const currency = (stated: string | null, prices: readonly unknown[]) => {
    const notes = startNotes();
    return [alibabaCurrency(stated, prices, notes), notes.warnings.map(({ code }) => code)];
  };

  it("is the stated one, else the one the prices name, else the assumed dollar", () => {
    expect(currency("EUR", ["$5"])).toEqual(["EUR", []]);
    expect(currency(null, ["5.00", "US $5.0 - 10.0"])).toEqual(["USD", []]);
    expect(currency(null, ["5.00"])).toEqual(["USD", ["currency_assumed"]]);
    expect(currency(null, ["$5.00", 4])).toEqual(["USD", ["currency_assumed"]]);
    expect(currency(null, ["€5.00"])).toEqual(["EUR", []]);
  });

  it("is never guessed from a yen sign, from two marks, or without a price", () => {
    expect(currency(null, ["¥26.00"])).toEqual([null, ["currency_unknown"]]);
    expect(currency(null, ["€5", "£4"])).toEqual([null, ["currency_unknown"]]);
    expect(currency(null, [null, "negotiable"])).toEqual([null, []]);
  });
});

describe("readStatedTerm", () => {
  it.each([
    ["FOB Ningbo", "FOB", []],
    [["FOB"], "FOB", []],
    ["DDP, FOB, EXW", null, ["several_terms"]],
    [["FOB", "CIF"], null, ["several_terms"]],
    ["ask us", null, ["unparsed_term"]],
    [null, null, []],
  ] as const)("reads %j", (stated, rule, codes) => {
    const notes = startNotes();
    expect(readStatedTerm(stated, notes)?.rule ?? null).toBe(rule);
    expect(notes.warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe("readCertificate", () => {
  const NOW = Date.parse("2026-11-20T12:00:00Z");
  it.each([
    ["CE", "31/12/2024", "expired"],
    ["CE", "2026-11-20", "valid"],
    ["CE", "2026-11", "valid"],
    ["CE", "", "undated"],
    ["CE", null, "undated"],
    ["CE", "N/A", "undated"],
    ["CE", "长期有效", "undated"],
    ["CE", "31/12/24", "unreadable"],
    ["CE", "3 years", "unreadable"],
    ["CE", { end: 1 }, "unreadable"],
  ])("of %s until %j is %s", (type, until, state) => {
    const certificate = readCertificate(type, null, until, startNotes());
    expect(certificate && certificateState(certificate, NOW)).toBe(state);
  });

  it.each(["N/A", "none", "-", "无", "暂无", "Other", " "])("is none named %j", (type) => {
    expect(readCertificate(type, null, null, startNotes())).toBeNull();
  });
});

describe("a mark that contradicts the currency", () => {
  it.each([
    ["¥26.00", "USD", null],
    ["€26.00", "USD", null],
    ["$26.00", "USD", "26.00"],
    ["US $26.00", "USD", "26.00"],
    ["¥26.00", "CNY", "26.00"],
    ["US$3", "CNY", null],
    ["26.00", "USD", "26.00"],
    ["0", "USD", null],
  ])("%s in a field of %s is %j", (text, currency, price) => {
    expect(priceIn(currency)(text)).toBe(price);
    expect(readPriceRangeIn(`${text}-${text}`, currency).low).toBe(price);
  });
});

describe("a listing counted in thousands", () => {
  it("is counted and priced by the piece on every marketplace that names such a unit", () => {
    const answer = {
      result: {
        success: true,
        code: "200",
        result: {
          offerId: "700900000009",
          subject: "商品",
          status: "published",
          minOrderQuantity: 2,
          productSaleInfo: {
            quoteType: "0",
            priceRangeList: [{ startQuantity: 2, price: "80.00" }],
            unitInfo: { unit: "千个" },
          },
        },
      },
    };
    const call = { ...askOf("1688-open", "700900000009"), country: "" };
    const { offer } = readProduct(gatewayOf("1688-open"), answer, call);
    // 2 thousand are 2000 pieces, at 80.00 / 1000 = 0.08 each.
    expect(offer).toMatchObject({ unit: "piece", unitClass: "piece", minOrderQuantity: 2000 });
    expect(offer.tiers[0]).toMatchObject({ minQuantity: 2000, unitPrice: "0.08" });
  });
});
