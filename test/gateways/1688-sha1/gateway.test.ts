import { describe, expect, it } from "vitest";
import { SHA1_1688 } from "../../../src/gateways/1688-sha1/gateway.ts";
import { askOf, payloadOf, productOf, reasonFor, replyOf, rowsOf, STAMP, warningCodes } from "../fixture.ts";

const CALL = askOf("1688-sha1", "610784549587");
const BASE = "https://gw.open.1688.com/openapi/param2/1/com.alibaba.product";
const FIELDS =
  "product_id%2Ctitle%2Cmain_image%2Cpic_urls%2Cprice%2Cprice_range%2Cmin_order_quantity%2Cwholesale_rules%2C" +
  "supply_capacity%2Csku_infos%2Csupplier_info%2Ccertifications%2Ctransaction_history%2Cdelivery_template%2Coa_info";

describe("requests", () => {
  it("signs a timestamp of China, whatever the zone of this machine, and sends its space as %20", () => {
    const expected =
      `${BASE}/alibaba.product.get?access_token=access-token&app_key=1234567&fields=${FIELDS}&format=json&include_oa=true` +
      "&product_id=610784549587&sign_method=sha1&timestamp=2025-01-01%2008%3A00%3A00&v=1.0&with_wholesale=true" +
      "&sign=9BBC6844FC8E13E85F5F0B545255F92CCC194701";
    const zone = process.env["TZ"];
    for (const name of ["America/Los_Angeles", "Asia/Kolkata", "UTC"]) {
      process.env["TZ"] = name;
      expect(SHA1_1688.product.request(CALL, STAMP).url).toBe(expected);
    }
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it("asks for several ids joined by commas", () => {
    const call = askOf("1688-sha1", "610784549587", { operation: "batch", ids: ["610784549587", "610784549588"] });
    expect(SHA1_1688.batch.request(call, STAMP).url).toBe(
      `${BASE}/alibaba.product.batch.get?access_token=access-token&app_key=1234567&fields=${FIELDS}&format=json&include_oa=true` +
        "&product_ids=610784549587%2C610784549588&sign_method=sha1&timestamp=2025-01-01%2008%3A00%3A00&v=1.0&with_wholesale=true" +
        "&sign=5213414F4FD310BA1FE2454390BA1C8AE1F672F1",
    );
  });
});

it.each([
  [200, { error_response: { code: "429", msg: "too many requests" } }, "rate_limited"],
  [429, "slow down", "rate_limited"],
  [200, { error_response: { code: 27, msg: "Invalid session" } }, "unauthorised"],
  [200, { error_response: { code: 25, msg: "Invalid signature" } }, "signature_rejected"],
  [200, { error_response: { code: 15, msg: "Remote service error", sub_code: "isp.timeout" } }, "unavailable"],
  [200, { error_response: { code: 15, msg: "Remote service error", sub_code: "isv.bad-id" } }, "bad_request"],
  [200, { error_response: { code: 50, msg: "商品不存在" } }, "not_found"],
  [200, { error_response: { code: 50, msg: "商品已下架" } }, "off_shelf"],
  [200, { error_response: { code: 50, msg: "没有该商品的查询权限" } }, "not_permitted"],
  [200, { error_response: { code: 99999, msg: "?" } }, "bad_answer"],
  [504, "<html></html>", "unavailable"],
])("%i %o is %s", (status, body, kind) => {
  expect(SHA1_1688.readFault(replyOf(body, status))?.kind).toBe(kind);
});

describe("a listing at the enterprise level", () => {
  const product = productOf("1688-sha1", "enterprise");

  it("has the ladder of the price text", () => {
    expect(product.offer).toMatchObject({
      currency: "CNY",
      priceBasis: "quantity",
      unit: "件",
      unitClass: "piece",
      minOrderQuantity: 2,
      tradeTerm: { rule: "EXW", assumed: true },
    });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [2, 49, "12.00"],
      [50, 499, "10.50"],
      [500, null, "9.20"],
    ]);
  });

  it("reads SKUs; one unknown stock makes the total unknown", () => {
    expect(product.skus[0]).toMatchObject({
      id: "81",
      attributes: { 颜色: "白", 尺码: "L" },
      unitPrice: "12.00",
      stock: 900,
      sold: 35,
    });
    expect(product.stock).toBeNull();
  });

  it("gives the ladder to the SKU that costs what it begins with, and leaves the dearer one its price", () => {
    expect(product.skus.map((sku) => [sku.unitPrice, sku.tiers.length])).toEqual([
      ["12.00", 3],
      ["12.50", 0],
    ]);
  });

  it("reads the supplier; a refund rate without a percent sign is unknown", () => {
    expect(product.supplier).toMatchObject({
      id: "s-1",
      name: "某某服饰厂",
      region: "广东 佛山",
      years: 8,
      transactionLevel: 4,
      responseRate: "0.96",
      onTimeRate: "0.93",
      productCount: 320,
      tradeAssurance: true,
      disputeRate: "0.008",
      refundRate: null,
      monthlyOutput: 50000,
      shortestLeadDays: 5,
    });
    expect(reasonFor(product, "supplier.refund_rate")).toBe("unreadable");
  });

  it("reads delivery within China; a fee that grows by an unknown step is unknown", () => {
    const way = { method: null, minQuantity: 1, maxQuantity: null, scope: "domestic", term: null };
    expect(product.shipping).toEqual({
      ports: [],
      freeFrom: { amount: "500", currency: "CNY" },
      coverage: "全国(除港澳台)",
      options: [
        {
          ...way,
          carrier: "中通",
          days: { low: 3, high: 7 },
          freight: { amount: "8", currency: "CNY" },
          additional: { amount: "2", firstUnits: null, stepUnits: null },
        },
        { ...way, carrier: "自提", days: { low: 1, high: 1 }, freight: { amount: "0", currency: "CNY" }, additional: null },
        { ...way, carrier: "德邦", days: null, freight: null, additional: null },
      ],
    });
    expect(warningCodes(product)).toContain("freight_incomplete");
  });

  it("reads rules, certificates, 30 days' trade and what can be made to order", () => {
    expect(product.services).toEqual({
      mixedBatch: true,
      mixedFrom: null,
      dropShipping: true,
      customMade: false,
      samples: null,
    });
    expect(product.certifications).toEqual([
      { type: "ISO9001", authority: null, validUntil: "2027-05-01", isUnreadable: false },
      { type: "FACTORY_AUDIT", authority: null, validUntil: null, isUnreadable: false },
    ]);
    expect(product.trade).toMatchObject({ sold30Days: 1200, buyers30Days: 240 });
    // The seller's rules in its own words stand beside the tags.
    const services = ["印花", "贴标", "支持混批", "支持代发", "不可定制"];
    expect(product.customization).toEqual({ supported: true, minOrder: 300, leadTime: "7-15", services });
  });
});

describe("access levels", () => {
  it("says what an advanced app is not shown, and that a bare range is no price", () => {
    const product = productOf("1688-sha1", "advanced");
    expect(product.offer).toMatchObject({ priceBasis: "range", priceRange: { low: "5.00", high: "8.00" }, tiers: [] });
    expect(product.offer.minOrderQuantity).toBe(100);
    expect(reasonFor(product, "supplier.years")).toBe("not_licensed");
    expect(reasonFor(product, "trade.sold_30d")).toBe("not_licensed");
    expect(reasonFor(product, "skus.stock")).toBe("absent");
    expect(reasonFor(product, "certifications")).toBe("absent");
  });

  it("says what a basic app is not shown", () => {
    const product = productOf("1688-sha1", "basic");
    expect(rowsOf(product.offer.tiers)).toEqual([[1, null, "39.9"]]);
    expect(product.offer.minOrderQuantity).toBeNull();
    expect(warningCodes(product)).toContain("moq_unknown");
    expect(reasonFor(product, "offer.min_order_quantity")).toBe("not_licensed");
    expect(reasonFor(product, "offer.tiers")).toBe("not_licensed");
    expect(reasonFor(product, "skus.items")).toBe("not_licensed");
    expect(reasonFor(product, "supplier.name")).toBe("not_licensed");
    expect(product.status).toBe("unknown");
  });
});

it("reads a batch in the order asked; an id that is not among them is not found", () => {
  const ids = ["6287120000001", "6287120000009", "6287120000003"] as const;
  const items = SHA1_1688.batch.read(payloadOf("1688-sha1", "batch"), askOf("1688-sha1", ids[0], { operation: "batch", ids }));
  expect(items.map((item) => [item.id, "product" in item ? item.product.title : item.fault.kind])).toEqual([
    ["6287120000001", { zh: "棉质T恤" }],
    ["6287120000009", "not_found"],
    ["6287120000003", { zh: "台灯" }],
  ]);
});
