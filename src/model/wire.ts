import type { GatewayId } from "./marketplace.ts";
import type { SearchQuestion } from "./search.ts";

/** What can be asked of a gateway. `batch` is `product` for several ids in one call. */
export type OperationName = "product" | "batch" | "stock" | "freight" | "search";

/** Parts of a product that cost weight or a call of their own, asked for by need. */
export type HeavySection = "description" | "raw";

/** One unsigned question: no token, no timestamp, no URL, so that it can be repeated, compared and cached. */
export interface Call {
  readonly gateway: GatewayId;
  readonly operation: OperationName;
  /** The listing's id; several only with `batch`. */
  readonly ids: readonly [string, ...string[]];
  /** `freight` only. */
  readonly skuId: string | null;
  /** Units; `freight` only. */
  readonly quantity: number | null;
  /** BCP 47. */
  readonly language: string;
  /** The buyer's, ISO 3166 alpha-2. */
  readonly country: string;
  /** The buyer's, ISO 4217. */
  readonly currency: string;
  readonly include: readonly HeavySection[];
  /** `search` only; `ids` then holds the words looked for. */
  readonly search?: SearchQuestion;
}

/** What turns a call into a request: who asks and when. Made afresh for each attempt. */
export interface Stamp {
  readonly appKey: string;
  readonly appSecret: string;
  /** Null where the dialect has no token. */
  readonly accessToken: string | null;
  readonly nowMs: number;
  /** The dialect's own settings, by the names it declares them under. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A request ready to leave. `url` holds the query; `body` is already encoded. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** An answer as it came, before anyone believes its status. */
export interface Reply {
  readonly status: number;
  /** Lower-case names; the last of repeated ones. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON with every digit kept; undefined where it is not JSON. */
  readonly body: unknown;
}

/** Units that may be asked in any window of `periodMs`. */
export interface QuotaRule {
  readonly limit: number;
  readonly periodMs: number;
}

export interface RetryPolicy {
  /** All tries, the first included. */
  readonly attempts: number;
  /** Fixed waits before the second, third, … try; null: full jitter from 0.5 s to 8 s. */
  readonly waitsMs: readonly number[] | null;
  /** Waits after a rate-limit answer that names none. Their number is the number of further tries. Null: as above. */
  readonly rateLimitedWaitsMs: readonly number[] | null;
}

/** Time-outs of a dialect: to connect, and for the whole answer, as total deadlines. */
export interface Timeouts {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly tokenAnswerMs: number;
}

export type TokenGrant =
  | { readonly type: "client_credentials" }
  | { readonly type: "refresh_token"; readonly refreshToken: string }
  | { readonly type: "authorization_code"; readonly code: string; readonly redirectUri: string };

export interface TokenAnswer {
  readonly accessToken: string;
  /** Null where a refresh brings no new one: the old one stays good. */
  readonly refreshToken: string | null;
  readonly expiresAtMs: number | null;
  readonly refreshExpiresAtMs: number | null;
}
