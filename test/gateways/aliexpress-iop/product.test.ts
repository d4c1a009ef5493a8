import { describe, expect, it } from "vitest";
import { ALIEXPRESS_IOP } from "../../../src/gateways/aliexpress-iop/gateway.ts";
import type { FreightOption } from "../../../src/model/freight.ts";
import { askOf, payloadOf, productOf, reasonFor, rowsOf, warningCodes } from "../fixture.ts";

const CALL = askOf("aliexpress-iop", "1005008177221739");

describe("the wrapped form", () => {
  const product = productOf("aliexpress-iop", "wrapped", { language: "de", country: "DE", currency: "EUR" });

  it("prices each SKU in its own currency, tax included, with the bulk price where both parts stand", () => {
    expect(product.offer).toMatchObject({
      currency: "EUR",
      priceBasis: "sku",
      taxIncluded: true,
      tradeTerm: null,
      minOrderQuantity: 1,
      unit: "piece",
    });
    expect(product.skus.map((sku) => [sku.unitPrice, rowsOf(sku.tiers)])).toEqual([
      ["7.40", []],
      [
        "8.10",
        [
          [1, 4, "8.10"],
          [5, null, "7.60"],
        ],
      ],
    ]);
  });

  it("tells a stock of 0 from an unknown one", () => {
    expect(product.skus.map((sku) => sku.stock)).toEqual([120, 0]);
    expect(product.stock).toBe(120);
  });

  it("shows the seller's own names of values", () => {
    expect(product.skus[0]?.attributes).toEqual({ Color: "Blue", Size: "60 x 180 cm" });
    expect(product.skus[0]?.image).toBe("https://ae01.alicdn.com/kf/Blue.jpg");
  });

  it("reads texts, pictures, parcel and days on the way", () => {
    expect(product).toMatchObject({
      id: "1005007000000001",
      title: { de: "Yogamatte rutschfest" },
      description: { de: "Extra dick\n6 mm" },
      status: "on_sale",
      images: ["https://ae01.alicdn.com/kf/mat1.jpg", "https://ae01.alicdn.com/kf/mat2.png"],
      package: { weightKg: "1.250", lengthCm: "61", widthCm: "15", heightCm: "14" },
    });
    expect(product.shipping.options).toEqual([
      {
        method: null,
        carrier: null,
        minQuantity: 1,
        maxQuantity: null,
        days: { low: 9, high: 9 },
        freight: null,
        additional: null,
        scope: "door",
        term: null,
      },
    ]);
  });

  it("has the store's ratings, those that are rated, and no sales of 30 days", () => {
    expect(product.supplier).toMatchObject({ id: "1102600001", name: "Mat Store", country: "CN", years: null });
    expect(product.supplier.ratings).toEqual({ communication_rating: "4.6", shipping_speed_rating: "4.8" });
    expect(product.trade.sold30Days).toBeNull();
  });

  it("drops personal contact data", () => {
    expect(JSON.stringify(product)).not.toMatch(/13900000000|person@example\.com|Hidden Road/);
  });
});

describe("odd forms", () => {
  it("reads a list of one as a bare object, nulls for objects, and a lot as the unit", () => {
    const product = productOf("aliexpress-iop", "one-sku-bare");
    expect(product.status).toBe("off_shelf");
    expect(product.offer).toMatchObject({ priceBasis: "quantity", currency: "USD", unit: "lot", unitClass: "pack" });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [1, 9, "2.50"],
      [10, null, "2.20"],
    ]);
    expect(product.skus).toHaveLength(1);
    expect(product.warnings.find(({ code }) => code === "sold_in_lots")?.message).toBe("One unit is a lot of 12 pairs.");
    expect(reasonFor(product, "supplier.name")).toBe("absent");
    expect(reasonFor(product, "images")).toBe("absent");
  });

  it("reads the flattened form, in which every scalar is a string and prices have quotes inside", () => {
    const product = productOf("aliexpress-iop", "flattened");
    expect(product.offer).toMatchObject({ currency: "USD", taxIncluded: false, unit: "piece" });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [1, 2, "11.20"],
      [3, 49, "10.80"],
      [50, null, "9.90"],
    ]);
    expect(product.skus[0]).toMatchObject({ id: "12000050000000003", stock: 300, attributes: { Lens: "Green Mirror" } });
  });

  it("says that a country code which is none could not be read", () => {
    const product = productOf("aliexpress-iop", "flattened");
    expect(product.supplier.country).toBeNull();
    expect(reasonFor(product, "supplier.country")).toBe("unreadable");
    expect(product.warnings).toContainEqual({ code: "unreadable", message: 'supplier.country cannot be read from "…".' });
  });

  it("takes no price where the SKUs name several currencies", () => {
    const sku = (id: string, currency: string) => ({ sku_id: id, offer_sale_price: "3", currency_code: currency });
    const result = { ae_item_sku_info_dtos: [sku("1", "USD"), sku("2", "EUR")], ae_item_base_info_dto: { subject: "x" } };
    const product = ALIEXPRESS_IOP.product.read({ result }, CALL);
    expect(product.offer).toMatchObject({ currency: null, priceBasis: "none" });
    expect(product.skus.map((sku_) => sku_.unitPrice)).toEqual([null, null]);
    expect(warningCodes(product)).toContain("mixed_currencies");
  });

  it.each(["unknown", "N.A.", "暂无", "noEnName_null", "keine", "-"])("takes %s for no brand and no certificate", (nothing) => {
    const properties = [
      { attr_name_id: "2", attr_name: "Brand Name", attr_value: nothing },
      { attr_name_id: "348", attr_name: "Certification", attr_value: `CE,${nothing}` },
    ];
    const result = { ae_item_properties: properties, ae_item_sku_info_dtos: [], ae_item_base_info_dto: { subject: "x" } };
    const product = ALIEXPRESS_IOP.product.read({ result }, CALL);
    expect(product.brand).toBeNull();
    expect(product.certifications.map(({ type }) => type)).toEqual(["CE"]);
  });

  it("keeps each SKU's own limit per buyer where they differ", () => {
    const sku = (id: string, limit?: string) => ({
      sku_id: id,
      offer_sale_price: "3",
      currency_code: "USD",
      ...(limit === undefined ? {} : { buy_amount_limit_set_by_promotion: limit }),
    });
    const limitsOf = (...skus: readonly object[]) => {
      const result = { ae_item_sku_info_dtos: skus, ae_item_base_info_dto: { subject: "x" } };
      const product = ALIEXPRESS_IOP.product.read({ result }, CALL);
      return [product.offer.limitPerBuyer, ...product.skus.map(({ limitPerBuyer }) => limitPerBuyer)];
    };
    expect(limitsOf(sku("1", "5"), sku("2", "100"), sku("3"))).toEqual([5, 5, 100, null]);
    expect(limitsOf(sku("1", "5"), sku("2", "5"))).toEqual([5, undefined, undefined]);
  });

  it.each([[{}], [{ result: null }], [{ result: [] }], [null]])("cannot read %o", (body) => {
    expect(() => ALIEXPRESS_IOP.product.read(body, CALL)).toThrow(expect.objectContaining({ kind: "bad_answer" }));
  });
});

it("reads door quotes in whole units, free ones as 0 and a fee without a currency as unknown", () => {
  const call = { ...CALL, quantity: 3 };
  const options = ALIEXPRESS_IOP.freight.read(payloadOf("aliexpress-iop", "freight"), call);
  const quote = { method: null, minQuantity: 3, maxQuantity: 3, additional: null, scope: "door", term: null } as const;
  expect(options).toEqual<FreightOption[]>([
    { ...quote, carrier: "Standard", days: { low: 6, high: 9 }, freight: { amount: "12.49", currency: "EUR" } },
    { ...quote, carrier: "Economy", days: { low: 20, high: 35 }, freight: { amount: "0", currency: "EUR" } },
    { ...quote, carrier: "X", days: null, freight: null },
  ]);
});
