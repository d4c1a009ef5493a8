import { type Fault, faultWith, isFault } from "../model/fault.ts";
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
    for (let retries = 0; ; retries += 1) {
      try {
        return await next(call, caller);
      } catch (error) {
        if (!isFault(error, "unavailable", "rate_limited") || error.refused) throw error;
        const waitMs = nextWaitMs(retries, error, policy, time.random());
        if (waitMs === null || time.elapsed() + waitMs > caller.deadline()) throw withWait(error, waitMs);
        await time.sleep(waitMs, caller.signal);
      }
    }
  };

/** The wait before the next retry, `retries` of them past; null where there is none left. What the gateway says stands over the policy. */
function nextWaitMs(retries: number, fault: Fault, policy: RetryPolicy, random: number): number | null {
  const own = fault.kind === "rate_limited" ? policy.rateLimitedWaitsMs : null;
  const most = own === null ? policy.attempts - 1 : own.length;
  if (retries >= most) return null;
  if (fault.retryAfterMs !== null) return fault.retryAfterMs;
  const fixed = own ?? policy.waitsMs;
  const jitter = random * Math.min(LAST_BOUND_MS, FIRST_BOUND_MS * 2 ** retries);
  return fixed === null ? jitter : (fixed[retries] ?? fixed.at(-1) ?? jitter);
}

/** A throttled call that could not wait any longer says how long the wait would have been. */
const withWait = (fault: Fault, waitMs: number | null): Fault =>
  fault.kind !== "rate_limited" || fault.retryAfterMs !== null || waitMs === null
    ? fault
    : faultWith(fault, { retryAfterMs: waitMs });
