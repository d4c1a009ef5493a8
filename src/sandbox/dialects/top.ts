import type { Listing } from "../catalogue/listing.ts";
import { expectedSignature, type SignatureScheme, without } from "../signature.ts";
import type { Asked, Said } from "../wire.ts";
import type { Desk } from "./dialect.ts";

// The TOP gateway's documentation: ten minutes either way.
const CLOCK_TOLERANCE_MS = 600_000;

/** What differs between the dialects that descend from the TOP gateway. */
export interface TopRules {
  readonly scheme: SignatureScheme;
  /** Epoch milliseconds of the `timestamp` parameter, NaN where it is none. */
  readonly readTimestamp: (text: string) => number;
  /** The code for a token that is unknown or has expired. */
  readonly tokenCode: number;
  readonly required: readonly string[];
}

/** `error_response`, mostly inside HTTP 200. */
export const refuse = (
  code: number,
  message: string,
  more: { readonly subCode?: string; readonly status?: number } = {},
): Said => ({
  status: more.status ?? 200,
  body: { error_response: { code, msg: message, sub_code: more.subCode } },
  code: `${code}`,
});

/** The gateway's own checks, before a product is looked for. Null where nothing is wrong. */
export function badTopParameters(asked: Asked, desk: Desk, rules: TopRules): Said | null {
  const { parameters } = asked;
  if (!parameters["app_key"]) return refuse(28, "Missing App Key");
  if (parameters["app_key"] !== desk.appKey) return refuse(29, "Invalid App Key");
  const over = overTopQuota(desk);
  if (over) return over;
  if (!parameters["timestamp"]) return refuse(30, "Missing Timestamp");
  if (!(Math.abs(rules.readTimestamp(parameters["timestamp"]) - asked.atMs) <= CLOCK_TOLERANCE_MS)) {
    return refuse(31, "Invalid Timestamp");
  }
  if (!parameters["sign"]) return refuse(24, "Missing Signature");
  if (parameters["sign"] !== expectedSignature(rules.scheme, "", without(parameters, "sign"), desk.appSecret)) {
    return refuse(25, "Invalid Signature");
  }
  const token = desk.tokens.check(parameters["access_token"], asked.atMs, desk.accessLifeMs);
  if (token === "missing") return refuse(26, "Missing Session");
  if (token !== "valid") return refuse(rules.tokenCode, "Invalid Session: access token expired or unknown");
  const missing = rules.required.find((name) => !parameters[name]);
  return missing === undefined
    ? null
    : refuse(40, `Missing Required Arguments: ${missing}`, { subCode: "isv.missing-parameter" });
}

/** What `fields` asks for of a payload: the platforms leave out what nobody names. */
export function askedFields(payload: object, fields: string | undefined): object {
  const names = new Set((fields ?? "").split(",").map((name) => name.trim()));
  return Object.fromEntries(Object.entries(payload).filter(([name]) => names.has(name)));
}

/** Throttling comes as HTTP 429. */
export function overTopQuota(desk: Desk): Said | null {
  return desk.arrive().state === "within" ? null : refuse(7, "App Call Limited", { status: 429 });
}

/** Why a product cannot be read: the gateway's code for a failure of the service behind it, and the reason in words. Null where it can. */
export function unreadable(id: string, listing: Listing | null, readsDelisted: boolean): Said | null {
  if (listing === null) return refuse(15, `商品[${id}]不存在`, { subCode: "isv.product-not-exist" });
  if (listing.status === "restricted") return refuse(11, "没有该商品的查询权限", { subCode: "isv.permission-denied" });
  if (listing.status === "deleted" || (listing.status === "delisted" && !readsDelisted)) {
    return refuse(15, `商品[${id}]已下架`, { subCode: "isv.product-off-shelf" });
  }
  return null;
}

/** An OAuth token that is refused: HTTP 400, `error` and `error_description`. */
export const tokenRefused = (error: string, description: string): Said => ({
  status: 400,
  body: { error, error_description: description },
  code: error,
});
