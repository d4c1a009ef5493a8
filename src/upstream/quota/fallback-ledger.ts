import { codeOf, type Fault, isFault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import type { Log } from "../send.ts";
import type { Time } from "../time.ts";
import { isLease, type Lease, type Ledger, type Wait } from "./ledger.ts";

// A store that hangs costs a second a call: it is asked again this often, not each time.
const TRY_AGAIN_MS = 10_000;

export interface FallbackOptions {
  readonly gateway: GatewayId;
  /** Then nothing leaves unguarded: without the lasting ledger every call is refused. */
  readonly suspends: boolean;
  /** Its faults stand; its other errors mean that the store behind it cannot be used. */
  readonly lasting: Ledger;
  /** Keeps the pace of this process alone meanwhile. */
  readonly temporary: Ledger;
  /** What a refused call is told. */
  readonly refusal: (cause: unknown) => Fault;
  readonly log: Log;
}

/** A ledger on a store that may be lost: it then refuses, or goes on with the temporary one, and returns when it can. */
export function withFallback(options: FallbackOptions, time: Pick<Time, "elapsed">): Ledger {
  const { gateway, suspends, lasting, temporary, refusal, log } = options;
  const taken = new Map<number, { readonly ledger: Ledger; readonly lease: Lease }>();
  let nextId = 1;
  let lost = false;
  let tryAgainMs = Number.NEGATIVE_INFINITY;
  let untold: Lease | null = null;
  let unsaved: { readonly untilMs: number; readonly because: Wait["because"] } | null = null;

  const lose = (error: unknown): void => {
    if (isFault(error)) throw error;
    const then = suspends ? "calls are refused" : "this process keeps its own pace";
    if (!lost) log("warn", "quota_store_lost", { gateway, error: shortly(error), then });
    lost = true;
    tryAgainMs = time.elapsed() + TRY_AGAIN_MS;
  };

  const use = async <T>(work: (ledger: Ledger) => Promise<T>): Promise<T> => {
    if (!suspends && time.elapsed() < tryAgainMs) return work(temporary);
    try {
      if (unsaved !== null) await lasting.freeze(unsaved.untilMs, unsaved.because);
      unsaved = null;
      if (untold !== null) await lasting.slowDown(untold);
      untold = null;
      const result = await work(lasting);
      if (lost) log("info", "quota_store_back", { gateway });
      lost = false;
      return result;
    } catch (error) {
      lose(error);
      if (suspends) throw refusal(error);
      return work(temporary);
    }
  };

  return {
    take: () =>
      use(async (ledger) => {
        const lease = await ledger.take();
        if (!isLease(lease)) return lease;
        const own: Lease = { ...lease, id: nextId };
        nextId += 1;
        taken.set(own.id, { ledger, lease });
        return own;
      }),
    async settle(own, outcome) {
      const known = taken.get(own.id);
      taken.delete(own.id);
      // A place whose outcome is lost is held for as long as one without an answer: that is safe.
      await known?.ledger.settle({ ...own, id: known.lease.id }, outcome).catch(lose);
    },
    left(own) {
      const known = taken.get(own.id);
      try {
        known?.ledger.left?.({ ...own, id: known.lease.id });
      } catch {
        // The place is held as it was taken: for longer, which is safe.
      }
    },
    leastWait: (ahead) => use((ledger) => ledger.leastWait(ahead)),
    room: () => use((ledger) => ledger.room()),
    async slowDown(lease) {
      await temporary.slowDown(lease);
      await lasting.slowDown(lease).catch((error) => {
        untold = lease;
        lose(error);
      });
    },
    async freeze(untilMs, because) {
      await temporary.freeze(untilMs, because);
      await lasting.freeze(untilMs, because).catch((error) => {
        if (unsaved === null || untilMs > unsaved.untilMs) unsaved = { untilMs, because };
        lose(error);
      });
    },
  };
}

/** An operating system's code says enough, and no path. */
const shortly = (error: unknown): string => codeOf(error) || (error instanceof Error ? error.message.slice(0, 100) : "unknown");
