import { Fault } from "../../model/fault.ts";
import type { Call, HttpRequest, Stamp, TokenGrant } from "../../model/wire.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway } from "../gateway.ts";
import { readOauthToken } from "../protocol/oauth-token.ts";
import { formRequest, jsonNumber } from "../protocol/request-text.ts";
import { FAULTS, readFault } from "./faults.ts";
import { readProduct } from "./normalize.ts";

const ORIGIN = "https://gw.api.alibaba.com";
const FIELDS = "productId,title,price,originalPrice,currency,stock,imageUrl,saleCount,storeName";

export const ALIEXPRESS_MD5 = {
  id: "aliexpress-md5",
  marketplace: "aliexpress",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 15_000, tokenAnswerMs: 15_000 },
  // None is published.
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 10_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: null },
  token: {
    grant: "refresh_token",
    countsAgainstQuota: true,
    refreshEarlyMs: 60_000,
    request: tokenRequest,
    read: (reply, nowMs) => readOauthToken(FAULTS, reply, nowMs, "login_needed"),
    authoriseUrl: null,
  },
  settings: {},
  dependsOn: [],
  proxies: {},
  product: { request: productRequest, read: readProduct },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault,
} satisfies Gateway;

/** A JSON body in which `timestamp` alone is a number. */
function productRequest(call: Call, stamp: Stamp): HttpRequest {
  const params = {
    app_key: stamp.appKey,
    ...(stamp.accessToken === null ? {} : { access_token: stamp.accessToken }),
    timestamp: stamp.nowMs,
    format: "json",
    v: "1.0",
    productId: jsonNumber(call.ids[0]),
    fields: FIELDS,
  };
  const { signature } = sign("query-md5", { params }, stamp.appSecret);
  return {
    method: "POST",
    url: `${ORIGIN}/openapi/param2/2/portals.open/api.item.get`,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: JSON.stringify({ ...params, sign: signature }),
  };
}

function tokenRequest(grant: TokenGrant, stamp: Stamp): HttpRequest {
  if (grant.type !== "refresh_token") {
    throw new Fault({
      kind: "login_needed",
      gateway: "aliexpress-md5",
      message: "aliexpress-md5 only renews a refresh token.",
    });
  }
  const app = { client_id: stamp.appKey, client_secret: stamp.appSecret };
  const params = { ...app, grant_type: "refresh_token", refresh_token: grant.refreshToken };
  return formRequest(`${ORIGIN}/openapi/http/1/system.oauth2/getToken`, params, null);
}
