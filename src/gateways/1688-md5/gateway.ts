import { Fault } from "../../model/fault.ts";
import type { Call, HttpRequest, Stamp, TokenGrant } from "../../model/wire.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway } from "../gateway.ts";
import { chinaTimestamp } from "../protocol/china-time.ts";
import { readOauthToken } from "../protocol/oauth-token.ts";
import { formRequest, jsonNumber, queryRequest } from "../protocol/request-text.ts";
import { FAULTS, readFault } from "./faults.ts";
import { readProduct } from "./normalize.ts";

const ORIGIN = "https://gw.open.1688.com";
const FIELDS = "product_id,subject,price,rprice,amount,on_sale,detail_url,pic_url,sale_info";

export const MD5_1688 = {
  id: "1688-md5",
  marketplace: "1688",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 10_000, tokenAnswerMs: 10_000 },
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 10_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: [1_000, 2_000], rateLimitedWaitsMs: [1_000, 2_000, 4_000, 8_000] },
  token: {
    grant: "client_credentials",
    countsAgainstQuota: true,
    refreshEarlyMs: null,
    request: tokenRequest,
    read: (reply, nowMs) => readOauthToken(FAULTS, reply, nowMs, "misconfigured"),
    authoriseUrl: null,
  },
  settings: {
    tokenByGet: {
      variable: "TOKEN_BY_GET",
      values: ["0", "1"],
      meaning: "with 1, 1688-md5 asks its token as published, by GET; the secret then stands in the URL",
    },
  },
  dependsOn: [],
  proxies: {},
  product: { request: productRequest, read: readProduct },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault,
} satisfies Gateway;

function productRequest(call: Call, stamp: Stamp): HttpRequest {
  const params = {
    app_key: stamp.appKey,
    access_token: stamp.accessToken,
    timestamp: chinaTimestamp(stamp.nowMs),
    format: "json",
    v: "1.0",
    sign_method: "md5",
    product_id: jsonNumber(call.ids[0]),
    fields: FIELDS,
  };
  const { signature } = sign("wrapped-md5", { params }, stamp.appSecret);
  return queryRequest(`${ORIGIN}/openapi/param2/1/com.alibaba.product/alibaba.product.get`, params, ["sign", signature]);
}

/** A secret does not belong in an address; the dialect was published with a GET, which a setting allows. */
function tokenRequest(grant: TokenGrant, stamp: Stamp): HttpRequest {
  if (grant.type !== "client_credentials") {
    throw new Fault({ kind: "misconfigured", gateway: "1688-md5", message: "1688-md5 gives tokens to the app itself only." });
  }
  const params = { grant_type: "client_credentials", client_id: stamp.appKey, client_secret: stamp.appSecret };
  const url = `${ORIGIN}/auth/token`;
  return stamp.settings["tokenByGet"] === "1" ? queryRequest(url, params, null) : formRequest(url, params, null);
}
