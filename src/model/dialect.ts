import type { FaultReading } from "./fault.ts";
import type { GatewayId } from "./marketplace.ts";
import type { Call, HttpRequest, QuotaRule, Reply, RetryPolicy, Stamp, Timeouts, TokenAnswer, TokenGrant } from "./wire.ts";

/** How one question is put to a dialect. Pure. */
export interface Asking {
  /** The signed request. Never edits the call. */
  request(call: Call, stamp: Stamp): HttpRequest;
}

/** How a dialect gives and renews access tokens. */
export interface TokenCall {
  /** How an app gets its first token without a person, and how it renews one. */
  readonly grant: "client_credentials" | "refresh_token";
  /** Whether a token call counts against the quota. */
  readonly countsAgainstQuota: boolean;
  /** Renew this long before the end; null: a tenth of the token's life, at least 60 s. */
  readonly refreshEarlyMs: number | null;
  request(grant: TokenGrant, stamp: Stamp): HttpRequest;
  /** The token, or why there is none. `nowMs` dates relative life times. */
  read(reply: Reply, nowMs: number): TokenAnswer | FaultReading;
}

/** What the way to the wire needs to know of a dialect; how its answers read is the gateway's own matter. */
export interface Dialect {
  readonly id: GatewayId;
  /** Exact https origins it may call. */
  readonly origins: readonly string[];
  readonly timeouts: Timeouts;
  readonly quota: readonly QuotaRule[];
  /** True where going over the quota closes the app for days: then nothing leaves unguarded. */
  readonly suspends: boolean;
  readonly retry: RetryPolicy;
  /** "none": the dialect has no token. "given": the token comes from the settings and cannot be renewed. */
  readonly token: TokenCall | "none" | "given";
  readonly product: Asking;
  readonly batch: Asking | null;
  readonly stock: Asking | null;
  readonly freight: Asking | null;
  /** Null where none is published. */
  readonly search: Asking | null;
  /** What the answer says went wrong, whatever its status; null for a success. */
  readFault(reply: Reply, call: Call | null): FaultReading | null;
}
