import { Fault } from "../../model/fault.ts";
import type { Call, HttpRequest, Stamp, TokenGrant } from "../../model/wire.ts";
import type { Parameters } from "../../signing/canonical.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway } from "../gateway.ts";
import { readOauthToken } from "../protocol/oauth-token.ts";
import { formRequest, jsonNumber } from "../protocol/request-text.ts";
import { FAULTS, readFault } from "./faults.ts";
import { readProduct, translationLanguage } from "./normalize.ts";
import { readSearch, SEARCH_METHODS, searchParameters } from "./search.ts";

const ORIGIN = "https://gw.open.1688.com";
// "20361222222222+0800" and with milliseconds: how the end of a refresh token is written.
const COMPACT_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\d{3})?([+-]\d{2})(\d{2})$/;

export const OPEN_1688 = {
  id: "1688-open",
  marketplace: "1688",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 10_000, tokenAnswerMs: 10_000 },
  // None is published; `gw.QosAppFrequencyLimit` and `gw.NoUsageLeftError` say that there is one.
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 10_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: [10_000, 20_000] },
  token: {
    grant: "refresh_token",
    countsAgainstQuota: true,
    refreshEarlyMs: null,
    request: tokenRequest,
    read: (reply, nowMs) => readOauthToken(FAULTS, reply, nowMs, "login_needed", refreshEnd),
    authoriseUrl: ({ appKey, redirectUri, state }) =>
      `https://auth.1688.com/oauth/authorize?${new URLSearchParams({
        client_id: appKey,
        site: "1688",
        redirect_uri: redirectUri,
        state,
      })}`,
  },
  settings: {
    productApi: {
      variable: "PRODUCT_API",
      values: ["crossborder", "product"],
      meaning: "which product operation the app was granted on 1688-open: crossborder (default) or product",
    },
  },
  dependsOn: ["language"],
  proxies: { onTimeRate: "the share of orders collected within 48 h over 30 days stands for it" },
  product: { request: productRequest, read: readProduct },
  batch: null,
  stock: null,
  freight: null,
  search: {
    methods: SEARCH_METHODS,
    request: (call, stamp) => {
      const [namespace = "", api = ""] = (call.search?.method ?? "").split("/");
      return signedRequest(namespace, api, searchParameters(call), stamp);
    },
    read: readSearch,
  },
  readFault,
} satisfies Gateway;

function productRequest(call: Call, stamp: Stamp): HttpRequest {
  const [id] = call.ids;
  if (stamp.settings["productApi"] === "product") {
    const own = { productID: jsonNumber(id), webSite: "1688" };
    return signedRequest("com.alibaba.product", "alibaba.product.get", own, stamp);
  }
  // `country` is a language here.
  const detail = `{"offerId":${jsonNumber(id)},"country":"${translationLanguage(call.language)}"}`;
  const own = { offerDetailParam: detail };
  return signedRequest("com.alibaba.fenxiao.crossborder", "product.search.queryProductDetail", own, stamp);
}

function signedRequest(namespace: string, api: string, own: Parameters, stamp: Stamp): HttpRequest {
  const path = `param2/1/${namespace}/${api}/${stamp.appKey}`;
  const params = { ...own, access_token: stamp.accessToken, _aop_timestamp: stamp.nowMs };
  const { signature } = sign("aop-hmac-sha1", { path, params }, stamp.appSecret);
  return formRequest(`${ORIGIN}/openapi/${path}`, params, ["_aop_signature", signature]);
}

function tokenRequest(grant: TokenGrant, stamp: Stamp): HttpRequest {
  const url = `${ORIGIN}/openapi/http/1/system.oauth2/getToken/${stamp.appKey}`;
  const app = { client_id: stamp.appKey, client_secret: stamp.appSecret };
  switch (grant.type) {
    case "refresh_token":
      return formRequest(url, { ...app, grant_type: "refresh_token", refresh_token: grant.refreshToken }, null);
    case "authorization_code": {
      const own = { grant_type: "authorization_code", need_refresh_token: "true" };
      return formRequest(url, { ...app, ...own, redirect_uri: grant.redirectUri, code: grant.code }, null);
    }
    case "client_credentials":
      throw new Fault({ kind: "login_needed", message: "1688-open gives no token without a person's authorisation." });
  }
}

function refreshEnd(token: Readonly<Record<string, unknown>>): number | null {
  const match = COMPACT_TIME.exec(String(token["refresh_token_timeout"] ?? ""));
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, offset, offsetMinutes] = match;
  const endMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}:${offsetMinutes}`);
  return Number.isNaN(endMs) ? null : endMs;
}
