import { describe, expect, it } from "vitest";
import { productOf, reasonFor, rowsOf, warningCodes } from "../fixture.ts";

describe("a listing priced by quantity", () => {
  const product = productOf("1688-open", "crossborder-by-quantity");

  it("takes the ladder, a lower promotion in place of its price, and no other channel's", () => {
    expect(product.offer.priceBasis).toBe("quantity");
    expect(rowsOf(product.offer.tiers)).toEqual([
      [20, 499, "20.00"],
      [500, 2999, "17.90"],
      [3000, null, "16.80"],
    ]);
    expect(warningCodes(product)).toContain("promotion");
    expect(product.skus.map((sku) => sku.unitPrice)).toEqual([null, null]);
  });

  it("is in CNY, ex works by custom, with its order rules", () => {
    expect(product.offer).toMatchObject({
      currency: "CNY",
      unit: "个",
      unitClass: "piece",
      tradeTerm: { rule: "EXW", place: null, placeKind: "unknown", assumed: true },
      minOrderQuantity: 20,
      orderMultiple: 10,
    });
    expect(product.services.mixedBatch).toBe(true);
    expect(product.warnings.find(({ code }) => code === "mixed_batch_minimum")?.message).toBe(
      "A mixed batch has minimums: 200 CNY of goods or 20 units.",
    );
  });

  it("has both languages, plain prose and its own identity", () => {
    expect(product).toMatchObject({
      id: "812340056781",
      url: "https://detail.1688.com/offer/812340056781.html",
      title: { zh: "不锈钢保温杯大容量车载杯 可定制logo", en: "Stainless steel insulated car tumbler, custom logo" },
      status: "on_sale",
      category: "保温杯",
    });
    const prose = product.description as { zh: string };
    expect(prose.zh).toContain("304不锈钢内胆");
    expect(prose.zh).toContain("真空隔热");
    expect(prose.zh).not.toContain("steal");
  });

  it("never takes lifetime sales for 30 days' or for stock", () => {
    expect(product.trade.sold30Days).toBeNull();
    expect(product.stock).toBe(5000);
    expect(product.skus.map((sku) => [sku.id, sku.stock, sku.sold])).toEqual([
      ["5501230001", 3200, null],
      ["5501230002", 1800, null],
    ]);
  });

  it("names the SKU's attributes in the language asked, else as the seller wrote them, and completes image paths", () => {
    expect(product.skus.map((sku) => sku.attributes)).toEqual([{ Color: "Black" }, { 颜色: "白色" }]);
    expect(product.skus[0]?.image).toBe("https://cbu01.alicdn.com/img/ibank/2026/black.jpg");
    expect(product.images).toEqual([
      "https://cbu01.alicdn.com/img/ibank/cup-1.jpg",
      "https://cbu01.alicdn.com/img/ibank/2026/cup-2.jpg",
    ]);
  });

  it("reads the supplier from the company, the address and the seller's data", () => {
    expect(product.supplier).toMatchObject({
      id: "BBBx1",
      name: "永康市某某杯业有限公司",
      region: "浙江省金华市",
      country: null,
      transactionLevel: 4,
      onTimeRate: "0.97",
      repeatBuyerRate: "0.31",
      disputeRate: null,
      // qualityRefundWithin30Day, a fraction
      refundRate: "0.0031",
    });
    expect(product.supplier.ratings).toEqual({
      compositeServiceScore: "4.5",
      logisticsExperienceScore: "4.0",
      offerExperienceScore: "4.0",
      consultingExperienceScore: "5.0",
      afterSalesExperienceScore: "3.5",
    });
  });

  it("reads package, dispatch promise and certificates", () => {
    expect(product.package).toEqual({
      weightKg: "0.42",
      lengthCm: "10",
      widthCm: "10",
      heightCm: "25.5",
      unitsPerCarton: null,
    });
    expect(product.leadTimeDays).toEqual({ low: null, high: 2 });
    expect(product.certifications).toEqual([
      { type: "食品接触材料检测报告", authority: null, validUntil: null, isUnreadable: false },
    ]);
  });
});

describe("a listing priced by SKU", () => {
  const product = productOf("1688-open", "crossborder-by-sku");

  it("takes the SKU's price, lower promotions only, and leaves a price of 0 unknown", () => {
    expect(product.offer).toMatchObject({ priceBasis: "sku", tiers: [], minOrderQuantity: 2 });
    expect(product.skus.map((sku) => sku.unitPrice)).toEqual(["5.80", null, "6.50"]);
    expect(reasonFor(product, "skus.items.unit_price")).toBe("unreadable");
  });

  it("says that equal texts are no translation", () => {
    expect(product.title).toEqual({ zh: "手机壳" });
    expect(warningCodes(product)).toContain("untranslated");
  });

  it("serves a delisted listing that can be read, with what it lacks", () => {
    expect(product.status).toBe("off_shelf");
    expect(product.stock).toBeNull();
    expect(reasonFor(product, "skus.stock")).toBe("absent");
    expect(reasonFor(product, "supplier.name")).toBe("absent");
    expect(product.skus[0]?.attributes).toEqual({ 型号: "大号" });
  });

  it("takes the SKUs' weight, which is in grams, where all weigh the same", () => {
    expect(product.package.weightKg).toBe("0.035");
  });
});

describe("the other product operation", () => {
  const product = productOf("1688-open", "product-info");

  it("reads prices given as numbers and names of attributes given by number", () => {
    expect(rowsOf(product.offer.tiers)).toEqual([
      [5, 99, "8.5"],
      [100, null, "7.25"],
    ]);
    expect(product.skus[0]).toMatchObject({ id: "9001", attributes: { 规格: "小号" }, unitPrice: null, stock: 700 });
    expect(product.leadTimeDays).toEqual({ low: 3, high: 3 });
    expect(product.services.mixedBatch).toBe(false);
    expect(product.supplier).toMatchObject({ id: "222", name: null, region: "广东省" });
  });
});
