import { describe, expect, it } from "vitest";
import { readProduct } from "../../../src/gateways/read-product.ts";
import { gatewayOf } from "../../../src/gateways/registry.ts";
import type { GatewayId } from "../../../src/model/marketplace.ts";
import { positiveQuantityIn, quantityIn, unitsBetween } from "../../../src/normalize/price/stated-quantity.ts";
import { askOf, rowsOf, warningCodes } from "../fixture.ts";

describe("a quantity in the listing's unit", () => {
  it.each([
    ["kg", 0.5, 0.5],
    ["公斤", "0.5", 0.5],
    ["米", "2.50", 2.5],
    // 500 g are half a kilogram, 2 斤 one kilogram, 1 lb is 0.45359237 kg.
    ["kg", "500 g", 0.5],
    ["千克", "2斤", 1],
    ["kg", "1 lb", 0.453592],
    ["m", "100 cm", 1],
    // A decimal comma where nothing else can be meant; three digits behind a point are two readings.
    ["m", "2,5", 2.5],
    ["m", "1.200", null],
    // Counts are whole.
    ["件", 0.5, null],
    [null, 0.5, null],
    ["Piece/Pieces", "100 Pieces", 100],
    ["件", "100件", 100],
    ["件", "≥100", 100],
    ["件", "10-99件", 10],
    [null, "50 cartons", 50],
    // 5,000 pieces are five thousands, 120 pieces ten dozen; 100 are no number of dozens.
    ["千个", "5000个", 5],
    ["打", "120件", 10],
    ["打", "100件", null],
    // How many pieces a carton holds nobody says.
    ["件", "2箱", null],
    ["件", 0, 0],
    ["件", "面议", null],
  ])("in %j reads %j as %j", (unit, value, quantity) => {
    expect(quantityIn(unit)(value)).toBe(quantity);
  });

  it("takes 0 for nothing stated where a minimum is meant", () => {
    expect(positiveQuantityIn("kg")(0)).toBeNull();
    expect(positiveQuantityIn("kg")("0.05")).toBe(0.05);
  });

  it.each([
    ["千个", "件", "1000"],
    ["kg", "g", "1000"],
    ["箱", "件", null],
    [null, "件", "1"],
  ])("one %j is so many %j: %j", (from, to, times) => {
    expect(unitsBetween(from, to)?.toFixed() ?? null).toBe(times);
  });
});

const read = (gateway: GatewayId, body: unknown) => readProduct(gatewayOf(gateway), body, askOf(gateway, "", { country: "" }));
const shown = (gateway: GatewayId, body: unknown) => {
  const product = read(gateway, body);
  const { offer, stock } = product;
  return { minimum: offer.minOrderQuantity, unit: offer.unit, tiers: rowsOf(offer.tiers), stock, codes: warningCodes(product) };
};
const saleOf = (sale: unknown, more: object = {}) => ({ result: { product_id: 1, subject: "x", sale_info: sale, ...more } });

describe("1688-md5's unit", () => {
  it("千个: ¥85 and ¥80 for a thousand are 0.085 and 0.08 apiece, 5 of them are 5,000 pieces, and 20 in stock 20,000", () => {
    const sale = { price_range: "5-9:¥85;10以上:¥80", min_order_quantity: 5, unit: "千个" };
    expect(shown("1688-md5", saleOf(sale, { amount: 20, rprice: "120" }))).toMatchObject({
      minimum: 5_000,
      unit: "piece",
      // Up to the last of the ninth thousand: 10 · 1,000 − 1.
      tiers: [
        [5_000, 9_999, "0.085"],
        [10_000, null, "0.08"],
      ],
      stock: 20_000,
    });
    // 120 / 1000
    expect(read("1688-md5", saleOf(sale, { rprice: "120" })).offer.listPrice).toBe("0.12");
  });

  it("one price for 百件 holds for a hundredth", () => {
    const product = read("1688-md5", saleOf({ min_order_quantity: 2, unit: "百件" }, { price: "45.00" }));
    expect(rowsOf(product.offer.tiers)).toEqual([[200, null, "0.45"]]);
  });

  it("half a kilogram is a minimum, and a tier of 2.5 m is a tier", () => {
    expect(
      shown("1688-md5", saleOf({ price_range: "0.5-10:¥30;10+:¥26", min_order_quantity: "0.5", unit: "公斤" })),
    ).toMatchObject({
      minimum: 0.5,
      tiers: [
        [0.5, 10, "30"],
        [10, null, "26"],
      ],
    });
    expect(
      shown("1688-md5", saleOf({ min_order_quantity: 2.5, unit: "米" }, { price: "8.00", amount: "120.5" })),
    ).toMatchObject({
      minimum: 2.5,
      tiers: [[2.5, null, "8.00"]],
      stock: 120.5,
    });
  });

  it("a ladder in pieces beside a minimum in dozens: 2 dozen are 24 pieces", () => {
    expect(
      shown("1688-md5", saleOf({ price_range: "1-99件:¥10;100件以上:¥8", min_order_quantity: 2, unit: "打" })),
    ).toMatchObject({
      minimum: 24,
      unit: "件",
    });
  });

  it("a ladder in pieces beside a minimum in cartons is no price: how many a carton holds is for the seller", () => {
    expect(
      shown("1688-md5", saleOf({ price_range: "1-99件:¥10;100件以上:¥8", min_order_quantity: 2, unit: "箱" })),
    ).toMatchObject({
      minimum: null,
      tiers: [],
      codes: expect.arrayContaining(["unit_conflict"]),
    });
  });
});

describe("measures of the other dialects", () => {
  it("1688-open: 0.5 kg at least, in steps of 0.5, a ladder from 0.5, 3.2 in stock", () => {
    const detail = {
      offerId: 1,
      subject: "x",
      minOrderQuantity: 0.5,
      batchNumber: "0.5",
      productSaleInfo: {
        amountOnSale: 3.2,
        quoteType: "0",
        unitInfo: { unit: "千克" },
        priceRangeList: [
          { startQuantity: "0.5", price: "40" },
          { startQuantity: 2.5, price: "36" },
        ],
      },
    };
    const body = { result: { success: true, result: detail } };
    expect(shown("1688-open", body)).toMatchObject({
      minimum: 0.5,
      stock: 3.2,
      tiers: [
        [0.5, 2.5, "40"],
        [2.5, null, "36"],
      ],
    });
    expect(read("1688-open", body).offer.orderMultiple).toBe(0.5);
  });

  it("1688-open: 千个 counts and prices by the thousand", () => {
    const detail = {
      offerId: 1,
      subject: "x",
      minOrderQuantity: 2,
      productSaleInfo: {
        quoteType: "0",
        unitInfo: { unit: "千个" },
        priceRangeList: [{ startQuantity: 2, price: "90" }],
      },
    };
    expect(shown("1688-open", { result: { success: true, result: detail } })).toMatchObject({
      minimum: 2_000,
      tiers: [[2_000, null, "0.09"]],
    });
  });

  it("1688-sha1: the text's own unit, and a minimum in words", () => {
    const body = { result: { product_id: 1, title: "x", price_range: "0.5-5kg:¥30;5kg以上:¥25", min_order_quantity: "500 g" } };
    expect(shown("1688-sha1", body)).toMatchObject({
      minimum: 0.5,
      tiers: [
        [0.5, 5, "30"],
        [5, null, "25"],
      ],
    });
    const words = { result: { product_id: 1, title: "x", price: "12", min_order_quantity: "100件" } };
    expect(shown("1688-sha1", words)).toMatchObject({ minimum: 100, unit: "件", tiers: [[100, null, "12"]] });
  });

  it("alibaba-v3: 2.5 m at least, tiers and stock with decimals", () => {
    const result = {
      item_id: 1,
      subject: "x",
      min_order_quantity: "2.5",
      min_order_unit: "Meters",
      price_info: {
        currency: "USD",
        price_unit: "Meter/Meters",
        tier_prices: [
          { min_quantity: 2.5, price: 4 },
          { min_quantity: "100.5", price: "3.5" },
        ],
      },
      stock: { total: "900.5" },
    };
    expect(shown("alibaba-v3", { code: 0, result })).toMatchObject({
      minimum: 2.5,
      stock: 900.5,
      tiers: [
        [2.5, 100.5, "4"],
        [100.5, null, "3.5"],
      ],
    });
  });

  it("alibaba-iop: a ladder in kilograms, a lead time up to 12.5 kg", () => {
    const data = {
      product_id: "1",
      title: "x",
      skus: [
        {
          sku_id: "7",
          unit: "Kilogram",
          ladder_price: [
            { min_quantity: "0.5", max_quantity: "9.5", price: "12", currency: "USD" },
            { min_quantity: "10", max_quantity: "-1", price: "11", currency: "USD" },
          ],
        },
      ],
      wholesale_trade: {
        min_order_quantity: "0.5",
        unit_type: "Kilogram",
        deliver_periods: [{ quantity: "12.5", process_period: "5" }],
      },
    };
    const product = read("alibaba-iop", { code: "0", result: { result_code: "200", result_data: data } });
    expect(product.offer.minOrderQuantity).toBe(0.5);
    // Less than one kilogram lies between 9.5 and 10: nothing is meant to be there.
    expect(rowsOf(product.offer.tiers)).toEqual([
      [0.5, 10, "12"],
      [10, null, "11"],
    ]);
    expect(product.leadTimes).toEqual([{ minQuantity: 1, maxQuantity: 12.5, days: { low: 5, high: 5 } }]);
  });

  it("alibaba-global: a minimum in words, and all steps in one text", () => {
    const result = {
      product_id: "1",
      title: "x",
      moq: "100 pieces",
      price_info: { currency: "USD", batch_prices: "100:5.0:FOB,1000:4.5:FOB" },
    };
    expect(shown("alibaba-global", { result })).toMatchObject({
      minimum: 100,
      unit: "pieces",
      tiers: [
        [100, 999, "5.0", "FOB"],
        [1_000, null, "4.5", "FOB"],
      ],
    });
  });
});
