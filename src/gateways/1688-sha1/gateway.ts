import type { HttpRequest, Stamp } from "../../model/wire.ts";
import type { Parameters } from "../../signing/canonical.ts";
import { sign } from "../../signing/sign.ts";
import type { Gateway } from "../gateway.ts";
import { chinaTimestamp } from "../protocol/china-time.ts";
import { jsonNumber, queryRequest } from "../protocol/request-text.ts";
import { readFault } from "./faults.ts";
import { readBatch, readProduct } from "./normalize.ts";

const ORIGIN = "https://gw.open.1688.com";
const BASE = `${ORIGIN}/openapi/param2/1/com.alibaba.product`;
const FIELDS =
  "product_id,title,main_image,pic_urls,price,price_range,min_order_quantity,wholesale_rules,supply_capacity,sku_infos," +
  "supplier_info,certifications,transaction_history,delivery_template,oa_info";

export const SHA1_1688 = {
  id: "1688-sha1",
  marketplace: "1688",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 20_000, tokenAnswerMs: 20_000 },
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 10_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: [1_000, 2_000, 4_000, 8_000] },
  token: "given",
  settings: {},
  dependsOn: [],
  proxies: {},
  product: {
    request: (call, stamp) => signedRequest("alibaba.product.get", { product_id: jsonNumber(call.ids[0]) }, stamp),
    read: readProduct,
  },
  batch: {
    maxIds: 20,
    request: (call, stamp) =>
      signedRequest("alibaba.product.batch.get", { product_ids: call.ids.map(jsonNumber).join(",") }, stamp),
    read: readBatch,
  },
  stock: null,
  freight: null,
  search: null,
  readFault,
} satisfies Gateway;

function signedRequest(api: string, ids: Parameters, stamp: Stamp): HttpRequest {
  const params = {
    app_key: stamp.appKey,
    access_token: stamp.accessToken,
    timestamp: chinaTimestamp(stamp.nowMs),
    format: "json",
    v: "1.0",
    sign_method: "sha1",
    ...ids,
    fields: FIELDS,
    include_oa: true,
    with_wholesale: true,
  };
  const { signature } = sign("wrapped-sha1", { params }, stamp.appSecret);
  return queryRequest(`${BASE}/${api}`, params, ["sign", signature]);
}
