import type { QuotaRule } from "../../model/wire.ts";

/** The right to one arrival at the gateway. */
export interface Lease {
  readonly id: number;
  /** On `Time.elapsed`. */
  readonly takenMs: number;
  /** After this moment, on `Time.elapsed`, the request may no longer leave: the lease may be another's by then. */
  readonly leaveByMs: number;
  /** When its request left, on `Time.elapsed`; absent where it did not, or nobody has said so. */
  readonly leftMs?: number;
  /** Where the ledger is another machine's: the slow-downs it had counted by then. No clock of two machines need agree. */
  readonly slowDowns?: string;
}

/** What one rule still lets through at this moment. */
export interface Room {
  readonly rule: QuotaRule;
  readonly left: number;
}

export interface Wait {
  readonly waitMs: number;
  /** What stands in the way: the pace, the day's quota, or a closed gateway. */
  readonly because: "rate_limited" | "quota_exhausted" | "suspended";
}

/** How an attempt ended, as far as the gateway's counting goes. */
export type Outcome = "answered" | "unanswered" | "unsent";

/**
 * Keeps the quota of one gateway and app key: in every window of a rule's period at most its limit of arrivals, whoever
 * asks. A store may stand behind it that several processes share.
 */
export interface Ledger {
  take(): Promise<Lease | Wait>;
  settle(lease: Lease, outcome: Outcome): Promise<void>;
  /**
   * The request leaves at this moment: it can arrive no later than its own answer time from now, whatever becomes of this process.
   * Takes no time and never throws.
   */
  left?(lease: Lease): void;
  /** The least that the one after `ahead` others must wait; 0 where nothing is known to stand in the way. */
  leastWait(ahead: number): Promise<Wait>;
  /** One for each rule; all 0 while the gateway is closed. */
  room(): Promise<readonly Room[]>;
  /**
   * The gateway answered "too fast" to this lease: the pace halves, once however many of a burst were told so, and
   * recovers by a step with each full round of good answers.
   */
  slowDown(lease: Lease): Promise<void>;
  /** Nothing is taken until then, epoch milliseconds. Never shortened. */
  freeze(untilMs: number, because: Wait["because"]): Promise<void>;
}

export interface LedgerOptions {
  readonly rules: readonly QuotaRule[];
  /** From taking a lease to the first byte written. */
  readonly leaveMs: number;
  /** From the first byte written to the end of the attempt. */
  readonly answerMs: number;
  /** Going over closes the app: a request without an answer is then counted for longer. */
  readonly suspends: boolean;
  /** True where an earlier process may have called and nobody remembers: the first window is then left empty. */
  readonly startsUsed: boolean;
}

export const isLease = (taken: Lease | Wait): taken is Lease => "id" in taken;
