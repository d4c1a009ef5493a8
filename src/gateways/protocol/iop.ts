import type * as z from "zod";
import { Fault, type FaultReading } from "../../model/fault.ts";
import type { Reply, Stamp, TokenAnswer, TokenGrant } from "../../model/wire.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import type { Parameters, ParameterValue } from "../../signing/canonical.ts";
import { sign } from "../../signing/sign.ts";
import type { TokenFlow } from "../gateway.ts";
import { raw, record, text } from "../reading/answer/loose.ts";
import { readPositiveCount } from "../reading/prices/figures.ts";
import { readIopFault } from "./iop-faults.ts";
import { formRequest, type SignaturePair } from "./request-text.ts";

/** What every IOP call carries beside its own parameters. No `format`, `v` or `simplify`. */
export const iopParameters = (stamp: Stamp, own: Parameters): Parameters => ({
  app_key: stamp.appKey,
  access_token: stamp.accessToken,
  timestamp: stamp.nowMs,
  sign_method: "sha256",
  ...own,
});

/** `path` leaves `/rest` out and is empty for the business methods at `/sync`. */
export const iopSignature = (path: string, params: Parameters, appSecret: string): SignaturePair => [
  "sign",
  sign("iop-hmac-sha256", { path, params }, appSecret).signature,
];

/** The authorisation of an IOP gateway: both marketplaces have the same paths, each on its own host. */
export const iopTokenFlow = (site: {
  readonly origin: string;
  readonly authoriseUrl: string;
  /** What the authorise page takes beside OAuth's own parameters. */
  readonly authoriseExtra?: Readonly<Record<string, string>>;
}): TokenFlow => ({
  grant: "refresh_token",
  countsAgainstQuota: true,
  refreshEarlyMs: null,
  request: (grant, stamp) => {
    const { path, own } = tokenQuestion(grant);
    const params = { app_key: stamp.appKey, timestamp: stamp.nowMs, sign_method: "sha256", ...own };
    return formRequest(`${site.origin}/rest${path}`, params, iopSignature(path, params, stamp.appSecret));
  },
  read: readToken,
  authoriseUrl: ({ appKey, redirectUri, state }) => {
    const query = { response_type: "code", ...site.authoriseExtra, client_id: appKey, redirect_uri: redirectUri, state };
    return `${site.authoriseUrl}?${new URLSearchParams(query)}`;
  },
});

const Token = record({
  access_token: text,
  refresh_token: text,
  expires_in: raw,
  expire_time: raw,
  refresh_expires_in: raw,
  refresh_token_valid_time: raw,
});

function tokenQuestion(grant: TokenGrant): { path: string; own: Readonly<Record<string, ParameterValue>> } {
  switch (grant.type) {
    case "refresh_token":
      return { path: "/auth/token/refresh", own: { refresh_token: grant.refreshToken } };
    case "authorization_code":
      return { path: "/auth/token/create", own: { code: grant.code } };
    case "client_credentials":
      throw new Fault({ kind: "login_needed", message: "This gateway gives no token without a person's authorisation." });
  }
}

function readToken(reply: Reply, nowMs: number): TokenAnswer | FaultReading {
  const fault = readIopFault(reply);
  if (fault !== null) return fault;
  const token: z.output<typeof Token> = Token.parse(asRecord(reply.body));
  if (token.access_token === null) return { kind: "bad_answer", code: null, message: "The token answer holds no token." };
  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    expiresAtMs: endOfLife(token.expires_in, token.expire_time, nowMs),
    refreshExpiresAtMs: endOfLife(token.refresh_expires_in, token.refresh_token_valid_time, nowMs),
  };
}

/** The relative life first: it is right whatever this machine's clock says. */
function endOfLife(seconds: unknown, epochMs: unknown, nowMs: number): number | null {
  const life = readPositiveCount(seconds);
  return life === null ? readPositiveCount(epochMs) : nowMs + life * 1000;
}
