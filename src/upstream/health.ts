import { isFault } from "../model/fault.ts";
import type { GatewayId } from "../model/marketplace.ts";
import type { Layer, Log } from "./send.ts";
import type { Time } from "./time.ts";

const REMEMBERED_CALLS = 100;
// Fewer calls than this say nothing.
const LEAST_CALLS = 20;
const MAX_FAILING_SHARE = 0.2;

export interface Health {
  /** Counts each attempt: stands next to the wire. */
  readonly layer: Layer;
  /** What is wrong with the gateway of late, in a sentence; null where nothing is. */
  note(): string | null;
  /** Since the start. */
  readonly totals: () => { readonly calls: number; readonly failures: number; readonly tookMs: number };
  readonly figures: () => { readonly calls: number; readonly failed: number; readonly slowestTwentiethMs: number | null };
}

/** Watches a gateway's last 100 calls: more than a fifth failing, or a 95th percentile past half the time-out. */
export function watchHealth(gateway: GatewayId, answerMs: number, time: Pick<Time, "elapsed">, log: Log): Health {
  const calls: { readonly tookMs: number; readonly failed: boolean }[] = [];
  const totals = { calls: 0, failures: 0, tookMs: 0 };
  let said = false;

  const figures: Health["figures"] = () => {
    const times = calls.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    return {
      calls: calls.length,
      failed: calls.filter(({ failed }) => failed).length,
      slowestTwentiethMs: times[Math.ceil(times.length * 0.95) - 1] ?? null,
    };
  };

  const note = (): string | null => {
    const { calls: count, failed, slowestTwentiethMs } = figures();
    if (count < LEAST_CALLS) return null;
    if (failed > count * MAX_FAILING_SHARE) return `${gateway} failed ${failed} of its last ${count} calls.`;
    if ((slowestTwentiethMs ?? 0) > answerMs / 2)
      return `${gateway} answers slowly: some calls take more than ${answerMs / 2_000} s.`;
    return null;
  };

  const count = (startedMs: number, failed: boolean): void => {
    const tookMs = time.elapsed() - startedMs;
    totals.calls += 1;
    totals.failures += Number(failed);
    totals.tookMs += tookMs;
    calls.push({ tookMs, failed });
    if (calls.length > REMEMBERED_CALLS) calls.shift();
    const degraded = note() !== null;
    if (degraded && !said) log("warn", "upstream_degraded", { gateway, ...figures() });
    said = degraded;
  };

  const layer: Layer = (next) => async (call, caller) => {
    const startedMs = time.elapsed();
    try {
      const reply = await next(call, caller);
      count(startedMs, false);
      return reply;
    } catch (error) {
      count(startedMs, isFault(error, "unavailable", "rate_limited", "bad_answer", "suspended"));
      throw error;
    }
  };

  return { layer, note, figures, totals: () => ({ ...totals }) };
}
