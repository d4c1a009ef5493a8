import type { Call, HttpRequest, Stamp } from "../../model/wire.ts";
import type { Parameters } from "../../signing/canonical.ts";
import type { Gateway } from "../gateway.ts";
import { iopParameters, iopSignature, iopTokenFlow } from "../protocol/iop.ts";
import { formRequest, jsonNumber } from "../protocol/request-text.ts";
import { readFault } from "./faults.ts";
import { readFreight } from "./freight.ts";
import { askedLanguage, askedLocale } from "./language.ts";
import { readProduct } from "./normalize.ts";
import { readSearch, SEARCH_METHODS, searchParameters } from "./search.ts";

const ORIGIN = "https://api-sg.aliexpress.com";

export const ALIEXPRESS_IOP = {
  id: "aliexpress-iop",
  marketplace: "aliexpress",
  origins: [ORIGIN],
  timeouts: { connectMs: 8_000, answerMs: 10_000, tokenAnswerMs: 10_000 },
  // About 500 a second are published for all apps together.
  quota: [{ limit: 10, periodMs: 1_000 }],
  suspends: false,
  retry: { attempts: 3, waitsMs: null, rateLimitedWaitsMs: null },
  token: iopTokenFlow({
    origin: ORIGIN,
    authoriseUrl: `${ORIGIN}/oauth/authorize`,
    authoriseExtra: { force_auth: "true" },
  }),
  settings: {},
  dependsOn: ["language", "country", "currency"],
  proxies: {},
  product: {
    request: (call, stamp) =>
      businessRequest("aliexpress.ds.product.get", stamp, {
        product_id: jsonNumber(call.ids[0]),
        ship_to_country: call.country,
        target_currency: call.currency,
        target_language: askedLanguage(call.language),
      }),
    read: readProduct,
  },
  batch: null,
  stock: null,
  freight: {
    request: (call, stamp) =>
      businessRequest("aliexpress.ds.freight.query", stamp, { queryDeliveryReq: deliveryQuestion(call) }),
    read: readFreight,
  },
  search: {
    methods: SEARCH_METHODS,
    request: (call, stamp) => businessRequest(call.search?.method ?? "", stamp, searchParameters(call)),
    read: readSearch,
  },
  readFault,
} satisfies Gateway;

/** Business methods go to `/sync` by the name in `method`, and are signed without a path. */
function businessRequest(method: string, stamp: Stamp, own: Parameters): HttpRequest {
  const params = iopParameters(stamp, { method, ...own });
  return formRequest(`${ORIGIN}/sync`, params, iopSignature("", params, stamp.appSecret));
}

/** All values are strings here, ids and quantity too. */
const deliveryQuestion = (call: Call): string =>
  JSON.stringify({
    productId: jsonNumber(call.ids[0]),
    selectedSkuId: call.skuId ?? undefined,
    quantity: String(call.quantity ?? 1),
    shipToCountry: call.country,
    language: askedLocale(call.language),
    locale: askedLocale(call.language),
    currency: call.currency,
  });
