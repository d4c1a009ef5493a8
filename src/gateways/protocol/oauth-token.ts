import type { FaultKind, FaultReading } from "../../model/fault.ts";
import type { Reply, TokenAnswer } from "../../model/wire.ts";
import { asRecord, asText } from "../../normalize/text/json-shape.ts";
import { readPositiveCount } from "../reading/prices/figures.ts";
import { type FaultTable, faultReading, unreadableReply } from "./fault-table.ts";

// The `error` of an OAuth 2 token answer (RFC 6749, 5.2). A grant that is refused needs a person; a client that is refused, a setting.
const OAUTH_ERRORS: Readonly<Record<string, FaultKind>> = {
  invalid_grant: "login_needed",
  invalid_token: "login_needed",
  expired_token: "login_needed",
  access_denied: "login_needed",
  invalid_client: "misconfigured",
  unauthorized_client: "misconfigured",
  invalid_scope: "not_permitted",
  unsupported_grant_type: "bad_request",
  temporarily_unavailable: "unavailable",
  server_error: "unavailable",
};

/**
 * Reads an unsigned OAuth 2 token answer: `access_token`, or `error` or the gateway's `error_code`. A refusal that names no code
 * of the dialect's is `refused`.
 */
export function readOauthToken(
  table: FaultTable,
  reply: Reply,
  nowMs: number,
  refused: FaultKind,
  readRefreshEnd: (token: Readonly<Record<string, unknown>>) => number | null = () => null,
): TokenAnswer | FaultReading {
  const unreadable = unreadableReply(table, reply);
  if (unreadable !== null) return unreadable;
  const body = asRecord(reply.body);
  const accessToken = asText(body["access_token"]);
  if (accessToken === null || reply.status >= 400) return refusal(table, reply, body, refused);
  const life = readPositiveCount(body["expires_in"]);
  return {
    accessToken,
    refreshToken: asText(body["refresh_token"]),
    expiresAtMs: life === null ? null : nowMs + life * 1000,
    refreshExpiresAtMs: readRefreshEnd(body),
  };
}

function refusal(table: FaultTable, reply: Reply, body: Readonly<Record<string, unknown>>, refused: FaultKind): FaultReading {
  const nested = asRecord(body["error_response"]);
  const code = body["error"] ?? body["error_code"] ?? nested["code"] ?? body["code"];
  const message = body["error_description"] ?? body["error_message"] ?? nested["msg"] ?? body["msg"];
  const withErrors: FaultTable = { ...table, exact: { ...OAUTH_ERRORS, ...table.exact } };
  const reading = faultReading(withErrors, code, message, reply);
  const unknown = reading.kind === "bad_answer" || reading.kind === "unauthorised";
  return unknown && reading.code !== null ? { ...reading, kind: refused } : reading;
}
