import type { Call, HttpRequest, Stamp } from "../../model/wire.ts";
import type { Parameters } from "../../signing/canonical.ts";
import type { Gateway } from "../gateway.ts";
import { iopParameters, iopSignature, iopTokenFlow } from "../protocol/iop.ts";
import { jsonNumber, primaryLanguage, queryRequest } from "../protocol/request-text.ts";
import { readFault } from "./faults.ts";
import { readFreight, readStock } from "./logistics.ts";
import { readBatch, readProduct } from "./normalize.ts";
import { readSearch, SEARCH_METHODS, SEARCH_PATH, searchParameters } from "./search.ts";

const ORIGIN = "https://openapi-api.alibaba.com";
// The marketplace's suppliers ship from China; the two logistics questions want a place to start from.
const DISPATCH_COUNTRY = "CN";

export const ALIBABA_IOP = {
  id: "alibaba-iop",
  marketplace: "alibaba",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 10_000, tokenAnswerMs: 10_000 },
  // None is published.
  quota: [
    { limit: 5, periodMs: 1_000 },
    { limit: 100_000, periodMs: 86_400_000 },
  ],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: null },
  token: iopTokenFlow({ origin: ORIGIN, authoriseUrl: "https://openapi-auth.alibaba.com/oauth/authorize" }),
  settings: {},
  dependsOn: ["language", "country", "currency"],
  proxies: {},
  product: {
    request: (call, stamp) => {
      const own = { query_req: `{"product_id":${jsonNumber(call.ids[0])},${buyerFields(call)}}` };
      return restRequest("/eco/buyer/product/description", own, stamp);
    },
    read: readProduct,
  },
  batch: {
    // No maximum is published; 20 is ours.
    maxIds: 20,
    request: (call, stamp) => {
      const own = { param0: `{"product_ids":[${call.ids.map(jsonNumber).join(",")}],${buyerFields(call)}}` };
      return restRequest("/eco/buyer/product/batch/description", own, stamp);
    },
    read: readBatch,
  },
  stock: {
    request: (call, stamp) => {
      const places = `"shipping_from":"${DISPATCH_COUNTRY}","ship_to":${JSON.stringify(call.country)}`;
      const own = { inv_req: `{"product_id":${jsonNumber(call.ids[0])},${places}}` };
      return restRequest("/eco/buyer/product/inventory", own, stamp);
    },
    read: readStock,
  },
  freight: {
    request: (call, stamp) =>
      restRequest(
        "/shipping/freight/calculate",
        {
          product_id: jsonNumber(call.ids[0]),
          quantity: call.quantity ?? 1,
          destination_country: call.country,
          dispatch_location: DISPATCH_COUNTRY,
          // The buyer's zip code is not known here; an empty parameter is not sent.
          zip_code: null,
        },
        stamp,
      ),
    read: readFreight,
  },
  search: {
    methods: SEARCH_METHODS,
    request: (call, stamp) => restRequest(SEARCH_PATH, searchParameters(call), stamp),
    read: readSearch,
  },
  readFault,
} satisfies Gateway;

/** `/rest` stands in the address and is left out of what is signed. */
function restRequest(path: string, own: Parameters, stamp: Stamp): HttpRequest {
  const params = iopParameters(stamp, own);
  return queryRequest(`${ORIGIN}/rest${path}`, params, iopSignature(path, params, stamp.appSecret));
}

/** Who buys, as the rest of a JSON object. */
const buyerFields = (call: Call): string =>
  JSON.stringify({
    country: call.country,
    ship_to_country: call.country,
    language: primaryLanguage(call.language),
    currency: call.currency,
  }).slice(1, -1);
