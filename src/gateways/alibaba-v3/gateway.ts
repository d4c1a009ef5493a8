import { Fault } from "../../model/fault.ts";
import type { Call, HttpRequest, Reply, Stamp, TokenGrant } from "../../model/wire.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway, TokenFlow } from "../gateway.ts";
import { readOauthToken } from "../protocol/oauth-token.ts";
import { formRequest, jsonNumber, primaryLanguage, queryRequest } from "../protocol/request-text.ts";
import { FAULTS, readFault } from "./faults.ts";
import { readProduct } from "./normalize.ts";

const ORIGIN = "https://openapi.alibaba.com";
const TOKEN_ORIGIN = "https://auth.alibaba.com";
// Every group that is read: what nobody asks for is not answered.
const FIELDS =
  "subject,price_info,sku_list,supplier_info,trade_info,shipping_info,certifications,seo_info,category_id,main_image," +
  "extra_images,video_url,min_order_quantity,min_order_unit,stock,updated_at";
// Where the answer leaves `expires_in` out.
const TOKEN_LIFE_MS = 7_200_000;

export const ALIBABA_V3 = {
  id: "alibaba-v3",
  marketplace: "alibaba",
  origins: [ORIGIN, TOKEN_ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 30_000, tokenAnswerMs: 10_000 },
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 100_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: null },
  token: {
    grant: "client_credentials",
    countsAgainstQuota: true,
    refreshEarlyMs: 600_000,
    request: tokenRequest,
    read: readToken,
    authoriseUrl: null,
  },
  settings: {},
  dependsOn: ["language"],
  proxies: {},
  product: { request: productRequest, read: readProduct },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault,
} satisfies Gateway;

/** The token goes in the header alone: it is neither signed nor in the address. */
function productRequest(call: Call, stamp: Stamp): HttpRequest {
  const heavy = call.include.length > 0;
  const params = {
    app_key: stamp.appKey,
    item_id: jsonNumber(call.ids[0]),
    language: primaryLanguage(call.language),
    timestamp: stamp.nowMs,
    include_raw: heavy ? true : null,
    sign_method: "hmac-sha256",
    fields: heavy ? `${FIELDS},desc` : FIELDS,
  };
  const { signature } = sign("wrapped-hmac-sha256", { params }, stamp.appSecret);
  return queryRequest(`${ORIGIN}/api/v3/item/get`, params, ["sign", signature], {
    authorization: `Bearer ${stamp.accessToken ?? ""}`,
    "content-type": "application/json",
    "x-api-version": "3.0",
  });
}

function tokenRequest(grant: TokenGrant, stamp: Stamp): HttpRequest {
  if (grant.type !== "client_credentials") {
    throw new Fault({
      kind: "misconfigured",
      gateway: "alibaba-v3",
      message: "alibaba-v3 gives tokens to the app itself only.",
    });
  }
  const app = { client_id: stamp.appKey, client_secret: stamp.appSecret };
  const params = { ...app, grant_type: "client_credentials", scope: "item_get,trade_data" };
  return formRequest(`${TOKEN_ORIGIN}/oauth/token`, params, null);
}

function readToken(reply: Reply, nowMs: number): ReturnType<TokenFlow["read"]> {
  const token = readOauthToken(FAULTS, reply, nowMs, "misconfigured");
  return "kind" in token || token.expiresAtMs !== null ? token : { ...token, expiresAtMs: nowMs + TOKEN_LIFE_MS };
}
