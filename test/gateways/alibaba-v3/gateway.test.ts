import { describe, expect, it } from "vitest";
import { ALIBABA_V3 } from "../../../src/gateways/alibaba-v3/gateway.ts";
import { askOf, NOW_MS, productOf, reasonFor, replyOf, rowsOf, STAMP, warningCodes } from "../fixture.ts";

const CALL = askOf("alibaba-v3", "1600590399629");
const ITEM = "https://openapi.alibaba.com/api/v3/item/get";
const GROUPS =
  "subject%2Cprice_info%2Csku_list%2Csupplier_info%2Ctrade_info%2Cshipping_info%2Ccertifications%2Cseo_info%2Ccategory_id" +
  "%2Cmain_image%2Cextra_images%2Cvideo_url%2Cmin_order_quantity%2Cmin_order_unit%2Cstock%2Cupdated_at";

describe("requests", () => {
  it("sends the token in the header alone and leaves the heavy parts out", () => {
    expect(ALIBABA_V3.product.request(CALL, STAMP)).toEqual({
      method: "GET",
      url:
        `${ITEM}?app_key=1234567&fields=${GROUPS}&item_id=1600590399629&language=en&sign_method=hmac-sha256` +
        "&timestamp=1735689600000&sign=C92DFEB388310DA39E950F692545C6B3A99A6D57D63710B1DA40D04E6661C718",
      headers: { authorization: "Bearer access-token", "content-type": "application/json", "x-api-version": "3.0" },
      body: null,
    });
  });

  it("asks for the description and the raw answer only where one of them is wanted", () => {
    expect(ALIBABA_V3.product.request({ ...CALL, include: ["description"] }, STAMP).url).toBe(
      `${ITEM}?app_key=1234567&fields=${GROUPS}%2Cdesc&include_raw=true&item_id=1600590399629&language=en` +
        "&sign_method=hmac-sha256&timestamp=1735689600000" +
        "&sign=B46538F7B6F142726D10BFDF7B22A71990AF6B1B6C1E146FCCA9ACA1DC3DC302",
    );
  });

  it("gets a token for the app itself, two hours where none is said", () => {
    expect(ALIBABA_V3.token.request({ type: "client_credentials" }, STAMP)).toMatchObject({
      method: "POST",
      url: "https://auth.alibaba.com/oauth/token",
      body: "client_id=1234567&client_secret=app-secret&grant_type=client_credentials&scope=item_get%2Ctrade_data",
    });
    expect(ALIBABA_V3.token.read(replyOf({ access_token: "a" }), NOW_MS)).toMatchObject({ expiresAtMs: NOW_MS + 7_200_000 });
    expect(ALIBABA_V3.token.read(replyOf({ access_token: "a", expires_in: 60 }), NOW_MS)).toMatchObject({
      expiresAtMs: NOW_MS + 60_000,
    });
    expect(ALIBABA_V3.token.read(replyOf({ error: "invalid_scope" }, 400), NOW_MS)).toMatchObject({ kind: "not_permitted" });
  });
});

it.each([
  [200, { code: 0, result: {} }, null],
  [200, { code: 2001, msg: "access level too low" }, "not_permitted"],
  [401, { code: 401, msg: "token expired" }, "unauthorised"],
  [401, "", "unauthorised"],
  [200, { code: 1001, msg: "invalid signature" }, "signature_rejected"],
  [200, { code: 1002, msg: "item not found" }, "not_found"],
  [200, { code: 1003, msg: "Too many requests" }, "rate_limited"],
  [200, { code: 7777, msg: "?" }, "bad_answer"],
  [502, "<html></html>", "unavailable"],
])("%i %o is %s", (status, body, kind) => {
  expect(ALIBABA_V3.readFault(replyOf(body, status))?.kind ?? null).toBe(kind);
});

describe("a listing at the premium level", () => {
  const product = productOf("alibaba-v3", "premium");

  it("has tiers, the stated range and a FOB price, FOB assumed for want of a term", () => {
    expect(product.offer).toMatchObject({
      currency: "USD",
      priceBasis: "quantity",
      priceRange: { low: "0.95", high: "1.40" },
      fobPrice: "1.10",
      unit: "Pieces",
      unitClass: "piece",
      minOrderQuantity: 500,
      tradeTerm: { rule: "FOB", place: null, placeKind: "unknown", assumed: true },
    });
    expect(rowsOf(product.offer.tiers)).toEqual([
      [500, 4999, "1.4"],
      [5000, null, "0.95"],
    ]);
    expect(warningCodes(product)).toContain("term_assumed");
  });

  it("reads SKUs whose attributes come as an object or as a list", () => {
    expect(product.skus.map((sku) => [sku.attributes, sku.unitPrice, sku.stock, sku.customizable])).toEqual([
      [{ Color: "Natural" }, "1.4", 20000, true],
      [{ Color: "Black" }, "1.45", 5000, false],
    ]);
    expect(product.skus.map((sku) => rowsOf(sku.tiers))).toEqual([rowsOf(product.offer.tiers), []]);
    expect(product.stock).toBe(25000);
  });

  it("reads supplier, trade, shipping, certificates and search figures", () => {
    expect(product.supplier).toMatchObject({
      id: "v-9",
      name: "Bag Maker Ltd",
      country: "CN",
      region: "Zhejiang",
      gold: true,
      verified: false,
      responseRate: "0.915",
      transactionLevel: 3,
      repeatBuyerRate: "0.22",
      onTimeRate: null,
      shortestLeadDays: 15,
    });
    expect(product.trade).toEqual({ sold30Days: 88, buyers30Days: 40, paymentMethods: ["T/T", "L/C"] });
    expect(product.leadTimeDays).toEqual({ low: 15, high: 20 });
    expect(product.shipping.ports).toEqual(["Ningbo", "Shanghai"]);
    expect(product.shipping.options.map(({ method, freight }) => [method, freight])).toEqual([
      ["sea", null],
      ["express", null],
    ]);
    expect(product.certifications).toEqual([{ type: "BSCI", authority: "SGS", validUntil: "2027-01-31", isUnreadable: false }]);
    expect(product.seo).toEqual({ keywords: ["tote", "cotton bag"], searchVolume: 12000, competitionIndex: "0.62" });
    expect(product.description).toEqual({ en: "100% cotton" });
  });
});

describe("lower access levels", () => {
  it("basic: a range, an estimated stock, and the rest is not licensed", () => {
    const product = productOf("alibaba-v3", "basic");
    expect(product.offer).toMatchObject({
      priceBasis: "range",
      priceRange: { low: "1.00", high: "2.00" },
      minOrderQuantity: null,
    });
    expect(product.stock).toBe(900);
    expect(warningCodes(product)).toContain("stock_estimated");
    for (const field of ["offer.tiers", "trade.sold_30d", "supplier.name", "certifications", "seo", "shipping.options"]) {
      expect([field, reasonFor(product, field)]).toEqual([field, "not_licensed"]);
    }
    expect(reasonFor(product, "offer.min_order_quantity")).toBe("absent");
    expect(product.trade.sold30Days).toBeNull();
  });

  it("standard: exact stock and trade, the supplier not licensed", () => {
    const product = productOf("alibaba-v3", "standard");
    expect(warningCodes(product)).not.toContain("stock_estimated");
    expect(reasonFor(product, "supplier.name")).toBe("not_licensed");
    expect(reasonFor(product, "trade.sold_30d")).toBeUndefined();
  });
});
