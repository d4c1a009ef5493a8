import { expectedSignature, without } from "../../signature.ts";
import { type Asked, type Said, success } from "../../wire.ts";
import { type Desk, type Dialect, HOUR_MS, perDay, perSecond } from "../dialect.ts";
import { tokenRefused } from "../top.ts";
import { v3Payload } from "./payload.ts";

const CLOCK_TOLERANCE_MS = 300_000;

/** An Alibaba.com dialect with the token in a header and data sold by access level. */
export const dialect: Dialect = {
  id: "alibaba-v3",
  marketplace: "alibaba",
  quota: [perSecond(5), perDay(100_000)],
  suspendMs: null,
  accessLifeMs: 2 * HOUR_MS,
  refreshLifeMs: 0,
  answer(asked, desk) {
    if (asked.path === "/oauth/token" && asked.method === "POST") return answerToken(asked, desk);
    if (asked.path !== "/api/v3/item/get" || asked.method !== "GET") return refuse(1000, "unknown path", 404);
    return badRequest(asked, desk) ?? answerItem(asked, desk);
  },
};

function badRequest(asked: Asked, desk: Desk): Said | null {
  const { parameters, headers } = asked;
  if (parameters["app_key"] !== desk.appKey) return refuse(1001, "invalid app_key");
  if (desk.arrive().state !== "within") return refuse(429, "too many requests", 429);
  if (desk.tokens.check(asked.bearer, asked.atMs, desk.accessLifeMs) !== "valid")
    return refuse(401, "access token expired or unknown", 401);
  if (headers["x-api-version"] !== "3.0") return refuse(1002, "header X-Api-Version: 3.0 is required");
  for (const name of ["item_id", "timestamp", "sign_method", "fields", "sign"]) {
    if (!parameters[name]) return refuse(1002, `missing parameter: ${name}`);
  }
  if (!(Math.abs(Number(parameters["timestamp"]) - asked.atMs) <= CLOCK_TOLERANCE_MS))
    return refuse(1003, "timestamp out of range");
  const expected = expectedSignature("wrapped-hmac-sha256", "", without(parameters, "sign"), desk.appSecret);
  return parameters["sign"] === expected ? null : refuse(1004, "invalid signature");
}

function answerItem(asked: Asked, desk: Desk): Said {
  const { item_id: id = "", fields = "", language = "en" } = asked.parameters;
  const listing = desk.find(id);
  if (listing === null || listing.status === "deleted") return refuse(2004, "item not found");
  if (listing.status === "restricted") return refuse(2001, "not permitted");
  if (listing.status === "delisted") return refuse(2005, "item off shelf");
  return success({ code: 0, result: v3Payload(listing, new Set(fields.split(",")), language, desk.accessLevel) });
}

function answerToken(asked: Asked, desk: Desk): Said {
  const { parameters } = asked;
  if (parameters["client_id"] !== desk.appKey || parameters["client_secret"] !== desk.appSecret) {
    return tokenRefused("invalid_client", "client_id or client_secret is invalid");
  }
  if (desk.arrive().state !== "within") return refuse(429, "too many requests", 429);
  if (parameters["grant_type"] !== "client_credentials")
    return tokenRefused("unsupported_grant_type", "grant_type is not supported");
  if (!parameters["scope"]?.split(",").includes("item_get")) return tokenRefused("invalid_scope", "scope item_get is required");
  return success({
    access_token: desk.tokens.issue(asked.atMs).accessToken,
    token_type: "Bearer",
    expires_in: desk.accessLifeMs / 1_000,
  });
}

const refuse = (code: number, message: string, status = 200): Said => ({
  status,
  body: { code, msg: message },
  code: `${code}`,
});
