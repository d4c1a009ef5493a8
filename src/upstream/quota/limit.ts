import { Fault, faultWith, isFault } from "../../model/fault.ts";
import type { GatewayId } from "../../model/marketplace.ts";
import { type AttemptWatch, type Caller, endedFault, type Layer, whileWanted } from "../send.ts";
import type { Time } from "../time.ts";
import { createGate } from "./gate.ts";
import { isLease, type Lease, type Ledger, type Outcome, type Wait } from "./ledger.ts";

// Five calls of 20 products; who comes later than that is better told so than kept.
const MAX_WAITING = 100;
const MAX_STALE_LEASES = 3;
// alibaba-global closes an app for 7 days; a ban that names no end elsewhere is looked at again after 10 minutes.
const SUSPENSION_MS = 7 * 86_400_000;
const UNNAMED_BAN_MS = 600_000;
// A ban longer than this is no pause any more but a closed gateway.
const LONGEST_PAUSE_MS = 60_000;
const DAY_MS = 86_400_000;
// What a platform names in words or a header may be a slip of its own ("Retry-After: 999999999" is 31 years): after this long one
// call finds out whether it is still closed. No platform closes an app for longer than a week.
const LONGEST_CLOSURE_MS = { suspends: SUSPENSION_MS, others: 3_600_000 } as const;
// The platforms count their days in GMT+8.
const CHINA_OFFSET_MS = 8 * 3_600_000;

export interface LimitOptions {
  readonly gateway: GatewayId;
  /** Going over the quota closes the app for days. */
  readonly suspends: boolean;
  readonly ledger: Ledger;
  readonly time: Time;
}

export interface Limiter {
  readonly layer: Layer;
  /** One attempt under a lease of its own. @throws Fault `rate_limited`, `quota_exhausted`, `suspended` where none comes in time */
  run<T>(caller: Caller, attempt: (watch: AttemptWatch) => Promise<T>): Promise<T>;
  /** How long one who asks now would wait for a lease, milliseconds; 0 where nothing is known to stand in the way. */
  nextLeaseMs(): Promise<number>;
}

/** `leaveByWallMs`: the wall clock goes on while a machine sleeps, which the other one does not on Linux. */
type DatedLease = Lease & { readonly leaveByWallMs: number };

/** Lets attempts go at the ledger's pace: in order of urgency, waiting no longer than their deadlines. */
export function createLimiter({ gateway, suspends, ledger, time }: LimitOptions): Limiter {
  // Stands around the taking of a lease only, so that a question waits behind one taker at most and never behind a call.
  const queue = createGate();
  const waiting = { single: 0, many: 0 };

  const tooLong = ({ waitMs, because }: Wait): Fault =>
    new Fault({
      kind: because,
      gateway,
      message:
        because === "rate_limited"
          ? `The next call to ${gateway} may leave in ${inWords(waitMs)}.`
          : `${gateway} takes no calls for ${inWords(waitMs)}.`,
      retryAfterMs: waitMs,
    });

  const refuseHopeless = (wait: Wait, caller: Caller): void => {
    if (wait.waitMs > 0 && time.elapsed() + wait.waitMs > caller.deadline()) throw tooLong(wait);
  };

  const takeLease = async (caller: Caller): Promise<DatedLease> => {
    for (;;) {
      if (caller.signal.aborted) throw endedFault(caller.signal);
      const wallMs = time.now();
      const taken = await ledger.take();
      if (isLease(taken)) return { ...taken, leaveByWallMs: wallMs + taken.leaveByMs - taken.takenMs };
      refuseHopeless(taken, caller);
      await time.sleep(taken.waitMs, caller.signal);
    }
  };

  const queueForLease = async (caller: Caller, ahead: number): Promise<DatedLease> => {
    if (caller.signal.aborted) throw endedFault(caller.signal);
    refuseHopeless(await ledger.leastWait(ahead), caller);
    const job = queue.run(caller.urgency, () => takeLease(caller));
    try {
      return await whileWanted(job, caller.signal);
    } catch (error) {
      // Who left may have been given a lease in the same moment.
      job.then((lease) => ledger.settle(lease, "unsent")).catch(() => undefined);
      throw error;
    }
  };

  const waitForLease = async (caller: Caller): Promise<DatedLease> => {
    const { single, many } = waiting;
    if (single + many >= MAX_WAITING) {
      throw new Fault({ kind: "rate_limited", gateway, message: `${MAX_WAITING} calls to ${gateway} are waiting already.` });
    }
    waiting[caller.urgency] += 1;
    try {
      return await queueForLease(caller, caller.urgency === "single" ? single + Math.min(1, many) : single + many);
    } finally {
      waiting[caller.urgency] -= 1;
    }
  };

  /** What an answer says of the pace, for those who come after it. */
  const heed = async (fault: Fault, lease: Lease): Promise<Fault> => {
    if (fault.kind === "rate_limited" && (fault.retryAfterMs ?? 0) <= LONGEST_PAUSE_MS) {
      await ledger.slowDown(lease);
      if (fault.retryAfterMs) await ledger.freeze(time.now() + fault.retryAfterMs, "rate_limited");
      return fault;
    }
    const closed = closure(fault, suspends, time.now());
    if (closed === null) return fault;
    await ledger.freeze(time.now() + closed.retryAfterMs, closed.kind);
    return faultWith(fault, { ...closed, gateway });
  };

  const run: Limiter["run"] = async (caller, attempt) => {
    for (let stale = 0; ; stale += 1) {
      const lease = await waitForLease(caller);
      const state: { outcome: Outcome; tooOld: boolean; leftMs?: number } = { outcome: "unsent", tooOld: false };
      const watch: AttemptWatch = {
        ...caller.watch,
        leaving() {
          // Who left while the connection was made is asked for no more: nothing is sent, and the place is free again.
          if (caller.signal.aborted) throw endedFault(caller.signal);
          // A stopped process or a sleeping machine may wake up here with a lease that is long another's.
          state.tooOld = time.elapsed() > lease.leaveByMs || time.now() > lease.leaveByWallMs;
          if (state.tooOld) throw new Fault({ kind: "unavailable", gateway, message: "The call could not leave in time." });
          state.outcome = "unanswered";
          state.leftMs = time.elapsed();
          ledger.left?.(lease);
        },
        arrived() {
          state.outcome = "answered";
        },
      };
      const settle = (): Promise<void> => {
        const { outcome, leftMs } = state;
        return ledger.settle(leftMs === undefined ? lease : { ...lease, leftMs }, outcome);
      };
      try {
        const answer = await attempt(watch);
        await settle();
        return answer;
      } catch (error) {
        await settle();
        if (state.tooOld && stale < MAX_STALE_LEASES) continue;
        throw isFault(error) && state.outcome === "answered" ? await heed(error, lease) : error;
      }
    }
  };

  const nextLeaseMs = async (): Promise<number> => (await ledger.leastWait(waiting.single + waiting.many)).waitMs;

  return { run, nextLeaseMs, layer: (next) => (call, caller) => run(caller, (watch) => next(call, { ...caller, watch })) };
}

/** How long the gateway is closed, where the fault closes it. */
function closure(
  { kind, retryAfterMs }: Fault,
  suspends: boolean,
  nowMs: number,
): { readonly kind: "suspended" | "quota_exhausted"; readonly retryAfterMs: number } | null {
  switch (kind) {
    case "rate_limited":
    case "suspended":
      return {
        kind: "suspended",
        retryAfterMs: Math.min(
          retryAfterMs ?? (suspends ? SUSPENSION_MS : UNNAMED_BAN_MS),
          suspends ? LONGEST_CLOSURE_MS.suspends : LONGEST_CLOSURE_MS.others,
        ),
      };
    case "quota_exhausted":
      return { kind, retryAfterMs: Math.min(retryAfterMs ?? DAY_MS - ((nowMs + CHINA_OFFSET_MS) % DAY_MS), DAY_MS) };
    default:
      return null;
  }
}

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
