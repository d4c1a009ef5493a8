import { Fault } from "../model/fault.ts";
import type { Secret } from "../model/secret.ts";
import type { Call, Reply } from "../model/wire.ts";

/** Who waits for a call, and for how long. Nobody's leaving takes back a request that has left. */
export interface Caller {
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
export type Send = (call: Call, caller: Caller) => Promise<Reply>;
export type Layer = (next: Send) => Send;

/** Takes one event: a fixed word, and everything variable in the fields. No secret is handed to it. */
export type Log = (level: "debug" | "info" | "warn", event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** The layers from the outermost to the one next to the wire. */
export const stack = (layers: readonly Layer[], send: Send): Send => layers.reduceRight((next, layer) => layer(next), send);

/** Why a signal ended: the fault it was aborted with, else the caller's own leaving. */
export const endedFault = (signal: AbortSignal): Fault =>
  signal.reason instanceof Fault
    ? signal.reason
    : new Fault({ kind: "cancelled", message: "The question was withdrawn.", cause: signal.reason });

/** The outcome of `work`, or the signal's end, whichever comes first. The work itself goes on. */
export function whileWanted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
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
