import { describe, expect, it } from "vitest";
import { MD5_1688 } from "../../../src/gateways/1688-md5/gateway.ts";
import { askOf, NOW_MS, productOf, reasonFor, replyOf, rowsOf, STAMP } from "../fixture.ts";

const CALL = askOf("1688-md5", "610784549587");

describe("requests", () => {
  it("gets the product with the MD5 signature", () => {
    expect(MD5_1688.product.request(CALL, STAMP)).toEqual({
      method: "GET",
      url:
        "https://gw.open.1688.com/openapi/param2/1/com.alibaba.product/alibaba.product.get?access_token=access-token&app_key=1234567" +
        "&fields=product_id%2Csubject%2Cprice%2Crprice%2Camount%2Con_sale%2Cdetail_url%2Cpic_url%2Csale_info&format=json" +
        "&product_id=610784549587&sign_method=md5&timestamp=2025-01-01%2008%3A00%3A00&v=1.0&sign=71D852B26A8956565639C263E7CD4D80",
      headers: {},
      body: null,
    });
  });

  it("keeps the secret out of the address unless the setting wants the published GET", () => {
    const grant = { type: "client_credentials" } as const;
    const query = "client_id=1234567&client_secret=app-secret&grant_type=client_credentials";
    expect(MD5_1688.token.request(grant, STAMP)).toMatchObject({
      method: "POST",
      url: "https://gw.open.1688.com/auth/token",
      body: query,
    });
    expect(MD5_1688.token.request(grant, { ...STAMP, settings: { tokenByGet: "1" } })).toMatchObject({
      method: "GET",
      url: `https://gw.open.1688.com/auth/token?${query}`,
      body: null,
    });
  });

  it("reads a token and a refusal", () => {
    expect(MD5_1688.token.read(replyOf({ access_token: "a", expires_in: 3600 }), NOW_MS)).toEqual({
      accessToken: "a",
      refreshToken: null,
      expiresAtMs: NOW_MS + 3_600_000,
      refreshExpiresAtMs: null,
    });
    expect(MD5_1688.token.read(replyOf({ error: "invalid_client" }, 401), NOW_MS)).toMatchObject({ kind: "misconfigured" });
  });
});

it.each([
  [{ error_response: { code: "100006", msg: "access token expired" } }, "unauthorised"],
  [{ error_response: { code: 429, msg: "" } }, "rate_limited"],
  [{ error_response: { code: "100", msg: "商品不存在" } }, "not_found"],
  [{ error_response: { code: "100", msg: "?" } }, "bad_answer"],
])("%o is %s", (body, kind) => {
  expect(MD5_1688.readFault(replyOf(body))?.kind).toBe(kind);
});

it("reads a listing; the retail price is nobody's wholesale price", () => {
  const product = productOf("1688-md5", "product");
  expect(product).toMatchObject({
    id: "610784500001",
    status: "on_sale",
    stock: 1500,
    images: ["https://cbu01.alicdn.com/m.jpg"],
  });
  expect(product.offer).toMatchObject({ currency: "CNY", unit: "件", minOrderQuantity: 10 });
  expect(rowsOf(product.offer.tiers)).toEqual([
    [10, 99, "9.90"],
    [100, null, "8.80"],
  ]);
  expect(product.offer.listPrice).toBe("29.00");
  const { listPrice: _retail, ...pays } = product.offer;
  expect(JSON.stringify(pays)).not.toContain("29.00");
});

it("takes one price from the MOQ on, and says when the seller stopped selling", () => {
  const product = productOf("1688-md5", "off-sale");
  expect(product.status).toBe("off_shelf");
  expect(rowsOf(product.offer.tiers)).toEqual([[3, null, "15"]]);
  expect(reasonFor(product, "skus.stock")).toBe("absent");
});
