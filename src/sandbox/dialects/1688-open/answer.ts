import { tokenDate } from "../../dates.ts";
import { expectedSignature, without } from "../../signature.ts";
import { type Asked, digitsOf, readFields, type Said, success } from "../../wire.ts";
import { DAY_MS, type Desk, type Dialect, HOUR_MS, perDay, perSecond } from "../dialect.ts";
import { crossborderPayload } from "./crossborder-payload.ts";
import { productPayload } from "./product-payload.ts";
import { answerPicture, answerSearch, answerSelection, PICTURE, SEARCH, SELECTION } from "./search.ts";

const CROSSBORDER = "com.alibaba.fenxiao.crossborder/product.search.queryProductDetail";
const PRODUCT = "com.alibaba.product/alibaba.product.get";
const TOKEN_PATH = /^\/openapi\/http\/1\/system\.oauth2\/getToken\/([^/]+)$/;
const CALL_PATH = /^\/openapi\/(param2\/1\/([^/]+\/[^/]+)\/([^/]+))$/;
// The platform publishes no tolerance; half an hour either way is generous enough for a wrong time zone only to fail.
const CLOCK_TOLERANCE_MS = 1_800_000;

/** 1688's own gateway: `param2` calls with the app key in the path, HTTP 400 and 401 with a flat error. */
export const dialect: Dialect = {
  id: "1688-open",
  marketplace: "1688",
  quota: [perSecond(5), perDay(10_000)],
  suspendMs: null,
  accessLifeMs: 10 * HOUR_MS,
  refreshLifeMs: 180 * DAY_MS,
  answer(asked, desk) {
    const token = TOKEN_PATH.exec(asked.path);
    if (token) return token[1] === desk.appKey ? (overQuota(desk) ?? answerToken(asked, desk)) : unknownApp();
    const [, signedPath, api, appKey] = CALL_PATH.exec(asked.path) ?? [];
    if (signedPath === undefined || api === undefined) return refuse("gw.APIUnsupported", "Request api is unsupported");
    if (appKey !== desk.appKey) return unknownApp();
    return overQuota(desk) ?? badSystemParameters(asked, signedPath, desk) ?? answerCall(asked, api, desk);
  },
};

function overQuota(desk: Desk): Said | null {
  const quota = desk.arrive();
  if (quota.state === "within") return null;
  return quota.state === "over" && quota.rule.periodMs >= DAY_MS
    ? refuse("gw.NoUsageLeftError", "SLA bill has no usage left")
    : refuse("gw.QosAppFrequencyLimit", "App call exceeds limited frequency");
}

function badSystemParameters(asked: Asked, signedPath: string, desk: Desk): Said | null {
  const { parameters } = asked;
  const given = parameters["_aop_signature"];
  if (!given) return refuse("gw.SignatureMissing", "Required argument _aop_signature");
  const signed = without(parameters, "_aop_signature");
  if (given !== expectedSignature("aop-hmac-sha1", signedPath, signed, desk.appSecret)) {
    return refuse("gw.SignatureInvalid", "Invalid signature");
  }
  const timestamp = parameters["_aop_timestamp"];
  // No code of its own is published for a stale timestamp: the platform treats the signature as spoilt.
  if (timestamp !== undefined && !(Math.abs(Number(timestamp) - asked.atMs) <= CLOCK_TOLERANCE_MS)) {
    return refuse("gw.SignatureInvalid", "Request timestamp is out of range");
  }
  return desk.tokens.check(parameters["access_token"], asked.atMs, desk.accessLifeMs) === "valid"
    ? null
    : refuse("401", "Request need user authorized", 401);
}

function answerCall(asked: Asked, api: string, desk: Desk): Said {
  if (![CROSSBORDER, PRODUCT, SEARCH, SELECTION, PICTURE].includes(api))
    return refuse("gw.APIUnsupported", "Request api is unsupported");
  if (desk.declined.has(api)) return refuse("gw.APIACLDecline", "AppKey is not allowed(acl)");
  if (api === SEARCH) return answerSearch(asked, desk, refuse);
  if (api === SELECTION) return answerSelection(asked, desk, refuse);
  if (api === PICTURE) return answerPicture(asked, desk, refuse);
  return api === CROSSBORDER ? answerCrossborder(asked, desk) : answerProduct(asked, desk);
}

function answerCrossborder(asked: Asked, desk: Desk): Said {
  const json = asked.parameters["offerDetailParam"];
  if (!json) return missing("offerDetailParam");
  const fields = readFields(json);
  if (fields === null) return refuse("gw.ParamInvalid", "Invalid argument offerDetailParam");
  const id = digitsOf(fields["offerId"]);
  if (id === null) return missing("offerId");
  const language = fields["country"];
  if (typeof language !== "string" || language === "") return missing("country");
  const listing = desk.find(id);
  const failure = businessFailure(id, listing?.status ?? null);
  if (listing === null || failure !== null) return failed({ result: { success: false, message: failure ?? "" } });
  return success({
    result: { success: true, code: "200", message: "成功", result: crossborderPayload(listing, id, language) },
  });
}

function answerProduct(asked: Asked, desk: Desk): Said {
  const id = digitsOf(asked.parameters["productID"]);
  if (id === null) return missing("productID");
  if (asked.parameters["webSite"] !== "1688") return missing("webSite");
  const listing = desk.find(id);
  const failure = businessFailure(id, listing?.status ?? null);
  if (listing === null || failure !== null) return failed({ success: false, message: failure ?? "" });
  return success(productPayload(listing, id));
}

/** Why a product cannot be read, in the platform's words; null where it can. */
function businessFailure(id: string, status: string | null): string | null {
  if (status === null) return `商品[${id}]不存在`;
  if (status === "deleted") return `商品[${id}]已下架`;
  return status === "restricted" ? "没有该商品的查询权限" : null;
}

function answerToken(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  if (parameters["client_id"] !== desk.appKey || parameters["client_secret"] !== desk.appSecret) {
    return tokenRefused("invalid_client", "client_id or client_secret is invalid");
  }
  const life = {
    aliId: "8888000012345",
    resource_owner: "sandbox",
    memberId: "b2b-8888000012345",
    expires_in: `${desk.accessLifeMs / 1_000}`,
  };
  if (parameters["grant_type"] === "refresh_token") {
    const pair = desk.tokens.refresh(parameters["refresh_token"] ?? "", asked.atMs, false, desk.refreshLifeMs);
    // A refresh brings no new refresh token: the old one stays good.
    return pair
      ? success({ ...life, access_token: pair.accessToken })
      : tokenRefused("invalid_grant", "refresh_token is invalid");
  }
  if (parameters["grant_type"] !== "authorization_code")
    return tokenRefused("unsupported_grant_type", "grant_type is not supported");
  const pair = desk.tokens.redeem(parameters["code"] ?? "", asked.atMs);
  if (!pair) return tokenRefused("invalid_grant", "code is invalid");
  const refresh = { refresh_token: pair.refreshToken, refresh_token_timeout: tokenDate(asked.atMs + desk.refreshLifeMs) };
  return success({ ...life, ...(parameters["need_refresh_token"] === "true" ? refresh : {}), access_token: pair.accessToken });
}

const refuse = (code: string, message: string, status = 400): Said => ({
  status,
  body: { error_code: code, error_message: message, exception: message },
  code,
});

const missing = (name: string): Said => refuse("gw.ParamMissing", `Required argument ${name}`);
const unknownApp = (): Said => refuse("gw.AppKeyNotFound", "AppKey is not found");
const failed = (body: unknown): Said => ({ status: 200, body, code: "business" });
const tokenRefused = (error: string, description: string): Said => ({
  status: 400,
  body: { error, error_description: description },
  code: error,
});
