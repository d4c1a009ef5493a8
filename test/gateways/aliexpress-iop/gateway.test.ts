import { describe, expect, it } from "vitest";
import { ALIEXPRESS_IOP } from "../../../src/gateways/aliexpress-iop/gateway.ts";
import { askOf, NOW_MS, replyOf, STAMP } from "../fixture.ts";

const CALL = askOf("aliexpress-iop", "1005008177221739");
const formOf = (body: string | null) => Object.fromEntries(new URLSearchParams(body ?? ""));

describe("requests", () => {
  it("posts the product question to /sync, the method among the parameters, without format, v or simplify", () => {
    expect(ALIEXPRESS_IOP.product.request(CALL, STAMP)).toEqual({
      method: "POST",
      url: "https://api-sg.aliexpress.com/sync",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
      body:
        "access_token=access-token&app_key=1234567&method=aliexpress.ds.product.get&product_id=1005008177221739" +
        "&ship_to_country=US&sign_method=sha256&target_currency=USD&target_language=en&timestamp=1735689600000" +
        "&sign=14549D08D4DAE4DAC859A9E4F3D3C5E8340E0B23648A47AEAE0C810E17CAE4C3",
    });
  });

  it("asks in the buyer's language, country and currency", () => {
    const call = { ...CALL, language: "pt-BR", country: "BR", currency: "BRL" };
    expect(formOf(ALIEXPRESS_IOP.product.request(call, STAMP).body)).toMatchObject({
      ship_to_country: "BR",
      target_currency: "BRL",
      target_language: "pt",
    });
  });

  it("asks for a door quote with strings within one JSON parameter", () => {
    const call = { ...CALL, skuId: "12000044126059467", quantity: 500 };
    const form = formOf(ALIEXPRESS_IOP.freight.request(call, STAMP).body);
    expect(form).toEqual({
      access_token: "access-token",
      app_key: "1234567",
      method: "aliexpress.ds.freight.query",
      queryDeliveryReq:
        '{"productId":"1005008177221739","selectedSkuId":"12000044126059467","quantity":"500","shipToCountry":"US",' +
        '"language":"en_US","locale":"en_US","currency":"USD"}',
      sign_method: "sha256",
      timestamp: "1735689600000",
      sign: "73ECBD8F86B16F26BA3CB91A45497E7C95AD2028BE17526A72EA61E870000A81",
    });
  });
});

describe("tokens", () => {
  it("signs the path without /rest", () => {
    expect(ALIEXPRESS_IOP.token.request({ type: "refresh_token", refreshToken: "refresh-token" }, STAMP)).toMatchObject({
      method: "POST",
      url: "https://api-sg.aliexpress.com/rest/auth/token/refresh",
      body:
        "app_key=1234567&refresh_token=refresh-token&sign_method=sha256&timestamp=1735689600000" +
        "&sign=D287F7090723372C7473AAF54B22C9FF3BB888190C6C87FC16E4E900B8ADF8EB",
    });
    const grant = { type: "authorization_code", code: "the-code", redirectUri: "http://127.0.0.1/" } as const;
    expect(ALIEXPRESS_IOP.token.request(grant, STAMP)).toMatchObject({
      url: "https://api-sg.aliexpress.com/rest/auth/token/create",
      body:
        "app_key=1234567&code=the-code&sign_method=sha256&timestamp=1735689600000" +
        "&sign=747617455C9C9E03DFE8ED0EBE02F8CF179EAD0F5414A01CF5C521CC0A0B80A3",
    });
  });

  it("reads a flat answer whose refresh token rotates", () => {
    const reply = replyOf({
      code: "0",
      access_token: "a",
      refresh_token: "r2",
      expires_in: 86_400,
      expire_time: 1,
      refresh_expires_in: 172_800,
    });
    expect(ALIEXPRESS_IOP.token.read(reply, NOW_MS)).toEqual({
      accessToken: "a",
      refreshToken: "r2",
      expiresAtMs: NOW_MS + 86_400_000,
      refreshExpiresAtMs: NOW_MS + 172_800_000,
    });
  });

  it("falls back to the absolute time where no life is given", () => {
    const reply = replyOf({ code: "0", access_token: "a", expire_time: 1_704_445_278_000 });
    expect(ALIEXPRESS_IOP.token.read(reply, NOW_MS)).toMatchObject({
      expiresAtMs: 1_704_445_278_000,
      refreshExpiresAtMs: null,
    });
  });

  it.each([
    [{ type: "ISV", code: "IllegalRefreshToken", message: "invalid or expired" }, "login_needed"],
    [{ type: "ISV", code: "InvalidCode", message: "Invalid code" }, "login_needed"],
    [{ type: "ISV", code: "ApiCallLimit", message: "this ban will last 1 seconds" }, "rate_limited"],
    [{ code: "0" }, "bad_answer"],
  ])("reads %o", (body, kind) => {
    expect(ALIEXPRESS_IOP.token.read(replyOf(body), NOW_MS)).toMatchObject({ kind });
  });

  it("sends a person to the authorisation page", () => {
    expect(ALIEXPRESS_IOP.token.authoriseUrl?.({ appKey: "1", redirectUri: "http://127.0.0.1/c", state: "s" })).toBe(
      "https://api-sg.aliexpress.com/oauth/authorize?response_type=code&force_auth=true&client_id=1" +
        "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc&state=s",
    );
  });
});

describe("faults, although the status is 200", () => {
  const refused = (code: string, msg = "") => ({ error_response: { type: "ISV", code, msg, request_id: "r" } });
  const answered = (code: number | string, msg = "") => ({
    aliexpress_ds_product_get_response: { rsp_code: code, rsp_msg: msg },
  });

  it.each([
    [refused("ApiCallLimit", "Api access frequency exceeds the limit. this ban will last 3 seconds"), "rate_limited"],
    [refused("IllegalAccessToken"), "unauthorised"],
    [refused("27", "Invalid session"), "unauthorised"],
    [refused("IncompleteSignature"), "signature_rejected"],
    [refused("IllegalTimestamp"), "signature_rejected"],
    [refused("InvalidAppKey"), "misconfigured"],
    [refused("InvalidApiPath"), "misconfigured"],
    [refused("MissingParameter", "product_id"), "bad_request"],
    [refused("15", "isp.remote-service-timeout"), "unavailable"],
    [refused("15", "isv.invalid-parameter"), "bad_request"],
    [refused("ServiceTimeout"), "unavailable"],
    [refused("NeverHeardOf"), "bad_answer"],
    [refused("constructor"), "bad_answer"],
    [answered(605, "ITEM_ID_NOT_FOUND"), "not_found"],
    [answered("602", "Item is not allowed to this country"), "not_sold_there"],
    [answered(404, "System Error"), "unavailable"],
    [{ rsp_code: "605", code: "0" }, "not_found"],
    [{ aliexpress_ds_text_search_response: { code: "NGSELECTION_SEARCH_ERROR" } }, "unavailable"],
    [
      { aliexpress_ds_freight_query_response: { result: { success: false, code: 501, msg: "DELIVERY_INFO_EMPTY" } } },
      "not_found",
    ],
    ["<html></html>", "unavailable"],
  ])("%o is %s", (body, kind) => {
    expect(ALIEXPRESS_IOP.readFault(replyOf(body))?.kind).toBe(kind);
  });

  it("reads the wait from the prose, and closes the gateway over a minute", () => {
    const ban = (seconds: number) => replyOf(refused("AppCallLimit", `this ban will last ${seconds} seconds`));
    expect(ALIEXPRESS_IOP.readFault(ban(2))).toMatchObject({ kind: "rate_limited", retryAfterMs: 2_000 });
    expect(ALIEXPRESS_IOP.readFault(ban(600))).toMatchObject({ kind: "suspended", retryAfterMs: 600_000 });
  });
});
