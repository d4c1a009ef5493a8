import { Fault, isFault } from "../model/fault.ts";
import type { RetryPolicy } from "../model/wire.ts";
import type { Layer } from "./send.ts";
import type { Time } from "./time.ts";

// Exponential back-off with full jitter: a random wait up to a bound that doubles from 0.5 s to 8 s.
const FIRST_BOUND_MS = 500;
const LAST_BOUND_MS = 8_000;

/** Asks again where that may help: `unavailable` and `rate_limited`, as often as the policy says, inside the deadline. */
export const retry =
  (policy: RetryPolicy, time: Time): Layer =>
  (next) =>
  async (call, caller) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await next(call, caller);
      } catch (error) {
        if (!isFault(error, "unavailable", "rate_limited") || error.refused) throw error;
        const waitMs = waitBefore(tries + 1, error, policy, time.random());
        if (waitMs === null || time.elapsed() + waitMs > caller.deadline()) throw withWait(error, waitMs);
        await time.sleep(waitMs, caller.signal);
      }
    }
  };

/** The wait before a further try, null where there is none. What the gateway says stands over the policy. */
function waitBefore(attempt: number, fault: Fault, policy: RetryPolicy, random: number): number | null {
  const further = attempt - 2;
  const own = fault.kind === "rate_limited" ? policy.rateLimitedWaitsMs : null;
  const last = own === null ? policy.attempts : own.length + 1;
  if (attempt > last) return null;
  if (fault.retryAfterMs !== null) return fault.retryAfterMs;
  const fixed = own ?? policy.waitsMs;
  const jitter = random * Math.min(LAST_BOUND_MS, FIRST_BOUND_MS * 2 ** further);
  return fixed === null ? jitter : (fixed[further] ?? fixed.at(-1) ?? jitter);
}

/** A throttled call that could not wait any longer says how long the wait would have been. */
function withWait(fault: Fault, waitMs: number | null): Fault {
  if (fault.kind !== "rate_limited" || fault.retryAfterMs !== null || waitMs === null) return fault;
  const { kind, message, gateway, code, next } = fault;
  return new Fault({
    kind,
    message,
    gateway: gateway ?? undefined,
    code,
    retryAfterMs: waitMs,
    next: next ?? undefined,
    cause: fault,
  });
}
