import type { QuotaRule } from "../model/wire.ts";

/** What the gateway says of one more arrival. */
export type QuotaAnswer =
  | { readonly state: "within" }
  | { readonly state: "over"; readonly rule: QuotaRule; readonly retryAfterMs: number }
  | { readonly state: "suspended"; readonly untilMs: number };

/** Counts arrivals in sliding windows. */
export interface QuotaGate {
  arrive(nowMs: number): QuotaAnswer;
}

/**
 * A gate over every rule at once. An arrival over the quota is refused and not counted; where `suspendMs` is given, it also closes the
 * gate for that long.
 */
export function quotaGate(rules: readonly QuotaRule[], suspendMs: number | null): QuotaGate {
  const longestMs = Math.max(0, ...rules.map((rule) => rule.periodMs));
  let arrivals: readonly number[] = [];
  let suspendedUntilMs = Number.NEGATIVE_INFINITY;

  return {
    arrive(nowMs) {
      if (nowMs < suspendedUntilMs) return { state: "suspended", untilMs: suspendedUntilMs };
      arrivals = arrivals.filter((atMs) => nowMs - atMs < longestMs);
      for (const rule of rules) {
        const inWindow = arrivals.filter((atMs) => nowMs - atMs < rule.periodMs);
        if (inWindow.length < rule.limit) continue;
        if (suspendMs !== null) {
          suspendedUntilMs = nowMs + suspendMs;
          return { state: "suspended", untilMs: suspendedUntilMs };
        }
        const freeing = inWindow[inWindow.length - rule.limit] ?? nowMs;
        return { state: "over", rule, retryAfterMs: freeing + rule.periodMs - nowMs };
      }
      arrivals = [...arrivals, nowMs];
      return { state: "within" };
    },
  };
}
