import type { QuotaRule } from "../../model/wire.ts";
import type { Time } from "../time.ts";
import { holdMs, isPace, MAX_SLOW_STEPS, stillUnderwayMs } from "./hold-times.ts";
import type { Lease, Ledger, LedgerOptions, Wait } from "./ledger.ts";

interface Entry {
  readonly takenMs: number;
  readonly outcome: "in_flight" | "answered" | "unanswered";
  /** Of an attempt without an answer: the last moment at which it may arrive. */
  readonly endedMs: number;
}

/**
 * The ledger of one process. An attempt holds its place until a whole period after its answer came in, so that
 * arrival(i) ≤ done(i) and start(i + N) ≥ done(i) + P: no window of P holds more than N arrivals.
 */
export function createMemoryLedger(options: LedgerOptions, time: Pick<Time, "now" | "elapsed">): Ledger {
  const { rules } = options;
  const smallestLimit = Math.min(...rules.map(({ limit }) => limit));
  const entries = new Map<number, Entry>(options.startsUsed ? usedUp(rules, time.elapsed()) : []);
  let frozen: { readonly endsMs: number; readonly because: Wait["because"] } | null = null;
  let slowSteps = 0;
  let slowedMs = Number.NEGATIVE_INFINITY;
  let goodAnswers = 0;
  let nextId = 1;

  const slowedHoldMs = (rule: QuotaRule): number => holdMs(rule) + (isPace(rule) ? (2 ** slowSteps - 1) * rule.periodMs : 0);

  const freeAtMs = (entry: Entry, rule: QuotaRule): number => {
    switch (entry.outcome) {
      case "in_flight": // Its answer comes in now at the earliest.
        return time.elapsed() + slowedHoldMs(rule);
      case "answered":
      case "unanswered":
        return entry.endedMs + slowedHoldMs(rule);
    }
  };

  /** When the attempt after `ahead` others may start at the earliest, under one rule. */
  const startMs = (rule: QuotaRule, ahead: number): number => {
    const nowMs = time.elapsed();
    const held = [...entries.values()].map((entry) => freeAtMs(entry, rule)).filter((freeMs) => freeMs > nowMs);
    // Each further round starts a period after the one before it; how long its calls take is not known.
    const rounds = Math.floor(ahead / rule.limit);
    const place = held.length + (ahead % rule.limit) - rule.limit;
    const firstMs = place < 0 ? nowMs : (held.sort((a, b) => a - b)[place] ?? nowMs);
    return firstMs + rounds * slowedHoldMs(rule);
  };

  const closedMs = (): number => (frozen === null ? 0 : frozen.endsMs - time.elapsed());

  const waitAfter = (ahead: number): Wait => {
    const frozenMs = closedMs();
    if (frozen !== null && frozenMs > 0) return { waitMs: Math.ceil(frozenMs), because: frozen.because };
    return rules
      .map((rule): Wait => {
        const waitMs = Math.ceil(Math.max(0, startMs(rule, ahead) - time.elapsed()));
        return { waitMs, because: isPace(rule) ? "rate_limited" : "quota_exhausted" };
      })
      .reduce((longest, wait) => (wait.waitMs > longest.waitMs ? wait : longest), { waitMs: 0, because: "rate_limited" });
  };

  const forgetFree = (): void => {
    const nowMs = time.elapsed();
    for (const [id, entry] of entries) {
      if (rules.every((rule) => freeAtMs(entry, rule) <= nowMs)) entries.delete(id);
    }
  };

  return {
    async take() {
      forgetFree();
      const wait = waitAfter(0);
      if (wait.waitMs > 0) return wait;
      const takenMs = time.elapsed();
      const lease: Lease = { id: nextId, takenMs, leaveByMs: takenMs + options.leaveMs };
      entries.set(lease.id, { takenMs, outcome: "in_flight", endedMs: takenMs });
      nextId += 1;
      return lease;
    },
    async settle(lease, outcome) {
      const { id, takenMs } = lease;
      if (entries.get(id)?.outcome !== "in_flight") return;
      if (outcome === "unsent") entries.delete(id);
      else {
        const underwayMs = outcome === "unanswered" ? stillUnderwayMs(options, lease, time.elapsed()) : 0;
        entries.set(id, { takenMs, outcome, endedMs: time.elapsed() + underwayMs });
      }
      if (outcome !== "answered") return;
      goodAnswers += 1;
      if (slowSteps > 0 && goodAnswers >= smallestLimit) {
        slowSteps -= 1;
        goodAnswers = 0;
      }
    },
    async leastWait(ahead) {
      return waitAfter(ahead);
    },
    async room() {
      const closed = closedMs() > 0;
      return rules.map((rule) => {
        const held = [...entries.values()].filter((entry) => freeAtMs(entry, rule) > time.elapsed()).length;
        return { rule, left: closed ? 0 : Math.max(0, rule.limit - held) };
      });
    },
    async slowDown({ takenMs }) {
      goodAnswers = 0;
      if (takenMs <= slowedMs) return;
      slowSteps = Math.min(MAX_SLOW_STEPS, slowSteps + 1);
      slowedMs = time.elapsed();
    },
    async freeze(untilMs, because) {
      // The wall clock names the end, and tells it no longer: it may be set.
      const endsMs = time.elapsed() + untilMs - time.now();
      if (frozen === null || endsMs > frozen.endsMs) frozen = { endsMs, because };
    },
  };
}

/** Places for a whole round of the fullest pace, as if it had been used up at this moment. */
function usedUp(rules: readonly QuotaRule[], nowMs: number): [number, Entry][] {
  const count = Math.max(0, ...rules.filter(isPace).map(({ limit }) => limit));
  return Array.from({ length: count }, (_, index) => [-index, { takenMs: nowMs, outcome: "answered", endedMs: nowMs }]);
}
