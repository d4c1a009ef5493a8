import type { Call, HttpRequest, Stamp } from "../../model/wire.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway } from "../gateway.ts";
import { jsonNumber, primaryLanguage, queryRequest } from "../protocol/request-text.ts";
import { readFault } from "./faults.ts";
import { readProduct } from "./normalize.ts";

const ORIGIN = "https://openapi.alibaba.com";
const METHOD = "alibaba.product.get";
const FIELDS = "title,price_info,moq,logistics_info,multi_language_title,multi_language_desc";

export const ALIBABA_GLOBAL = {
  id: "alibaba-global",
  marketplace: "alibaba",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 30_000, tokenAnswerMs: 30_000 },
  // An enterprise app has 30; a sixth call within any minute closes a common one for 7 days.
  quota: [{ limit: 5, periodMs: 60_000 }],
  suspends: true,
  // HTTP 504 is common; going over the quota is never tried again.
  retry: { attempts: 4, waitsMs: [2_000, 2_000, 2_000], rateLimitedWaitsMs: [] },
  token: "none",
  settings: {},
  dependsOn: ["language", "country"],
  proxies: {},
  product: { request: productRequest, read: readProduct },
  batch: null,
  stock: null,
  freight: null,
  search: null,
  readFault,
} satisfies Gateway;

/** `api_version`, `language`, `country` and `timestamp` are always signed and sent: without them the gateway answers 401. */
function productRequest(call: Call, stamp: Stamp): HttpRequest {
  const params = {
    app_key: stamp.appKey,
    method: METHOD,
    product_id: jsonNumber(call.ids[0]),
    fields: FIELDS,
    api_version: "2.0",
    language: primaryLanguage(call.language) || "en",
    country: call.country || "US",
    timestamp: stamp.nowMs,
  };
  const { signature } = sign("query-sha256", { params }, stamp.appSecret);
  return queryRequest(`${ORIGIN}/openapi/param2/2/${METHOD}`, params, ["sign", signature]);
}
