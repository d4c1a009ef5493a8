import { expectedSignature, without } from "../signature.ts";
import { type Asked, type Said, success } from "../wire.ts";
import type { Desk } from "./dialect.ts";

// Lazada's open platform, which publishes the same gateway, allows 7,200 s.
const CLOCK_TOLERANCE_MS = 7_200_000;

/** Whether errors are wrapped and say `msg` (`/sync`), or lie flat and say `message` (`/rest`). */
export type ErrorForm = "wrapped" | "flat";

/** An IOP refusal: always HTTP 200. */
export function refuse(form: ErrorForm, code: string, message: string): Said {
  const requestId = "0ba2887315178178017221014";
  const body =
    form === "wrapped"
      ? { error_response: { type: "ISV", code, msg: message, request_id: requestId } }
      : { type: "ISV", code, message, request_id: requestId };
  return { status: 200, body, code };
}

export const missing = (form: ErrorForm, name: string): Said =>
  refuse(
    form,
    "MissingParameter",
    `The input parameter "${name}" that is mandatory for processing this request is not supplied`,
  );

/**
 * What the gateway looks at before any API sees the request: app, quota, clock, signature, and with `needsToken` the token.
 * `signedPath` is the path without `/rest`, empty at `/sync`. Null where nothing is wrong.
 */
export function badSystemParameters(
  asked: Asked,
  desk: Desk,
  form: ErrorForm,
  signedPath: string,
  needsToken: boolean,
): Said | null {
  const { parameters } = asked;
  for (const name of ["app_key", "timestamp", "sign_method", "sign"]) if (!parameters[name]) return missing(form, name);
  if (parameters["app_key"] !== desk.appKey) return refuse(form, "InvalidAppKey", "The specified App Key is invalid");
  const over = overQuota(desk, form);
  if (over) return over;
  if (!(Math.abs(Number(parameters["timestamp"]) - asked.atMs) <= CLOCK_TOLERANCE_MS)) {
    return refuse(form, "IllegalTimestamp", "The specified timestamp is invalid or expired");
  }
  const expected = expectedSignature("iop-hmac-sha256", signedPath, without(parameters, "sign"), desk.appSecret);
  if (parameters["sign_method"] !== "sha256" || parameters["sign"] !== expected) {
    return refuse(form, "IncompleteSignature", "The request signature does not conform to platform standards");
  }
  if (!needsToken || desk.tokens.check(parameters["access_token"], asked.atMs, desk.accessLifeMs) === "valid") return null;
  return refuse(form, "IllegalAccessToken", "The specified access token is invalid or expired");
}

function overQuota(desk: Desk, form: ErrorForm): Said | null {
  const quota = desk.arrive();
  if (quota.state !== "over") return null;
  const seconds = Math.max(1, Math.ceil(quota.retryAfterMs / 1_000));
  return refuse(form, "ApiCallLimit", `Api access frequency exceeds the limit. this ban will last ${seconds} seconds`);
}

/** What a dialect puts into a token answer besides the pair. */
export type TokenAnswerFields = (asked: Asked, desk: Desk) => object;

/** `/auth/token/create` and `/auth/token/refresh`, both signed and without a token. Null for any other path. */
export function answerToken(asked: Asked, desk: Desk, fields: TokenAnswerFields): Said | null {
  const signedPath = asked.path.replace(/^\/rest/, "");
  if (signedPath !== "/auth/token/create" && signedPath !== "/auth/token/refresh") return null;
  const bad = badSystemParameters(asked, desk, "flat", signedPath, false);
  if (bad) return bad;
  const creating = signedPath === "/auth/token/create";
  const given = asked.parameters[creating ? "code" : "refresh_token"];
  if (!given) return missing("flat", creating ? "code" : "refresh_token");
  const pair = creating
    ? desk.tokens.redeem(given, asked.atMs)
    : desk.tokens.refresh(given, asked.atMs, true, desk.refreshLifeMs);
  if (pair === null) {
    return creating
      ? refuse("flat", "InvalidCode", "Invalid authorization code")
      : refuse("flat", "IllegalRefreshToken", "The specified refresh token is invalid or expired");
  }
  return success({ access_token: pair.accessToken, refresh_token: pair.refreshToken, ...fields(asked, desk), code: "0" });
}
