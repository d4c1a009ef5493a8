import { Fault, type FaultKind, type FaultReading } from "../model/fault.ts";
import type { GatewayId } from "../model/marketplace.ts";
import type { Secret } from "../model/secret.ts";
import type {
  Call,
  HttpRequest,
  QuotaRule,
  Reply,
  RetryPolicy,
  Stamp,
  Timeouts,
  TokenAnswer,
  TokenGrant,
} from "../model/wire.ts";

/** Who waits for a call, and for how long. Nobody's leaving takes back a request that has left. */
export interface Asked {
  /** Ends waits; a request on the wire is bounded by its own time-outs and finishes into the cache. */
  readonly signal: AbortSignal;
  /** On `Time.elapsed`, milliseconds. A function, because a later caller of the same question may have longer. */
  deadline(): number;
  /** A person's single question goes before one of many. */
  readonly urgency: "single" | "many";
  readonly watch?: AttemptWatch;
}

/** What the layers around one attempt learn of it while it goes. */
export interface AttemptWatch {
  /** The token that the request is stamped with. */
  stamped?(token: Secret | null): void;
  /** Right before the first byte is written. @throws to keep the request from leaving. */
  leaving?(): void;
  /** The answer's head is in: the request has surely arrived. */
  arrived?(): void;
}

/** Asks an upstream one unsigned question. The reply holds no fault. @throws Fault */
export type Send = (call: Call, asked: Asked) => Promise<Reply>;
export type Layer = (next: Send) => Send;

/** What this folder needs to know of a dialect. */
export interface Dialect {
  readonly id: GatewayId;
  readonly origins: readonly string[];
  readonly timeouts: Timeouts;
  readonly quota: readonly QuotaRule[];
  readonly suspends: boolean;
  readonly retry: RetryPolicy;
  readonly token: TokenDialect | "none" | "given";
  readonly product: Request;
  readonly batch: Request | null;
  readonly stock: Request | null;
  readonly freight: Request | null;
  readonly search: Request | null;
  readFault(reply: Reply, call: Call | null): FaultReading | null;
}

export interface TokenDialect {
  readonly grant: "client_credentials" | "refresh_token";
  readonly countsAgainstQuota: boolean;
  readonly refreshEarlyMs: number | null;
  request(grant: TokenGrant, stamp: Stamp): HttpRequest;
  read(reply: Reply, nowMs: number): TokenAnswer | FaultReading;
}

interface Request {
  request(call: Call, stamp: Stamp): HttpRequest;
}

/** Takes one event: a fixed word, and everything variable in the fields. No secret is handed to it. */
export type Log = (level: "debug" | "info" | "warn", event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** The layers from the outermost to the one next to the wire. */
export const stack = (layers: readonly Layer[], send: Send): Send => layers.reduceRight((next, layer) => layer(next), send);

/** Why a signal ended: the fault it was aborted with, else the caller's own leaving. */
export const endedFault = (signal: AbortSignal): Fault =>
  signal.reason instanceof Fault
    ? signal.reason
    : new Fault({ kind: "cancelled", message: "The question was withdrawn.", cause: signal.reason });

export const isFault = (error: unknown, ...kinds: readonly FaultKind[]): error is Fault =>
  error instanceof Fault && (kinds.length === 0 || kinds.includes(error.kind));

/** The outcome of `work`, or the signal's end, whichever comes first. The work itself goes on. */
export function whileAsked<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    return Promise.reject(endedFault(signal));
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(endedFault(signal));
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
