import { expect, it } from "vitest";
import { ALIEXPRESS_MD5 } from "../../../src/gateways/aliexpress-md5/gateway.ts";
import { askOf, NOW_MS, productOf, reasonFor, replyOf, rowsOf, STAMP } from "../fixture.ts";

const CALL = askOf("aliexpress-md5", "1005008177221739");

it("posts JSON in which the timestamp alone is a number, and signs it raw", () => {
  const { body, ...request } = ALIEXPRESS_MD5.product.request(CALL, STAMP);
  expect(request).toEqual({
    method: "POST",
    url: "https://gw.api.alibaba.com/openapi/param2/2/portals.open/api.item.get",
    headers: { "content-type": "application/json;charset=utf-8" },
  });
  expect(JSON.parse(body ?? "")).toEqual({
    app_key: "1234567",
    access_token: "access-token",
    timestamp: NOW_MS,
    format: "json",
    v: "1.0",
    productId: "1005008177221739",
    fields: "productId,title,price,originalPrice,currency,stock,imageUrl,saleCount,storeName",
    sign: "13361377A4899CF726187EC95846CDB2",
  });
});

it("renews its token by a form, and says when a person must log in again", () => {
  expect(ALIEXPRESS_MD5.token.request({ type: "refresh_token", refreshToken: "r" }, STAMP)).toMatchObject({
    method: "POST",
    url: "https://gw.api.alibaba.com/openapi/http/1/system.oauth2/getToken",
    body: "client_id=1234567&client_secret=app-secret&grant_type=refresh_token&refresh_token=r",
  });
  const refused = replyOf({ error: "invalid_request", error_description: "refresh token is expired" }, 400);
  expect(ALIEXPRESS_MD5.token.read(refused, NOW_MS)).toMatchObject({ kind: "login_needed", code: "invalid_request" });
  expect(ALIEXPRESS_MD5.token.read(replyOf({ access_token: "a" }), NOW_MS)).toMatchObject({ expiresAtMs: null });
});

it.each([
  [{ error_response: { code: "27", msg: "" } }, "unauthorised"],
  [{ error_response: { code: "605", msg: "ITEM_ID_NOT_FOUND" } }, "not_found"],
  [{ error_response: { code: "602", msg: "" } }, "not_sold_there"],
  [{ error_response: { code: "7", msg: "App Call Limited" } }, "rate_limited"],
])("%o is %s", (body, kind) => {
  expect(ALIEXPRESS_MD5.readFault(replyOf(body))?.kind).toBe(kind);
});

it("reads an item; the crossed-out price pays nothing and sales are those of 30 days", () => {
  const product = productOf("aliexpress-md5", "item");
  expect(product).toMatchObject({ id: "1005007000000011", title: "Desk lamp", stock: 60, status: "unknown" });
  expect(product.offer).toMatchObject({ currency: "USD", tradeTerm: null, minOrderQuantity: 1 });
  expect(rowsOf(product.offer.tiers)).toEqual([[1, null, "18.75"]]);
  expect(product.trade.sold30Days).toBe(320);
  expect(product.supplier.name).toBe("Lamp Store");
});

it("takes no price without a currency", () => {
  const product = productOf("aliexpress-md5", "no-currency");
  expect(product.offer).toMatchObject({ currency: null, priceBasis: "none", tiers: [], minOrderQuantity: null });
  expect(reasonFor(product, "offer.currency")).toBe("absent");
  expect(reasonFor(product, "skus.stock")).toBe("unreadable");
});
