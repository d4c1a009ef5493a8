import { describe, expect, it } from "vitest";
import { readFreight, readProduct } from "../../../src/gateways/read-product.ts";
import { gatewayOf } from "../../../src/gateways/registry.ts";
import type { GatewayId } from "../../../src/model/marketplace.ts";
import type { Call } from "../../../src/model/wire.ts";
import { askOf, replyOf, rowsOf, warningCodes } from "../fixture.ts";

// Each rule of reading a listing with members of its family that no case beside the checkout has.

const read = (gateway: GatewayId, body: unknown, more: Partial<Call> = {}) =>
  readProduct(gatewayOf(gateway), replyOf(body).body, askOf(gateway, "", { country: "", ...more }));

const open = (detail: object) => ({ result: { success: true, result: { offerId: 1, subject: "x", ...detail } } });
const sha1 = (more: object) => ({ result: { product_id: 1, title: "x", ...more } });
const md5 = (more: object) => ({ result: { product_id: 1, subject: "x", ...more } });
const v3 = (more: object) => ({ code: 0, result: { item_id: 1, subject: "x", ...more } });
const iop = (data: object) => ({
  code: "0",
  result: { result_code: "200", result_data: { product_id: "1", title: "x", ...data } },
});
const global = (more: object) => ({ result: { product_id: "1", title: "x", ...more } });
const ali = (...skus: object[]) => ({
  result: {
    ae_item_base_info_dto: { product_id: 1, subject: "x" },
    ae_item_sku_info_dtos: skus.map((sku, index) => ({ sku_id: index + 1, currency_code: "USD", ...sku })),
  },
});
const item = (more: object) => ({ item_get_response: { item: { productId: 1, title: "x", ...more } } });

describe("a mark that contradicts the currency is no price", () => {
  it.each([
    ["1688-md5", md5({ price: "$8.5", sale_info: { min_order_quantity: 2 } })],
    ["1688-md5", md5({ price: "8.5美元" })],
    ["1688-sha1", sha1({ price: "US$3 - US$5" })],
    ["1688-open", open({ productSaleInfo: { quoteType: 0, priceRangeList: [{ startQuantity: 1, price: "€10" }] } })],
    ["aliexpress-iop", ali({ offer_sale_price: "£10" })],
    ["aliexpress-md5", item({ price: "R$ 10,50", currency: "USD" })],
    ["alibaba-v3", v3({ price_info: { currency: "USD", price_range: "RM 5 - RM 6" } })],
    ["alibaba-global", global({ price_info: { currency: "USD", price: "₹500" } })],
  ] as const)("%s", (gateway, body) => {
    const product = read(gateway, body);
    expect(product.offer).toMatchObject({ priceBasis: "none", tiers: [], priceRange: null });
    expect(product.missing).toContainEqual({ field: "offer.tiers", reason: "unreadable" });
  });

  it("nor a list price, nor a fee", () => {
    expect(read("aliexpress-iop", ali({ offer_sale_price: "10", sku_price: "€20" })).offer.listPrice).toBeNull();
    expect(read("aliexpress-md5", item({ price: "10", originalPrice: "€20", currency: "USD" })).offer.listPrice).toBeNull();
    expect(read("1688-md5", md5({ price: "10", rprice: "$20" })).offer.listPrice).toBeNull();
    const template = { logistics_companies: [{ name: "SF", min_fee: "$12", additional_fee: "0" }] };
    expect(read("1688-sha1", sha1({ delivery_template: template })).shipping.options[0]?.freight).toBeNull();
  });

  it("one that agrees is", () => {
    const product = read("aliexpress-iop", ali({ offer_sale_price: "R$ 10,50", sku_price: "R$ 20,00", currency_code: "BRL" }));
    expect(product.skus[0]?.unitPrice).toBe("10.50");
    expect(product.offer.listPrice).toBe("20.00");
  });
});

describe("the currency of Alibaba.com", () => {
  it.each([
    ["US $", "USD", false],
    ["usd", "USD", false],
    ["RMB", "CNY", false],
    ["$", "USD", true],
    [null, "USD", true],
  ])("stated as %j is %s", (currency, code, isAssumed) => {
    const product = read("alibaba-v3", v3({ price_info: { currency, price_range: "5.0-10.0" } }));
    expect(product.offer.currency).toBe(code);
    expect(warningCodes(product).includes("currency_assumed")).toBe(isAssumed);
  });

  it("is what the prices' own mark names for sure", () => {
    expect(read("alibaba-v3", v3({ price_info: { price_range: "€5,20 - €6,40" } })).offer).toMatchObject({
      currency: "EUR",
      priceRange: { low: "5.20", high: "6.40" },
    });
  });
});

describe("lead time", () => {
  it.each([
    // 15 · 7/5 = 21, 20 · 7/5 = 28.
    ["alibaba-v3", v3({ shipping_info: { lead_time: "15-20 working days after deposit" } }), 21, 28, "after deposit"],
    ["1688-sha1", sha1({ oa_info: { productionLeadTime: "收到定金后15天" } }), 15, 15, "收到定金后"],
    ["alibaba-iop", iop({ wholesale_trade: { handling_time: "3 weeks after approval" } }), 21, 21, "after approval"],
    [
      "1688-open",
      { productInfo: { productID: 1, subject: "x", shippingInfo: { handlingTime: "7天(付款后)" } } },
      7,
      7,
      "付款后",
    ],
  ] as const)("%s keeps from when it is counted", (gateway, body, low, high, start) => {
    expect(read(gateway, body)).toMatchObject({ leadTimeDays: { low, high }, leadTimeStart: start });
  });
});

describe("units of a price and of an order", () => {
  const ladder = [{ min_quantity: "24", max_quantity: "-1", price: "5", currency: "USD" }];
  const skus = [{ sku_id: "1", unit: "Piece", ladder_price: ladder }];

  it("two dozen are 24 pieces", () => {
    const product = read("alibaba-iop", iop({ skus, wholesale_trade: { unit_type: "Dozen", min_order_quantity: "2" } }));
    expect(product.offer).toMatchObject({ minOrderQuantity: 24, unit: "Piece" });
    expect(rowsOf(product.offer.tiers)).toEqual([[24, null, "5"]]);
    expect(warningCodes(product)).not.toContain("moq_conflict");
  });

  it("two cartons are no number of pieces: no price", () => {
    const product = read("alibaba-iop", iop({ skus, wholesale_trade: { unit_type: "Carton", min_order_quantity: "2" } }));
    expect(product.offer).toMatchObject({ priceBasis: "none", minOrderQuantity: null });
    expect(warningCodes(product)).toContain("unit_conflict");
  });
});

describe("a unit in signs that no unit has", () => {
  it.each([
    ["箱（24瓶）", "carton", "pack"],
    ["m^2", "m2", "area"],
    ["<b>件</b>", "件", "piece"],
    ["ignore all <rules>", null, "other"],
  ])("%j is shown as %j", (unit, shown, unitClass) => {
    const product = read("1688-open", open({ productSaleInfo: { unitInfo: { unit } } }));
    expect(product.offer).toMatchObject({ unit: shown === null ? product.offer.unit : shown, unitClass });
    expect(product.offer.unit ?? "").not.toContain("<");
  });
});

describe("freight by quantity", () => {
  const bracketsOf = (listed: readonly string[]) =>
    read(
      "alibaba-global",
      global({ price_info: { price: "5", currency: "EUR" }, logistics_info: { moq_logistics: listed } }),
    ).shipping.options.map(({ minQuantity, maxQuantity, method, freight }) => [minQuantity, maxQuantity, method, freight]);

  it("free is free in the listing's currency, asked-for is unknown, a gap stays a gap", () => {
    expect(
      bracketsOf(["1-99:express:5 days:Free shipping", "100-499:sea:30 days:Contact Seller", "600+:UPS:7 days:$400"]),
    ).toEqual([
      [1, 99, "express", { amount: "0", currency: "EUR" }],
      [100, 499, "sea", null],
      [600, null, "express", { amount: "400", currency: "USD" }],
    ]);
  });

  it("AliExpress' fee in another mark than its currency is unknown", () => {
    const { freight } = gatewayOf("aliexpress-iop");
    if (freight === null) throw new Error("no freight");
    const options = [
      { company: "A", shipping_fee_cent: "€3.00", shipping_fee_currency: "USD" },
      { company: "B", shipping_fee_cent: "3.00", shipping_fee_currency: "USD" },
      { company: "C" },
    ];
    const body = { result: { delivery_options: options } };
    expect(readFreight(freight, body, askOf("aliexpress-iop", "1", { quantity: 1 })).map((option) => option.freight)).toEqual([
      null,
      { amount: "3.00", currency: "USD" },
      { amount: "0", currency: "USD" },
    ]);
  });
});

describe("rates of a supplier", () => {
  it("30 is percent, 0.8 is told and unknown, 98.5 and 0.985 are one", () => {
    const info = { disputeRate: 30, refundRate: "0.8", responseRate: "98.5", onTimeDeliveryRate: 0.985 };
    const product = read("1688-sha1", sha1({ supplier_info: info }));
    expect(product.supplier).toMatchObject({
      disputeRate: "0.3",
      refundRate: null,
      responseRate: "0.985",
      onTimeRate: "0.985",
    });
    expect(product.warnings).toContainEqual({
      code: "rate_without_unit",
      message: "0.8 has no percent sign: a fraction (80 %) or a percentage (0.8 %)?",
    });
  });
});

describe("a range", () => {
  it("of AliExpress is an interval, no price", () => {
    expect(read("aliexpress-md5", item({ price: "10.00 - 12.00", currency: "USD" })).offer).toMatchObject({
      priceBasis: "range",
      priceRange: { low: "10.00", high: "12.00" },
      tiers: [],
    });
  });
});

describe("a failure of no known code", () => {
  it.each([
    ["alibaba-iop", { code: "0", result: { result_code: "8011", result_msg: "Buyer tier <b>blocked</b>", success: false } }],
    ["alibaba-v3", { code: 7788, msg: "Buyer tier blocked" }],
    ["alibaba-global", { error_response: { code: "9011", msg: "Buyer tier\u0007 blocked" } }],
    ["1688-open", { result: { success: false, errorCode: "X_1", message: "Buyer tier blocked" } }],
    ["1688-sha1", { error_response: { code: 9999, msg: "Buyer tier &nbsp;blocked" } }],
    ["1688-md5", { error_response: { code: 9999, msg: "Buyer tier blocked" } }],
    ["aliexpress-iop", { error_response: { code: "Zzz", msg: "Buyer tier blocked" } }],
    ["aliexpress-md5", { error_response: { code: 9999, msg: "Buyer tier blocked" } }],
  ] as const)("%s keeps the platform's words, cleaned", (gateway, body) => {
    const fault = gatewayOf(gateway).readFault(replyOf(body), askOf(gateway, "1"));
    expect(fault).toMatchObject({ kind: "bad_answer", message: expect.stringContaining("Buyer tier blocked") });
  });
});
