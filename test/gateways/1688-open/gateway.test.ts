import { describe, expect, it } from "vitest";
import { OPEN_1688 } from "../../../src/gateways/1688-open/gateway.ts";
import { askOf, NOW_MS, replyOf, STAMP } from "../fixture.ts";

const CALL = askOf("1688-open", "610784549587");
const FORM = { "content-type": "application/x-www-form-urlencoded;charset=utf-8" };

describe("requests", () => {
  it("posts the cross-border question as one signed JSON parameter, ids as numbers", () => {
    expect(OPEN_1688.product.request(CALL, STAMP)).toEqual({
      method: "POST",
      url: "https://gw.open.1688.com/openapi/param2/1/com.alibaba.fenxiao.crossborder/product.search.queryProductDetail/1234567",
      headers: FORM,
      body:
        "_aop_timestamp=1735689600000&access_token=access-token" +
        "&offerDetailParam=%7B%22offerId%22%3A610784549587%2C%22country%22%3A%22en%22%7D" +
        "&_aop_signature=99E2D09F1F2CC02A10F37D907B9690777A4181C1",
    });
  });

  it("asks the other product operation where the app was granted that one", () => {
    expect(OPEN_1688.product.request(CALL, { ...STAMP, settings: { productApi: "product" } })).toMatchObject({
      url: "https://gw.open.1688.com/openapi/param2/1/com.alibaba.product/alibaba.product.get/1234567",
      body:
        "_aop_timestamp=1735689600000&access_token=access-token&productID=610784549587&webSite=1688" +
        "&_aop_signature=69DA8B0359FDD65F9FE0395B62A7997AA054CB20",
    });
  });

  it.each([
    ["pt-BR", "pt"],
    ["ar", "ar"],
    ["de", "en"],
    ["zh", "en"],
  ])("asks %s as %s: `country` is a language, and there are eleven", (language, asked) => {
    const { body } = OPEN_1688.product.request({ ...CALL, language }, STAMP);
    expect(new URLSearchParams(body ?? "").get("offerDetailParam")).toBe(`{"offerId":610784549587,"country":"${asked}"}`);
  });

  it("keeps every digit of an id past 2^53", () => {
    const { body } = OPEN_1688.product.request(askOf("1688-open", "90071992547409931"), STAMP);
    expect(new URLSearchParams(body ?? "").get("offerDetailParam")).toContain('"offerId":90071992547409931,');
  });
});

describe("tokens", () => {
  it("renews unsigned, the secret in the body", () => {
    expect(OPEN_1688.token.request({ type: "refresh_token", refreshToken: "refresh token" }, STAMP)).toEqual({
      method: "POST",
      url: "https://gw.open.1688.com/openapi/http/1/system.oauth2/getToken/1234567",
      headers: FORM,
      body: "client_id=1234567&client_secret=app-secret&grant_type=refresh_token&refresh_token=refresh%20token",
    });
  });

  it("asks for a refresh token with a code", () => {
    const grant = { type: "authorization_code", code: "c", redirectUri: "http://127.0.0.1:8765/callback" } as const;
    expect(OPEN_1688.token.request(grant, STAMP).body).toBe(
      "client_id=1234567&client_secret=app-secret&code=c&grant_type=authorization_code&need_refresh_token=true" +
        "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback",
    );
  });

  it("reads a renewal that brings no new refresh token", () => {
    const reply = replyOf({ access_token: "a", expires_in: "36000", aliId: "1" });
    expect(OPEN_1688.token.read(reply, NOW_MS)).toEqual({
      accessToken: "a",
      refreshToken: null,
      expiresAtMs: NOW_MS + 36_000_000,
      refreshExpiresAtMs: null,
    });
  });

  it("dates the end of a refresh token in its own zone", () => {
    const reply = replyOf({ access_token: "a", refresh_token: "r", refresh_token_timeout: "20270102080000000+0800" });
    expect(OPEN_1688.token.read(reply, NOW_MS)).toMatchObject({ refreshExpiresAtMs: Date.UTC(2027, 0, 2) });
  });

  it.each([
    [{ error: "invalid_grant", error_description: "refresh token expired" }, 400, "login_needed"],
    [{ error_code: "400", error_message: "invalid refresh token" }, 400, "login_needed"],
    [{ error: "invalid_client" }, 401, "misconfigured"],
    [{ error_code: "gw.QosAppFrequencyLimit", error_message: "App call exceeds limited frequency" }, 400, "rate_limited"],
    ["<html>Bad gateway</html>", 502, "unavailable"],
  ])("reads the refusal %o", (body, status, kind) => {
    expect(OPEN_1688.token.read(replyOf(body, status), NOW_MS)).toMatchObject({ kind });
  });

  it("sends a person to the authorisation page", () => {
    expect(OPEN_1688.token.authoriseUrl({ appKey: "1", redirectUri: "http://127.0.0.1/c", state: "s" })).toBe(
      "https://auth.1688.com/oauth/authorize?client_id=1&site=1688&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc&state=s",
    );
  });
});

describe("faults", () => {
  it.each([
    [400, { error_code: "gw.QosAppFrequencyLimit", error_message: "App call exceeds limited frequency" }, "rate_limited"],
    [400, { error_code: "gw.NoUsageLeftError", error_message: "SLA bill has no usage left" }, "quota_exhausted"],
    [401, { error_code: "401", error_message: "Request need user authorized" }, "unauthorised"],
    [400, { error_code: "gw.SignatureInvalid", error_message: "Invalid signature" }, "signature_rejected"],
    [400, { error_code: "gw.AppKeyNotFound", error_message: "" }, "misconfigured"],
    [400, { error_code: "gw.APIACLDecline", error_message: "AppKey is not allowed(acl)" }, "not_permitted"],
    [400, { error_code: "gw.ParamMissing", error_message: "Required argument offerId" }, "bad_request"],
    [400, { error_code: "gw.SomethingNew", error_message: "?" }, "bad_answer"],
    [200, { success: false, message: "商品[812340056781]不存在" }, "not_found"],
    [200, { result: { success: false, message: "商品已下架" } }, "off_shelf"],
    [200, { result: { success: "false", errMsg: "没有该商品的查询权限" } }, "not_permitted"],
    [200, { success: false, errorMsg: "系统繁忙,请稍后再试" }, "unavailable"],
    [200, { success: false, errorCode: "isv.SOMETHING" }, "bad_request"],
    [503, "<html>busy</html>", "unavailable"],
    [404, "<html>no such page</html>", "unavailable"],
    [200, '{"result":{"succ', "unavailable"],
    [200, [1, 2], null],
  ])("%i %o is %s", (status, body, kind) => {
    const reading = OPEN_1688.readFault(replyOf(body, status));
    expect(reading?.kind ?? null).toBe(kind);
  });

  it("reads the wait of a Retry-After date against the answer's own clock", () => {
    const headers = { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", date: "Thu, 01 Jan 2026 00:00:00 GMT" };
    expect(OPEN_1688.readFault(replyOf("", 429, headers))).toMatchObject({ kind: "rate_limited", retryAfterMs: 30_000 });
  });
});
